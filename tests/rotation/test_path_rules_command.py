"""Rules over an agent's sequence: a line of policy each, kept by `cs rotate plan`, judged by
`cs rotate verify` with that line."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from tests.rotation.conftest import Run

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
    {c}
rules:
  leaving_share: 100%
  {rules}
{policy}
"""
STAFF = """\
工号,姓名,岗位,到岗日期,职级
E1,测试员一,甲,2026-11-01,一星
E2,测试员二,乙,2026-10-01,二星
E3,测试员三,丙,2026-11-01,一星
"""
MONTHS = ("2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05")
ENDS = ("31", "31", "28", "31", "30", "31")


@dataclass(frozen=True)
class Stated:
    """A rule as a policy states it.

    Attributes:
        at: in which part of the policy, with its lines.
        kept: whether a row of posts by month, the one held before them first, keeps it.
        bad: a row of E1 by month that does not, and the sentence said about it.
    """

    at: dict[str, str]
    kept: Callable[[str], bool]
    bad: str
    said: str


def changes(row: str) -> list[tuple[str, str]]:
    return [(one, two) for one, two in pairwise(row) if one != two]


def stints(row: str) -> str:
    return row[0] + "".join(after for _, after in changes(row))


def away_long_enough(row: str) -> bool:
    """No stint at a begins sooner than 4 months after the last one ended."""
    last = None
    for month, post in enumerate(row):
        if post == "a" and last is not None and row[month - 1] != "a" and month - last <= 4:
            return False
        last = month if post == "a" else last
    return True


def paired(row: str) -> bool:
    """Every stint at b that ends has one at c right before or after it."""
    order = stints(row)
    return all(
        "c" in order[max(place - 1, 0) : place + 2]
        for place, post in enumerate(order[:-1])
        if post == "b" and place
    )


RULES = {
    "followed_by": Stated(
        {"a": "followed_by: c"},
        lambda row: ("a", "b") not in changes(row),
        "aabbcc",
        ":10:18: post that must follow: E1 goes from 甲 to 乙 in 2027-02, which must not "
        "follow it.",
    ),
    "return_after": Stated(
        {"a": "return_after: 4 months"},
        away_long_enough,
        "abbaac",
        ":10:19: time before a return: E1 returns to 甲 in 2027-03; periods away 2, needed 4.",
    ),
    "after": Stated(
        {"c": "after: {posts: [a, b], at_least: 2}"},
        lambda row: "c" not in row or {"a", "b"} <= set(row[: row.index("c")]) or row[0] == "c",
        "ccbbaa",
        ":22:12: posts that come before: E1 enters 丙 in 2026-12 after 1 of the posts that come "
        "before it, needed 2.",
    ),
    "paired_with": Stated(
        {"b": "paired_with: c"},
        paired,
        "bbaacc",
        ":16:18: posts in pairs: The stint of E1 at 乙 that ends before 2027-02 has no stint at 丙 "
        "right before or after it.",
    ),
    "times": Stated(
        {"rules": "times: [{posts: c, times: 1..1, grades: [一星]}]"},
        lambda row: stints(row[1:]).count("c") == 1,
        "aabbaa",
        ":25:11: how often posts come: Stints of E1 at 丙 in the plan: 0, allowed 1.",
    ),
}


def write(office: Path, at: dict[str, str]) -> None:
    parts = {"a": "", "b": "", "c": "", "rules": "", "policy": ""} | at
    (office / "policies" / "rotation.yaml").write_text(POLICY.format(**parts), encoding="utf-8")
    (office / "staff.csv").write_text(STAFF, encoding="utf-8")


def rows_of(text: str) -> dict[str, str]:
    """Posts by month of every agent in a plan's CSV."""
    rows: dict[str, str] = {}
    for line in csv.DictReader(text.lstrip("\ufeff").splitlines()):
        first, last = line["from"][:7], line["to"][:7]
        months = MONTHS.index(last) - MONTHS.index(first) + 1
        rows[line["agent"]] = rows.get(line["agent"], "") + line["post"] * months
    return rows


@pytest.mark.parametrize("name", RULES)
def test_a_plan_keeps_the_rule(office: Path, cs: Run, name: str) -> None:
    rule = RULES[name]
    write(office, rule.at)
    ending = cs("rotate", "plan", "--months", "6", "--format", "csv")
    assert ending.code == 0, ending.err
    held = {"E1": "a", "E2": "b", "E3": "c"}
    found = rows_of(ending.out)
    assert set(found) == set(held)
    bound = ("E1", "E3") if name == "times" else tuple(held)
    for agent in bound:
        assert rule.kept(held[agent] + found[agent]), (agent, found[agent])
    (office / "plan.csv").write_text(ending.out, encoding="utf-8")
    assert cs("rotate", "verify", "plan.csv").code == 0


@pytest.mark.parametrize("name", RULES)
def test_a_plan_that_breaks_it_is_told_the_line(office: Path, cs: Run, name: str) -> None:
    rule = RULES[name]
    write(office, rule.at)
    lines = ["agent,post,from,to"]
    for agent, row in {"E1": rule.bad, "E2": "bbccaa", "E3": "ccaabb"}.items():
        lines += [
            f"{agent},{post},{month}-01,{month}-{end}"
            for post, month, end in zip(row, MONTHS, ENDS, strict=True)
        ]
    (office / "plan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ending = cs("rotate", "verify", "plan.csv")
    assert ending.code == 1
    assert f"policies/rotation.yaml{rule.said}" in ending.out.splitlines()


@pytest.mark.parametrize("name", RULES)
def test_pins_are_kept_with_the_rule(office: Path, cs: Run, name: str) -> None:
    """E1 is at 乙 in March and not at 丙 in May, whatever else is asked."""
    write(office, RULES[name].at)
    (office / "pins.csv").write_text(
        "工号,岗位,开始,结束,类型\n"
        "E1,乙,2027-03-01,2027-03-31,必须\n"
        "E1,丙,2027-05-01,2027-05-31,禁止\n",
        encoding="utf-8",
    )
    ending = cs("rotate", "plan", "--months", "6", "--format", "csv")
    assert ending.code == 0, ending.err
    row = rows_of(ending.out)["E1"]
    assert (row[3], row[5] != "c") == ("b", True)
    assert RULES[name].kept("a" + row)
