"""When each step of a round is due: the counting of days, the rounds, the files."""

import csv
import io
import json
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
import vobject
from rich.cells import cell_len

from cs.documents.workspace_checks import calendar_findings
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.durations import parse_duration
from cs.kernel.findings import Place
from cs.promotion.policy import Step
from cs.promotion.projections import projection_texts
from cs.promotion.timetable import step_end
from tests.promotion.offices import golden
from tests.promotion.process.firm import ask, firm

CHINA = WorkingCalendar()
MONDAY_TO_FRIDAY = WorkingCalendar(country=None)


def notice(**more: object) -> Step:
    return Step(id="n", name="公示", act="notice", actor="人事", duration="5 working days", **more)


def test_a_notice_over_the_national_days_ends_when_five_days_were_worked() -> None:
    assert step_end(notice(), date(2026, 9, 24), CHINA) == date(2026, 10, 9)


def test_81_start_days_of_2026_end_elsewhere_than_by_counting_monday_to_friday() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    other = [
        day for day in days
        if step_end(notice(), day, CHINA) != step_end(notice(), day, MONDAY_TO_FRIDAY)
    ]  # fmt: skip

    assert len(other) == 81


def test_the_notice_counts_five_worked_days_without_that_of_publication() -> None:
    for day in (date(2026, 1, 1) + timedelta(days=n) for n in range(0, 365, 3)):
        end = step_end(notice(), day, CHINA)

        assert CHINA.working_days(day + timedelta(days=1), end) == 5
        assert CHINA.is_working_day(end)


def test_a_firm_may_count_the_first_day_and_ignore_make_up_weekends() -> None:
    counted = notice(counts_first_day=True)
    ignoring = WorkingCalendar(make_up_weekends=False)

    assert step_end(counted, date(2026, 9, 24), CHINA) == date(2026, 10, 8)
    # 2026-10-10 is a Saturday that is worked.
    assert step_end(notice(), date(2026, 10, 2), CHINA) == date(2026, 10, 13)
    assert step_end(notice(), date(2026, 10, 2), ignoring) == date(2026, 10, 14)


def lines(root: Path, *arguments: str) -> dict[str, dict[str, str]]:
    ending = ask(root, "timeline", "--format", "csv", *arguments)
    assert ending.code == 0, ending.err
    return {row["id"]: row for row in csv.DictReader(io.StringIO(ending.out.lstrip("\ufeff")))}


def test_steps_side_by_side_start_together_and_the_later_one_holds_the_next(
    tmp_path: Path,
) -> None:
    found = lines(firm(tmp_path))

    assert found["interview"]["starts"] == found["exam"]["starts"] == "2026-12-15"
    assert (found["interview"]["due"], found["exam"]["due"]) == ("2026-12-21", "2026-12-17")
    assert found["review"]["starts"] == "2026-12-21"


def test_the_earliest_days_wait_for_the_notice_and_the_trial_alone(tmp_path: Path) -> None:
    found = lines(firm(tmp_path))

    assert found["review"]["earliest"] == "2026-12-10"
    assert found["notice"]["earliest"] == found["start"]["earliest"] == "2026-12-17"
    assert found["trial"]["earliest"] == "2027-01-16"


def test_after_taking_up_come_trial_confirmation_and_checklist(tmp_path: Path) -> None:
    found = lines(firm(tmp_path))

    assert found["start"]["due"] == "2027-01-08"
    assert (found["trial"]["starts"], found["trial"]["due"]) == ("2027-01-08", "2027-02-07")
    assert found["confirmation"]["actor"] == "总监"
    assert found["access"]["due"] == "2027-01-12"


def test_other_changes_have_steps_of_their_own(tmp_path: Path) -> None:
    root = firm(tmp_path)
    moved = lines(root, "--transition", "平调", "--from", "2026-09-24")
    demoted = lines(root, "--transition", "demotion", "--from", "2026-09-24")

    assert [each["due"] for each in moved.values()] == ["2026-09-26", "2026-09-30"]
    assert demoted["appeal"]["actor"] == "工会"
    assert demoted["appeal"]["due"] == "2026-10-09"


