"""`cs rotate verify` takes plans from files, also those edited by hand, and names broken rules."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cs.kernel.records import InputRecord
from cs.rotation.exports import plan_json
from tests.rotation.builders import carousel, planned, with_agent, with_post
from tests.rotation.conftest import Run

POSTS = ("售前咨询", "售后支持", "投诉处理")
MONTHS = ("2026-12", "2027-01", "2027-02", "2027-03")
DAYS = ("31", "31", "28", "31")
GOOD = {
    "E1": "ABBC",
    "E2": "BBCC",
    "E3": "BCCA",
    "E4": "CCAA",
    "E5": "CAAB",
    "E6": "AABB",
}


def table(rows: dict[str, str]) -> str:
    """A plan as a table, one row a month and agent: stints of one post are joined on reading."""
    lines = ["工号,岗位,开始,结束"]
    for agent, letters in rows.items():
        lines += [
            f"{agent},{POSTS['ABC'.index(mark)]},{month}-01,{month}-{day}"
            for mark, month, day in zip(letters, MONTHS, DAYS, strict=True)
        ]
    return "\n".join(lines) + "\n"


def test_a_good_plan_keeps_all_rules(office: Path, cs: Run) -> None:
    (office / "plan.csv").write_bytes(table(GOOD).encode("gb18030"))
    ending = cs("rotate", "verify", "plan.csv")
    assert (ending.code, ending.err) == (0, "")
    assert ending.out == "The plan from 2026-12 to 2027-03 for 6 agents keeps all rules.\n"


@pytest.mark.parametrize("command", ["verify", "publish", "replan"])
def test_one_run_tells_all_that_is_wrong_with_a_file(office: Path, cs: Run, command: str) -> None:
    text = table(GOOD).replace("2026-12-01", "2026-13-01", 1)
    text += "E9,售前咨询,2026-12-01,2026-12-31\nE6,售货,2026-12-01,2026-12-31\n"
    (office / "plan.csv").write_text(text, encoding="utf-8")
    ending = cs("rotate", command, "plan.csv")
    assert ending.code == 2
    assert "2026-13-01 is not a date." in ending.err
    assert "Agent E9 does not rotate under this policy." in ending.err
    assert "售货 is not a post of the policy." in ending.err


def test_every_broken_rule_is_named_with_its_line(office: Path, cs: Run) -> None:
    (office / "plan.csv").write_text(table(GOOD | {"E1": "AABB"}), encoding="utf-8")
    ending = cs("rotate", "verify", "plan.csv")
    assert ending.code == 1
    assert ending.out.splitlines() == [
        "policies/rotation.yaml:8:12: length of a stint: The stint of E1 at 售前咨询 goes on to "
        "2027-01; periods served 3, allowed 2.",
        "policies/rotation.yaml:9:16: headcount: 售前咨询 has headcount 3 in 2027-01, allowed 2.",
        "policies/rotation.yaml:13:16: headcount: 售后支持 has headcount 1 in 2027-01, allowed 2.",
        "policies/rotation.yaml:13:16: headcount: 售后支持 has headcount 3 in 2027-03, allowed 2.",
        "policies/rotation.yaml:17:16: headcount: 投诉处理 has headcount 1 in 2027-03, allowed 2.",
        "The plan from 2026-12 to 2027-03 breaks rules: 5",
    ]


def test_a_broken_pin_names_its_table(office: Path, cs: Run) -> None:
    (office / "pins.csv").write_text(
        "工号,岗位,开始,结束,类型\nE1,售前咨询,2027-02-01,2027-02-28,allow\n", encoding="utf-8"
    )
    (office / "plan.csv").write_text(table(GOOD), encoding="utf-8")
    ending = cs("rotate", "verify", "plan.csv")
    assert ending.code == 1
    assert ending.out.splitlines()[0] == (
        "pins.csv: pinned stint: E1 is not at 售前咨询 in 2027-02, as the pins table demands."
    )


def test_a_plan_that_cannot_be_read_is_trouble(office: Path, cs: Run) -> None:
    text = table(GOOD).replace("E3,投诉处理,2027-01-01", "E3,投诉处里,2027-01-01")
    (office / "plan.csv").write_text(text, encoding="utf-8")
    ending = cs("rotate", "verify", "plan.csv")
    assert (ending.code, ending.out) == (2, "")
    assert "plan.csv:11:" in ending.err
    assert "Did you mean 投诉处理?" in ending.err


@pytest.mark.parametrize("data", [b"", b"{", b"\x00\x01", b"a,b\n1,2\n"])
def test_what_is_no_plan_is_said_without_a_traceback(office: Path, cs: Run, data: bytes) -> None:
    (office / "plan.csv").write_bytes(data)
    ending = cs("rotate", "verify", "plan.csv")
    assert (ending.code, ending.out) == (2, "")
    assert "plan.csv" in ending.err


def test_a_file_that_is_not_there(office: Path, cs: Run) -> None:
    ending = cs("rotate", "verify", "none.json")
    assert ending.code == 2
    assert "none.json" in ending.err


def test_json_names_broken_rules_by_id(office: Path, cs: Run) -> None:
    (office / "plan.csv").write_text(table(GOOD | {"E1": "ABCC"}), encoding="utf-8")
    ending = cs("rotate", "verify", "plan.csv", "--format", "json")
    assert ending.code == 1
    record = json.loads(ending.out)
    assert record["schema"] == "cs/rotation-verdict@1"
    assert record["broken"][0] == {
        "rule": "stint_length", "post": "after", "period": "2027-01", "agent": "E1", "found": 1,
        "limit": 2,
    }  # fmt: skip


def written_plan(inputs: tuple[InputRecord, ...]) -> bytes:
    """The office's plan as its record, made from these inputs."""
    problem, posts = carousel(posts=3, stint=2, horizon=4)
    for number, name in enumerate(("pre", "after", "complaints")):
        problem = with_post(problem, number, id=name)
    for number in range(6):
        problem = with_agent(problem, number, id=f"E{number + 1}")
    plan = planned(problem, posts)
    return plan_json(replace(plan, provenance=replace(plan.provenance, inputs=inputs)))


def test_a_record_says_which_files_have_changed_since(office: Path, cs: Run) -> None:
    (office / "plan.json").write_bytes(written_plan((InputRecord("staff", "staff.csv", "0" * 64),)))
    ending = cs("rotate", "verify", "plan.json")
    assert ending.code == 0
    assert "Changed since the plan was made: staff.csv" in ending.err
    assert cs("rotate", "verify", "plan.json", "--quiet").err == ""


def test_the_policy_is_the_one_that_the_record_names(office: Path, cs: Run) -> None:
    other = (office / "policies" / "rotation.yaml").read_text(encoding="utf-8")
    (office / "policies" / "other.yaml").write_text(
        other.replace("id: house", "id: other"), encoding="utf-8"
    )
    (office / "plan.json").write_bytes(written_plan(()))
    assert cs("rotate", "verify", "plan.json").code == 0
    (office / "plan.csv").write_text(table(GOOD), encoding="utf-8")
    assert cs("rotate", "verify", "plan.csv").code == 2
    assert cs("rotate", "verify", "plan.csv", "--policy", "other").code == 0
