from cs.tables.columns import find_columns
from cs.tables.schema import STAFF
from tests.tables.builders import brief, table


def test_columns_are_found_and_the_others_kept() -> None:
    columns = find_columns(table("星座,姓名,工号\n白羊,甲,E1\n"), STAFF)
    assert dict(columns.positions) == {"id": 2, "name": 1}
    assert columns.extra == (0,)
    assert columns.findings == ()


def test_the_post_is_the_department_only_where_no_better_column_is() -> None:
    assert find_columns(table("工号,部门\nE1,客服\n"), STAFF).positions["post"] == 1
    both = find_columns(table("工号,部门,岗位\nE1,客服,咨询\n"), STAFF)
    assert (both.positions["post"], both.extra, both.findings) == (2, (1,), ())


def test_two_columns_that_mean_the_same_are_refused() -> None:
    (finding,) = find_columns(table("工号,岗位,当前岗位\nE1,a,b\n"), STAFF).findings
    assert brief([finding]) == [("TAB012", 1, "当前岗位")]
    assert finding.related[0].place.cell == "岗位"


def test_a_missing_column_lists_what_was_found_and_what_it_may_be() -> None:
    (finding,) = find_columns(table("员工编好,姓名\nE1,甲\n"), STAFF).findings
    assert finding.code == "TAB011"
    assert finding.message.english() == (
        "The staff table needs a column id; the headers found are: 员工编好, 姓名."
    )
    assert finding.mend is not None
    assert finding.mend.english() == "Is it the column 员工编好? Write its header as 员工编号."


def test_a_missing_column_without_a_near_one() -> None:
    (finding,) = find_columns(table("x,y\n1,2\n"), STAFF).findings
    assert finding.mend is not None
    assert finding.mend.english() == "Add the column, or correct its header."


def test_full_width_commas_between_cells_are_told() -> None:
    (finding,) = find_columns(table("工号，姓名\nE1，甲\n"), STAFF).findings
    assert finding.mend is not None
    assert "plain commas" in finding.mend.english()
