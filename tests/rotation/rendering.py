"""Views as a terminal of a given width shows them, without colour."""

import os
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from rich.console import Console, RenderableType

GOLDEN = Path(__file__).parent / "golden"


def rendered(parts: Iterable[RenderableType], width: int = 80) -> str:
    """The text of renderables, blanks at line ends taken off."""
    console = Console(file=StringIO(), width=width, color_system=None, markup=False)
    for part in parts:
        console.print(part)
    assert isinstance(console.file, StringIO)
    lines = console.file.getvalue().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def golden(name: str, text: str) -> str:
    """What the golden file holds; `RENEW_GOLDEN=1` writes it first."""
    path = GOLDEN / name
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")
