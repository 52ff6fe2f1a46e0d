"""One mistake gives one finding, and it points at the line that must change."""

from functools import cache

import pytest

from cs.catalogue import KINDS, RULES
from cs.checking.running import run
from cs.documents import Source, load
from cs.kernel.findings import Finding
from tests.rules.auditing import House

# file, what stands there, what is written instead, the code; found at the line that was changed
MISTAKES = [
    ("rotation.yaml", "    manager: 三部客服经理", "    manager: 二部客服经理", "DOC077"),
    ("rotation.yaml", "    headcount: 17..20", "    headcount: 7..20", "DOC073"),
    ("promotion.yaml", "at_least: 1 year", "at_least: 1 month", "DOC078"),
    ("promotion.yaml", "min_raters: 3 # house decision\n", "min_raters: 30\n", "DOC075"),
    ("promotion.yaml", "{from: 0, to: 100} # the one", "{from: 0, to: 10} # the one", "PRM077"),
    ("promotion.yaml", "weight: 30%", "weight: 3%", "PRM001"),
    ("promotion.yaml", "from, points: 8}", "from, points: 80}", "PRM008"),
    ("promotion.yaml", "any_of: [regular]", "any_of: [regualr]", "XPL056"),
    ("promotion.yaml", "to: 组长\n", "to: 主管\n", "XPL008"),
    ("review.yaml", "{id: 良好, from: 80, to: 90, includes: from}",
     "{id: 良好, from: 80, to: 90, includes: to}", "REV010"),
    ("review.yaml", "in_a_row: 3,", "in_a_row: 30,", "REV044"),
    ("ladder.yaml", "{from: 组长, to: 主管}", "{from: 主管, to: 组长}", "LAD009"),
    ("attendance.yaml", "{from: 30, to: 60,", "{from: 40, to: 60,", "ATT009"),
    ("confidentiality.yaml", "who: {posts: [六部,", "who: {posts: [七部,", "XPL056"),
    ("development.yaml", "within: 2 years", "within: 20 years", "DOC078"),
    ("development.yaml", "{level: 2, name: 熟练", "{level: 20, name: 熟练", "DEV009"),
    ("roster.yaml", 'to: "08:00", break', 'to: "06:00", break', "RST001"),
    ("roster.yaml", 'from: "15:30", to: "24:00"', 'from: "16:30", to: "24:00"', "RST001"),
    ("roster.yaml", "pattern: [早班, 早班, 中班", "pattern: [早班, 早班, 早班, 中班", "RST013"),
    ("roster.yaml", '{from: "22:00", to: "08:00", per', '{from: "21:00", to: "08:00", per',
     "RST030"),
]  # fmt: skip


@cache
def house() -> House:
    return House.read()


def found(file: str, text: str) -> list[tuple[Finding, int]]:
    """The findings of the house with another text in one file, each with its line."""
    changed = load([Source(file, text.encode())], KINDS)
    assert not changed.findings
    others = (each for each in house().loaded.documents if each.file != file)
    policies = house().policies((*others, *changed.documents))
    findings = changed.spans.locate(run(policies, RULES, {}))
    return [(each, each.place.span.line if each.place.span else 0) for each in findings]


@pytest.mark.parametrize(
    ("file", "right", "wrong", "code"),
    MISTAKES,
    ids=[f"{code}-{number}" for number, (*_, code) in enumerate(MISTAKES)],
)
def test_one_mistake_one_finding(file: str, right: str, wrong: str, code: str) -> None:
    text = house().texts[file]
    assert text.count(right) >= 1, "the house policy has changed: mend this case"
    line = text[: text.index(right)].count("\n") + 1
    ((finding, at),) = found(file, text.replace(right, wrong, 1))
    assert finding.code == code
    assert at == line
    assert finding.mend is not None


def test_a_figure_that_is_odd_gives_way_to_what_is_wrong_with_it() -> None:
    text = house().texts["ladder.yaml"]
    right = "experience: 2 years # house decision\n    training: [客户需求"
    ((finding, _),) = found("ladder.yaml", text.replace(right, right.replace("years", "months"), 1))
    assert finding.code == "LAD006"  # and not DOC075 as well
