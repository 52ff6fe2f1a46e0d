"""`cs rotate handover` on a small office: sheets, signatures, and what stands in the way."""

import json
from pathlib import Path

import pytest

from tests.rotation.conftest import Run


@pytest.fixture
def plan(office: Path, cs: Run) -> Path:
    policy = office / "policies" / "rotation.yaml"
    policy.write_text(
        policy.read_text(encoding="utf-8")
        + "handover: {items: [未结客户问题, 工作文档], overlap: 2 working days, signatures: 2}\n",
        encoding="utf-8",
    )
    file = office / "plan.json"
    assert cs("rotate", "plan", "--months", "4", "--quiet", "--out", str(file)).code == 0
    return file


def test_the_next_changeover_is_handed_over(plan: Path, cs: Run) -> None:
    ending = cs("rotate", "handover", str(plan), "--format", "json")
    assert ending.code == 0
    record = json.loads(ending.out)
    assert (record["schema"], record["changeover"]) == ("cs/rotation-handover@1", "2026-12-01")
    assert [(one["post"], one["leaver"], one["successor"]) for one in record["sheets"]] == [
        ("pre", "E2", "E6"), ("after", "E4", "E2"), ("complaints", "E6", "E4"),
    ]  # fmt: skip
    assert record["sheets"][0]["overlap"] == ["2026-11-27", "2026-11-30"]


def test_a_sheet_has_all_that_is_handed_over_and_two_lines_to_sign(
    plan: Path, office: Path, cs: Run
) -> None:
    (office / "work.csv").write_text("工号,交接内容,内容\nE2,未结客户问题,工单 17\nE2,钥匙,柜 3\n")
    for ending in ("md", "html", "xlsx"):
        ended = cs("rotate", "handover", str(plan), "--work", str(office / "work.csv"),
                   "--out", str(office / f"sheets.{ending}"))  # fmt: skip
        assert ended.code == 0, ended.err
    text = (office / "sheets.md").read_text(encoding="utf-8")
    first = text.split("\n---\n")[0]
    assert "| 未结客户问题 | 工单 17 | |" in first
    assert "| 钥匙 | 柜 3 | |" in first
    assert first.count("____________________") == 2
    page = (office / "sheets.html").read_text(encoding="utf-8")
    assert page.count("<section>") == 3
    assert "工单 17" in page


def test_what_agents_are_called_is_no_markup(plan: Path, office: Path, cs: Run) -> None:
    staff = office / "staff.csv"
    staff.write_text(
        staff.read_text(encoding="utf-8").replace("测试员二", "<b>|*二*|</b>"), encoding="utf-8"
    )
    cs("rotate", "handover", str(plan), "--out", str(office / "s.html"))
    cs("rotate", "handover", str(plan), "--out", str(office / "s.md"))
    page = (office / "s.html").read_text(encoding="utf-8")
    assert "<b>" not in page
    assert "&lt;b&gt;|*二*|&lt;/b&gt;" in page
    assert r"\<b\>\|\*二\*\|\</b\>" in (office / "s.md").read_text(encoding="utf-8")


def test_what_is_not_signed_is_listed(plan: Path, office: Path, cs: Run) -> None:
    sheets = json.loads(cs("rotate", "handover", str(plan), "--format", "json").out)["sheets"]
    signed = office / "signed.csv"
    rows = [(line["id"], one["number"], "2026-11-30") for one in sheets for line in one["signers"]]
    lines = [",".join(row) for row in rows]
    signed.write_text("\n".join(["签字人,单号,日期", *lines[:-1], "E9,x,2026-11-30"]) + "\n")

    some = cs("rotate", "handover", str(plan), "--signed", str(signed))

    assert some.code == 1
    assert "Sheets that are not signed by all: 1 of 3" in some.out
    assert "Takes over: E4" in some.out
    assert "Signature of E9 on x: no such line on the sheets of this changeover." in some.err
    signed.write_text("\n".join(["签字人,单号,日期", *lines]) + "\n")
    whole = cs("rotate", "handover", str(plan), "--signed", str(signed))
    assert (whole.code, whole.out) == (0, "All sheets are signed: 3\n")


def test_what_is_not_signed_is_told_to_machines_too(plan: Path, office: Path, cs: Run) -> None:
    signed = office / "signed.csv"
    signed.write_text(
        "签字人,单号,日期\ne２,house/2026-12-01/pre/E2/E6,2026-11-30\n"
        "E1,house/2026-10-01/pre/E1/E2,2026-09-30\n",
        encoding="utf-8",
    )
    asked = ("rotate", "handover", str(plan), "--signed", str(signed))
    ending = cs(*asked, "--format", "json")
    assert ending.code == 1
    assert ending.err == "Signatures of other changeovers, left out: 1\n"
    sheets = json.loads(ending.out)["sheets"]
    assert [one["lacking"] for one in sheets] == [
        ["successor"], ["leaver", "successor"], ["leaver", "successor"],
    ]  # fmt: skip
    lines = cs(*asked, "--format", "csv", "--quiet").out.splitlines()
    assert lines[:2] == ["number,post,signer,id", "house/2026-12-01/pre/E2/E6,pre,successor,E6"]
    assert len(lines) == 6


