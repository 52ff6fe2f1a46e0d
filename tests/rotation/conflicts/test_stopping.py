"""A search for a conflict that is stopped: what is known by then, and that it may not be least."""

import itertools
import json
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cs.rotation.conflicts import running
from cs.rotation.conflicts.deciding import Judge
from cs.rotation.conflicts.diagnosis import Diagnosis, diagnose
from cs.rotation.conflicts.elements import elements_of, only
from cs.rotation.conflicts.views import diagnosis_view
from cs.rotation.problem import RotationProblem
from tests.rotation.conflicts.judging import assert_proven
from tests.rotation.conflicts.test_sorts import all_low
from tests.rotation.conflicts.test_sorts import office as small_office
from tests.rotation.conftest import Run

MOST = 60
"""Questions; a search that is asked more often than it needs is a whole one."""


def crowded() -> RotationProblem:
    """Five are wanted where four are."""
    return all_low(all_low(small_office(), 0, 3), 1, 2)


@cache
def stopped_after(questions: int) -> Diagnosis:
    asked = itertools.count()
    return diagnose(crowded(), stop=lambda: next(asked) >= questions)


def test_however_early_it_is_stopped_what_it_tells_is_true() -> None:
    whole = diagnose(crowded())
    assert whole.complete
    assert_proven(crowded(), whole)
    for questions in range(MOST):
        found = stopped_after(questions)
        if found.complete:
            assert found.conflict == whole.conflict
            continue
        if found.conflict is not None and not found.conflict.minimal:
            rest = only(crowded(), found.conflict.elements)
            assert Judge().whole(rest).feasible is False
            assert len(found.conflict.elements) <= len(elements_of(crowded()))


def test_stopped_between_the_proof_and_its_end_the_rules_known_are_told() -> None:
    found = [stopped_after(questions) for questions in range(1, MOST)]
    told = [one for one in found if not one.complete and one.conflict is not None]
    assert any(one.conflict is not None and not one.conflict.minimal for one in told)


@pytest.fixture
def pinned_out_of_turn(office: Path) -> Path:
    """One agent is wanted where the ring does not lead in that month."""
    pin = "E1,售前咨询,2027-02-01,2027-02-28,必须\n"
    (office / "pins.csv").write_text("工号,岗位,开始,结束,类型\n" + pin, encoding="utf-8")
    return office


def stopping(monkeypatch: pytest.MonkeyPatch, questions: int, act: Callable[[], None]) -> None:
    """Lets something happen after so many questions of the search."""

    def slow(
        problem: RotationProblem, tell: Callable[[object], None], stop: Callable[[], bool]
    ) -> Diagnosis:
        asked = itertools.count()

        def asking() -> bool:
            if next(asked) >= questions:
                act()
            return stop()

        return diagnose(problem, tell, asking)

    monkeypatch.setattr(running, "diagnose", slow)


def test_ctrl_c_within_the_search_shows_what_was_found(
    pinned_out_of_turn: Path, cs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopping(monkeypatch, 3, lambda: os.kill(os.getpid(), signal.SIGINT))
    ending = cs("rotate", "plan", "--out", "plan.json")
    assert ending.code == 130
    assert "not proven minimal" in ending.out
    assert "pinned stint: E1" in ending.out
    assert "Interrupted: this is what was found so far." in ending.err
    record = json.loads((pinned_out_of_turn / "plan.json").read_bytes())["conflict"]
    assert (record["minimal"], record["complete"]) == (False, False)


def test_the_time_limit_holds_within_the_search(
    pinned_out_of_turn: Path, cs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = itertools.count(0, 3_600)

    def hours_pass() -> None:
        monkeypatch.setattr(running.time, "monotonic", lambda: next(hours))

    stopping(monkeypatch, 3, hours_pass)
    ending = cs("rotate", "plan", "--time-limit", "60")
    assert ending.code == 1
    assert "not proven minimal" in ending.out
    assert "The time limit was reached: this is what was found so far." in ending.err


def last_line(found: Diagnosis) -> str:
    return [str(part) for part in diagnosis_view(crowded(), found, lambda _: "")][-1]


def test_however_early_it_is_stopped_the_table_says_so() -> None:
    said = {
        (last_line(found).partition(";")[0], bool(found.relaxations))
        for found in map(stopped_after, range(MOST))
        if found.conflict is not None
    }
    assert said == {
        ("The search was stopped before a change that helps was found", False),
        ("The search was stopped before its end", True),
    }


def test_a_search_that_came_to_its_end_is_not_said_to_be_stopped() -> None:
    found = replace(stopped_after(MOST - 1), complete=True)
    assert last_line(found).startswith("     cost ")
    assert last_line(replace(found, relaxations=())) == "No small change was found that helps."


def test_quiet_leaves_out_the_line_on_standard_error_and_not_the_result_s(
    pinned_out_of_turn: Path, cs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = itertools.count(0, 3_600)

    def hours_pass() -> None:
        monkeypatch.setattr(running.time, "monotonic", lambda: next(hours))

    stopping(monkeypatch, 1, hours_pass)
    ending = cs("rotate", "plan", "--time-limit", "60", "-q")
    assert (ending.code, ending.err) == (1, "")
    assert "The search was stopped" in ending.out


def test_without_a_conflict_to_show_the_line_comes_even_when_quiet(
    pinned_out_of_turn: Path, cs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "diagnose", lambda *_: Diagnosis(None, complete=False))
    ending = cs("rotate", "plan", "--time-limit", "60", "-q")
    assert ending.code == 1
    assert "The time limit was reached: this is what was found so far." in ending.err
