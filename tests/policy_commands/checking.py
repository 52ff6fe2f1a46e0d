"""`cs policy check` on a workspace, and what it found in short."""

import json
from pathlib import Path

from tests.policy_commands.workspaces import Ending, cs

HEAD = """kind: ladder
id: l
name: 职位阶梯
tracks: [{id: t, name: T}]
grades:
- {id: a, name: A, track: t, level: 1, headcount: 9}
"""
TWIN = "- {id: b, name: B, track: t, level: 1, headcount: 9}"
"""A second grade of the same level: LAD001, on line 7 of `HEAD + TWIN`."""


def check(root: Path, *arguments: str) -> Ending:
    """The check of a workspace with more arguments."""
    return cs("policy", "check", "-C", str(root), *arguments)


def found(root: Path, *arguments: str) -> list[tuple[str, int]]:
    """Code and line of every finding that counts."""
    record = json.loads(check(root, "-o", "json", *arguments).out)
    return [(finding["code"], finding["line"]) for finding in record["findings"]]


def codes(root: Path, *arguments: str) -> list[str]:
    """The codes of the findings that count."""
    return [code for code, _line in found(root, *arguments)]
