import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cs.checking.outputs.text import format_place
from cs.kernel.findings import Severity
from cs.tables import delimited, reading
from cs.tables.headers import BLANKS
from cs.tables.reading import RawTable, read_raw
from tests.tables.builders import brief, refused, table


@pytest.mark.parametrize(
    "text",
    ["a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "sep=;\r\na;b\r\n1;2\r\n", '"a","b"\n"1","2"'],
)
def test_the_delimiter_is_found(text: str) -> None:
    raw = table(text)
    assert raw.headers == ("a", "b")
    assert raw.frame.rows() == [("1", "2")]


def test_delimiters_inside_quotes_do_not_count() -> None:
    raw = table('"a,x,y,z";b\n"1,5";2\n')
    assert raw.headers == ("a,x,y,z", "b")
    assert raw.frame.rows() == [("1,5", "2")]


def test_rows_are_numbered_by_the_lines_of_the_file() -> None:
    raw = table('sep=,\nid,note\nE1,"two\nlines"\n\n,,\nE2,x\n\n\n')
    assert raw.header_row == 2
    assert raw.frame.rows() == [("E1", "two\nlines"), ("E2", "x")]
    assert raw.rows.to_list() == [3, 7]
    assert raw.first_row == 3
    assert raw.place(1, 1).span is not None
    assert (raw.place(1, 1).span.line, raw.place(1, 1).span.column) == (7, 2)
    assert raw.place(1, 1).cell == "note"


def test_a_title_above_the_header_is_passed_over_and_said() -> None:
    raw = table("2026年竞聘名单,,\n\n工号,姓名,岗位\nE1,甲,咨询\n")
    assert raw.headers == ("工号", "姓名", "岗位")
    assert raw.rows.to_list() == [4]
    assert [(note.code, note.severity) for note in raw.notes] == [("TAB021", Severity.INFO)]


def test_a_single_column_is_a_table() -> None:
    raw = table("id\nE1\n\nE2\n")
    assert raw.frame.rows() == [("E1",), ("E2",)]
    assert raw.rows.to_list() == [2, 4]
    assert raw.notes == ()


def test_cells_are_trimmed_of_every_kind_of_blank() -> None:
    assert table("a,b\n\u3000甲 \xa0, \u200b\n").frame.rows() == [("甲", None)]


def test_headers_are_kept_as_written_and_may_repeat() -> None:
    raw = table("工号,面试 考评,面试考评\nE1,1,2\n")
    assert raw.headers == ("工号", "面试 考评", "面试考评")
    assert raw.folded == ("工号", "面试考评", "面试考评")


def test_a_row_with_too_many_cells_is_refused_each_with_its_row() -> None:
    findings = refused('a,b\n1,2,3\n1,"2\n2"\n1,2,,\n1,2,,4\n')
    assert brief(findings) == [("TAB006", 2, None), ("TAB006", 6, None)]
    assert findings[1].message.english() == "The row has 4 cells, the header 2."


def test_empty_cells_beyond_the_header_do_no_harm() -> None:
    raw = table('a,b\n1,2,,\n"3","4, ","", \n')
    assert raw.frame.rows() == [("1", "2"), ("3", "4,")]
    assert raw.notes == ()


def test_rows_that_end_early_are_read_with_one_warning() -> None:
    raw = table("a,b,c\n1,2,3\n1\n1,2\n")
    assert raw.frame.rows() == [("1", "2", "3"), ("1", None, None), ("1", "2", None)]
    (note,) = raw.notes
    assert (note.code, note.severity) == ("TAB007", Severity.WARNING)
    assert note.message.figures == {"count": 2, "row": 3}


def test_columns_without_header_are_kept_if_filled() -> None:
    raw = table("a,,c,,\n1,2,3,,\n")
    assert raw.headers == ("a", "", "c")
    assert raw.frame.rows() == [("1", "2", "3")]
    assert brief(raw.notes) == [("TAB010", 1, None)]


def test_an_open_quote_names_the_row_it_opens_in() -> None:
    assert brief(refused('a,b\n1,2\n3,"4\n5,6\n')) == [("TAB008", 3, None)]
    assert brief(refused('a,b\n1,2\n3,"4"x\n5,6\n')) == [("TAB008", 3, None)]


def test_a_quote_inside_an_unquoted_cell_is_a_character() -> None:
    raw = table('a,b,c\n1,5" screen,"x\ny"\n2,6" screen,z\n')
    assert raw.frame.rows() == [("1", '5" screen', "x\ny"), ("2", '6" screen', "z")]
    assert raw.rows.to_list() == [2, 4]


def test_irregular_quotes_change_nothing_about_ragged_rows() -> None:
    assert brief(refused('a,b\n5",1,2\n1,2,,\n')) == [("TAB006", 2, None)]
    raw = table('t\n\na,b\n5"\n1,2,,\n')
    assert raw.frame.rows() == [('5"', None), ("1", "2")]
    assert brief(raw.notes) == [("TAB007", 4, None), ("TAB021", 3, None)]


@pytest.mark.parametrize("text", ["", "\n\n", ",,\n,,\n", "\ufeff", "sep=,\n", '"",""\n'])
def test_a_file_without_header_is_empty(text: str) -> None:
    assert [finding.code for finding in refused(text)] == ["TAB005"]


def test_a_header_alone_is_an_empty_table() -> None:
    raw = table("a,b")
    assert (raw.headers, raw.frame.height, raw.first_row) == (("a", "b"), 0, 2)


def test_a_csv_has_no_sheets() -> None:
    assert [finding.code for finding in refused("a\n1\n", sheet="名单")] == ["TAB004"]


CELLS = st.text(st.sampled_from('ab1 "\n,;\t'), max_size=6)
RECORDS = st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=8)


