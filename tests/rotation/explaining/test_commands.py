"""`cs rotate explain` and `cs rotate fairness` on a small office."""

import json
from pathlib import Path

import pytest

from tests.rotation.conftest import Run

FREE = """\
kind: rotation
id: house
name: House
posts:
  - id: pre
    name: 售前咨询
    stint: 2 months
    headcount: 1..3
  - id: after
    name: 售后支持
    stint: 2 months
    headcount: 1..3
    agreement: nda
  - id: complaints
    name: 投诉处理
    stint: 2 months
    headcount: 1..3
goals:
  fairness: 2
  interest: 1
"""
STAFF = """\
工号,姓名,班组,岗位,到岗日期,意向岗位,协议
E1,测试员一,早班,售前咨询,2026-11-01,投诉处理、售前咨询,
E2,测试员二,早班,售前咨询,2026-10-01,售后支持,nda
E3,测试员三,早班,售后支持,2026-11-01,,nda
E4,测试员四,晚班,售后支持,2026-10-01,售前咨询,nda
E5,测试员五,晚班,投诉处理,2026-11-01,,nda
E6,测试员六,晚班,投诉处理,2026-10-01,投诉处理,nda
"""


@pytest.fixture
def free(office: Path) -> Path:
    (office / "policies" / "rotation.yaml").write_text(FREE, encoding="utf-8")
    (office / "staff.csv").write_text(STAFF, encoding="utf-8")
    return office


def test_prices_of_a_plan_that_lifts_the_worst_off_say_that_they_are_of_the_sum(
    free: Path, cs: Run
) -> None:
    policy = free / "policies" / "rotation.yaml"
    told = "The policy lifts the worst off first"
    assert told not in cs("rotate", "explain", "E1", "--months", "2").out
    text = policy.read_text(encoding="utf-8") + "  between_agents: worst_first\n"
    policy.write_text(text, encoding="utf-8")
    ending = cs("rotate", "explain", "E1", "--months", "2")
    assert ending.code == 0, ending.err
    assert told in ending.out


def test_explain_an_agent_says_what_else_there_was_and_what_forbids_it(free: Path, cs: Run) -> None:
    ending = cs("rotate", "explain", "E1", "--months", "4")
    assert ending.code == 0, ending.err
    said = " ".join(ending.out.split())
    assert "Why E1 测试员一 is there: 2026-12 to 2027-03" in said
    assert "2026-12: stays at 售前咨询, until 2026-12" in said
    assert "E1 enters 售后支持 in 2027-01 without the agreement that it needs." in said
    assert "(policies/rotation.yaml:13:16)" in said
    assert "The stint of E1 at 售前咨询 is over in 2026-12; periods served 1, allowed 2." in said
    assert max(len(line) for line in ending.out.splitlines()) <= 80


def test_a_plan_s_file_is_explained_as_it_stands(free: Path, cs: Run) -> None:
    assert cs("rotate", "plan", "--months", "4", "--out", "plan.json").code == 0
    by_file = cs("rotate", "explain", "E5", "--plan", "plan.json", "--format", "json")
    now = cs("rotate", "explain", "E5", "--months", "4", "--format", "json")
    assert by_file.code == 0
    assert json.loads(by_file.out)["changeovers"] == json.loads(now.out)["changeovers"]
    record = json.loads(by_file.out)
    assert record["schema"] == "cs/rotation-reasons@1"
    verdicts = {
        one["verdict"] for change in record["changeovers"] for one in change["alternatives"]
    }
    assert verdicts == {"open", "forbidden"}


def test_explain_a_headcount(free: Path, cs: Run) -> None:
    ending = cs("rotate", "explain", "--post", "售前咨询", "--month", "2027-01", "--months", "4")
    assert ending.code == 0, ending.err
    assert "Why so many at 售前咨询 in 2027-01" in ending.out
    assert "allowed 1..3." in ending.out
    record = json.loads(
        cs("rotate", "explain", "--post", "pre", "--month", "2027-01", "--format", "json").out
    )
    assert record["of"] == "headcount"
    head = record["limits"][0]
    assert (head["rule"], head["low"], head["high"]) == ("headcount", 1, 3)
    assert head["found"] == len(record["occupants"])


