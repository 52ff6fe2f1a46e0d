"""A plan written to a file reads back the same, and what a hand has spoilt is found by its row."""

import json
from dataclasses import replace
from datetime import date
from importlib import resources

import jsonschema
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.rotation.exports import plan_csv, plan_json
from cs.rotation.plan_files import PlanFile, read_plan, to_posts
from cs.rotation.problem import NOWHERE, BrokenRule, Posts, RotationProblem
from cs.rotation.record import plan_record
from tests.rotation.builders import carousel, planned, with_agent

HEADER = "agent,post,from,to"


def read(text: str | bytes) -> PlanFile:
    data = text if isinstance(text, bytes) else text.encode()
    plan = read_plan(data, "plan.csv")
    assert isinstance(plan, PlanFile), plan
    return plan


def found_in(text: str, problem: RotationProblem) -> list[tuple[str, int | None]]:
    """Codes and rows of what is wrong with a table."""
    plan = read_plan(text.encode(), "plan.csv")
    findings = to_posts(plan, problem) if isinstance(plan, PlanFile) else plan
    assert isinstance(findings, tuple)
    return [
        (one.code, one.place.span.line if one.place.span else None)
        for one in sorted(findings, key=lambda one: one.code)
    ]


def two_agents() -> tuple[RotationProblem, Posts]:
    """Agents E000 and E001, posts P0 to P2 of two months, December 2026 to March 2027."""
    problem, posts = carousel(posts=3, stint=2, horizon=4)
    return replace(problem, agents=problem.agents[:2]), posts[:2]


GOOD = """agent,post,from,to
E000,P0,2026-12-01,2026-12-31
E000,P1,2027-01-01,2027-02-28
E000,P2,2027-03-01,2027-03-31
E001,P1,2026-12-01,2027-01-31
E001,P2,2027-02-01,2027-03-31
"""


@given(
    st.builds(
        carousel,
        posts=st.integers(3, 5),
        stint=st.integers(1, 3),
        copies=st.integers(1, 2),
        horizon=st.integers(1, 14),
    ),
    st.integers(0, 14),
)
@settings(max_examples=25, deadline=None)
def test_written_plans_read_back_the_same(case: tuple[RotationProblem, Posts], last: int) -> None:
    problem, posts = case
    last = max(last, 0)
    problem = with_agent(problem, 0, last=last)
    posts = posts.copy()
    posts[0, last + 1 :] = NOWHERE
    for written in (plan_json(planned(problem, posts)), plan_csv(planned(problem, posts))):
        plan = read(written)
        assert plan.first == date(2026, 12, 1)
        assert plan.last == problem.periods[problem.horizon - 1].end
        assert np.array_equal(to_posts(plan, problem), posts)


def test_a_table_from_excel_in_chinese_reads_too() -> None:
    problem, posts = two_agents()
    text = (
        "工号,姓名,岗位,开始,结束\r\n"
        "E000,甲,岗位0,2026/12/1,2026/12/31\r\n"
        "E000,甲,岗位1,2027年1月1日,2027年2月28日\r\n"
        "E000,甲,岗位2,2027-3-1,\r\n"
        "E001,乙,岗位1,2026/12/1,2027/1/31\r\n"
        "E001,乙,岗位2,２０２７－０２－０１,2027/3/31\r\n"
    )
    assert np.array_equal(to_posts(read(text.encode("gb18030")), problem), posts)


def test_an_unknown_agent_and_an_unknown_post_are_found() -> None:
    problem, _posts = two_agents()
    assert found_in(GOOD.replace("E001,P2", "E007,P2"), problem) == [("ROT202", 6), ("ROT206", 5)]
    assert found_in(GOOD.replace("E000,P1", "E000,P9"), problem) == [("ROT203", 3)]


def test_stints_that_overlap_or_leave_a_gap_are_found() -> None:
    problem, _posts = two_agents()
    overlap = GOOD.replace("E001,P2,2027-02-01", "E001,P2,2027-01-01")
    assert found_in(overlap, problem) == [("ROT205", 6), ("ROT206", 5)]
    gap = GOOD.replace("E001,P2,2027-02-01", "E001,P2,2027-03-01")
    assert found_in(gap, problem) == [("ROT206", 5)]