@given(RECORDS, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
@example([['"', ""]], ",", "\n")
def test_what_the_csv_module_writes_is_read_with_its_lines(
    records: list[list[str]], delimiter: str, line_end: str
) -> None:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(["h1", "h2", "h3", "h4"])
    writer.writerows(records)
    raw = table(buffer.getvalue())
    reader = csv.reader(
        io.StringIO(buffer.getvalue().replace("\r\n", "\n"), newline=""), delimiter=delimiter
    )
    expected: list[tuple[str | None, ...]] = []
    rows: list[int] = []
    begins = 1
    for record in reader:
        cells = [cell.strip(BLANKS) or None for cell in record]
        if any(cells) and begins > 1:
            expected.append((*cells, *[None] * (4 - len(cells))))
            rows.append(begins)
        begins = reader.line_num + 1
    assert raw.frame.rows() == expected
    assert raw.rows.to_list() == rows


@given(st.text(st.sampled_from("a1,;\t\"\n\r\x1f ='é工"), max_size=60))
def test_any_text_gives_a_table_or_findings(text: str) -> None:
    result = read_raw(text.encode(), "f.csv")
    if isinstance(result, RawTable):
        assert result.frame.width == len(result.headers) > 0
        assert result.frame.height == len(result.rows)
        assert result.rows.is_sorted()
    else:
        assert result


@given(st.binary(max_size=200))
@example(b"PK\x03\x04")
@example(b"PK\x03\x04\x00\x00a,b\n1,2")
def test_any_bytes_give_a_table_or_findings(data: bytes) -> None:
    result = read_raw(data, "f.csv")
    assert isinstance(result, RawTable) or result


def test_an_ordinary_file_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def again(text: str, delimiter: str) -> None:
        raise AssertionError(f"parsed again: {text!r}")

    monkeypatch.setattr(delimited, "_regular_records", again)
    raw = table("Scores of March,,\n\nid,ability,note\nE1, 80 ,'=x\nE2,,\n")
    assert raw.headers == ("id", "ability", "note")
    assert raw.frame.rows() == [("E1", "80", "=x"), ("E2", None, None)]
    assert (raw.header_row, raw.rows.to_list()) == (3, [4, 5])
    assert brief(raw.notes) == [("TAB021", 3, None)]


@given(st.text(st.sampled_from("a1,; \n'"), max_size=40), st.sampled_from(["", "sep=;\n", "t\n\n"]))
@example("a,b\n1,2,3\n4\n", "")
@example("a,b\n1,2\n\n", "")
def test_parsing_once_gives_what_parsing_line_by_line_gives(text: str, top: str) -> None:
    whole = f"{top}{text}".encode()
    once = read_raw(whole, "f.csv")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "read_plain", lambda *_: None)
        patch.setattr(reading, "read_utf8", lambda *_: None)
        by_lines = read_raw(whole, "f.csv")
    if isinstance(once, RawTable):
        assert isinstance(by_lines, RawTable)
        assert (once.headers, once.header_row, once.notes) == (
            by_lines.headers, by_lines.header_row, by_lines.notes,
        )  # fmt: skip
        assert once.frame.rows() == by_lines.frame.rows()
        assert once.rows.to_list() == by_lines.rows.to_list()
    else:
        assert once == by_lines


def test_headers_that_stand_again_on_printed_pages_are_no_rows() -> None:
    raw = table("id,score\nE1,80\nid,score\nid,81\nid , score\nE2,82\n")
    assert raw.frame.rows() == [("E1", "80"), ("id", "81"), ("E2", "82")]
    assert raw.rows.to_list() == [2, 4, 6]
    (note,) = raw.notes
    assert (note.code, note.severity) == ("TAB021", Severity.INFO)
    assert note.message.figures == {"rows": "3, 5"}


def test_a_cell_without_header_is_named_by_its_column() -> None:
    raw = table("a,,c\n1,2,3\n")
    assert format_place(raw.place(0, 1)) == "table.csv:2:2"
    assert format_place(raw.place(0, 2)) == "table.csv:2: c"


@pytest.mark.parametrize(
    "mark", [*BLANKS.replace("\n", "").replace("\r", ""), "'=", "甲", "\u0380"]
)
def test_cells_of_a_plain_text_are_cleaned_as_quoted_ones_are(mark: str) -> None:
    rows = [f"{mark}甲{mark}", f"甲{mark}乙", "甲"]
    plain = table("name,value\n" + "".join(f"{row},1\n" for row in rows))
    quoted = table("name,value\n" + "".join(f'"{row}",1\n' for row in rows))
    assert plain.frame.equals(quoted.frame)
