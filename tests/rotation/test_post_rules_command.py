"""Rules that tie agents to one another: a line of policy or table each, kept by `cs rotate plan`,
judged by `cs rotate verify` with that line."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.rotation.conftest import Run
from tests.rotation.test_path_rules_command import ENDS, MONTHS, rows_of

POLICY = """\
kind: rotation
id: house
name: House
posts:
  - id: a
    name: 甲
    stint: 2 months
    may_shorten: 1
    headcount: 0..6
    {a}
  - id: b
    name: 乙
    stint: 2 months
    may_shorten: 1
    headcount: 0..6
    {b}
  - id: c
    name: 丙
    stint: 2 months
    may_shorten: 1
    headcount: 0..6
rules:
  leaving_share: 100%
  {rules}
goals: {{fairness: 1, interest: 2}}
"""
WORKSPACE = """\
kind: workspace
id: office
name: Office
as_of: 2026-11-20
calendar: {country: null}
tables: {staff: staff.csv, leave: leave.csv, pairs: pairs.csv}
"""
STAFF = """\
工号,姓名,岗位,到岗日期,意向岗位
E1,测试员一,甲,2026-11-01,丙
E2,测试员二,乙,2026-10-01,丙
E3,测试员三,丙,2026-11-01,乙
E4,测试员四,乙,2026-11-01,丙
"""
GOOD = {"E1": "aabbcc", "E2": "bbccaa", "E3": "ccaabb", "E4": "bbccaa"}
Rows = dict[str, str]


@dataclass(frozen=True)
class Stated:
    """A rule as a policy or a table states it.

    Attributes:
        at: in which part of the policy, with its lines.
        tables: rows of the tables, below their headers.
        kept: whether posts by month of all agents keep it.
        bad: rows that do not, and what is said about them.
    """

    kept: Callable[[Rows], bool]
    said: str
    at: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    bad: Rows = field(default_factory=dict)


def heads(rows: Rows, posts: str, month: int) -> int:
    return sum(row[month] in posts for row in rows.values())


RULES = {
    "seasons": Stated(
        lambda rows: all(heads(rows, "a", month) == 2 for month in (2, 3)),
        "rotation.yaml:9:16: headcount: 甲 has headcount 1 in 2027-02, allowed 2.",
        at={"a": "seasons: [{months: [2, 3], headcount: 2}]"},
    ),
    "headcounts": Stated(
        lambda rows: all(heads(rows, "b", month) in (0, 2) for month in range(6)),
        "rotation.yaml:16:17: allowed headcounts: 乙 has headcount 1 in 2027-02, the nearest "
        "allowed is 0.",
        at={"b": "headcounts: [0, 2]"},
    ),
    "post_groups": Stated(
        lambda rows: all(heads(rows, "bc", month) <= 2 for month in range(6)),
        "rotation.yaml:24:17: headcount of posts together: 乙 + 丙 together have headcount 3 in "
        "2026-12, allowed 0..2.",
        at={"rules": "post_groups: [{posts: [b, c], headcount: 0..2}]"},
    ),
    "leave_pools": Stated(
        lambda rows: rows["E2"][3] != "a",
        "rotation.yaml:24:16: places for leave: Agents of 甲 on leave in 2027-03: 1; the post is "
        "in no pool that releases agents.",
        at={"rules": "leave_pools: [{posts: [b, c], places: 1}]"},
        tables={"leave": "E2,2027-03-01,2027-03-31\n"},
        bad={"E2": "bbaaac"},
    ),
    "places": Stated(
        lambda rows: rows["E2"][3] != rows["E4"][3],
        "rotation.yaml:24:17: places for leave: Agents of 丙 on leave in 2027-03: 2, places 1.",
        at={
            "rules": "leave_pools: [{posts: c, places: 1}, {posts: b, places: 1}, "
            "{posts: a, places: 1}]"
        },
        tables={"leave": "E2,2027-03-01,2027-03-31\nE4,2027-03-01,2027-03-31\n"},
        bad={"E2": "bbccca", "E4": "bbccca"},
    ),
    "together": Stated(
        lambda rows: rows["E1"][2:5] == rows["E3"][2:5],
        "pairs.csv: agents together: E1 and E3 are at different posts in 2027-02.",
        tables={"pairs": "E1,E3,同岗,2027-02,2027-04\n"},
    ),
    "apart": Stated(
        lambda rows: all(x != y for x, y in zip(rows["E2"], rows["E4"], strict=True)),
        "pairs.csv: agents apart: E2 and E4 are both at 乙 in 2026-12.",
        tables={"pairs": "E2,E4,分开,,\n"},
    ),
}


def write(office: Path, rule: Stated) -> None:
    parts = {"a": "", "b": "", "rules": ""} | rule.at
    (office / "policies" / "rotation.yaml").write_text(POLICY.format(**parts), encoding="utf-8")
    (office / "policies" / "workspace.yaml").write_text(WORKSPACE, encoding="utf-8")
    (office / "staff.csv").write_text(STAFF, encoding="utf-8")
    for table, header in (("leave", "工号,开始,结束\n"), ("pairs", "工号,搭档,规则,开始,结束\n")):
        text = header + rule.tables.get(table, "")
        (office / f"{table}.csv").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", RULES)
def test_a_plan_keeps_the_rule(office: Path, cs: Run, name: str) -> None:
    rule = RULES[name]
    write(office, rule)
    ending = cs("rotate", "plan", "--months", "6", "--format", "csv")
    assert ending.code == 0, ending.err
    found = rows_of(ending.out)
    assert set(found) == set(GOOD)
    assert rule.kept(found), found
    (office / "plan.csv").write_text(ending.out, encoding="utf-8")
    assert cs("rotate", "verify", "plan.csv").code == 0


@pytest.mark.parametrize("name", RULES)
def test_a_plan_that_breaks_it_is_told_the_line(office: Path, cs: Run, name: str) -> None:
    rule = RULES[name]
    write(office, rule)
    lines = ["agent,post,from,to"]
    for agent, row in (GOOD | rule.bad).items():
        lines += [
            f"{agent},{post},{month}-01,{month}-{end}"
            for post, month, end in zip(row, MONTHS, ENDS, strict=True)
        ]
    (office / "plan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ending = cs("rotate", "verify", "plan.csv")
    assert ending.code == 1
    assert any(line.endswith(rule.said) for line in ending.out.splitlines()), ending.out
