"""Reviews, ratings, training and discipline: read as values, bad cells reported."""

from datetime import date
from decimal import Decimal

from cs.kernel.histories import CourseTaken, Punishment, Rating, ReviewResult
from cs.kernel.periods import parse_period
from cs.tables.histories import read_discipline, read_ratings, read_reviews, read_training
from cs.tables.raw import RawTable
from cs.tables.reading import read_raw


def table(text: str) -> list[RawTable]:
    raw = read_raw(text.encode(), "a.csv")
    assert isinstance(raw, RawTable)
    return [raw]


def test_reviews_have_a_period_and_a_grade_or_a_score() -> None:
    results, findings = read_reviews(
        table("工号,期间,等级,得分\nE1,2026年3月,优秀,\nE1,2026Q1,,88.5\n")
    )
    assert not findings
    assert results == (
        ReviewResult("E1", parse_period("2026-03"), "优秀", place=("a.csv", 2)),
        ReviewResult("E1", parse_period("2026Q1"), None, Decimal("88.5"), place=("a.csv", 3)),
    )


def test_a_bad_period_is_reported_and_its_row_left_out() -> None:
    results, findings = read_reviews(table("agent,period,grade\nE1,spring,A\nE2,2026-03,B\n"))
    assert [result.agent for result in results] == ["E2"]
    (finding,) = findings
    assert (finding.code, finding.place.span and finding.place.span.line) == ("TAB023", 2)


def test_agents_who_are_not_in_the_staff_table_are_reported() -> None:
    _, findings = read_reviews(table("agent,period,grade\nE9,2026-03,A\n"), {"E1"})
    assert [finding.code for finding in findings] == ["TAB022"]


def test_ratings_name_indicator_role_and_rater() -> None:
    ratings, findings = read_ratings(
        table("工号,月份,指标,评分人类型,评分人,分数\nE1,2026-03,满意度,customer,C7,92.5\n")
    )
    assert not findings
    assert ratings == (
        Rating("E1", parse_period("2026-03"), "满意度", Decimal("92.5"), "customer", "C7",
               ("a.csv", 2)),
    )  # fmt: skip


def test_training_may_be_open_failed_or_passed() -> None:
    courses, findings = read_training(
        table("工号,课程,完成日期,是否通过\nE1,产品课,2026-03-01,是\nE1,流程课,,\nE2,产品课,,否\n")
    )
    assert not findings
    assert courses == (
        CourseTaken("E1", "产品课", date(2026, 3, 1), None, True, ("a.csv", 2)),
        CourseTaken("E1", "流程课", None, None, None, ("a.csv", 3)),
        CourseTaken("E2", "产品课", None, None, False, ("a.csv", 4)),
    )


def test_nothing_is_offset_before_it_happened() -> None:
    punishments, findings = read_discipline(
        table(
            "工号,处分日期,处分,到期日期,抵消日期\n"
            "E1,2026-03-01,警告,2026-08-31,2026-06-01\nE2,2026-03-01,记过,,2026-02-01\n"
        )
    )
    assert punishments[0] == Punishment(
        "E1", date(2026, 3, 1), "警告", date(2026, 8, 31), date(2026, 6, 1), ("a.csv", 2)
    )
    assert [(each.code, each.place.cell) for each in findings] == [("TAB018", "抵消日期")]


def test_a_bad_number_where_none_may_lack_is_not_told_to_be_left_out() -> None:
    rows = "工号,周期,指标,得分\nE1,2026-01,质量,缺\n"
    _ratings, findings = read_ratings(table(rows))
    mends = [finding.mend.english() for finding in findings if finding.mend is not None]

    assert [finding.code for finding in findings] == ["TAB014"]
    assert mends == ["Write the value, or take the row out if there is none."]


def test_a_bad_number_that_may_lack_is_told_to_be_left_empty() -> None:
    _courses, findings = read_training(table("工号,课程,完成日期,成绩\nE1,C,2026-01-01,缺\n"))
    mends = [finding.mend.english() for finding in findings if finding.mend is not None]

    assert mends == ["Leave the cell empty if there is no value."]
