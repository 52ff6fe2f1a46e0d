"""A column of few cells is read as one of many: the same values, the same findings."""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.tables import cells
from cs.tables.cells import Parsed
from cs.tables.raw import RawTable, cleaned, cleaned_cell

SIGNS = "0123456789.-/+,%' \u3000年月日是否ynYＮ＝=@-２"
WRITTEN = st.one_of(
    st.sampled_from(
        ["1", "-0.5", "0.000001", "999999999.999999", "1000000000", "0.0000001", "1,000", "80%",
         "２０", "2026-03-01", "2026-3-1", "2026-02-30", "1899-12-31", "2026-03", "20260301",
         "2026年3月1日", "2026-03-01 10:30", "是", "NO", "通过", "46000", "-", "+7", ".5", "5."]
    ),
    st.text(SIGNS, min_size=1, max_size=14),
)  # fmt: skip
READERS: list[Callable[[RawTable, int], Parsed]] = [
    cells.numbers,
    cells.dates,
    lambda raw, column: cells.dates(raw, column, "first"),
    lambda raw, column: cells.dates(raw, column, "last"),
    cells.flags,
]


def table(texts: list[str | None]) -> RawTable:
    frame = pl.DataFrame({"c0": texts}, schema={"c0": pl.String})
    rows = pl.int_range(2, len(texts) + 2, eager=True)
    return RawTable("a.csv", ("value",), frame, rows)


@pytest.mark.parametrize("read", READERS)
@given(texts=st.lists(st.none() | WRITTEN, min_size=1, max_size=5))
def test_values_and_findings(
    read: Callable[[RawTable, int], Parsed], texts: list[str | None]
) -> None:
    many: list[str | None] = [*texts, *[None] * cells.FEW]
    few, whole = read(table(texts), 0), read(table(many), 0)

    assert few.values.dtype == whole.values.dtype
    assert few.values.to_list() == whole.values.to_list()[: len(texts)]
    assert few.findings == whole.findings


@given(texts=st.lists(st.none() | st.text(SIGNS + "a\x7f甲", max_size=6), min_size=1, max_size=5))
def test_ids(texts: list[str | None]) -> None:
    many: list[str | None] = [*texts, *[None] * cells.FEW]

    few, whole = (cells.identifiers(table(each), 0).to_list() for each in (texts, many))

    assert few == whole[: len(texts)]


@given(texts=st.lists(st.none() | st.text(SIGNS + "a", max_size=6), min_size=1, max_size=5))
def test_cells_are_cleaned(texts: list[str | None]) -> None:
    frame = pl.DataFrame({"c0": [*texts, "a"]}, schema={"c0": pl.String})

    assert [cleaned_cell(text) for text in texts] == cleaned(frame)["c0"].to_list()[:-1]
