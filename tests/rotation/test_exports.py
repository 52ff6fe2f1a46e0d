"""Files for other programs: calendars that read back, workbooks that never change by chance."""

from datetime import UTC, date, datetime
from io import BytesIO

import icalendar
import openpyxl
import pytest

from cs.rotation.exports import WRITERS, plan_csv, plan_ics, plan_xlsx
from tests.rotation.builders import carousel, planned, with_agent


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_plan_gives_the_same_bytes(ending: str) -> None:
    assert WRITERS[ending](planned(*carousel())) == WRITERS[ending](planned(*carousel()))


def test_csv_has_a_row_for_every_stint() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=4)
    lines = plan_csv(planned(problem, posts)).decode("utf-8-sig").splitlines()
    assert lines[:4] == [
        "agent,name,team,post,post_name,from,to,open",
        "E000,测试员0,T0,P0,岗位0,2026-12-01,2026-12-31,no",
        "E000,测试员0,T0,P1,岗位1,2027-01-01,2027-02-28,no",
        "E000,测试员0,T0,P2,岗位2,2027-03-01,2027-03-31,yes",
    ]


def test_formulas_in_names_are_neutralised() -> None:
    problem, posts = carousel()
    evil = with_agent(problem, 0, name="=1+1")
    assert "E000,'=1+1," in plan_csv(planned(evil, posts)).decode("utf-8-sig")


def test_ics_has_an_all_day_event_for_every_stint() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=4)
    calendar = icalendar.Calendar.from_ical(plan_ics(planned(problem, posts)))
    events = [one for one in calendar.walk("VEVENT") if "/E000/" in one["uid"]]
    assert [
        (one["dtstart"].dt, one["dtend"].dt, str(one["summary"]), str(one["uid"])) for one in events
    ] == [
        (date(2026, 12, 1), date(2027, 1, 1), "测试员0: 岗位0", "house/E000/2026-12-01@cs-policy"),
        (date(2027, 1, 1), date(2027, 3, 1), "测试员0: 岗位1", "house/E000/2027-01-01@cs-policy"),
        (date(2027, 3, 1), date(2027, 4, 1), "测试员0: 岗位2", "house/E000/2027-03-01@cs-policy"),
    ]
    assert {one["dtstamp"].dt for one in events} == {datetime(2026, 11, 20, tzinfo=UTC)}


def test_xlsx_has_the_calendar_the_headcounts_and_the_hashes() -> None:
    problem, posts = carousel(posts=3, stint=2, horizon=4)
    absent = with_agent(problem, 0, absent=frozenset({0}))
    book = openpyxl.load_workbook(BytesIO(plan_xlsx(planned(absent, posts))))
    summary, calendar, *of_posts, record = book.worksheets
    assert [cell.value for cell in calendar[1]][3:] == ["2026-12", "2027-01", "2027-02", "2027-03"]
    assert [cell.value for cell in calendar[2]] == [
        "E000", "测试员0", "T0", "(岗位0)", "岗位1", "岗位1", "岗位2",
    ]  # fmt: skip
    assert calendar.freeze_panes == "D2"
    assert calendar.auto_filter.ref == "A1:G7"
    assert [cell.value for cell in summary[2]] == ["A", "岗位0", "2", 1, 2, 2, 2]
    assert summary["D2"].font.bold, "a headcount outside its range stands out"
    assert [sheet.title for sheet in of_posts] == ["岗位0", "岗位1", "岗位2"]
    stints = list(of_posts[0].iter_rows(min_row=2, max_row=3, max_col=6, values_only=True))
    assert [(row[0], f"{row[3]:%m-%d}", f"{row[4]:%m-%d}", row[5]) for row in stints] == [
        ("E000", "12-01", "12-31", 1), ("E005", "12-01", "01-31", 2),
    ]  # fmt: skip
    facts = {row[0].value: row[1].value for row in record.iter_rows(min_row=2)}
    assert facts["policy policies/rotation.yaml"] == "ab" * 32
    assert facts["status"] == "proven"
