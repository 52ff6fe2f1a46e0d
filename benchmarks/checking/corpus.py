"""Policies for measuring: the house's own, as often as asked for, each with an id of its own."""

import re
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAD = re.compile(r"(?m)^id: (\S+)$")


def house(kind: str) -> str:
    """The house policy of a kind."""
    return (ROOT / "policies" / f"{kind}.yaml").read_text(encoding="utf-8")


def numbered(text: str, number: int) -> str:
    """The policy with a number in its id."""
    return HEAD.sub(lambda found: f"id: {found[1]}-{number}", text, count=1)


def policies(count: int) -> list[tuple[str, str]]:
    """So many file names and texts: one ladder, then promotions and rotations by turns."""
    kinds = cycle(("promotion", "rotation"))
    files = [("ladder.yaml", house("ladder"))]
    for number in range(1, count):
        kind = next(kinds)
        files.append((f"{kind}-{number}.yaml", numbered(house(kind), number)))
    return files


def one_file(lines: int) -> str:
    """One file of about so many lines, of many documents."""
    parts, length = [], 0
    for _name, text in policies(lines // 100 + 2):
        parts.append(text)
        length += text.count("\n") + 1
        if length >= lines:
            break
    return "---\n".join(parts)


def write(directory: Path, files: list[tuple[str, str]]) -> None:
    """Write the files below `directory`/policies, which makes it a workspace without tables."""
    folder = directory / "policies"
    folder.mkdir(parents=True)
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8")
