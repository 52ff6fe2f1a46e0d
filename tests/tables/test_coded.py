"""Large tables read straight into codes: the same cells as any other way of reading gives."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cs.tables import coded, plain
from cs.tables.coding import kept, merged
from cs.tables.raw import RawTable
from cs.tables.reading import read_raw
from cs.tables.short_texts import coded_texts
from tests.tables.builders import table

CELLS = st.one_of(
    st.sampled_from(["", "A", "优秀", "待改进", " x ", "'=1", "EMP00012345", "一二三四五六"]),
    st.from_regex(r"\AE[0-9]{1,7}\Z"),
    st.text("aé0\u200b", max_size=20),
)


def both(data: bytes, few: int = 2, block: int = 64) -> tuple[object, object]:
    """The table by codes and without, a block at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coded, "_BLOCK", block)
        patch.setattr(coded, "_FEW", few)
        patch.setattr(plain, "MANY_LINES", 1)
        by_codes = read_raw(data, "f.csv")
    return by_codes, read_raw(data, "f.csv")


def assert_same(one: object, other: object) -> None:
    """Whether both ways give the same."""
    if not isinstance(one, RawTable) or not isinstance(other, RawTable):
        assert one == other
        return
    assert (one.headers, one.notes, one.header_row) == (
        other.headers, other.notes, other.header_row,
    )  # fmt: skip
    assert one.frame.equals(other.frame)
    assert one.rows.to_list() == other.rows.to_list()
    for column in range(len(one.headers)):
        assert (
            one.coded(column).series().equals(other.frame[:, column].alias(""), check_names=False)
        )


@settings(max_examples=80)
@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=25),
    st.sampled_from([1, 3, 100]),
    st.sampled_from([80, 300, 1 << 18]),
)
@example([["agent", "period", "grade"], ["E1", "2026-03", "A"]], 100, 300)
@example([["E1", "", ""], ["", "", ""], ["E2", "1", "2"]], 100, 300)
@example([["E1", "x", "y" * 70], ["E2", "x", "y"]], 1, 300)
@example([["甲" * 6, "x", "y"], ["E2", "x", "y"], ["E3", "x", "y"]], 1, 300)
def test_codes_give_the_cells_that_texts_give(rows: list[list[str]], few: int, block: int) -> None:
    text = "agent,period,grade\n" + "".join(",".join(row) + "\n" for row in rows)
    assert_same(*both(text.encode(), few, block))


def test_ids_of_new_characters_and_lengths_widen_what_was_expected() -> None:
    ids = ["E01", "E09", "E10", "F10", "E100001", "E1", "e1", "E900001", "E01"]
    text = "agent,period,grade\n" + "".join(f"{id_},2026-0{n},B\n" for n, id_ in enumerate(ids))
    by_codes, texts = both(text.encode(), few=1, block=40)
    assert isinstance(by_codes, RawTable)
    assert by_codes.is_coded
    assert len(by_codes.coded(0).texts) == 8
    assert_same(by_codes, texts)


def test_ids_told_apart_late_in_too_many_ways_are_read_another_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Few ids fill the first blocks, and differ already in more ways than are numbered.
    monkeypatch.setattr(coded, "_WIDEST", 1000)
    ids = [each for each in ("1234567", "9081726", "5550001") for _ in range(20)]
    ids += [f"{n * 271_829 % 10_000_000:07}" for n in range(1, 30)]
    text = "agent,period,grade\n" + "".join(f"{id_},2026-03,A\n" for id_ in ids)
    by_codes, texts = both(text.encode(), few=3, block=300)
    assert isinstance(by_codes, RawTable)
    assert not by_codes.is_coded
    assert_same(by_codes, texts)


def test_a_regular_table_is_held_as_codes() -> None:
    text = "t,,\nagent,period,grade\n" + "".join(
        f"E{n % 40:04},2026-{n % 12 + 1:02},{'ABC'[n % 3]}\n" for n in range(500)
    )
    by_codes, texts = both(text.encode(), few=20, block=256)
    assert isinstance(by_codes, RawTable)
    assert by_codes.is_coded
    assert len(by_codes.coded(0).texts) == 40
    assert [note.code for note in by_codes.notes] == ["TAB021"]
    assert_same(by_codes, texts)
    few = by_codes.only(by_codes.coded(1).codes.nonzero()[0][:2])
    assert few.frame.rows() == [("E0001", "2026-02", "B"), ("E0002", "2026-03", "C")]
    assert few.rows.to_list() == [4, 5]


@pytest.mark.parametrize(
    "odd", ["E1,2026-03\n", "E1,2026-03,A,B\n", "\n", "E1,2026-03,A\nE1,2026-03,A", 'E1,"x",A\n']
)
def test_what_is_not_regular_is_read_another_way(odd: str) -> None:
    regular = "".join(f"E{n:04},2026-03,A\n" for n in range(50))
    assert_same(*both(f"agent,period,grade\n{regular}{odd}{regular}".encode()))


def test_bytes_that_are_no_utf_8_are_not_taken_for_texts() -> None:
    data = b"agent,period,grade\n" + b"E1,2026-03,A\n" * 9 + "E1,2026-03,优\n".encode("gb18030")
    assert_same(*both(data))


@given(st.lists(st.none() | st.text("ab甲", max_size=9)))
def test_codes_of_texts_give_the_texts(texts: list[str | None]) -> None:
    cells = [text or None for text in texts]
    data = "a,b\n" + "".join(f"{cell or ''},1\n" for cell in cells)
    column = table(data).texts(0)
    different, codes = coded_texts(column)
    assert different.is_unique().all()
    assert [None if code < 0 else different[code] for code in codes.tolist()] == cells


def test_columns_of_several_files_are_one_column() -> None:
    first, second = (table(text).coded(0) for text in ("a,b\nx,1\ny,1\n,1\n", "a,b\ny,1\nz,1\n"))
    whole = merged([first, kept(second, lambda text: text != "z")])
    assert whole.series().to_list() == ["x", "y", None, "y", None]
