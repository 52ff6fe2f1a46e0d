from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.tables import cells
from cs.tables.cells import BadCell, Month, parse_date, parse_number, split_list
from tests.tables.builders import brief, table, workbook


@pytest.mark.parametrize(
    ("text", "millionths"),
    [
        ("85", 85_000_000),
        ("85.5", 85_500_000),
        ("-0.000001", -1),
        ("+7", 7_000_000),
        (".5", 500_000),
        ("5.", 5_000_000),
        ("007", 7_000_000),
        ("１２．５", 12_500_000),
        ("－３", -3_000_000),
        ("−3", -3_000_000),
        ("1.5000000000", 1_500_000),
        ("999999999.999999", 999_999_999_999_999),
        ("0000000000001", 1_000_000),
    ],
)
def test_numbers_are_exact_millionths(text: str, millionths: int) -> None:
    assert parse_number(text) == millionths
    assert cells.numbers(table(f"a,b\n{text},x\n"), 0).values.to_list() == [millionths]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("1,234", "Write 1234, without separators between thousands."),
        ("1，234.5", "Write 1234.5, without separators between thousands."),
        ("1 234", "Write 1234, without separators between thousands."),
        ("85%", "Write the number without %."),
        ("８５％", "Write the number without %."),
        ("85分", "Write the number without 分."),
        ("0.1234567", "Round it to 6 decimals."),
        ("-", "Leave the cell empty if there is no value."),
        ("缺考", "Leave the cell empty if there is no value."),
        ("1000000000", None),
        ("1e3", None),
        ("12.3.4", None),
        ("1_000", None),
        ("٣", None),
        ("9" * 500, None),
        ("0x1F", None),
    ],
)
def test_what_is_no_number_says_how_to_mend_it(text: str, mend: str | None) -> None:
    parsed = cells.numbers(table(f'a,分数\nx,"{text}"\n'), 1)
    assert parsed.values.to_list() == [None]
    assert brief(parsed.findings) == [("TAB014", 2, "分数")]
    (finding,) = parsed.findings
    assert finding.message.figures == {"value": text, "column": "分数"}
    assert finding.expected is not None
    assert (finding.mend.english() if finding.mend else None) == mend


@given(st.decimals(-(10**9) + 1, 10**9 - 1, places=6))
def test_every_number_in_range_survives_the_cell(number: Decimal) -> None:
    assert parse_number(format(number, "f")) == int(number.scaleb(6))


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01", "2026/3/1", "2026.3.1", "20260301", "2026年3月1日", "2026 年 3 月 1 日",
        "2026-3-1", "２０２６－０３－０１", "2026/03/01 0:00", "2026-03-01 00:00:00",
        "2026-03-01T08:30:00Z", "2026/3/1 23:59:59",
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert parse_date(text) == date(2026, 3, 1)
    assert cells.dates(table(f"a,b\n{text},x\n"), 0).values.to_list() == [date(2026, 3, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29", "2026-13-01", "1/3/2026", "26-03-01", "2026-03", "明天", "46082", "2026",
        "2026-3/1", "2026年3-1", "1899-12-31", "2200-01-01", "0000-00-00", "2026-03-01 x",
        "99999999999999999999",
    ],
)  # fmt: skip
def test_what_is_no_date_is_a_finding(text: str) -> None:
    parsed = cells.dates(table(f"a,入职日期\nx,{text}\n"), 1)
    assert parsed.values.to_list() == [None]
    assert brief(parsed.findings) == [("TAB015", 2, "入职日期")]


@pytest.mark.parametrize("text", ["2026-02", "2026/2", "2026年2月", "２０２６年０２月"])
@pytest.mark.parametrize(("month", "day"), [("first", 1), ("last", 28)])
def test_a_month_stands_for_a_day_where_the_column_allows_it(
    text: str, month: Month, day: int
) -> None:
    assert parse_date(text, month) == date(2026, 2, day)


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "0000-01", "2026.1"])
def test_a_month_must_exist_and_a_dotted_one_is_a_number(text: str) -> None:
    assert isinstance(parse_date(text, "last"), BadCell)


