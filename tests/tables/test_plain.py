"""Plain tables: read once, whole numbers as numbers, and every cell as the file writes it."""

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cs.checking.outputs.text import format_place
from cs.tables import cells, delimited, reading
from cs.tables.reading import RawTable, read_raw
from tests.tables.builders import brief, table

ROWS = [(f"E{number:03}", str(number), f"{number / 2:g}") for number in range(300)]


def text(rows: list[tuple[str, str, str]]) -> str:
    """A table of ids, whole numbers and halves."""
    return "id,score,half\n" + "".join(",".join(row) + "\n" for row in rows)


def test_whole_numbers_are_read_as_numbers_and_told_as_texts() -> None:
    raw = table(text(ROWS))
    assert raw.cells.dtypes == [pl.String, pl.Int32, pl.String]
    assert raw.frame.rows() == ROWS
    assert cells.numbers(raw, 1).values.to_list() == [number * 10**6 for number in range(300)]


@pytest.mark.parametrize("written", ["007", "+5", "-0", "五", "5.0", "1e2", "9999999999", "0x1"])
def test_one_number_of_another_form_stays_as_it_is_written(written: str) -> None:
    odd = [*ROWS[:250], ("E250", written, "1"), *ROWS[251:]]
    raw = table(text(odd))
    assert raw.frame.rows() == odd
    assert raw.rows.to_list() == list(range(2, 302))


def test_a_faulty_cell_among_good_ones_is_found_at_its_line_and_the_others_keep_their_values() -> (
    None
):
    raw = table(text([*ROWS[:250], ("E250", "8O", "1"), *ROWS[251:]]))
    parsed = cells.numbers(raw, 1)
    (finding,) = parsed.findings
    assert (finding.code, format_place(finding.place)) == ("TAB014", "table.csv:252: score")
    assert finding.message.figures["value"] == "8O"
    values = [None if number == 250 else number * 10**6 for number in range(300)]
    assert parsed.values.to_list() == values


def test_a_whole_number_that_is_too_large_is_found() -> None:
    raw = table(text([*ROWS, ("E300", "1999999999", "1")]))
    assert raw.whole(1) is not None
    assert brief(cells.numbers(raw, 1).findings) == [("TAB014", 302, "score")]


def test_ids_of_figures_keep_their_zeros() -> None:
    rows = [("1001", "5", "x"), ("0042", "6", "y")]
    raw = table(text(rows))
    assert cells.identifiers(raw, 0).to_list() == ["1001", "0042"]


def test_all_encodings_and_line_ends_give_the_same_table() -> None:
    chinese = "工号,姓名,面试\n" + "".join(f"E{n},甲{n},{n}\n" for n in range(100))
    plain = table(chinese)
    assert plain.cells.dtypes == [pl.String, pl.String, pl.Int32]
    for data in (
        b"\xef\xbb\xbf" + chinese.encode(),
        chinese.replace("\n", "\r\n").encode(),
        chinese.replace("\n", "\r").encode(),
        chinese.encode("gb18030"),
        chinese.encode() + b"\n\n",
        b"\xff\xfe" + chinese.encode("utf-16-le"),
    ):
        other = table(data)
        assert other.cells.equals(plain.cells)
        assert (other.headers, other.rows.to_list()) == (plain.headers, plain.rows.to_list())


def test_bytes_that_are_no_utf_8_far_below_the_top_are_not_taken_for_it() -> None:
    good = "".join(f"E{number},甲\n" for number in range(200_000))
    data = ("工号,姓名\n" + good).encode() + "Z,乙\n".encode("gb18030")
    findings = read_raw(data, "f.csv")
    assert isinstance(findings, tuple)
    assert format_place(findings[0].place).startswith("f.csv:2000")


@given(st.lists(st.lists(st.text("0127-+", max_size=3), min_size=2, max_size=2), max_size=6))
@example([["0", "1"], ["7", "00"]])
@example([["1", ""], ["-0", "2"]])
@example([["-7", "2"], ["", ""]])
def test_numbers_are_the_texts_that_reading_line_by_line_gives(rows: list[list[str]]) -> None:
    data = ("a,b\n" + "".join(",".join(row) + "\n" for row in rows)).encode()
    once = read_raw(data, "f.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "read_plain", lambda *_: None)
        patch.setattr(reading, "read_utf8", lambda *_: None)
        by_lines = read_raw(data, "f.csv")
    assert isinstance(once, RawTable)
    assert isinstance(by_lines, RawTable)
    assert once.frame.rows() == by_lines.frame.rows()
    assert once.rows.to_list() == by_lines.rows.to_list()
