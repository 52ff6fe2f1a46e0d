"""A plan's JSON file is held against its schema, and its figures against its stints."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.rotation.conftest import Run

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def plan(office: Path, cs: Run) -> Path:
    file = office / "plan.json"
    assert cs("rotate", "plan", "--months", "4", "--quiet", "--out", str(file)).code == 0
    return file


def change(plan: Path, how: Change) -> None:
    record = json.loads(plan.read_text(encoding="utf-8"))
    how(record)
    plan.write_text(json.dumps(record, ensure_ascii=False, indent=2), encoding="utf-8")


@pytest.mark.parametrize(
    ("how", "field", "expected"),
    [
        (lambda plan: plan["agents"][1].pop("stints"), "agents[1].stints", None),
        (lambda plan: plan["agents"][0].update(name=7), "agents[0].name", "text"),
        (lambda plan: plan["agents"][0].update(team=[]), "agents[0].team", "text or null"),
        (lambda plan: plan.update(bound="0.1"), "bound", "a number or null"),
        (lambda plan: plan.update(broken={}), "broken", "a JSON array"),
        (lambda plan: plan["headcount"][0].update(present=-1), "headcount[0].present",
         "a whole number, 0 or more"),
        (lambda plan: plan["agents"][0]["stints"][0].update(open=1), "agents[0].stints[0].open",
         "true or false"),
        (lambda plan: plan["agents"][0]["stints"][0].update({"from": "2026-02-31"}),
         "agents[0].stints[0]", "a date such as 2026-09-01"),
        (lambda plan: plan.update(periods=[]), "periods[0]", None),
        (lambda plan: plan.update(note="mine"), "note", None),
    ],
)  # fmt: skip
def test_a_wrong_type_names_its_field_and_line(
    plan: Path, cs: Run, how: Change, field: str, expected: str | None
) -> None:
    change(plan, how)
    for command in ("verify", "publish"):
        ending = cs("rotate", command, "plan.json")
        assert ending.code == 2
        assert "ROT201" in ending.err
        assert f" {field} " in ending.err.replace(".\n", " ").replace(",", " ")
        assert expected is None or f"expected: {expected}\n" in ending.err


def test_the_line_is_that_of_the_field(plan: Path, cs: Run) -> None:
    change(plan, lambda record: record["agents"][2].update(name=None))
    lines = plan.read_text(encoding="utf-8").splitlines()
    number = lines.index('      "name": null,') + 1
    assert f"plan.json:{number}:15: error ROT201" in cs("rotate", "verify", "plan.json").err


@pytest.mark.parametrize("text", ["[]", "3", '"plan"', "", '{"schema": NaN}'])
def test_other_json_is_no_plan_and_no_table(office: Path, cs: Run, text: str) -> None:
    (office / "plan.json").write_text(text, encoding="utf-8")
    ending = cs("rotate", "verify", "plan.json")
    assert ending.code == 2
    assert "ROT201" in ending.err
    assert "TAB" not in ending.err


@pytest.mark.parametrize(
    ("how", "field"),
    [
        (lambda plan: plan["headcount"][0].update(present=9), "headcount[0].present"),
        (lambda plan: plan["agents"][0].update(name="别人"), "agents[0].name"),
        (lambda plan: plan["deviations"].append(
            {"agent": "E1", "post": "pre", "from": "2026-12-01", "periods": 1}), "deviations"),
        (lambda plan: plan["levels"]["overdue"].update(value=4), "levels.overdue.value"),
        (lambda plan: plan["levels"]["overdue"].update(bound=4), "levels.overdue.bound"),
        (lambda plan: plan.update(objective=0.9), "objective"),
        (lambda plan: plan.update(bound=0.0001, gap=0), "gap"),
        (lambda plan: plan["goals"]["fairness"].update(achieved=1), "goals.fairness.achieved"),
        (lambda plan: plan.update(status="infeasible"), "status"),
        (lambda plan: plan["periods"][0].update(label="first"), "periods[0].label"),
    ],
)  # fmt: skip
def test_figures_that_contradict_the_stints_are_found(
    plan: Path, office: Path, cs: Run, how: Change, field: str
) -> None:
    change(plan, how)
    checked, published = cs("rotate", "verify", "plan.json"), cs("rotate", "publish", "plan.json")
    assert (checked.code, published.code) == (1, 1)
    assert "ROT209" in checked.err
    assert f" for {field}, " in checked.err
    assert "Not published: plan.json" in published.err
    assert not (office / "published").exists()


def test_figures_of_other_tables_are_not_held_against_those_of_today(
    plan: Path, office: Path, cs: Run
) -> None:
    staff = office / "staff.csv"
    staff.write_text(staff.read_text(encoding="utf-8").replace("测试员一", "测试员甲"))
    ending = cs("rotate", "verify", "plan.json")
    assert ending.code == 0
    assert "Changed since the plan was made: staff.csv" in ending.err
