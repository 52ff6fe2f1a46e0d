"""`cs rotate plan` on a small office: the calendar, the files, and every way to end without one."""

import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cs.rotation import running
from cs.rotation.answers import PlanOptions
from cs.rotation.planner import plan as find_plan
from cs.rotation.problem import BrokenRule, PlanResult, RotationProblem
from tests.rotation.builders import planned
from tests.rotation.conftest import Run

Planner = Callable[..., PlanResult]


def ring(problem: RotationProblem) -> PlanResult:
    """The office's only plan: everybody to the next post after two months."""
    rows = [
        [((agent.post or 0) * 2 + agent.served + period) // 2 % 3
         for period in range(problem.horizon)]
        for agent in problem.agents
    ]  # fmt: skip
    return planned(problem, np.array(rows, dtype=np.int16)).result


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> Callable[[Planner], None]:
    """Puts another planner in the place of the real one."""

    def put(other: Planner) -> None:
        monkeypatch.setattr(running, "find_plan", other)

    return put


def test_the_calendar_says_what_was_proven(office: Path, cs: Run) -> None:
    ending = cs("rotate", "plan", "--months", "4")
    assert ending.code == 0
    assert ending.err == ""
    assert "Rotation plan house: 2026-12 to 2027-03, agents: 6" in ending.out
    assert "E1 测试员一  A >B  B >C" in ending.out
    assert "E6 测试员六 >A  A >B  B" in ending.out
    assert "gap 0.00%: proven within the gap asked." in ending.out


def test_the_same_question_gives_the_same_bytes(office: Path, cs: Run) -> None:
    first = cs("rotate", "plan", "--format", "json")
    assert first.code == 0
    assert cs("rotate", "plan", "--format", "json") == first
    record = json.loads(first.out)
    assert [one["role"] for one in record["provenance"]["inputs"]] == [
        "policy", "policy", "staff", "leave", "pins",
    ]  # fmt: skip


def test_moves_of_a_month_say_from_where_to_where(office: Path, cs: Run) -> None:
    ending = cs("rotate", "plan", "--moves", "2027-01")
    assert ending.code == 0
    assert "Moves in 2027-01: 3" in ending.out
    lines = [" ".join(line.split()) for line in ending.out.splitlines()]
    assert "A 售前咨询 B 售后支持 E1 测试员一 早班" in lines
    outside = cs("rotate", "plan", "--moves", "2028-01")
    assert outside.code == 2
    assert "it goes from 2026-12 to 2027-11" in outside.err


def test_agents_and_teams_can_be_chosen(office: Path, cs: Run) -> None:
    ending = cs("rotate", "plan", "--team", "晚班", "--agent", "e1")
    shown = [line.split()[0] for line in ending.out.splitlines() if line.startswith("E")]
    assert shown == ["E1", "E4", "E5", "E6"]
    unknown = cs("rotate", "plan", "--agent", "E11")
    assert unknown.code == 2
    assert "No agent E11 rotates under this policy. Did you mean E1?" in unknown.err
    assert cs("rotate", "plan", "--team", "夜班").code == 2


def test_files_are_written_and_verify(office: Path, cs: Run) -> None:
    names = ["plan.csv", "plan.json", "plan.xlsx", "plan.ics"]
    asked = [word for name in names for word in ("--out", name)]
    ending = cs("rotate", "plan", *asked)
    assert ending.code == 0
    assert [name for name in names if f"Written: {name}" in ending.err] == names
    assert cs("rotate", "verify", "plan.csv").code == 0
    assert cs("rotate", "verify", "plan.json").code == 0
    assert "Changed" not in cs("rotate", "verify", "plan.json").err


