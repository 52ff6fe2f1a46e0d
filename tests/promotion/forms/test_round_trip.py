"""Forms are written, filled in as people do in Excel, and read back into a table that scores.

The forms of PRO-19, which the sources do not attach (D34).
"""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.promotion.forms.collecting import collect
from cs.promotion.policy import PromotionPolicy
from cs.tables.raw import RawTable
from cs.tables.reading import read_raw
from tests.promotion.offices import POLICY, office, promote

BARE = """工号,姓名,意愿
E1,测试甲,
E2,测试乙,
E3,测试丙,
"""
PROCESS = """process:
- {id: apply, name: 申请, act: apply, actor: 候选人, duration: 3 days, form: 报名表, input: 简历}
- {id: rate, name: 面试, act: rate, actor: 面试官, duration: 4 days, form: 面试考评表}
- {id: notice, name: 公示, act: notice, actor: 人事专员, duration: 5 working days}
- {id: objection, name: 异议, act: objection, actor: 工会, duration: 3 days}
- {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 2 days}
- {id: letter, name: 通知, act: letter, actor: 人力资源部, duration: 1 day, form: 晋升通知书}
probation: {lasts: 1 month}
"""
ANONYMOUS = POLICY.replace("min_raters: 3}", "min_raters: 3, anonymous: true}")


SCORED = """工号,姓名,工作能力表现,PM成绩,面试考评1,面试考评2,面试考评3,意愿
E1,测试甲,90,85,9,8,7,是
E2,测试乙,80,60,8,9,9.5,是
E3,测试丙,80,60,8,9,9.5,否
E4,测试丁,95,90,9,9,9,是
"""


def desk(root: Path, policy: str = POLICY) -> Path:
    return office(root, candidates=BARE, policy=policy + PROCESS)


def write(root: Path, *arguments: str) -> None:
    ending = promote(root, "forms", *arguments, "--candidates", "candidates.csv", "-q")
    assert ending.code == 0, ending.err


