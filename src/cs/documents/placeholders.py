"""Which values are gaps that nobody filled: `[X]`, `TODO`, `待定`, `xxx`.

Some are gaps wherever they stand. Others (`[具体坐班时间段]`, a list of one Chinese word) are gaps
only where the field cannot take them, which its model decides.
"""

import re
from functools import cache

_OPENING = ("[", "［", "【", "<", "〈")
_BRACKETS = r"[\[［【<〈]\s*({})\s*[\]］】>〉]"
_LETTERS = r"[XxＸｘ×NnYyMm]|[XxＸｘ×]{2,}|_+|\.{2,}|…+|\?+|？+"
_WORDS = r"TODO|TBD|TBC|FIXME|待定|待补充?|待填写?|待确认|待议|未定"

_IN_BRACKETS = re.compile(_BRACKETS.format(f"{_LETTERS}|{_WORDS}"))
_WHOLE = re.compile(
    rf"(?:{_WORDS})(?:\s*[:：(（,，;；\-—].*)?|[xXＸｘ×]{{2,}}|_{{2,}}|[?？]{{2,}}|…+|\.{{3,}}",
    re.DOTALL | re.IGNORECASE,
)


@cache
def _bracketed_text() -> re.Pattern[str]:
    """A word of capitals or of Chinese in brackets; its ranges take long to compile."""
    return re.compile(_BRACKETS.format(r"[A-Z一-鿿][A-Z0-9一-鿿 、，/·_\-]{0,40}"))


def is_placeholder(text: str) -> bool:
    """Whether the value is a gap wherever it stands."""
    bare = text.strip()
    return bool(_WHOLE.fullmatch(bare) or _IN_BRACKETS.search(text)) or (
        bare.startswith(_OPENING) and _bracketed_text().fullmatch(bare) is not None
    )


def is_placeholder_in_list(text: str) -> bool:
    """Whether `[text]`, a list of one, is a gap wherever it stands (`[X]`)."""
    return bool(_IN_BRACKETS.fullmatch(f"[{text.strip()}]"))


def find_placeholder(line: str) -> tuple[int, int, str] | None:
    """Start, end and text of the first gap in a line of source that is not YAML; else None."""
    match = _IN_BRACKETS.search(line) or _bracketed_text().search(line)
    match = match or re.search(r"\b(?:TODO|TBD|TBC|FIXME)\b|待定|待补充|待填写|待确认", line)
    return (match.start(), match.end(), match[0]) if match else None
