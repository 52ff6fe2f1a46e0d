"""docs/replanning.md: its sessions run on the house workspace, and show what the page shows."""

from pathlib import Path

import pytest

from tests.readme.sessions import run_here
from tools.readme import agrees, blocks, copy_workspace

PAGE = Path(__file__).parents[3] / "docs" / "replanning.md"


@pytest.mark.slow
def test_the_page_shows_what_the_commands_say(tmp_path: Path) -> None:
    copy_workspace(tmp_path)
    sessions = blocks(PAGE.read_text(encoding="utf-8"))
    assert len(sessions) == 2
    for block in sessions:
        for shown, true in zip(block.exchanges, run_here(block, tmp_path), strict=True):
            assert agrees(shown.shown, true.shown), "\n".join(true.shown)
