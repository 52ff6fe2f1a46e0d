"""The README tells the truth: every session it shows is run and compared."""

import re
from pathlib import Path

import pytest

from tests.readme.sessions import run_here
from tools.readme import README, ROOT, Block, agrees, blocks, copy_workspace

SESSIONS = blocks(README.read_text(encoding="utf-8"))


def plans(block: Block) -> bool:
    """Whether a session plans a rotation, or works with a plan."""
    return any("cs rotate" in exchange.command for exchange in block.exchanges)


def test_every_session_shows_what_the_commands_say(tmp_path: Path) -> None:
    holds([block for block in SESSIONS if not plans(block)], tmp_path)


@pytest.mark.slow
def test_every_session_that_plans_shows_what_the_commands_say(tmp_path: Path) -> None:
    holds([block for block in SESSIONS if plans(block)], tmp_path)


def holds(sessions: list[Block], tmp_path: Path) -> None:
    copy_workspace(tmp_path)
    for block in sessions:
        for shown, true in zip(block.exchanges, run_here(block, tmp_path), strict=True):
            assert agrees(shown.shown, true.shown), (
                f"$ {shown.command}\nshows\n"
                + "\n".join(shown.shown)
                + "\nbut the truth (python tools/readme.py writes it) is\n"
                + "\n".join(true.shown)
            )


def test_dots_stand_for_any_lines_and_nothing_else_does() -> None:
    assert agrees(("a", "...", "c"), ("a", "b", "b", "c"))
    assert agrees(("a", "..."), ("a",))
    assert not agrees(("a", "...", "c"), ("a", "b"))
    assert not agrees(("a",), ("a", "b"))
    assert not agrees(("a.c",), ("abc",))


def test_the_checks_run_the_readmes_own_test_command() -> None:
    text = README.read_text(encoding="utf-8")
    commands = re.findall(r"<!-- test -->.*?^\$ (.*?)$.*?<!-- /test -->", text, re.S | re.M)

    assert len(commands) == 1
    assert "pytest" in commands[0]
    assert "<!-- test -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_local_links_lead_somewhere() -> None:
    for page in (README, ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (ROOT / target).exists(), f"{page.name} links to {target}"
