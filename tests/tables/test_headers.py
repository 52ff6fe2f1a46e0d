import pytest

from cs.tables.headers import canonical, fold_header, matching, split_rater
from cs.tables.schema import STAFF, TABLES


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("工号", "id"),
        ("　工 号　", "id"),
        ("工号＊", "id"),
        ("\u200b工\u200b号\ufeff", "id"),
        ("ＩＤ", "id"),
        ("Employee ID", "id"),
        ("Post Since", "post_since"),
        ("post-since", "post_since"),
        ("入职日期（年-月-日）", "hired"),
        ("入职日期(YYYY-MM-DD)", "hired"),
        ("最后工作日", "leaves"),
        ("所属部门(必填)", "post"),
        ("星座", None),
        ("", None),
    ],
)
def test_headers_are_known_however_they_are_typed(header: str, name: str | None) -> None:
    assert canonical(header, STAFF) == name


def test_no_header_of_a_table_means_two_columns() -> None:
    for table in TABLES:
        seen: dict[str, str] = {}
        for column in table.columns:
            for header in (column.name, *column.aliases, *column.fallbacks):
                assert seen.setdefault(fold_header(header), column.name) == column.name, header


def test_a_document_may_add_its_own_headers() -> None:
    extended = STAFF.with_aliases({"id": ("胸牌号",)})
    assert canonical("胸牌号", extended) == "id"
    assert canonical("胸牌号", STAFF) is None


@pytest.mark.parametrize(
    ("header", "parts"),
    [
        ("面试考评1", ("面试考评", "1")),
        ("面试考评 12", ("面试考评", "12")),
        ("面试考评_2", ("面试考评", "2")),
        ("面试考评:E07", ("面试考评", "E07")),
        ("面试考评：E07", ("面试考评", "E07")),
        ("面试考评（E07）", ("面试考评", "E07")),
        ("peer-3", ("peer", "3")),
        ("面试考评", None),
        ("2026", None),
        (":E07", None),
        ("", None),
    ],
)
def test_repeated_rater_columns_are_taken_apart(header: str, parts: tuple[str, str] | None) -> None:
    assert split_rater(header) == parts


def test_matching_finds_every_position() -> None:
    assert matching(("PM 成绩", "x", "ｐｍ成绩"), ["PM成绩"]) == (0, 2)
