import datetime
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from cs.kernel.findings import Severity
from cs.tables.cells import dates
from cs.tables.reading import RawTable, read_raw
from tests.tables.builders import brief, refused, saved, table, workbook

SMALL = workbook([["工号", "姓名"], ["E1", "𠮷"]])


def test_a_workbook_is_known_by_its_bytes_whatever_its_name() -> None:
    raw = table(SMALL, file="candidates.csv")
    assert raw.headers == ("工号", "姓名")
    assert raw.frame.rows() == [("E1", "𠮷")]
    assert (raw.sheet, raw.rows.to_list(), raw.notes) == ("Sheet1", [2], ())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1001, "1001"),
        (1.10, "1.1"),
        (0.1 + 0.2, "0.3"),
        (85.3 + 0.000001, "85.300001"),
        (123456789.123456, "123456789.123456"),
        (1 - 0.9 - 0.1, "-0.0000000000000000277555756156289"),
        (1 / 3, "0.333333333333333"),
        (1e-7, "0.0000001"),
        (True, "true"),
        (datetime.date(2026, 3, 1), "2026-03-01"),
        (datetime.datetime.fromisoformat("2026-03-01T09:30"), "2026-03-01 09:30:00"),
        ("  文 字 ", "文 字"),
        ("'=1+1", "=1+1"),
        ("00123", "00123"),
        ("12345678901234567890", "12345678901234567890"),
        (" ", None),
    ],
)
def test_cells_are_read_as_excel_shows_them(value: object, text: str | None) -> None:
    raw = table(workbook([["a", "b"], [value, "x"]]))
    assert raw.frame.rows() == [(text, "x")]
    assert raw.notes == ()


def test_whole_numbers_too_long_for_excel_are_warned_of() -> None:
    raw = table(workbook([["a", "b"], [110101199003070012, "x"]]))
    assert raw.frame.rows() == [("110101199003070000", "x")]
    assert [(*brief([note])[0], note.severity) for note in raw.notes] == [
        ("TAB020", 2, "a", Severity.WARNING)
    ]


def test_texts_of_several_formats_and_line_ends_are_whole() -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append([CellRichText("半", TextBlock(InlineFont(b=True), "粗")), "两\n行"])
    assert table(saved(book)).frame.rows() == [("半粗", "两\n行")]


def test_rows_and_columns_are_those_of_the_sheet_wherever_the_table_stands() -> None:
    book = openpyxl.Workbook()
    for cell, value in {"C4": "工号", "D4": "姓名", "C6": "E1", "D6": "甲", "D9": "乙"}.items():
        book.active[cell] = value
    raw = table(saved(book))
    assert raw.frame.rows() == [("E1", "甲"), (None, "乙")]
    assert (raw.header_row, raw.rows.to_list(), raw.first_column) == (4, [6, 9], 2)
    assert raw.place(1, 0).span is not None
    assert (raw.place(1, 0).span.line, raw.place(1, 0).span.column) == (9, 3)


def test_a_merged_title_is_passed_over_and_merged_cells_hold_their_value_each() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["2026年花名册", None, None, None],
        ["工号", "班组", "评分", None],
        ["E1", "甲组", 1, 2],
        ["E2", None, 3, 4],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C2:D2")
    sheet.merge_cells("B3:B4")
    raw = table(saved(book))
    assert raw.headers == ("工号", "班组", "评分", "评分")
    assert raw.frame.rows() == [("E1", "甲组", "1", "2"), ("E2", "甲组", "3", "4")]
    assert brief(raw.notes) == [("TAB021", 2, None)]


def test_error_cells_are_findings_each_with_its_place() -> None:
    book = openpyxl.Workbook()
    book.active.append(["工号", "PM成绩"])
    book.active.append(["E1", "#N/A"])
    book.active.append(["E2", 80])
    book.active.append(["E3", "#DIV/0!"])
    assert {book.active["B2"].data_type, book.active["B4"].data_type} == {"e"}
    findings = refused(saved(book))
    assert brief(findings) == [("TAB009", 2, "PM成绩"), ("TAB009", 4, "PM成绩")]
    assert findings[1].message.figures["value"] == "#DIV/0!"


def test_errors_that_formulas_give_are_found() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["a", "b"])
    sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
    sheet.write_formula(1, 1, "=0.1+0.2", None, 0.30000000000000004)
    sheet.write_formula(2, 1, '="a"&"b"', None, "ab")
    book.close()
    assert brief(refused(buffer.getvalue())) == [("TAB009", 2, "a")]


def test_values_of_formulas_are_read() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["a", "b"])
    sheet.write_formula(1, 0, "=0.1+0.2", None, 0.30000000000000004)
    sheet.write_formula(1, 1, '="a"&"b"', None, "ab")
    book.close()
    assert table(buffer.getvalue()).frame.rows() == [("0.3", "ab")]


