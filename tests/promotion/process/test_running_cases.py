"""What `cs promote status` says of running cases: due, late, out of order, by the wrong person."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.cells import cell_len

from cs.promotion.process.actors import People
from tests.promotion.offices import golden
from tests.promotion.process.firm import ask, firm

HEAD = "候选人,类型,步骤,日期,办理人,结果\n"
UP_TO_NOTICE = """E1,,申请,2025-12-02,E1,
E1,,初评,2025-12-12,E8,同意
E1,,面试,2025-12-16,面试官,完成
E1,,考试,2025-12-15,培训专员,完成
E1,,复审,2025-12-18,客服经理,同意
E1,,公示,2025-12-18,H2,
"""
NOTICED = "2025-12-25"
"""The last day of that notice: 19, 22, 23, 24 and 25 December."""


def case(root: Path, rows: str, day: str) -> tuple[dict[str, Any], int]:
    """The only case of a table, and the exit code."""
    (root / "cases.csv").write_text(HEAD + rows, encoding="utf-8")
    ending = ask(root, "status", "cases.csv", "--as-of", day, "--format", "json")
    record = json.loads(ending.out)
    schema = (resources.files("cs.schemas") / "promotion-status.json").read_text(encoding="utf-8")
    jsonschema.validate(record, json.loads(schema))
    assert len(record["cases"]) == 1
    return record["cases"][0], ending.code


def troubles(found: dict[str, Any]) -> list[str]:
    return [issue["trouble"] for issue in found["issues"] if issue["wrong"]]


def following(found: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(each["step"], each["due"]) for each in found["next"]]


def test_a_case_in_time_waits_for_the_notice_to_end(tmp_path: Path) -> None:
    found, code = case(firm(tmp_path), UP_TO_NOTICE, "2025-12-23")

    assert code == 0
    assert found["issues"] == []
    assert [(each["step"], each["since"], each["due"]) for each in found["next"]] == [
        ("approve", NOTICED, "2025-12-29")
    ]


def test_what_is_not_done_by_its_last_day_is_late_from_the_next_day_on(tmp_path: Path) -> None:
    root = firm(tmp_path)

    assert case(root, UP_TO_NOTICE, "2025-12-29")[1] == 0
    found, code = case(root, UP_TO_NOTICE, "2025-12-30")
    assert (troubles(found), code) == (["late"], 1)


def test_an_approval_before_the_notice_ended_is_out_of_order(tmp_path: Path) -> None:
    rows = UP_TO_NOTICE + f"E1,,审批,{NOTICED.replace('25-12-25', '25-12-24')},H1,同意\n"
    found, code = case(firm(tmp_path), rows, "2025-12-25")

    assert (troubles(found), code) == (["out of order"], 1)


def test_a_step_before_the_one_it_awaits_is_out_of_order(tmp_path: Path) -> None:
    found, code = case(firm(tmp_path), "E1,,申请,2025-12-02,E1,\nE1,,复审,2025-12-12,客服经理,\n",
                       "2025-12-12")  # fmt: skip

    assert troubles(found) == ["out of order", "out of order"]  # neither interview nor exam
    assert code == 1


@pytest.mark.parametrize("actor", ["H2", "E8", "E1", "客服经理", "某人", ""])
def test_an_approval_by_the_wrong_person_is_refused_and_counts_as_not_done(
    tmp_path: Path, actor: str
) -> None:
    """Another office, the superior who proposed, the candidate, who reviewed, a stranger."""
    rows = UP_TO_NOTICE + f"E1,,审批,2025-12-26,{actor},同意\n"
    found, code = case(firm(tmp_path), rows, "2025-12-26")

    assert (troubles(found), code) == (["wrong person"], 1)
    assert following(found) == [("approve", "2025-12-29")]


@pytest.mark.parametrize("actor", ["H1", "测试壬", "人力资源部"])
def test_the_holder_of_the_role_may_approve_by_id_name_or_role(tmp_path: Path, actor: str) -> None:
    rows = UP_TO_NOTICE + f"E1,,审批,2025-12-26,{actor},同意\n"
    found, code = case(firm(tmp_path), rows, "2025-12-26")

    assert (troubles(found), code) == ([], 0)
    assert following(found) == [("letter", "2025-12-29")]


def test_who_holds_the_role_and_proposed_the_same_case_is_refused(tmp_path: Path) -> None:
    rows = UP_TO_NOTICE.replace("面试官", "H1") + "E1,,审批,2025-12-26,H1,同意\n"
    found, code = case(firm(tmp_path), rows, "2025-12-26")

    assert code == 1
    assert "the same person acted in 面试" in found["issues"][-1]["message"]


APPROVED = UP_TO_NOTICE + "E1,,审批,2025-12-26,H1,同意\n"


@pytest.mark.parametrize(
    ("table", "refused"),
    [
        ("工号,面试考评:H1,面试考评:R2\nE1,9,8\nE2,7,7\n", True),
        ("工号,面试考评:H1,面试考评:R2\nE1,,8\nE2,7,7\n", False),
        ("候选人,评分项,评分人,分数\nE1,interview,H1,9\n", True),
        ("候选人,评分项,评分人,分数\nE2,interview,H1,9\nE1,interview,R2,9\n", False),
    ],
)
def test_who_rated_in_the_table_of_scores_may_not_approve(
    tmp_path: Path, table: str, refused: bool
) -> None:
    root = firm(tmp_path)
    (root / "cases.csv").write_text(HEAD + APPROVED, encoding="utf-8")
    (root / "scores.csv").write_bytes(table.encode("gb18030"))
    asked = ("status", "cases.csv", "--as-of", "2025-12-26", "--format", "json")
    without = json.loads(ask(root, *asked).out)["cases"][0]
    found = json.loads(ask(root, *asked, "--candidates", "scores.csv").out)["cases"][0]

    assert troubles(without) == []
    assert troubles(found) == (["wrong person"] if refused else [])
    assert [each["step"] for each in found["next"]] == (["approve"] if refused else ["letter"])
    told = "审批 by H1 is refused: the same person rated 面试考评."
    assert (told in [issue["message"] for issue in found["issues"]]) == refused


def test_who_rated_in_a_review_that_is_a_component_may_not_approve(tmp_path: Path) -> None:
    root = firm(tmp_path)
    policy = root / "policies" / "promotion.yaml"
    workspace = root / "policies" / "workspace.yaml"
    tables = workspace.read_text(encoding="utf-8")
    workspace.write_text(tables.replace("staff.csv}", "staff.csv, ratings: ratings.csv}"), "utf-8")
    (root / "ratings.csv").write_text(
        "工号,周期,指标,角色,评分人,得分\nE1,2025-11,质量,上级,H1,80\n", encoding="utf-8"
    )
    (root / "cases.csv").write_text(HEAD + APPROVED, encoding="utf-8")
    asked = ("status", "cases.csv", "--as-of", "2025-12-26", "--format", "json")
    before = json.loads(ask(root, *asked).out)["cases"][0]
    stated = policy.read_text(encoding="utf-8")
    policy.write_text(stated.replace("name: PM成绩", "name: PM成绩\n  reads: monthly"), "utf-8")
    after = ask(root, *asked)

    assert troubles(before) == []
    assert after.out, after.err
    assert troubles(json.loads(after.out)["cases"][0]) == ["wrong person"]


def test_a_step_entered_twice_is_said_and_its_later_row_counts(tmp_path: Path) -> None:
    again = UP_TO_NOTICE + "E1,,公示,2025-12-22,H2,\n"
    found, code = case(firm(tmp_path), again, "2025-12-23")

    assert code == 0
    assert [issue["message"] for issue in found["issues"] if "already" in issue["message"]] == [
        "公示 is entered for 2025-12-18 already; the later row counts."
    ]
    # Of five working days from the 22nd on the last is the 29th.
    assert [each["since"] for each in found["next"]] == ["2025-12-29"]


def test_rows_are_named_whole_however_narrow_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = firm(tmp_path)
    (root / "cases.csv").write_text(HEAD + "E1,,复审,2025-12-12,客服经理,\n" * 12, encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "40")
    out = ask(root, "status", "cases.csv").out

    assert "cases.csv:13" in out


def test_what_only_scores_need_stops_neither_days_nor_cases(tmp_path: Path) -> None:
    root = firm(tmp_path)
    policy = root / "policies" / "promotion.yaml"
    text = policy.read_text(encoding="utf-8").replace("  missing: refuse\n", "")
    policy.write_text(text.replace(" scale: {from: 0, to: 100},", ""), encoding="utf-8")
    (root / "cases.csv").write_text(HEAD + UP_TO_NOTICE, encoding="utf-8")

    assert ask(root, "status", "cases.csv", "--as-of", "2025-12-23").code == 0
    assert ask(root, "timeline", "--from", "2026-09-24").code == 0
    assert ask(root, "score", "candidates.csv").code == 2


def test_a_superior_is_the_one_whom_the_staff_table_names(tmp_path: Path) -> None:
    rows = "E1,,申请,2025-12-02,E1,\nE1,,初评,2025-12-12,E2,同意\n"
    found, code = case(firm(tmp_path), rows, "2025-12-12")

    assert (troubles(found), code) == (["wrong person"], 1)


def test_an_open_objection_holds_the_process_and_has_a_last_day(tmp_path: Path) -> None:
    root = firm(tmp_path)
    raised = UP_TO_NOTICE + "E1,,异议,2025-12-22,E2,提出\n"
    found, code = case(root, raised, "2025-12-24")

    assert (following(found), code) == ([("objection", "2025-12-25")], 0)
    assert found["next"][0]["actor"] == "工会"
    found, code = case(root, raised + "E1,,审批,2025-12-26,H1,同意\n", "2025-12-26")
    assert "objection open" in troubles(found)
    assert code == 1


def test_a_dismissed_objection_lets_the_process_go_on(tmp_path: Path) -> None:
    rows = UP_TO_NOTICE + (
        "E1,,异议,2025-12-22,E2,提出\nE1,,异议,2025-12-26,工会,异议不成立\n"
        "E1,,审批,2025-12-29,H1,同意\n"
    )
    found, code = case(firm(tmp_path), rows, "2025-12-29")

    assert (troubles(found), code) == ([], 0)
    assert following(found)[0][0] == "letter"


def test_an_upheld_objection_goes_back_to_the_first_review(tmp_path: Path) -> None:
    rows = UP_TO_NOTICE + "E1,,异议,2025-12-22,E2,提出\nE1,,异议,2025-12-24,工会,异议成立\n"
    found, _code = case(firm(tmp_path), rows, "2025-12-24")

    assert [step for step, _due in following(found)] == ["review"]
    assert found["state"] == "running"


def done_to_start() -> str:
    return UP_TO_NOTICE + (
        "E1,,审批,2025-12-26,H1,同意\nE1,,通知,2025-12-29,H1,\nE1,,上任,2025-12-29,E1,\n"
    )


def test_the_trial_is_to_be_decided_after_its_end(tmp_path: Path) -> None:
    root = firm(tmp_path)
    found, code = case(root, done_to_start(), "2025-12-30")

    assert following(found) == [("confirmation", "2026-02-04"), ("access", "2025-12-31")]
    assert found["next"][0]["since"] == "2026-01-28"
    rows = done_to_start() + "E1,,权限,2025-12-31,信息支持,\n"
    found, code = case(root, rows, "2026-02-05")
    assert (troubles(found), code) == (["late"], 1)
    for outcome, state in (("转正", "done"), ("不予转正", "returned")):
        found, code = case(root, rows + f"E1,,转正,2026-02-02,总监,{outcome}\n", "2026-02-05")
        assert (found["state"], code) == (state, 0)


def test_acting_beyond_its_limit_is_late(tmp_path: Path) -> None:
    root = firm(tmp_path)
    acting = "E2,代理,开始代理,2026-01-05,E2,\n"

    assert case(root, acting, "2026-04-04")[1] == 0
    found, code = case(root, acting, "2026-04-05")
    assert (troubles(found), code) == (["late"], 1)
    assert (
        case(root, acting + "E2,代理,结束,2026-04-03,总监,\n", "2026-05-01")[0]["state"] == "done"
    )


def test_a_sideways_move_and_a_demotion_are_cases_of_their_own(tmp_path: Path) -> None:
    root = firm(tmp_path)
    moved, code = case(root, "E2,平调,提出,2026-01-05,E2,\nE2,平调,同意,2026-01-06,H1,同意\n",
                       "2026-01-07")  # fmt: skip
    assert (moved["kind"], moved["state"], code) == ("move", "done", 0)
    demoted, code = case(root, "E2,降职,降职决定,2026-01-05,E8,\n", "2026-01-06")
    assert (demoted["kind"], troubles(demoted), code) == ("demotion", ["wrong person"], 1)


@pytest.mark.parametrize(
    "row",
    ["E1,,下棋,2025-12-02,E1,", "E1,散步,申请,2025-12-02,E1,", "E1,,申请,2025-12-02,E1,也许",
     "E1,,申请,2026-12-02,E1,"],
)  # fmt: skip
def test_a_row_that_means_nothing_is_said_and_is_wrong(tmp_path: Path, row: str) -> None:
    found, code = case(firm(tmp_path), row + "\n", "2025-12-05")

    assert (troubles(found), code) == (["unknown"], 1)
    assert found["issues"][0]["row"] == 2


def test_an_application_outside_of_the_windows_is_a_remark(tmp_path: Path) -> None:
    found, code = case(firm(tmp_path), "E1,,申请,2025-11-28,E1,\n", "2025-11-28")

    assert [issue["trouble"] for issue in found["issues"]] == ["remark"]
    assert code == 0


def test_bad_cells_stop_with_exit_code_two(tmp_path: Path) -> None:
    root = firm(tmp_path)
    (root / "cases.csv").write_text(HEAD + "E1,,申请,昨天,E1,\n", encoding="utf-8")
    ending = ask(root, "status", "cases.csv")

    assert (ending.code, ending.out) == (2, "")
    assert "cases.csv:2" in ending.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_people_see(tmp_path: Path, lang: str) -> None:
    root = firm(tmp_path)
    rows = UP_TO_NOTICE + (
        "E1,,审批,2025-12-26,E8,同意\nE2,,申请,2025-12-03,E2,\nE3,代理,开始代理,2025-07-01,E3,\n"
    )
    (root / "cases.csv").write_text(HEAD + rows, encoding="utf-8")
    ending = ask(root, "status", "cases.csv", "--as-of", "2025-12-30", lang=lang)

    assert ending.code == 1
    assert max(cell_len(line) for line in ending.out.splitlines()) <= 80
    assert ending.out == golden(f"status-{lang}.txt", ending.out)


def test_words_of_one_role_are_the_same_and_two_persons_never_are() -> None:
    people = People((), {"hr": "人力资源部", "人力资源部": "人力资源部"})

    assert people.same("HR", "人力资源部")
    assert not people.same("HR", "总监")
