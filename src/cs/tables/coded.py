"""Which texts occur in the columns of a large plain table, and which of them stands in each row?

Tables of millions of rows (an agent's result a month) say the same few texts again and again: a
million ids, some dozen periods and grades. Here such a table is read straight into codes: a cell is
a few whole numbers of eight bytes each, columns of few different texts are coded by looking them up
among these, ids by a table over the characters that occur at each of their places. A text of a cell
is made once for each different one, not 24 million times.

Everything else about the table (a cell too long, a row too short, empty rows, headers that stand
again) is left to `cs.tables.plain`; both ways give the same cells, to which tests hold them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from cs.tables.coding import recoded
from cs.tables.raw import Coded, CodedCells, cleaned

MANY_LINES = 2_000_000
"""With fewer rows Polars is as quick."""
COLUMNS_AT_MOST = 8
_BLOCK = 1 << 18
_WORD = 8
_LONGEST = 64
"""Bytes of a cell of few different ones; an id has at most two words."""
_ID_WORDS = 2
_LINE_END = ord("\n")
_FEW = 100
_WIDEST = 1 << 26
"""Different ids that a table over their characters may tell apart."""
_MASKS = np.array([(1 << 8 * count) - 1 for count in range(_WORD)] + [2**64 - 1], np.uint64)

Words = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Block:
    """Some whole lines, and where the cells of each column begin and end."""

    words: Words
    starts: tuple[Positions, ...]
    ends: tuple[Positions, ...]

    def keys(self, column: int) -> tuple[Words, ...] | None:
        """The bytes of the cells, eight to a word; None for cells that are too long."""
        starts = self.starts[column]
        lengths = self.ends[column] - starts
        longest, shortest = int(lengths.max()), int(lengths.min())
        if longest > _LONGEST:
            return None
        if longest == shortest <= _WORD:
            return (self.words[starts] & _MASKS[longest],)
        return tuple(
            self.words[starts + before] & _MASKS[(lengths - before).clip(0, _WORD)]
            for before in range(0, max(longest, 1), _WORD)
        )


def read_coded(
    data: bytes, start: int, lines: int, names: Sequence[str], delimiter: str
) -> CodedCells | None:
    """The cells from `start` on; None for a table that is not as regular as that.

    Args:
        lines: how many there are from `start` on, each with its line end.
        names: the headers, as the file has them.
    """
    columns: list[_Few | _Many] = [_Few(lines) for _ in names]
    codes = np.frombuffer(data, np.uint8)
    buffer = np.zeros(_BLOCK + _LONGEST + _WORD, np.uint8)
    first = 0
    while start < len(data):
        stop = data.rfind(b"\n", start, start + _BLOCK) + 1
        if not stop:
            return None
        buffer[: stop - start] = codes[start:stop]
        block = _block(buffer, stop - start, len(names), ord(delimiter))
        if block is None:
            return None
        rows = slice(first, first + len(block.ends[-1]))
        for at, column in enumerate(columns):
            keys = block.keys(at)
            if keys is None:
                return None
            if isinstance(column, _Few) and not column.add(rows, keys):
                if len(keys) > _ID_WORDS or any(len(cell) > _ID_WORDS for cell in column.known):
                    return None
                before = column.cells(first)
                columns[at] = column = _Many(lines)
                if first and not column.add(slice(0, first), before):
                    return None
            if isinstance(column, _Many) and not column.add(rows, keys):
                return None
        start, first = stop, rows.stop
    coded = []
    for column, name in zip(columns, names, strict=True):
        own = column.coded()
        # Headers that stand again, and columns without any, are a matter for others.
        if own is None or not name or (own.texts == name).any():
            return None
        coded.append(own)
    if all((own.codes < 0).any() for own in coded):
        return None
    return CodedCells(tuple(coded))


def _block(buffer: Bytes, length: int, width: int, delimiter: int) -> _Block | None:
    """The lines of a text; None if one has more or fewer cells than the header."""
    codes = buffer[:length]
    words: Words = np.ndarray((length + _LONGEST,), "<u8", buffer.data, 0, (1,))
    line_ends = np.flatnonzero(codes == _LINE_END)
    if int(np.count_nonzero(codes == delimiter)) != len(line_ends) * (width - 1):
        return None
    starts, ends = [np.zeros(len(line_ends), np.int64)], []
    starts[0][1:] = line_ends[:-1] + 1
    # Where all cells of a column are as long as the first one, its delimiters are known already.
    for _ in range(width - 1):
        opening = codes[starts[-1][0] : starts[-1][0] + _LONGEST + 1]
        place = starts[-1] + int(np.argmax(opening == delimiter))
        if place[-1] >= length or (codes[place] != delimiter).any():
            break
        ends.append(place)
        starts.append(place + 1)
    if len(starts) < width or (starts[-1] > line_ends).any():
        marks = np.flatnonzero((codes == delimiter) | (codes == _LINE_END)).reshape(-1, width)
        if (marks[:, -1] != line_ends).any():
            return None
        ends = [marks[:, at] for at in range(width - 1)]
        starts = [starts[0], *(end + 1 for end in ends)]
    return _Block(words, tuple(starts), (*ends, line_ends))


class _Few:
    """The codes of a column of few different cells, told by their words up to the last filled."""

    def __init__(self, lines: int) -> None:
        self.known: dict[tuple[int, ...], int] = {}
        self.codes = np.empty(lines, np.int16)

    def add(self, rows: slice, words: tuple[Words, ...]) -> bool:
        """Code some cells; false if there are too many different ones."""
        while (unknown := self._code(rows, words)) is not None:
            if len(self.known) == _FEW:
                return False
            cell = [int(word[unknown]) for word in words]
            while cell and not cell[-1]:
                cell.pop()
            self.known[tuple(cell)] = len(self.known)
        return True

    def _code(self, rows: slice, words: tuple[Words, ...]) -> int | None:
        """Write the codes of the cells; the position of the first that is not known."""
        codes = np.zeros(len(words[0]), np.int16)
        found = 0
        # Most recent first: tables are often in the order of one of their columns.
        for cell, code in reversed(self.known.items()):
            if len(cell) > len(words):
                continue
            same = np.ones(len(codes), np.bool_)
            for word, one in zip_longest(words, cell, fillvalue=0):
                same &= word == np.uint64(one)
            count = int(np.count_nonzero(same))
            if count:
                codes += same * np.int16(code + 1)
                found += count
            if found == len(codes):
                self.codes[rows] = codes - 1
                return None
        return int(np.argmin(codes))

    def _words(self, width: int) -> Words:
        cells = [(*cell, *(0,) * (width - len(cell))) for cell in self.known]
        return np.array(cells, "<u8").reshape(-1, width)

    def cells(self, count: int) -> tuple[Words, ...]:
        """The words of each of the first cells."""
        words = self._words(_ID_WORDS)[self.codes[:count]]
        return tuple(words[:, number].copy() for number in range(_ID_WORDS))

    def coded(self) -> Coded | None:
        """The whole column."""
        width = max((len(cell) for cell in self.known), default=0)
        return _cleaned(_texts(self._words(max(1, width))), self.codes)


@dataclass(frozen=True, slots=True)
class _Place:
    """A byte of the cells that is not always the same: its place, the lowest and the highest.

    Attributes:
        ends: whether shorter cells end before it; none has the lowest byte then, which stands for
            their end.
    """

    at: int
    low: int
    high: int
    ends: bool

    @property
    def span(self) -> int:
        """How many it may be."""
        return self.high - self.low + 1

    def digits(self, own: Bytes) -> Bytes | None:
        """The bytes counted from the lowest; None if one of them is not expected."""
        if self.ends:
            if ((own != 0) & (own <= self.low)).any():
                return None
            own = np.maximum(own, np.uint8(self.low))
        digits = own - np.uint8(self.low)
        return digits if not len(digits) or int(digits.max()) < self.span else None


class _Many:
    """The codes of a column of many different cells, such as ids.

    A cell is the whole number that its bytes make, each counted from the lowest at its place.
    """

    def __init__(self, lines: int) -> None:
        self.codes = np.empty(lines, np.int32)
        self.base = np.zeros(_ID_WORDS, "<u8")
        self.places: tuple[_Place, ...] | None = None

    def add(self, rows: slice, words: tuple[Words, ...]) -> bool:
        """Number some cells; false if cells may differ in too many ways."""
        if len(words) > _ID_WORDS:
            return False
        if self.places is None:
            self.base[: len(words)] = [word[0] for word in words]
            self.places = ()
        further = range(len(words), _ID_WORDS)
        if any(self.base[number] for number in further) or any(
            place.at // _WORD in further for place in self.places
        ):
            words = (*words, *(np.zeros(len(words[0]), np.uint64) for _ in further))
        if not self._number(rows, words):
            before = self._words(self.codes[: rows.start])
            self.places = self._widened(words)
            if prod(place.span for place in self.places) > _WIDEST:
                return False
            old = tuple(before[:, number].copy() for number in range(_ID_WORDS))
            return self._number(slice(0, rows.start), old) and self._number(rows, words)
        return True

    def _number(self, rows: slice, words: Sequence[Words]) -> bool:
        """Write the numbers of cells; false if some byte is none of those expected."""
        places = self.places or ()
        for number, word in enumerate(words):
            fixed = np.uint64(2**64 - 1)
            for place in places:
                if place.at // _WORD == number:
                    fixed &= ~np.uint64(0xFF << 8 * (place.at % _WORD))
            if ((word ^ self.base[number]) & fixed).any():
                return False
        packed = np.zeros(len(words[0]), np.int32)
        for place in places:
            digits = place.digits(_bytes(words, place.at))
            if digits is None:
                return False
            packed *= place.span
            packed += digits
        self.codes[rows] = packed
        return True

    def _widened(self, words: Sequence[Words]) -> tuple[_Place, ...]:
        """The places, with what is new in these words; one figure stands for all of them."""
        old = {place.at: place for place in self.places or ()}
        found = []
        for at in range(_WORD * len(words)):
            own = _bytes(words, at)
            seen = {int(self.base[at // _WORD]) >> 8 * (at % _WORD) & 0xFF}
            filled = own[own > 0]
            seen |= {int(edge) for edge in (own.min(), own.max(), *filled.min(keepdims=True))
                     } if len(filled) else {0}  # fmt: skip
            if at in old:
                seen |= {old[at].low + old[at].ends, old[at].high, *([0] if old[at].ends else [])}
            ends = 0 in seen and len(seen) > 1
            low, high = min(seen - {0}, default=0), max(seen)
            if ord("0") <= low and high <= ord("9") and len(seen) > 1:
                low, high = ord("0"), ord("9")
            if len(seen) > 1:
                found.append(_Place(at, low - ends, high, ends))
        return tuple(found)

    def _words(self, numbers: npt.NDArray[Any]) -> Words:
        """The words of each numbered cell."""
        words = np.empty((len(numbers), _ID_WORDS), "<u8")
        words[:] = self.base
        for place in reversed(self.places or ()):
            numbers, digit = np.divmod(numbers, place.span)
            shift = 8 * (place.at % _WORD)
            own = words[:, place.at // _WORD]
            own &= ~np.uint64(0xFF << shift)
            bytes_ = digit + place.low if not place.ends else np.where(digit, digit + place.low, 0)
            own |= bytes_.astype(np.uint64) << np.uint64(shift)
        return words

    def coded(self) -> Coded | None:
        """The whole column."""
        size = prod(place.span for place in self.places or ())
        occurs = np.zeros(size, np.bool_)
        code_of = np.empty(size, np.int32)
        blocks = [slice(at, at + _BLOCK) for at in range(0, len(self.codes), _BLOCK)]
        for block in blocks:
            occurs[self.codes[block]] = True
        different = np.flatnonzero(occurs)
        code_of[different] = np.arange(len(different), dtype=np.int32)
        for block in blocks:
            self.codes[block] = code_of[self.codes[block]]
        return _cleaned(_texts(self._words(different)), self.codes)


def _bytes(words: Sequence[Words], at: int) -> Bytes:
    """One byte of each cell."""
    return words[at // _WORD].view(np.uint8)[at % _WORD :: _WORD]


def _texts(words: Words) -> pl.Series | None:
    """The texts whose bytes the words hold; None if they are no UTF-8."""
    cells = np.ascontiguousarray(words).view(f"S{_WORD * words.shape[1]}").ravel().tolist()
    try:
        return pl.Series("text", cells, dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.PolarsError:
        return None


def _cleaned(texts: pl.Series | None, codes: npt.NDArray[Any]) -> Coded | None:
    """The codes of the cells as they are read: trimmed, -1 for empty ones."""
    if texts is None:
        return None
    clean = cleaned(texts.to_frame())["text"]
    if clean.null_count() == 0 and clean.equals(texts):
        return Coded(texts, codes)
    return recoded(Coded(texts, codes), clean.to_list())
