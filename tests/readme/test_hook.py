"""The pre-commit hook runs a command that exists."""

import shlex
from pathlib import Path

from ruamel.yaml import YAML

from cs.cli import ENTRIES, resolve

HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"


def test_the_hook_names_a_command_of_ours() -> None:
    (hook,) = YAML(typ="safe").load(HOOKS.read_text(encoding="utf-8"))
    program, group, command = shlex.split(hook["entry"])

    assert hook["id"] == "cs-policy-check"
    assert program == "cs"
    entry = next(entry for entry in ENTRIES if entry.name == group)
    assert command in resolve(entry).commands  # type: ignore[attr-defined]
