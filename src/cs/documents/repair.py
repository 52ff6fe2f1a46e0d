"""How is a mend made in the text? By splicing it at its place, and nothing else.

A YAML round trip changes lines that nobody asked about; a splice keeps every byte outside of it:
byte-order mark, line ends, comments, quotes. Each mend is tried on its own against the text so far
and read back: it is made only if the document then says exactly what it said before, but for what
the mend states, and reads no worse. Mends that overlap wait for the next round, when the findings
are known anew.
"""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from cs.documents.nodes import read_nodes
from cs.documents.offsets import Offsets
from cs.documents.plain import Data, to_plain
from cs.documents.source import Source, decode
from cs.documents.splicing import Splice, splices_of
from cs.kernel.findings import AddKey, Edit, Finding, Fix, Replace, Route, Span, TextEdit

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Repaired:
    """A file after one round of mends.

    Attributes:
        data: its bytes.
        made: the mends that were made.
        waiting: those that overlap one that was made.
        refused: those that fit nowhere, or would have changed more than they state.
    """

    data: bytes
    made: tuple[Fix, ...] = ()
    waiting: tuple[Fix, ...] = ()
    refused: tuple[Fix, ...] = ()


def fixes_of(
    findings: Iterable[Finding], *, unsafe: bool = False
) -> dict[str, dict[Fix, tuple[Finding, ...]]]:
    """The mends that findings offer, by file, each once with the findings that it answers.

    A mend stands whole in one file; one that does not is left out.

    Args:
        unsafe: also those that need a person's judgement.
    """
    result: dict[str, dict[Fix, tuple[Finding, ...]]] = {}
    for finding in findings:
        fix = finding.fix
        if fix is None or not (fix.safe or unsafe):
            continue
        if {edit.place.file for edit in fix.edits} == {finding.place.file}:
            own = result.setdefault(finding.place.file, {})
            own[fix] = (*own.get(fix, ()), finding)
    return result


def edits_in(sources: Iterable[Source]) -> Callable[[Fix], tuple[TextEdit, ...]]:
    """For formats that show mends: what turns one into edits of a file's text as it is.

    They are in the order of the text; none for a mend that fits nowhere.
    """
    by_file = {source.file: source for source in sources}

    @cache
    def reading(file: str) -> _Reading | None:
        text = decode(by_file[file]) if file in by_file else None
        return _Reading(text, file) if isinstance(text, str) else None

    def edits(fix: Fix) -> tuple[TextEdit, ...]:
        file = fix.edits[0].place.file if fix.edits else ""
        own = reading(file)
        splices = own.splices(fix) if own else None
        return tuple(each.as_edit(file, own.offsets) for each in splices or ()) if own else ()

    return edits


def repair(source: Source, fixes: Sequence[Fix]) -> Repaired:
    """One round: all mends of a file that do not overlap, the earlier ones of a pair first."""
    text = decode(source)
    if isinstance(text, Finding):
        return Repaired(source.data, refused=tuple(fixes))
    reading = _Reading(text, source.file)
    chosen, waiting, refused = _fitting(reading, fixes)
    if chosen and not reading.reads_as_stated(chosen):
        # rare, so each is tried by itself; those right alone and not together come one a round
        wrong = [fix for fix in chosen if not reading.reads_as_stated({fix: chosen[fix]})]
        refused += wrong
        chosen = {fix: own for fix, own in chosen.items() if fix not in wrong}
        if chosen and not reading.reads_as_stated(chosen):
            first, *others = chosen
            waiting = [*others, *waiting]
            chosen = {first: chosen[first]}
    data = source.data
    if chosen:
        mark = _MARK if data.startswith(_MARK) else b""
        data = mark + spliced(text, _together(chosen)).encode()
    return Repaired(data, tuple(chosen), tuple(waiting), tuple(refused))


def _fitting(
    reading: "_Reading", fixes: Iterable[Fix]
) -> tuple[dict[Fix, tuple[Splice, ...]], list[Fix], list[Fix]]:
    """The mends that can be made at once, those that touch one of them, and those without place."""
    chosen: dict[Fix, tuple[Splice, ...]] = {}
    waiting: list[Fix] = []
    refused: list[Fix] = []
    taken: list[tuple[int, int]] = []
    for fix in fixes:
        splices = reading.splices(fix)
        if splices is None:
            refused.append(fix)
        elif any(_is_taken(each, taken) for each in splices):
            waiting.append(fix)
        else:
            chosen[fix] = splices
            for each in splices:
                insort(taken, (each.start, each.end))
    return chosen, waiting, refused