def test_files_are_refused_before_any_work(
    office: Path,
    cs: Run,
    planner: Callable[[Planner], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    planner(lambda *_: pytest.fail("nothing should be planned"))
    (office / "plan.csv").write_text("mine", encoding="utf-8")
    for name, said in (
        ("plan.csv", "--force"),
        ("plan.pdf", ".json, .csv, .xlsx, .ics"),
        ("none/plan.csv", "no such directory"),
        ("new.csv", "new.csv is named twice"),
    ):
        ending = cs("rotate", "plan", "--out", name, "--out", name)
        assert (ending.code, ending.out) == (2, "")
        assert said in ending.err
    (office / "plan.json").mkdir()
    assert "is a directory" in cs("rotate", "plan", "--force", "--out", "plan.json").err
    monkeypatch.setattr(os, "access", lambda path, mode: path != office)
    assert "may not be written to" in cs("rotate", "plan", "--out", "new.csv").err
    assert (office / "plan.csv").read_text(encoding="utf-8") == "mine"


def test_force_replaces_files(office: Path, cs: Run) -> None:
    (office / "plan.csv").write_text("mine", encoding="utf-8")
    assert cs("rotate", "plan", "--out", "plan.csv", "--force", "--quiet").err == ""
    assert (office / "plan.csv").read_bytes().startswith(b"\xef\xbb\xbfagent,")


def test_csv_on_standard_output_has_no_byte_order_mark(office: Path, cs: Run) -> None:
    ending = cs("rotate", "plan", "--format", "csv", "--start", "2027-02", "--months", "1")
    assert ending.out.splitlines()[0] == "agent,name,team,post,post_name,from,to,open"
    assert ",2027-02-01,2027-02-28,yes" in ending.out


def test_rules_in_conflict_are_named_and_no_calendar_is_shown(office: Path, cs: Run) -> None:
    (office / "pins.csv").write_text(
        "工号,岗位,开始,结束,类型\n"
        "E1,售前咨询,2027-01-01,2027-01-31,allow\n"
        "E3,售前咨询,2027-01-01,2027-01-31,allow\n",
        encoding="utf-8",
    )
    ending = cs("rotate", "plan", "--months", "3")
    assert ending.code == 1
    assert ending.out.startswith("No plan satisfies all rules.\n")
    assert "policies/rotation.yaml:" in ending.out or "pins.csv: " in ending.out
    assert ">B" not in ending.out


def test_a_plan_that_breaks_rules_is_written_as_a_record_only(
    office: Path, cs: Run, planner: Callable[[Planner], None]
) -> None:
    planner(
        lambda problem, *_: replace(
            ring(problem), status="infeasible", broken=(BrokenRule("headcount", 1, 2, None, 1, 2),)
        )
    )
    ending = cs("rotate", "plan", "--out", "plan.json", "--out", "plan.csv")
    assert ending.code == 1
    assert (
        "policies/rotation.yaml:13:16: headcount: 售后支持 has headcount 1 in 2027-02, allowed 2."
        in ending.out
    )
    assert not (office / "plan.csv").exists()
    record = json.loads((office / "plan.json").read_bytes())
    assert (record["status"], record["agents"]) == ("infeasible", [])


def test_ctrl_c_shows_the_best_plan_so_far(
    office: Path, cs: Run, planner: Callable[[Planner], None]
) -> None:
    def interrupted(
        problem: RotationProblem, _options: object, _report: object, stop: Callable[[], bool]
    ) -> PlanResult:
        assert not stop()
        os.kill(os.getpid(), signal.SIGINT)
        assert stop()
        return replace(ring(problem), status="interrupted", gap=0.5)

    planner(interrupted)
    ending = cs("rotate", "plan", "--out", "plan.json")
    assert ending.code == 130
    assert "gap 50.00%: interrupted, the best plan so far." in ending.out
    assert "Written: plan.json" in ending.err
    assert "Interrupted: this is the best plan so far." in ending.err


def test_ctrl_c_before_there_is_a_plan(
    office: Path, cs: Run, planner: Callable[[Planner], None]
) -> None:
    def interrupted(problem: RotationProblem, *_: object) -> PlanResult:
        os.kill(os.getpid(), signal.SIGINT)
        return replace(ring(problem), status="interrupted", posts=None, evaluation=None, bound=0.25)

    planner(interrupted)
    ending = cs("rotate", "plan", "--out", "plan.csv")
    assert (ending.code, ending.out) == (130, "")
    assert "Interrupted before a plan was found." in ending.err
    assert "the objective is at least 0.250000." in " ".join(ending.err.split())
    assert not (office / "plan.csv").exists()


def test_ctrl_c_at_once_proves_nothing_and_says_so(
    office: Path, cs: Run, planner: Callable[[Planner], None]
) -> None:
    def interrupted(
        problem: RotationProblem, _options: object, _report: object, stop: Callable[[], bool]
    ) -> PlanResult:
        os.kill(os.getpid(), signal.SIGINT)
        return find_plan(problem, stop=stop)

    planner(interrupted)
    ending = cs("rotate", "plan", "--out", "plan.json")
    assert ending.code in (0, 130)
    assert "Interrupted" in ending.err
    assert json.loads((office / "plan.json").read_bytes())["status"] == "interrupted"


def test_a_time_limit_marks_the_plan_as_not_proven(
    office: Path, cs: Run, planner: Callable[[Planner], None]
) -> None:
    def slow(
        problem: RotationProblem, _options: object, _report: object, stop: Callable[[], bool]
    ) -> PlanResult:
        while not stop():
            pass
        return replace(ring(problem), status="interrupted", gap=0.5)

    planner(slow)
    ending = cs("rotate", "plan", "--time-limit", "0.1")
    assert ending.code == 0
    assert "not proven to be the best" in ending.out
    assert "The time limit was reached" in ending.err


@pytest.mark.parametrize(
    ("option", "value"),
    [("--start", "2027"), ("--start", "2027-13"), ("--months", "0"), ("--months", "61"),
     ("--gap", "-1"), ("--gap", "x"), ("--moves", "May"), ("--time-limit", "0")],
)  # fmt: skip
def test_options_that_cannot_be_are_refused(office: Path, cs: Run, option: str, value: str) -> None:
    ending = cs("rotate", "plan", option, value)
    assert (ending.code, ending.out) == (2, "")
    assert option in ending.err


def test_rows_of_the_staff_table_that_cannot_be_are_named(office: Path, cs: Run) -> None:
    staff = (office / "staff.csv").read_text(encoding="utf-8")
    (office / "staff.csv").write_text(
        staff.replace("售前咨询,2026-11-01", "售前咨询,2027-06-01"), encoding="utf-8"
    )
    ending = cs("rotate", "plan")
    assert ending.code == 2
    assert "staff.csv:2" in ending.err


def test_chinese_is_spoken_when_asked_for(office: Path, cs: Run) -> None:
    out = cs("--lang", "zh", "rotate", "plan", "--months", "2").out
    assert "轮岗计划" in out
    assert "Headcount" not in out


def test_gap_seed_and_hint_reach_the_planner(
    office: Path, cs: Run, planner: Callable[[Planner], None]
) -> None:
    seen: list[PlanOptions] = []

    def told(problem: RotationProblem, options: PlanOptions, *_: object) -> PlanResult:
        seen.append(options)
        return ring(problem)

    planner(told)
    assert cs("rotate", "plan", "--months", "4", "--out", "plan.csv", "--quiet").code == 0
    asked = ("--gap", "2%", "--seed", "5", "--hint", "plan.csv")
    assert cs("rotate", "plan", "--months", "4", *asked, "--quiet").code == 0
    plain, wished = seen
    assert (plain.gap, plain.seed, plain.hint) == (0.001, 0, None)
    assert (wished.gap, wished.seed) == (0.02, 5)
    assert wished.hint is not None
    assert wished.hint[0].tolist() == [0, 1, 1, 2]