def test_days_that_are_no_changeovers_are_found() -> None:
    problem, _posts = two_agents()
    assert found_in(GOOD.replace("2027-02-01", "2027-02-02"), problem) == [("ROT204", 6)]
    assert found_in(GOOD.replace("2027-01-31", "2027-01-30"), problem) == [("ROT204", 5)]
    backwards = GOOD.replace("2027-01-01,2027-02-28", "2027-02-01,2027-01-31")
    assert found_in(backwards, problem) == [("ROT204", 3)]


def test_an_agent_left_out_is_found() -> None:
    problem, _posts = two_agents()
    text = "\n".join(line for line in GOOD.splitlines() if not line.startswith("E001"))
    assert found_in(text, problem) == [("ROT207", None)]
    header = GOOD.splitlines()[0]
    nobody = "\n".join([header, "E999" + GOOD.splitlines()[1][4:]]) + "\n"
    codes_found = [code for code, _line in found_in(nobody, problem)]
    assert codes_found.count("ROT207") == 1, "all who are missing are one finding"


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ("agent,from,to\nE000,2026-12-01,2026-12-31\n", "TAB011", 1),
        (f"{HEADER}\nE000,P0,2026-13-01,2026-12-31\n", "TAB015", 2),
        (f"{HEADER}\nE000,P0,soon,2026-12-31\n", "TAB015", 2),
        (f"{HEADER}\nE000,,2026-12-01,2026-12-31\n", "TAB013", 2),
        (f"{HEADER}\nE000,P0,,2026-12-31\n", "TAB013", 2),
        (f"{HEADER}\n", "ROT201", None),
    ],
)
def test_cells_that_cannot_be_read_are_found(text: str, code: str, row: int | None) -> None:
    assert found_in(text, two_agents()[0]) == [(code, row)]


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "{}",
        '{"schema": "cs/rotation-plan@2"}',
        '{"schema": "cs/rotation-plan@1"}',
        '{"schema": "cs/rotation-plan@1", "agents": 3}',
        '{"schema": "cs/rotation-plan@1", "agents": []}',
        '{"a":' * 5000,
    ],
)
def test_json_that_is_no_plan_is_found(text: str) -> None:
    findings = read_plan(text.encode(), "plan.json")
    assert isinstance(findings, tuple)
    assert [finding.code for finding in findings] == ["ROT201"]


def test_json_names_the_policy_and_its_inputs() -> None:
    plan = read(plan_json(planned(*carousel())))
    assert plan.policy == "house"
    assert [one.role for one in plan.inputs] == ["policy"]


def test_a_plan_that_breaks_rules_is_recorded_without_stints() -> None:
    plan = planned(*carousel())
    broken = replace(
        plan.result, status="infeasible", broken=(BrokenRule("headcount", 1, 0, None, 2, 3),)
    )
    record = plan_record(replace(plan, result=broken))
    assert record["agents"] == record["headcount"] == []
    assert record["broken"] == [
        {"rule": "headcount", "post": "P1", "period": "2026-12", "agent": None, "found": 2,
         "limit": 3}
    ]  # fmt: skip


def test_the_published_schema_accepts_what_is_written() -> None:
    schema = json.loads(resources.files("cs").joinpath("schemas/rotation-plan.json").read_text())
    plan = planned(*carousel(posts=4, stint=2, horizon=5))
    bare = replace(
        plan.result, status="infeasible", posts=None, evaluation=None, bound=-np.inf, gap=np.inf
    )
    for one in (plan, replace(plan, result=bare)):
        jsonschema.Draft7Validator(schema).validate(json.loads(plan_json(one)))


def test_the_published_schema_names_exactly_the_record_s_keys() -> None:
    schema = json.loads(resources.files("cs").joinpath("schemas/rotation-plan.json").read_text())
    record = plan_record(planned(*carousel()))
    assert set(record) == set(schema["required"])
    assert set(record) | {"conflict"} == set(schema["properties"]), "said where there is no plan"
    stint = record["agents"][0]["stints"][0]
    stints = schema["properties"]["agents"]["items"]["properties"]["stints"]
    assert set(stint) == set(stints["items"]["required"])