def test_csv_has_a_row_for_each_alternative(free: Path, cs: Run) -> None:
    ending = cs("rotate", "explain", "E1", "--months", "4", "--format", "csv")
    lines = ending.out.splitlines()
    assert lines[0].startswith("agent,period,from,planned,instead,stays,verdict")
    assert "E1,2026-12,pre,pre,after,no,forbidden,,,,stint_length" in lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name an agent, or a post and a month"),
        (("E1", "--post", "pre"), "Name an agent, or a post and a month"),
        (("--post", "pre"), "Name an agent, or a post and a month"),
        (("E11",), "No agent E11 rotates under this policy. Did you mean E1?"),
        (("--post", "prx", "--month", "2027-01"), "prx is not a post of the policy."),
        (("--post", "pre", "--month", "2029-01"), "The plan has no changeover in 2029-01"),
    ],
)
def test_what_cannot_be_asked_is_said(
    free: Path, cs: Run, arguments: tuple[str, ...], said: str
) -> None:
    ending = cs("rotate", "explain", *arguments, "--months", "4")
    assert ending.code == 2
    assert said in ending.err


def test_a_plan_that_breaks_rules_is_not_explained(free: Path, cs: Run) -> None:
    assert cs("rotate", "plan", "--months", "4", "--out", "plan.csv").code == 0
    plan = Path("plan.csv").read_text(encoding="utf-8-sig")
    rows = [line for line in plan.splitlines() if not line.startswith("E1,")]
    rows.append("E1,测试员一,早班,pre,售前咨询,2026-12-01,2027-03-31,yes")
    Path("plan.csv").write_text("\n".join(rows), encoding="utf-8")
    ending = cs("rotate", "explain", "E1", "--plan", "plan.csv")
    assert ending.code == 1
    assert "The plan breaks rules" in ending.err


def test_fairness_tells_spreads_worst_off_and_means(free: Path, cs: Run) -> None:
    ending = cs("rotate", "fairness", "--months", "4", "--by", "team")
    assert ending.code == 0, ending.err
    said = " ".join(ending.out.split())
    assert "Fairness of the plan: 2026-12 to 2027-03, agents: 6" in said
    assert "Between agents the policy counts the sum of their losses." in said
    assert "早班 3" in said
    assert "Worst off, and what lifting each would cost" in said
    record = json.loads(cs("rotate", "fairness", "--months", "4", "--format", "json").out)
    assert record["schema"] == "cs/rotation-fairness@1"
    assert len(record["agents"]) == 6
    assert len(record["worst_off"]) == 3
    rows = cs("rotate", "fairness", "--months", "4", "--format", "csv").out.splitlines()
    assert rows[0].startswith("agent,name,team,history:pre,planned:pre")
    assert len(rows) == 7


def test_a_policy_may_lift_the_worst_off_first(free: Path, cs: Run) -> None:
    policy = FREE.replace("goals:\n", "goals:\n  between_agents: worst_first\n")
    (free / "policies" / "rotation.yaml").write_text(policy, encoding="utf-8")
    ending = cs("rotate", "plan", "--months", "4")
    assert ending.code == 0, ending.err
    assert "Worst off first: the largest loss is" in ending.out
    record = json.loads(cs("rotate", "plan", "--months", "4", "--format", "json").out)
    assert record["method"] == "path columns, worst first"
    losses = [level["loss"] for level in record["worst_first"]]
    assert losses == sorted(losses, reverse=True)
    fairness = cs("rotate", "fairness", "--months", "4", "--no-lift")
    assert "Between agents the policy lifts the worst off first." in fairness.out


def test_weeks_are_called_weeks(free: Path, cs: Run) -> None:
    policy = free / "policies" / "rotation.yaml"
    text = policy.read_text(encoding="utf-8").replace("posts:", "period: week\nposts:", 1)
    policy.write_text(text.replace(" months", " weeks"), encoding="utf-8")
    weekly = cs("rotate", "fairness", "--months", "1", "--no-lift", "--quiet")
    assert weekly.code == 0, weekly.err
    assert "weeks at" in weekly.out
    assert "onths" not in weekly.out


def test_without_a_file_the_plan_in_force_is_explained_unless_a_start_is_asked(
    free: Path, cs: Run
) -> None:
    assert cs("rotate", "plan", "--months", "3", "--quiet", "--out", "plan.json").code == 0
    assert cs("rotate", "publish", "plan.json", "--quiet").code == 0
    published = cs("rotate", "explain", "E1")
    assert "The plan in force: " in published.err
    assert "2026-12 to 2027-02" in published.out
    later = cs("rotate", "explain", "E1", "--start", "2027-01", "--months", "2")
    assert "The plan in force: " not in later.err
    assert "2027-01 to 2027-02" in later.out