@given(st.dates(cells.EARLIEST, cells.LATEST))
def test_every_date_survives_the_cell(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day


def test_day_numbers_are_dates_in_workbooks_alone() -> None:
    assert cells.dates(table(workbook([["a", "b"], [46082, "x"]])), 0).values.to_list() == [
        date(2026, 3, 1)
    ]
    (finding,) = cells.dates(table("a,b\n46082,x\n"), 0).findings
    assert finding.mend is not None
    assert "day number" in finding.mend.english()


@given(st.integers(10_000, 99_999))
def test_day_numbers_count_from_the_epoch_of_the_workbook(number: int) -> None:
    epoch = date(1904, 1, 1)
    assert parse_date(str(number), epoch=epoch) == epoch + timedelta(days=number)


def test_yes_and_no_in_all_their_forms() -> None:
    said = "是,否,Y,n,TRUE,false,√,×,1,0,Ｙ,有,无"
    parsed = cells.flags(table("a,b\n" + "".join(f"{word},x\n" for word in said.split(","))), 0)
    assert parsed.values.to_list() == [True, False] * 5 + [True, True, False]
    assert parsed.findings == ()


def test_what_is_neither_yes_nor_no_is_a_finding() -> None:
    parsed = cells.flags(table("a,通过\nx,也许\nx,\nx,是\n"), 1)
    assert parsed.values.to_list() == [None, None, True]
    assert brief(parsed.findings) == [("TAB016", 2, "通过")]


def test_lists_are_split_on_every_separator() -> None:
    assert split_list("咨询；投诉、售前,a，b|c\nd; ;a") == (
        "咨询", "投诉", "售前", "a", "b", "c", "d",
    )  # fmt: skip
    assert cells.lists(table("a,b\nx,p;q\nx,\n"), 1) == (("p", "q"), ())


def test_ids_are_the_same_in_any_width() -> None:
    assert cells.identifiers(table("a,b\nＥ０１,x\nE\u200b02,x\n王-1,x\n,x\n"), 0).to_list() == [
        "E01",
        "E02",
        "王-1",
        None,
    ]


def test_every_bad_cell_is_reported_not_the_first() -> None:
    content = "a,b\n" + "".join(f"x,{'坏' if row % 2 else row}\n" for row in range(1000))
    parsed = cells.numbers(table(content), 1)
    assert [finding.place.span.line for finding in parsed.findings if finding.place.span] == list(
        range(3, 1002, 2)
    )
    assert parsed.values.drop_nulls().to_list() == [row * cells.SCALE for row in range(0, 1000, 2)]


@given(st.text(max_size=30))
def test_any_text_is_a_value_or_a_bad_cell(text: str) -> None:
    assert isinstance(parse_number(text), int | BadCell)
    assert isinstance(parse_date(text, "last", date(1899, 12, 30)), date | BadCell)


@given(st.lists(st.integers(-(10**15) + 1, 10**15 - 1), min_size=1, max_size=20))
def test_whole_columns_are_exact_to_the_last_millionth(millionths: list[int]) -> None:
    texts = [format(Decimal(number).scaleb(-6), "f") for number in millionths]
    lines = "".join(f"{text},x\n" for text in texts)
    assert cells.numbers(table(f"a,b\n{lines}"), 0).values.to_list() == millionths


def test_a_bad_cell_changes_nothing_about_its_neighbours() -> None:
    parsed = cells.numbers(table("a,b\n80.5,x\n1e2,x\n９０,x\n80.5,x\n,x\n"), 0)
    assert parsed.values.to_list() == [80_500_000, None, 90_000_000, 80_500_000, None]
    assert brief(parsed.findings) == [("TAB014", 3, "a")]


def test_a_column_of_whole_numbers_is_read_as_its_cells_are() -> None:
    whole = ["007", "+5", "-3", "0", "999999999", "-999999999"]
    content = "a,b\n" + "".join(f"{text},x\n" for text in [*whole, *["1"] * cells.FEW])
    assert cells.numbers(table(content), 0).values.to_list()[: len(whole)] == [
        7_000_000, 5_000_000, -3_000_000, 0, 999_999_999_000_000, -999_999_999_000_000,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["1000000000", "9999999999", "0" * 60 + "5", "1e5", "1_0"])
def test_one_cell_that_is_no_number_is_found_among_whole_ones(text: str) -> None:
    content = "a,b\n" + "".join(f"{each},x\n" for each in [*["1"] * cells.FEW, text])
    parsed = cells.numbers(table(content), 0)
    assert brief(parsed.findings) == [("TAB014", cells.FEW + 2, "a")]
