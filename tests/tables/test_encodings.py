import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.tables.encodings import decode
from tests.tables.builders import refused, table

NAMES = "工号,姓名\nE1,𠮷䶮\nE2,㛃𬱖\n"
"""Characters of names beyond GBK; the last is beyond the basic plane, as the first is."""


@pytest.mark.parametrize(
    "data",
    [
        NAMES.encode("utf-8"),
        NAMES.encode("utf-8-sig"),
        b"\xff\xfe" + NAMES.encode("utf-16-le"),
        b"\xfe\xff" + NAMES.encode("utf-16-be"),
        NAMES.encode("gb18030"),
        NAMES.replace("\n", "\r\n").encode("gb18030"),
        NAMES.replace("\n", "\r").encode("gb18030"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16 le", "utf-16 be", "gb18030", "crlf", "cr"],
)
def test_every_encoding_keeps_rare_characters_of_names(data: bytes) -> None:
    raw = table(data)
    assert raw.headers == ("工号", "姓名")
    assert raw.frame.rows() == [("E1", "𠮷䶮"), ("E2", "㛃𬱖")]


def test_a_short_chinese_file_is_not_guessed_to_be_utf16_or_big5() -> None:
    assert table("姓名,组\n王,一\n".encode("gb18030")).frame.rows() == [("王", "一")]


def test_characters_that_gb18030_first_had_in_private_use_are_the_same_as_in_utf8() -> None:
    assert decode(b"\xfe\x59\xfe\x51", "f.csv") == "\u9fb4\U00020087"


@given(st.text(st.characters(codec="gb18030", exclude_characters="\x00")))
def test_gb18030_is_read_as_such_or_was_utf8_as_well(text: str) -> None:
    data = text.encode("gb18030")
    read = decode(data, "f.csv")
    assert isinstance(read, str)
    assert read.encode("utf-8" if _is_utf8(data) else "gb18030") == data.removeprefix(
        b"\xef\xbb\xbf"
    ) or any("\ue800" <= char <= "\ue8ff" for char in text)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_bytes_of_neither_encoding_name_both_offsets_and_the_row() -> None:
    (finding,) = refused(b"id,name\nE1,a\nE2,\xff\xff\n")
    assert finding.code == "TAB001"
    assert finding.place.span is not None
    assert finding.place.span.line == 3
    assert finding.message.figures == {"utf8": 16, "gb": 16}


def test_an_encoding_can_be_named() -> None:
    big5 = "工號,姓名\nE1,陳\n".encode("big5")
    assert table(big5, encoding="Big5").frame.rows() == [("E1", "陳")]
    assert table("a,b\n1,é\n".encode("latin-1"), encoding="latin_1").frame.rows() == [("1", "é")]


def test_gbk_when_named_is_read_as_gb18030_which_holds_all_of_it() -> None:
    assert table("a,b\n1,㛃\n".encode("gb18030"), encoding="gbk").frame.rows() == [("1", "㛃")]


def test_a_wrong_encoding_names_the_byte() -> None:
    (finding,) = refused("姓名\n王\n".encode("gb18030"), encoding="utf-8")
    assert finding.code == "TAB001"
    assert finding.message.figures["offset"] == 0


def test_an_unknown_encoding_gets_a_suggestion() -> None:
    (finding,) = refused("a\n1\n", encoding="gb18O30")
    assert finding.mend is not None
    assert finding.mend.figures["near"] == "gb18030"


def test_old_workbooks_are_told_apart() -> None:
    (finding,) = refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    assert finding.code == "TAB002"
    assert ".xls" in finding.message.english()


def test_utf16_without_a_mark_is_no_text_but_can_be_named() -> None:
    data = "id,name\nE1,a\n".encode("utf-16-le")
    (finding,) = refused(data)
    assert finding.code == "TAB002"
    assert table(data, encoding="utf-16-le").frame.rows() == [("E1", "a")]


@pytest.mark.parametrize(
    "text", ["<html><table>", "\n<?xml version='1.0'?><Workbook/>", "<TABLE >"]
)
def test_web_pages_named_as_tables_are_told(text: str) -> None:
    (finding,) = refused(text)
    assert finding.code == "TAB002"
    assert "web page" in finding.message.english()