def test_a_team_is_not_told_of_the_signatures_of_another(plan: Path, office: Path, cs: Run) -> None:
    signed = office / "signed.csv"
    signed.write_text("签字人,单号,日期\nE6,house/2026-12-01/complaints/E6/E4,2026-11-30\n")
    ending = cs("rotate", "handover", str(plan), "--signed", str(signed), "--team", "早班")
    assert "2 of 2" in ending.out
    assert "no such line" not in ending.err


def test_a_signature_without_a_day_is_none(plan: Path, office: Path, cs: Run) -> None:
    signed = office / "signed.csv"
    signed.write_text("签字人,单号,日期\nE2,house/2026-12-01/pre/E2/E6,\n")
    ending = cs("rotate", "handover", str(plan), "--signed", str(signed))
    assert ending.code == 1
    assert "Sheets that are not signed by all: 3 of 3" in ending.out


def test_a_day_without_changeover_names_those_there_are(plan: Path, cs: Run) -> None:
    ending = cs("rotate", "handover", str(plan), "--changeover", "2026-12-15")
    assert ending.code == 2
    assert "Nobody moves on 2026-12-15; the plan's changeovers are 2026-12-01" in ending.err
    assert cs("rotate", "handover", str(plan), "--changeover", "soon").code == 2


def test_leave_shortens_the_overlap(plan: Path, office: Path, cs: Run) -> None:
    leave = office / "leave.csv"
    leave.write_text(leave.read_text(encoding="utf-8") + "E2,2026-11-27,2026-11-27\n")
    ending = cs("rotate", "handover", str(plan))
    assert "Working days on which both are present: 1 of 2, because of leave." in ending.out
    leave.write_text(leave.read_text(encoding="utf-8") + "E6,2026-11-30,2026-11-30\n")
    ending = cs("rotate", "handover", str(plan))
    assert "hand over in writing" in ending.out


def test_open_work_of_who_stays_is_counted(plan: Path, office: Path, cs: Run) -> None:
    (office / "work.csv").write_text(
        "工号,交接内容,内容\nE1,钥匙,柜 3\nE1,钥匙,柜 4\nE2,钥匙,柜 5\n"
    )
    ending = cs("rotate", "handover", str(plan), "--work", str(office / "work.csv"))
    assert ending.code == 0
    assert "leave no post at this changeover, left out: 2 (E1)" in ending.err


def test_an_overlap_on_free_days_alone_is_said(plan: Path, office: Path, cs: Run) -> None:
    policy = office / "policies" / "rotation.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("overlap: 2 working days", "overlap: 1 day"), encoding="utf-8")
    monday = cs("rotate", "handover", str(plan), "--changeover", "2027-02")
    assert monday.code == 0
    assert "There is no working day on which both are present" in " ".join(monday.out.split())
    weekday = cs("rotate", "handover", str(plan), "--changeover", "2026-12")
    assert "no working day" not in weekday.out


def test_the_same_plan_gives_the_same_bytes(plan: Path, office: Path, cs: Run) -> None:
    for ending in ("md", "html", "xlsx"):
        files = [office / f"{name}.{ending}" for name in ("one", "two")]
        for file in files:
            assert cs("rotate", "handover", str(plan), "--out", str(file)).code == 0
        assert files[0].read_bytes() == files[1].read_bytes()


def test_teams_see_their_own(plan: Path, cs: Run) -> None:
    ending = cs("rotate", "handover", str(plan), "--team", "早班", "--format", "json")
    sheets = json.loads(ending.out)["sheets"]
    assert [(one["leaver"], one["successor"]) for one in sheets] == [("E2", "E6"), ("E4", "E2")]
    assert cs("rotate", "handover", str(plan), "--team", "夜班").code == 2


def test_a_post_that_the_policy_does_not_have_is_no_stint_passed_over(
    plan: Path, office: Path, cs: Run
) -> None:
    text = plan.read_text(encoding="utf-8").replace('"post": "after"', '"post": "aftr"')
    (office / "odd.json").write_text(text, encoding="utf-8")
    ending = cs("rotate", "handover", str(office / "odd.json"))
    assert ending.code == 2
    assert "ROT203" in ending.err
    assert "Did you mean after?" in ending.err


def test_the_plan_in_force_is_handed_over_where_none_is_named(
    plan: Path, office: Path, cs: Run
) -> None:
    refused = cs("rotate", "handover")
    assert refused.code == 2
    assert "No plan of house is published; name a plan's file." in refused.err
    assert cs("rotate", "publish", str(plan)).code == 0
    in_force = cs("rotate", "handover", "--format", "json")
    assert in_force.code == 0
    assert in_force.out == cs("rotate", "handover", str(plan), "--format", "json").out


def test_the_day_after_the_plan_is_no_changeover(plan: Path, cs: Run) -> None:
    ending = cs("rotate", "handover", str(plan), "--changeover", "2030-03")
    assert ending.code == 2
    assert "2027-03-01" in ending.err
    assert "2027-04-01" not in ending.err


def test_full_width_digits_name_the_same_changeover(plan: Path, cs: Run) -> None:
    wide = cs("rotate", "handover", str(plan), "--changeover", "２０２６-１２")
    assert wide.code == 0
    assert wide.out == cs("rotate", "handover", str(plan), "--changeover", "2026-12").out
