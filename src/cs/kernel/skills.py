"""How do tables write a skill on a level? As `skill:3`."""

import re
from collections.abc import Iterable

_AT = re.compile(r"(.*\S)\s*[:：]\s*(\d{1,2})", re.ASCII)


def split_levels(items: Iterable[str]) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Skills as tables write them: their names, and of those with a level both."""
    names: list[str] = []
    levels: list[tuple[str, int]] = []
    for item in items:
        found = _AT.fullmatch(item)
        names.append(item if found is None else found[1])
        if found is not None:
            levels.append((found[1], int(found[2])))
    return tuple(names), tuple(levels)
