import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.export.text import csv_bytes, json_bytes, neutralised
from cs.tables.headers import BLANKS
from cs.tables.reading import RawTable, read_raw


def test_csv_is_utf8_with_mark_and_crlf() -> None:
    assert csv_bytes(["工号", "姓名"], [["E1", "𠮷"]]) == (
        b"\xef\xbb\xbf" + "工号,姓名\r\nE1,𠮷\r\n".encode()
    )
    assert csv_bytes(["a"], [], bom=False) == b"a\r\n"


def test_csv_cells_of_every_kind() -> None:
    rows = [[None, True, False, 3, -2.5, Decimal("1.50"), date(2026, 3, 1), 'x,"y"\nz']]
    assert csv_bytes(list("abcdefgh"), rows, bom=False) == (
        b'a,b,c,d,e,f,g,h\r\n,yes,no,3,-2.5,1.50,2026-03-01,"x,""y""\nz"\r\n'
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86 138", "'+86 138"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("-5", "-5"),
        ("+5.25", "+5.25"),
        ("-5+cmd", "'-5+cmd"),
        ("'=1", "''=1"),
        ("'abc", "'abc"),
        ("\t=1", "'\t=1"),
        (" -5", "' -5"),
        ("\t", "\t"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_no_cell_is_taken_for_a_formula(text: str, written: str) -> None:
    assert neutralised(text) == written


def test_headers_are_neutralised_too() -> None:
    assert csv_bytes(["=a"], [], bom=False) == b"'=a\r\n"


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00\r"),
    max_size=8,
)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=6), st.booleans())
def test_what_is_written_is_read_again(rows: list[tuple[str, str, str]], bom: bool) -> None:
    raw = read_raw(csv_bytes(["a", "b", "c"], rows, bom=bom), "f.csv")
    assert isinstance(raw, RawTable)
    trimmed = [tuple(cell.strip(BLANKS) or None for cell in row) for row in rows]
    assert raw.frame.rows() == [row for row in trimmed if any(row)]


@given(st.text(st.sampled_from("'=+-@a1.＝"), max_size=6))
def test_formulas_come_back_as_they_were(text: str) -> None:
    raw = read_raw(csv_bytes(["a", "b"], [[text, "x"]]), "f.csv")
    assert isinstance(raw, RawTable)
    assert raw.frame.rows() == [(text or None, "x")]


def test_json_is_the_same_for_any_order_of_keys() -> None:
    value = {"b": [date(2026, 3, 1), Decimal("1.50")], "a": {"姓名": "𠮷"}, "c": {2, 1}}
    assert json_bytes(value) == json_bytes(dict(reversed(value.items())))
    assert json_bytes(value).decode() == (
        '{\n  "a": {\n    "姓名": "𠮷"\n  },\n  "b": [\n    "2026-03-01",\n    "1.50"\n  ],\n'
        '  "c": [\n    1,\n    2\n  ]\n}\n'
    )


def test_json_has_neither_nan_nor_unknown_objects() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        json_bytes([float("nan")])
    with pytest.raises(TypeError, match="object"):
        json_bytes([object()])


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=10))
def test_json_is_read_again(value: object) -> None:
    assert json.loads(json_bytes(value)) == value