def test_an_unknown_transition_is_met_with_the_nearest(tmp_path: Path) -> None:
    ending = ask(firm(tmp_path), "timeline", "--transition", "moves")

    assert ending.code == 2
    assert "Did you mean move?" in ending.err


def test_days_in_a_year_that_is_not_announced_are_said_to_be_a_projection(tmp_path: Path) -> None:
    root = firm(tmp_path)
    ahead = ask(root, "timeline")
    past = ask(root, "timeline", "--transition", "move", "--from", "2026-03-02")

    assert "2027 is not announced yet" in ahead.err
    assert past.err == ""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_people_see(tmp_path: Path, lang: str) -> None:
    ending = ask(firm(tmp_path), "timeline", "-q", lang=lang)

    assert ending.code == 0
    assert max(cell_len(line) for line in ending.out.splitlines()) <= 80
    assert ending.out == golden(f"timeline-{lang}.txt", ending.out)


def test_the_record_keeps_to_its_schema(tmp_path: Path) -> None:
    record = json.loads(ask(firm(tmp_path), "timeline", "--format", "json").out)
    schema = json.loads(
        (resources.files("cs.schemas") / "promotion-timeline.json").read_text(encoding="utf-8")
    )

    jsonschema.validate(record, schema)
    assert record["schema"] == "cs/promotion-timeline@1"
    assert record["projected_years"] == [2027]


def test_events_read_back_with_names_that_stay(tmp_path: Path) -> None:
    root = firm(tmp_path)
    texts = []
    for name in ("a.ics", "b.ics"):
        assert ask(root, "timeline", "-q", "--out", name).code == 0
        texts.append((root / name).read_bytes())
    calendar = vobject.readOne(texts[0].decode())
    events = {event.uid.value: event for event in calendar.vevent_list}
    notice_event = events["leader/2026-12/step/notice@cs-policy"]

    assert texts[0] == texts[1]
    assert len(events) == len(lines(root))
    assert notice_event.dtstart.value == date(2026, 12, 23)
    assert notice_event.dtend.value == date(2026, 12, 31)  # all day, the end is not in it
    assert "人事专员" in notice_event.summary.value


def test_pictures_are_well_formed_and_name_every_step(tmp_path: Path) -> None:
    root = firm(tmp_path)
    for name in ("t.svg", "t.html"):
        assert ask(root, "timeline", "-q", "--out", name).code == 0
    svg = (root / "t.svg").read_text(encoding="utf-8")
    page = (root / "t.html").read_text(encoding="utf-8")

    ElementTree.fromstring(svg)
    for line in lines(root).values():
        assert line["name"] in svg
        assert line["due"] in page
    assert "@page" in page


def test_durations_in_calendar_days_need_no_calendar() -> None:
    step = Step(id="n", name="公示", act="notice", actor="人事", duration="7 days")

    assert step_end(step, date(2026, 9, 24), CHINA) == parse_duration("7 days").after(
        date(2026, 9, 24)
    )


def test_of_a_past_year_it_is_not_said_that_its_days_are_still_to_come() -> None:
    lacking = [text.english() for text in projection_texts((2001, 2028))]

    assert "calendar of 2001 is not known here" in lacking[0]
    assert "calendar of 2028 is not announced yet" in lacking[1]
    assert projection_texts(()) == ()


def test_the_day_of_a_past_year_is_worded_by_its_year() -> None:
    calendar, place = WorkingCalendar(), Place("workspace.yaml")
    past, ahead = calendar_findings(calendar, [1999, 2090], place)

    assert "not announced" not in past.message.english()
    assert "once they are known" not in (past.mend or past.message).english()
    assert "is not announced yet" in ahead.message.english()
