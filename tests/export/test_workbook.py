import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from cs.export.workbook import MAX_COLUMNS, Cell, Sheet, display_width, sheet_name, workbook_bytes
from cs.tables.reading import RawTable, read_raw

DAY = date(2026, 3, 1)


def opened(*sheets: Sheet) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(sheets, title="计划", created=DAY)))


def test_the_same_sheets_give_the_same_bytes() -> None:
    sheet = Sheet("计划", ["工号", "日期"], [["E1", DAY], [Cell("E2", fill="#FF0000"), None]])
    assert workbook_bytes([sheet], title="t", created=DAY) == workbook_bytes(
        [sheet], title="t", created=DAY
    )


def test_the_workbook_says_it_was_made_on_the_day_given() -> None:
    book = opened(Sheet("a", [], [["x"]]))
    assert book.properties.created == datetime.fromisoformat("2026-03-01")
    assert book.properties.title == "计划"


def test_cells_of_every_kind() -> None:
    book = opened(
        Sheet("a", [], [[1, 2.5, Decimal("1.50"), True, DAY, None, "00123", 10**20, Cell(7)]])
    )
    cells = list(book["a"][1])
    assert [cell.value for cell in cells] == [
        1,
        2.5,
        1.5,
        True,
        datetime.fromisoformat("2026-03-01"),
        None,
        "00123",
        "100000000000000000000",
        7,
    ]
    assert cells[2].number_format == "0.00"
    assert cells[4].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("text", ["=1+1", "@x", "+1", "-1", "http://x.example", "{=1}", ""])
def test_texts_are_never_formulas_numbers_or_links(text: str) -> None:
    cell = opened(Sheet("a", ["h"], [[text]]))["a"]["A2"]
    assert (cell.value or "") == text
    assert cell.data_type in ("s", "n" if not text else "s", "inlineStr")
    assert cell.hyperlink is None


def test_the_header_is_bold_and_stays_in_view() -> None:
    sheet = opened(Sheet("a", ["工号"], [["E1"]], frozen_columns=1))["a"]
    assert sheet.freeze_panes == "B2"
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold


def test_columns_are_as_wide_as_their_contents_look() -> None:
    sheet = opened(
        Sheet("a", ["工号", "b", "c"], [["一二三四五六", "x" * 300, "x"]], widths=[None, None, 20])
    )["a"]
    widths = [round(sheet.column_dimensions[letter].width) for letter in "ABC"]
    assert widths == [15, 61, 21]
    assert display_width("岗位a") == 5


def test_looks_of_cells() -> None:
    cell = opened(
        Sheet("a", [], [[Cell("x", bold=True, fill="#112233", colour="#445566", wrap=True)]])
    )["a"]["A1"]
    assert cell.font.bold
    assert cell.font.color.rgb == "FF445566"
    assert cell.fill.fgColor.rgb == "FF112233"
    assert cell.alignment.wrap_text


def test_names_of_sheets_are_made_fit_and_different() -> None:
    book = opened(*(Sheet("6月/7月 [轮岗]计划" * 4, [], []) for _ in range(2)), Sheet("", [], []))
    assert len({name.casefold() for name in book.sheetnames}) == 3
    assert all(0 < len(name) <= 31 for name in book.sheetnames)
    assert sheet_name("History", set()) == "History_"


def test_what_excel_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="more than Excel has"):
        opened(Sheet("a", [], [["x"] * (MAX_COLUMNS + 1)]))


def test_what_is_written_is_read_again() -> None:
    rows = [["E1", "=1+1", Decimal("85.30"), DAY], ["E2", "𠮷", 1.1, None]]
    data = workbook_bytes(
        [Sheet("计划", ["工号", "备注", "分数", "日期"], rows)], title="t", created=DAY
    )
    raw = read_raw(data, "plan.xlsx")
    assert isinstance(raw, RawTable)
    assert raw.headers == ("工号", "备注", "分数", "日期")
    assert raw.frame.rows() == [("E1", "=1+1", "85.3", "2026-03-01"), ("E2", "𠮷", "1.1", None)]
