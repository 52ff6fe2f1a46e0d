"""The commands of docs/testing-policies.md do what the page says, on the house policies."""

import re
import shlex
from pathlib import Path

import pytest

from tests.policy_commands.workspaces import cs

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "testing-policies.md").read_text(encoding="utf-8")
COMMANDS = [
    re.split(r"\s{2,}", line.strip())[0] for line in PAGE.splitlines() if line.startswith("    cs ")
]


def test_the_page_has_commands() -> None:
    assert len(COMMANDS) >= 3


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("policies", "examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)

    ending = cs(*shlex.split(command)[1:])

    assert ending.code == 0, ending.err
    assert "failed 0, not run 0" in ending.err
    assert "✓ passed  " in ending.out
