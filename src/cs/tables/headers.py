"""Which column is this? By folding its header and comparing it with names and aliases.

Folding takes away what people do not see as a difference: full-width forms (NFKC), invisible and
blank characters, case, underscores and hyphens, the star that marks a required column.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cs.tables.schema import TableSchema

BLANKS = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"  # noqa: E501
"""What is trimmed from both ends of a cell: all blanks of Unicode and the invisible ones."""

_DROPPED = re.compile(r"[\s_\-*‐‑–—]+")
_TRAILING_HINT = re.compile(r"\([^()]*\)$")
_RATER = re.compile(
    r"(?![:#(])(?P<base>.*?[^\s\d:#(_-])\s*"
    r"(?:[:#]\s*(?P<named>[^\s:].*?)|\(\s*(?P<bracketed>[^()]+?)\s*\)|[_-]?\s*(?P<number>\d{1,3}))",
    re.DOTALL,
)


def visible(text: str) -> str:
    """The text in NFKC without control and invisible characters, trimmed."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(
        char for char in folded if char in "\n\t" or unicodedata.category(char) not in ("Cf", "Cc")
    ).strip()


@lru_cache(maxsize=4096)
def fold_header(text: str) -> str:
    """A header as it is compared: `　能力 表现＊` and `能力表现` are the same."""
    return _DROPPED.sub("", visible(text)).casefold()


def canonical(header: str, schema: "TableSchema") -> str | None:
    """The canonical name of the column a header stands for, or None if it is none of the schema's.

    A hint in brackets at the end, `入职日期（年-月-日）`, is left out if that helps.
    """
    return schema.folded_names().get(matching_key(header, schema))


def matching_key(header: str, schema: "TableSchema") -> str:
    """The folded header, without its hint in brackets if the schema knows only that."""
    folded = fold_header(header)
    bare = _TRAILING_HINT.sub("", folded)
    names = schema.folded_names()
    return bare if folded not in names and bare in names else folded


def split_rater(header: str) -> tuple[str, str] | None:
    """A repeated rater column's header as (base, rater); None if it names no rater.

    `面试考评1` gives (`面试考评`, `1`); `面试考评:E07` and `面试考评（E07）` both give
    (`面试考评`, `E07`). Try the whole header first: a component may itself end in a digit.
    """
    match = _RATER.fullmatch(visible(header))
    if match is None:
        return None
    return match["base"], match["named"] or match["bracketed"] or match["number"]


def matching(headers: Iterable[str], names: Iterable[str]) -> tuple[int, ...]:
    """Positions of the headers that equal one of the names when folded."""
    wanted = {fold_header(name) for name in names}
    return tuple(index for index, header in enumerate(headers) if fold_header(header) in wanted)