def _is_taken(splice: Splice, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a splice touches one of those taken, which stand in order and touch nowhere."""
    after = bisect_right(taken, (splice.end, len(taken) and taken[-1][1]))
    return any(splice.start <= end for _, end in taken[max(after - 1, 0) : after])


def _together(chosen: Mapping[Fix, tuple[Splice, ...]]) -> list[Splice]:
    return [splice for own in chosen.values() for splice in own]


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices made; they do not overlap."""
    for splice in sorted(splices, key=lambda each: (each.start, each.end), reverse=True):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


def _touch(one: Splice, other: Splice) -> bool:
    return one.start <= other.end and other.start <= one.end


class _Reading:
    """A text as it reads: its data by document, and what is wrong with its YAML."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.offsets = Offsets(text)
        read = read_nodes(text, file)
        self.whole = read.whole
        self.ends = max(
            (each.place.span for each in read.findings if each.place.span), default=None
        )
        self.roots = dict(read.roots)
        plain = {index: to_plain(root, file, index) for index, root in read.roots}
        self.data: dict[int, Data] = {index: each.data for index, each in plain.items()}
        self.troubles = Counter(
            finding.code
            for finding in (
                *read.findings,
                *(finding for each in plain.values() for finding in each.findings),
            )
        )

    def splices(self, fix: Fix) -> tuple[Splice, ...] | None:
        """All splices of a mend, in the order of the text; None if one of its edits fits nowhere,
        or two touch each other."""
        found: list[Splice] = []
        for edit in fix.edits:
            own = splices_of(edit, self.roots, self.offsets)
            if own is None:
                return None
            found += own
        found.sort(key=lambda each: (each.start, each.end))
        if not found or any(_touch(one, other) for one, other in pairwise(found)):
            return None
        return tuple(found)

    def reads_as_stated(self, chosen: Mapping[Fix, tuple[Splice, ...]]) -> bool:
        """Whether the text with these mends says what they state, and nothing else new."""
        after = _Reading(spliced(self.text, _together(chosen)), self.file)
        if not self.whole:
            # a text that broke off has no data to compare: it must break off later, or not at all
            return after.whole or _later(after.ends, self.ends)
        if not after.whole or after.troubles - self.troubles:
            return False
        expected = dict(self.data)
        try:
            for edit in (edit for fix in chosen for edit in fix.edits):
                index = edit.place.document
                expected[index] = _stated(expected[index], edit)
        except (KeyError, IndexError, TypeError):
            return False
        return repr_data(expected) == repr_data(after.data)


def _later(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one > other


def repr_data(data: Mapping[int, Data]) -> str:
    """Data in a form that tells `1` from `1.0` and `true`, and not the order of keys."""
    return repr({index: _ordered(each) for index, each in data.items()})


def _ordered(data: Data) -> object:
    if isinstance(data, dict):
        return {key: _ordered(data[key]) for key in sorted(data)}
    return tuple(map(_ordered, data)) if isinstance(data, tuple) else data


def _stated(data: Data, edit: Edit) -> Data:
    """The data with an edit made; raises KeyError or TypeError if it cannot be."""
    if isinstance(edit, AddKey):
        return _changed(data, edit.place.route, lambda own: _with_key(own, edit.key, edit.text))
    route = edit.place.route
    if not edit.place.on_key:
        return _changed(data, route, lambda own: _value(edit, own))
    return _changed(data, route[:-1], lambda own: _renamed(own, str(route[-1]), edit.text))


def _changed(data: Data, route: Route, change: Callable[[Data], Data]) -> Data:
    if not route:
        return change(data)
    step, rest = route[0], route[1:]
    if isinstance(data, dict) and isinstance(step, str):
        return {**data, step: _changed(data[step], rest, change)}
    if isinstance(data, tuple) and isinstance(step, int):
        return (*data[:step], _changed(data[step], rest, change), *data[step + 1 :])
    if step == 0 and not isinstance(data, dict):
        # a list written as its single item
        return _changed(data, rest, change)
    raise KeyError(step)


def _value(edit: Replace, before: Data) -> Data:
    value = _read(edit.text)
    # `40%` written for `50` goes on without its sign
    if isinstance(value, str) and value.endswith("%") and not isinstance(before, str):
        return _read(edit.text[:-1])
    return value


def _with_key(data: Data, key: str, text: str) -> Data:
    if not isinstance(data, dict) or key in data:
        raise KeyError(key)
    return {**data, key: _read(text)}


def _renamed(data: Data, before: str, text: str) -> Data:
    after = _read(text)
    if not isinstance(data, dict) or not isinstance(after, str) or after in data:
        raise KeyError(before)
    return {after if key == before else key: value for key, value in data.items()}


def _read(text: str) -> Data:
    """What a text says as a value; raises KeyError if it is none."""
    read = read_nodes(f"- {text}\n", "")
    if not read.whole or read.findings or len(read.roots) != 1:
        raise KeyError(text)
    data = to_plain(read.roots[0][1], "", 0).data
    if not isinstance(data, tuple) or len(data) != 1:
        raise KeyError(text)
    return data[0]
