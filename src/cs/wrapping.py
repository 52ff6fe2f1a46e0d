"""Where may a line of text break? At spaces and around wide characters, by the cells of a terminal.

Textual wrapping by words does not serve Chinese, which has no spaces: a sentence would be one word.
"""

import re
from collections.abc import Iterator
from functools import cache

from rich.cells import cell_len

_MAY_NOT_BEGIN_A_LINE = "，。、；：？！）》」』”’…·,.;:?!)]}%"
_MAY_NOT_END_A_LINE = "（《「『“‘([{"


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells; a word that is longer stands on a line of its own."""
    lines: list[str] = []
    line, used = "", 0
    for chunk in _chunks(text):
        size = cell_len(chunk)
        if line and used + cell_len(chunk.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = "", 0
            chunk = chunk.lstrip()
            size = cell_len(chunk)
        line += chunk
        used += size
    return [*lines, line.rstrip()] if line.strip() else lines


def hang(text: str, first: str, rest: str, width: int | None) -> str:
    """The text after `first`, its further lines after `rest`, none of them ending in blanks.

    Args:
        width: of a line, in cells; None: the text is not broken.
    """
    if width is None:
        return f"{first}{text}".rstrip()
    lines = wrap(text, max(width - max(cell_len(first), cell_len(rest)), 20)) or [""]
    return "\n".join(
        f"{rest if number else first}{line}".rstrip() for number, line in enumerate(lines)
    )


@cache
def _pieces() -> re.Pattern[str]:
    """A word or a wide character, with the spaces around it; the range takes long to compile."""
    return re.compile(r"\s*(?:[^\s⺀-￿]+|[⺀-￿])\s*")


def _chunks(text: str) -> Iterator[str]:
    """Pieces between which a line may break, each with the spaces that follow it."""
    held = ""
    for piece in _pieces().findall(text):
        bare = piece.strip()
        if held and bare[0] not in _MAY_NOT_BEGIN_A_LINE and not held.endswith(_OPENING):
            yield held
            held = ""
        held += piece
    if held:
        yield held


_OPENING = tuple(_MAY_NOT_END_A_LINE)
