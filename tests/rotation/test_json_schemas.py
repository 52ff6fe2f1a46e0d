"""What rotation writes for programs keeps the schemas that are published in cs/schemas."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from tests.rotation.conftest import ROTATION, Run

FREE = (
    ROTATION.replace("order: ring\n", "")
    .replace("headcount: 2", "headcount: 1..3")
    .replace("rules:\n  no_return: all\n", "replanning:\n  notice: 2 months\n")
) + "goals:\n  fairness: 2\n  interest: 1\nhandover: {overlap: 2 working days, signatures: 2}\n"
SCHEMAS = {
    file.name: json.loads(file.read_text(encoding="utf-8"))
    for file in files("cs").joinpath("schemas").iterdir()
}
BESIDE: Registry[Any] = Registry().with_resources(
    (name, DRAFT7.create_resource(schema)) for name, schema in SCHEMAS.items()
)


def holds(record: dict[str, Any]) -> dict[str, Any]:
    """The record, held against the schema that it names."""
    name, _, version = record["schema"].removeprefix("cs/").partition("@")
    assert version == "1"
    Draft7Validator(SCHEMAS[f"{name}.json"], registry=BESIDE).validate(record)
    return record


@pytest.fixture
def free(office: Path, cs: Run) -> Path:
    """The office with wishes, free order, a plan of four months in force, and one absent."""
    (office / "policies" / "rotation.yaml").write_text(FREE, encoding="utf-8")
    staff = (office / "staff.csv").read_text(encoding="utf-8").splitlines()
    wishes = ["意向岗位", "投诉处理、售后支持", "投诉处理", "", "售前咨询", "", "售后支持"]
    rows = [f"{row},{wish}" for row, wish in zip(staff, wishes, strict=True)]
    (office / "staff.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (office / "leave.csv").write_text("工号,开始,结束\nE5,2027-02-01,2027-02-28\n", "utf-8")
    assert cs("rotate", "plan", "-q", "--months", "4", "--out", "plan.json").code == 0
    assert cs("rotate", "publish", "plan.json", "-q").code == 0
    return office


def told(cs: Run, *arguments: str) -> dict[str, Any]:
    ending = cs("rotate", *arguments, "--format", "json", "-q")
    assert ending.code in (0, 1), ending.err
    return holds(json.loads(ending.out))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_each_is_a_schema(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])


def test_a_published_plan_and_the_one_that_replaces_it(free: Path, cs: Run) -> None:
    file = free / "published" / "house.json"
    first = holds(json.loads(file.read_bytes()))
    assert cs("rotate", "publish", "plan.json", "--force", "-q").code == 0
    second = holds(json.loads(file.read_bytes()))

    assert (first["replaces"], second["replaces"]["number"]) == (None, 1)
    assert [one["agent"] for one in first["absent"]] == ["E5"]


def test_reasons_of_agents_and_of_a_headcount(free: Path, cs: Run) -> None:
    verdicts = {
        other["verdict"]
        for agent in ("E1", "E2", "E5")
        for change in told(cs, "explain", agent)["changeovers"]
        for other in change["alternatives"]
    }
    heads = told(cs, "explain", "--post", "售前咨询", "--month", "2027-01")

    assert verdicts == {"open", "levels", "forbidden"}
    assert heads["limits"]


def test_fairness_with_and_without_groups_and_lifts(free: Path, cs: Run) -> None:
    whole = told(cs, "fairness", "--by", "team")
    short = told(cs, "fairness", "--no-lift")

    assert all(whole[name] for name in ("worst_off", "groups", "wishes"))
    assert (short["worst_off"], short["groups"], short["grouped_by"]) == ([], [], None)


def test_handover_sheets_and_who_has_not_signed(free: Path, cs: Run) -> None:
    (free / "work.csv").write_text("工号,交接内容,内容\nE2,工单,工单 17\n", encoding="utf-8")
    (free / "signed.csv").write_text("交接单,签字人,日期\n", encoding="utf-8")
    sheets = told(cs, "handover", "plan.json", "--work", "work.csv")["sheets"]
    lacking = told(cs, "handover", "plan.json", "--signed", "signed.csv")["sheets"]

    assert sheets
    assert "lacking" not in sheets[0]
    assert lacking[0]["lacking"]


def test_a_replan_after_one_has_left(free: Path, cs: Run) -> None:
    staff = free / "staff.csv"
    left = staff.read_text(encoding="utf-8").replace("到岗日期,", "到岗日期,离岗日期,")
    left = left.replace("2026-11-01,", "2026-11-01,,").replace("2026-10-01,", "2026-10-01,,")
    staff.write_text(left.replace("2026-10-01,,投诉", "2026-10-01,2027-01-15,投诉"), "utf-8")
    record = told(cs, "replan")

    assert [event["kind"] for event in record["events"]] == ["leaver"]
    assert record["plan"]["status"] == "proven"


def test_plans_of_sites(office: Path, cs: Run) -> None:
    staff = (office / "staff.csv").read_text(encoding="utf-8").splitlines()
    rows = [staff[0] + ",site", *(row + ",北京" for row in staff[1:])]
    (office / "staff.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    policy = office / "policies" / "rotation.yaml"
    policy.write_text(ROTATION + "who: {sites: [北京]}\n", encoding="utf-8")

    record = told(cs, "plan", "--by", "site", "--months", "3", "--workers", "1")
    assert [one["policy"] for one in record["sites"]] == ["house"]

    del record["sites"][0]["plan"]["status"]
    with pytest.raises(jsonschema.ValidationError, match="status"):
        holds(record)
