"""Lines break at spaces and around Chinese characters, by the cells that they take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cs.wrapping import hang, wrap


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("一二三四五六七", ["一二三四五", "六七"]),
        ("一二三四五，六七", ["一二三四", "五，六七"]),
        ("一二三四“五六”", ["一二三四", "“五六”"]),
        ("职级 A1 至 A2 的", ["职级 A1 至", "A2 的"]),
        ("components.pm.weight is", ["components.pm.weight", "is"]),
        ("", []),
    ],
)
def test_lines_of_ten_cells(text: str, lines: list[str]) -> None:
    assert wrap(text, 10) == lines


@given(st.text("ab 一二，。“”(%)", max_size=60), st.integers(20, 40))
def test_nothing_is_lost_and_no_line_ends_in_a_blank(text: str, width: int) -> None:
    shown = hang(text, "- ", "  ", width)

    assert "".join(shown.split()).removeprefix("-") == "".join(text.split())
    for line in shown.split("\n"):
        assert line == line.rstrip()


@given(st.text("一二三 a", max_size=60), st.integers(24, 40))
def test_no_line_is_too_long(text: str, width: int) -> None:
    short = " ".join(word[:8] for word in text.split())

    assert all(cell_len(line) <= width for line in hang(short, "- ", "    ", width).split("\n"))


def test_without_a_width_nothing_is_broken() -> None:
    assert (
        hang("一二三四五六七 " * 30, "= ", "  ", None) == "= " + ("一二三四五六七 " * 30).rstrip()
    )