def several_sheets() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.sheet_state = "hidden"
    book.active["A1"] = "内部"
    for name, value in (("花名册", "E1"), ("备用名单", "E2")):
        sheet = book.create_sheet(name)
        sheet.append(["工号", "姓名"])
        sheet.append([value, "甲"])
    book.create_sheet("空表")
    book.active = 1
    return saved(book)


def test_of_several_sheets_the_first_visible_is_read_and_the_others_named() -> None:
    raw = table(several_sheets())
    assert (raw.sheet, raw.frame.rows()) == ("花名册", [("E1", "甲")])
    (note,) = raw.notes
    assert (note.code, note.severity) == ("TAB019", Severity.INFO)
    assert note.message.figures["others"] == "备用名单, 空表"


def test_a_sheet_can_be_named() -> None:
    raw = table(several_sheets(), sheet="备用名单")
    assert (raw.frame.rows(), raw.notes) == ([("E2", "甲")], ())


def test_an_unknown_sheet_gets_the_names_and_a_suggestion() -> None:
    (finding,) = refused(several_sheets(), sheet="备用名册")
    assert finding.code == "TAB004"
    assert finding.expected is not None
    assert finding.expected.figures["known"] == "花名册, 备用名单, 空表"
    assert finding.mend is not None
    assert finding.mend.figures["near"] == "备用名单"


def test_an_empty_sheet_is_said_to_be_empty() -> None:
    assert [finding.code for finding in refused(several_sheets(), sheet="空表")] == ["TAB005"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "TAB003"),
        (b"PK\x03\x04" + b"garbage" * 50, "TAB003"),
        (SMALL[: len(SMALL) // 2], "TAB003"),
        (SMALL[:-30], "TAB003"),
    ],
)
def test_a_damaged_workbook_is_a_finding(data: bytes, code: str) -> None:
    assert [finding.code for finding in refused(data)] == [code]


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"readme.txt": "x"}, "ZIP"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument"),
        (
            {
                "_rels/.rels": '<R><Relationship Id="1" Type="x/officeDocument" '
                'Target="xl/workbook.bin"/></R>'
            },
            "xlsb",
        ),
    ],
)
def test_other_kinds_of_zip_are_named(parts: dict[str, str], word: str) -> None:
    (finding,) = refused(zipped(parts))
    assert finding.code == "TAB002"
    assert word in finding.message.english()


def test_a_document_type_in_a_part_is_refused() -> None:
    (finding,) = refused(zipped({"_rels/.rels": '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>'}))
    assert finding.code == "TAB003"


def zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@settings(max_examples=60)
@given(st.data())
def test_a_workbook_with_any_byte_changed_gives_a_table_or_findings(data: st.DataObject) -> None:
    content = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    result = read_raw(bytes(content), "f.xlsx")
    assert isinstance(result, RawTable) or result


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_any_xml_in_the_sheet_gives_a_table_or_findings(inside: str) -> None:
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(SMALL)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(
        b"<sheetData>", b"<sheetData>" + inside.encode("utf-8", "replace")
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    result = read_raw(buffer.getvalue(), "f.xlsx")
    assert isinstance(result, RawTable) or result


def test_workbooks_that_count_days_from_1904_give_the_same_dates() -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["工号", "入职日期"])
    book.active.append(["E1", datetime.date(2026, 3, 1)])
    book.active.append(["E2", (datetime.date(2026, 3, 1) - datetime.date(1904, 1, 1)).days])
    raw = table(saved(book))
    assert raw.frame[0, 1] == "2026-03-01"
    assert dates(raw, 1).values.to_list() == [datetime.date(2026, 3, 1)] * 2


def test_formulas_that_nobody_computed_are_findings_not_empty_cells() -> None:
    data = workbook([["工号", "能力表现"], ["E1", "=40+50"], ["E2", 80]])
    findings = refused(data)
    assert brief(findings) == [("TAB009", 2, "能力表现")]
    assert "does not hold its result" in findings[0].message.english()


def test_formulas_that_give_an_empty_text_are_empty_cells() -> None:
    """Excel marks the result as a text, `t="str"`, where there is nothing else to store."""
    written = zipfile.ZipFile(io.BytesIO(workbook([["a", "b"], ['=""', "x"]])))
    parts = {name: written.read(name).decode() for name in written.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert '<c r="A2"><f>' in parts[sheet]
    parts[sheet] = parts[sheet].replace('<c r="A2"><f>', '<c r="A2" t="str"><f>')
    assert table(zipped(parts)).frame.rows() == [(None, "x")]


@pytest.mark.parametrize(
    ("form", "text"),
    [("0%", "90%"), ("0.00%", "90%"), ("0.0%;-0.0%", "90%"), ('0.0"%"', "0.9"), ("0.0", "0.9")],
)
def test_percentages_keep_their_sign(form: str, text: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append([0.9, 0.9])
    book.active["A2"].number_format = form
    assert table(saved(book)).frame.rows() == [(text, "0.9")]
