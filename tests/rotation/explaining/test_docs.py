"""docs/explaining.md: its commands run in their order, and say what the page shows."""

import re
import shlex
from pathlib import Path

import pytest

from tests.rotation.conftest import Run

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "explaining.md").read_text(encoding="utf-8")
COMMANDS = [line.strip() for line in PAGE.splitlines() if line.startswith("    cs ")]
SHOWN = [
    line.strip()
    for block in re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]


def test_the_page_s_commands_say_what_it_shows(
    cs: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("policies", "examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("COLUMNS", raising=False)
    assert len(COMMANDS) == 4
    said: set[str] = set()
    for command in COMMANDS:
        ending = cs(*shlex.split(command)[1:])
        assert ending.code == 0, ending.err
        said |= {line.strip() for line in ending.out.splitlines()}
    assert len(SHOWN) == 8
    for line in SHOWN:
        assert line in said