def fill(path: Path, values: dict[str, dict[str, object]]) -> None:
    """Values by header and id, into whatever sheet has the header."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        headers = {cell.value: cell.column for cell in sheet[1]}
        for header, by_id in values.items():
            if header in headers:
                for row in range(2, sheet.max_row + 1):
                    if sheet.cell(row, 1).value in by_id:
                        sheet.cell(row, headers[header]).value = by_id[sheet.cell(row, 1).value]
    book.save(path)


def filled(root: Path) -> list[str]:
    """All forms of the scheme filled in, and their names."""
    write(root, "ability", "--out", "a.xlsx")
    write(root, "pm", "--out", "p.xlsx")
    write(root, "面试考评表", "--rater", "R1", "--rater", "R2", "--rater", "R3", "--out", "i.xlsx")
    write(root, "review", "--out", "r.xlsx")
    fill(root / "a.xlsx", {"工作能力表现": {"E1": 90, "E2": 80, "E3": 80}})
    fill(root / "p.xlsx", {"PM成绩": {"E1": 85, "E2": 60, "E3": 60}})
    fill(root / "i.xlsx", {
        "面试考评:R1": {"E1": 9, "E2": 8.5, "E3": 8},
        "面试考评:R2": {"E1": 8, "E2": 9, "E3": 9},
        "面试考评:R3": {"E1": 7, "E2": 9.5, "E3": 9.5},
    })  # fmt: skip
    fill(root / "r.xlsx", {"意愿": {"E1": "yes", "E2": "yes", "E3": "no"}})
    return ["a.xlsx", "p.xlsx", "i.xlsx", "r.xlsx"]


def test_filled_forms_score_as_a_table_typed_by_hand_does(tmp_path: Path) -> None:
    root = desk(tmp_path)
    files = filled(root)
    ending = promote(root, "collect", *files, "--candidates", "candidates.csv", "--out", "c.csv")
    (root / "typed.csv").write_text(
        "工号,工作能力表现,PM成绩,面试考评:R1,面试考评:R2,面试考评:R3,意愿\n"
        "E1,90,85,9,8,7,是\nE2,80,60,8.5,9,9.5,是\nE3,80,60,8,9,9.5,否\n",
        encoding="utf-8",
    )
    scored = [
        json.loads(promote(root, "score", name, "--format", "json").out)["candidates"]
        for name in ("c.csv", "typed.csv")
    ]
    totals = [{each["id"]: (each["total"], each["rank"]) for each in part} for part in scored]

    assert ending.code == 0, ending.err
    assert "Candidates 3, scores 15, sheets 6." in ending.err
    assert totals[0] == totals[1]
    assert [rank for _total, rank in totals[0].values()].count(1) == 1


def test_cells_take_only_what_the_scale_allows(tmp_path: Path) -> None:
    root = desk(tmp_path)
    write(root, "interview", "--rater", "R1", "--out", "i.xlsx")
    sheet = openpyxl.load_workbook(root / "i.xlsx")["R1"]
    (rule,) = sheet.data_validations.dataValidation

    assert (rule.type, rule.operator or "between") == ("decimal", "between")
    assert (rule.formula1, rule.formula2) == ("0", "10")
    assert str(rule.sqref) == "C2:C4"


def test_bad_cells_name_file_sheet_and_cell_and_nothing_is_written(tmp_path: Path) -> None:
    root = desk(tmp_path)
    filled(root)
    fill(root / "i.xlsx", {"面试考评:R2": {"E2": "九分", "E3": 11}})
    ending = promote(root, "collect", "i.xlsx", "--out", "c.csv")

    assert ending.code == 2
    assert "i.xlsx[R2]:3: 面试考评:R2" in ending.err
    assert "九分" in ending.err
    assert "i.xlsx[R2]:4: 面试考评:R2" in ending.err
    assert not (root / "c.csv").exists()


@pytest.mark.parametrize(
    ("was", "now", "mend"),
    [
        ("面试考评:R1", "面试考平:R1", "write that as its header"),
        ("面试考评:R1", "面试分数:R1", "write that as its header"),
        ("面试考评:R1", "打分", "Write a component's name"),
        ("PM成绩", "PM 的成绩", "write that as its header"),
    ],
)
def test_a_renamed_header_of_scores_is_an_error_not_another_column(
    tmp_path: Path, was: str, now: str, mend: str
) -> None:
    root = desk(tmp_path)
    files = filled(root)
    for name in ("i.xlsx", "p.xlsx"):
        book = openpyxl.load_workbook(root / name)
        for sheet in book.worksheets:
            for cell in sheet[1]:
                cell.value = now if cell.value == was else cell.value
        book.save(root / name)
    ending = promote(root, "collect", *files, "--candidates", "candidates.csv", "--out", "o.csv")
    said = " ".join(ending.err.split())

    assert ending.code == 2
    assert f"The column {now} names no component" in said
    assert mend in said
    assert not (root / "o.csv").exists()


def test_other_columns_are_kept_as_they_are(tmp_path: Path) -> None:
    root = desk(tmp_path)
    (root / "candidates.csv").write_text("工号,姓名,意愿,分机\nE1,测试甲,,201\n", encoding="utf-8")
    sheet = "工号,工作能力表现,意愿,分机,备注\nE1,90,是,201,第 3 位\n"
    (root / "a.csv").write_bytes(sheet.encode("gb18030"))
    ending = promote(root, "collect", "a.csv", "--candidates", "candidates.csv", "--out", "o.csv")

    assert ending.code == 0, ending.err
    written = (root / "o.csv").read_text(encoding="utf-8-sig").splitlines()
    assert written[1].split(",")[-3:] == ["是", "201", "第 3 位"]


def test_missing_scores_are_listed_and_stay_missing(tmp_path: Path) -> None:
    root = desk(tmp_path)
    filled(root)
    fill(root / "i.xlsx", {"面试考评:R2": {"E2": None}})
    ending = promote(root, "collect", "i.xlsx", "--candidates", "candidates.csv", "--out", "c.csv")
    rows = list(csv.DictReader(io.StringIO((root / "c.csv").read_text(encoding="utf-8-sig"))))

    assert ending.code == 0
    assert "面试考评: scores are missing for E2 (2/3)." in ending.err
    assert "PM成绩: scores are missing for E1 (0/1), E2 (0/1), E3 (0/1)." in ending.err
    assert rows[1]["面试考评:R2"] == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [({"A2": "E7"}, "E7 is no candidate"), ({"A3": "E1"}, "stands in two rows"),
     ({"A2": None}, "A row without an id")],
)  # fmt: skip
def test_rows_of_nobody_are_errors_not_dropped(
    tmp_path: Path, change: dict[str, str | None], said: str
) -> None:
    root = desk(tmp_path)
    filled(root)
    book = openpyxl.load_workbook(root / "i.xlsx")
    for cell, value in change.items():
        book["R1"][cell] = value
    book.save(root / "i.xlsx")
    ending = promote(root, "collect", "i.xlsx", "--candidates", "candidates.csv", "--out", "c.csv")

    assert ending.code == 2
    assert said in ending.err


def test_the_same_sheet_twice_does_not_count_twice(tmp_path: Path) -> None:
    root = desk(tmp_path)
    filled(root)
    (root / "again.xlsx").write_bytes((root / "a.xlsx").read_bytes())
    ending = promote(root, "collect", "a.xlsx", "again.xlsx", "--out", "c.csv")

    assert ending.code == 2
    assert "工作能力表现 of E1 stands in two places." in ending.err


def test_sheets_of_anonymous_raters_bear_numbers_and_no_signature(tmp_path: Path) -> None:
    root = desk(tmp_path, ANONYMOUS)
    arguments = ("interview", "--rater", "E8", "--rater", "E2")
    write(root, *arguments, "--out", "i.xlsx")
    write(root, *arguments, "--out", "i.html")
    book = openpyxl.load_workbook(root / "i.xlsx")
    page = (root / "i.html").read_text(encoding="utf-8")

    assert book.sheetnames[:2] == ["1", "2"]
    assert [book[name]["C1"].value for name in ("1", "2")] == ["面试考评1", "面试考评2"]
    assert "E8" not in page
    assert 'class="line"' not in page


def test_nobody_gets_a_line_to_rate_themselves(tmp_path: Path) -> None:
    root = desk(tmp_path)
    write(root, "interview", "--rater", "E2", "--out", "i.xlsx")
    sheet = openpyxl.load_workbook(root / "i.xlsx")["E2"]

    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["E1", "E3"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("报名表", ["测试甲", "测试丙", "简历", "任职满一年", "组长"]),
        ("notice", ["2026-09-24", "2026-10-09", "工会", "测试甲"]),
        ("晋升通知书", ["测试甲", "组长", "适岗期", "人力资源部"]),
    ],
)
def test_papers_say_what_the_policy_says(tmp_path: Path, form: str, said: list[str]) -> None:
    root = desk(tmp_path)
    (root / "candidates.csv").write_text(SCORED, encoding="utf-8")
    write(root, form, "--from", "2026-09-24", "--out", "f.html")
    write(root, form, "--from", "2026-09-24", "--out", "f.xlsx")
    page = (root / "f.html").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(root / "f.xlsx")
    cells = "\n".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
    )

    assert "@page" in page
    for text in said:
        assert text in page
        assert text in cells


@pytest.mark.parametrize("form", ["notice", "晋升通知书"])
def test_papers_of_a_decision_are_written_for_the_proposed_alone(tmp_path: Path, form: str) -> None:
    root = office(tmp_path, candidates=SCORED, policy=POLICY + PROCESS)
    write(root, form, "--out", "two.html")
    write(root, form, "--vacancies", "1", "--out", "one.html")
    two, one = ((root / name).read_text(encoding="utf-8") for name in ("two.html", "one.html"))

    # E3 does not want to, E4 is on probation
    assert [name in two for name in ("测试甲", "测试乙", "测试丙", "测试丁")] == [
        True,
        True,
        False,
        False,
    ]
    assert [name in one for name in ("测试甲", "测试乙")] == [True, False]
    for who, why in (("E3", "not eligible"), ("E4", "not eligible")):
        ending = promote(
            root, "forms", form, "--candidates", "candidates.csv", "--only", who, "--out", "x.html"
        )
        assert (ending.code, f"{who} is not proposed ({why})" in ending.err) == (2, True)
    nobody = promote(
        root, "forms", form, "--candidates", "candidates.csv", "--vacancies", "0", "--out", "x.html"
    )
    assert (nobody.code, "proposes nobody" in nobody.err) == (2, True)
    assert not (root / "x.html").exists()


def test_an_unknown_form_lists_those_there_are(tmp_path: Path) -> None:
    root = desk(tmp_path)
    ending = promote(root, "forms", "pmm", "--candidates", "candidates.csv", "--out", "f.html")

    assert ending.code == 2
    assert "Did you mean pm?" in ending.err


def test_what_users_wrote_is_text_in_every_file(tmp_path: Path) -> None:
    nasty = SCORED.replace("测试甲", "<b>=1+1</b>")
    root = office(tmp_path, candidates=nasty, policy=POLICY + PROCESS)
    write(root, "notice", "--out", "f.html")
    write(root, "notice", "--out", "f.xlsx")

    assert "<b>" not in (root / "f.html").read_text(encoding="utf-8").split("</style>")[1]
    sheet = openpyxl.load_workbook(root / "f.xlsx").worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def policy() -> PromotionPolicy:
    return PromotionPolicy.model_validate(
        {
            "kind": "promotion",
            "id": "p",
            "name": "p",
            "components": (
                {"id": "a", "name": "面试", "weight": 100, "scale": {"from": 0, "to": 100}},
            ),
        }
    )


def table(rater: str, scores: dict[str, int | None]) -> RawTable:
    lines = [f"工号,面试:{rater}"] + [
        f"{id_},{'' if v is None else v}" for id_, v in scores.items()
    ]
    read = read_raw(("\n".join(lines) + "\n").encode(), f"{rater}.csv")
    assert isinstance(read, RawTable)
    return read


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.sampled_from(["R1", "R2", "R3"]),
        st.dictionaries(
            st.sampled_from(["E1", "E2", "E3"]), st.none() | st.integers(0, 100), min_size=1
        ),
        min_size=1,
    )
)
def test_every_value_is_in_the_table_once_wherever_it_stood(
    sheets: dict[str, dict[str, int | None]],
) -> None:
    collected = collect([table(rater, scores) for rater, scores in sheets.items()], None, policy())
    said = {
        (row[0], header.partition(":")[2], int(str(cell)))
        for row in collected.rows
        for header, cell in zip(collected.header[2:], row[2:], strict=True)
        if cell is not None
    }

    assert not collected.findings
    assert said == {
        (id_, rater, value)
        for rater, scores in sheets.items()
        for id_, value in scores.items()
        if value is not None
    }


def test_a_running_number_and_a_telephone_are_no_scores(tmp_path: Path) -> None:
    root = desk(tmp_path)
    sheet = "序号,工号,姓名,电话,面试考评:R1\n1,E1,测试甲,5550101,9\n2,E2,测试乙,5550102,8\n"
    (root / "i.csv").write_text(sheet, encoding="utf-8")
    ending = promote(root, "collect", "i.csv", "--out", "o.csv")

    assert ending.code == 0, ending.err
    header, first, _second = (root / "o.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header == "工号,姓名,面试考评:R1,序号,电话"
    assert first == "E1,测试甲,9,1,5550101"
