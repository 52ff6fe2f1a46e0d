"""The house policies are clean; the sources' policies have the defects that they have."""

import re

import pytest

from tests.cli.shell import cs
from tests.examples.goldens import EXAMPLES, ROOT, checked, golden

ERRORS = {
    "six-departments": set[str](),
    "team-leader": {"PRM003", "PRM010", "PRM014", "PRM015"},
    "recruiting-leader": {"PRM001", "PRM002", "PRM010", "PRM014", "PRM015"},
    "desk-duty": {"ATT003", "REV003", "REV008", "REV018", "RST002"},
    "weekly-queues": set[str](),
    "stars-and-posts": {"PRM010", "PRM014", "PRM015", "PRM017", "REV008", "REV018"},
    "notice": {"PRM010", "PRM014", "PRM015"},
    "five-steps": {"PRM010", "PRM014", "PRM015"},
    "seven-conditions": {"PRM010", "PRM014", "PRM015", "REV008", "REV018"},
    "ninety-percent": {"PRM001"},
    "post-weights": set[str](),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_findings_of_an_example(example: str) -> None:
    ending = checked(example)
    assert ending.out == golden(example).read_text(encoding="utf-8"), (
        "if the change is meant: python -m tests.examples.goldens"
    )
    assert set(re.findall(r": error (\w+) ", ending.out)) == ERRORS[example]
    assert ending.code == (1 if ERRORS[example] else 0)


def test_the_house_policies_have_no_finding() -> None:
    ending = cs("policy", "check", "--lang", "en", cwd=ROOT)
    assert (ending.code, ending.out) == (0, "")
    assert re.search(r"files \d+, findings 0:", ending.err)
