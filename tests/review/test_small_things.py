"""Narrow terminals, several mistakes in one run, teams that are not there, conduct in reports."""

import csv
import io
import json
import zipfile
from pathlib import Path

import fastexcel
import pytest
from rich.cells import cell_len

from cs.locale import set_language
from tests.review.reviews import CAREFUL, RATINGS, cs, office


@pytest.fixture(autouse=True)
def english_afterwards() -> object:
    yield
    set_language("en")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_ids_and_numbers_stay_whole_at_forty_columns(
    tmp_path: Path, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    long = {"A1": "AGENT-0000001", "A2": "AGENT-0000002"}
    ratings, staff = RATINGS, (Path(__file__).parent / "reviews.py").read_text(encoding="utf-8")
    staff = staff.split('STAFF = """')[1].split('"""')[0]
    for short, id_ in long.items():
        ratings, staff = ratings.replace(short, id_), staff.replace(short, id_)
    root = office(tmp_path, ratings, staff=staff)

    for arguments in (("score",), ("raters",), ("report",)):
        out = cs(root, "review", *arguments, lang=lang).out
        assert max(cell_len(line) for line in out.splitlines()) <= 40
        if arguments != ("report",):
            assert "AGENT-0000001" in out
            assert "AGENT-0000002" in out
    assert "77.60" in cs(root, "review", "score", lang=lang).out


def test_bad_cells_and_rows_that_the_policy_cannot_read_are_told_in_one_run(tmp_path: Path) -> None:
    bad = RATINGS.replace("A1,2026-10,calls,,,91", "A1,2026-10,cals,,,91").replace(
        "A3,2026-10,calls,,,79.5", "A3,2026-10,calls,,,many"
    )
    ending = cs(office(tmp_path, bad), "review", "score")

    assert ending.code == 2
    assert "ratings.csv:4:1: error RES001" in ending.err
    assert "ratings.csv:16: value: error TAB014" in ending.err


def test_a_team_that_is_not_there_is_met_with_those_that_are(tmp_path: Path) -> None:
    ending = cs(office(tmp_path), "review", "report", "--team", "nope")

    assert ending.code == 2
    assert "There is no team nope under review. Teams: 一班, 二班." in ending.err


def test_a_period_without_any_rating_says_which_is_the_newest(tmp_path: Path) -> None:
    ending = cs(office(tmp_path), "review", "score", "--period", "2027-05")

    assert "No rating is of 2027-05; the newest is of 2026-10." in ending.err


def test_an_own_rating_as_a_colleague_does_not_count_and_no_gender_is_said(tmp_path: Path) -> None:
    own = RATINGS.replace("A1,2026-10,team,同事,A3,70", "A1,2026-10,team,同事,A1,70")
    ending = cs(office(tmp_path, own), "review", "score")

    assert "A1 gives an own rating as 同事" in ending.err
    assert "himself" not in ending.err


def test_quotas_that_cannot_be_met_say_what_they_ask_for(tmp_path: Path) -> None:
    quotas = "quotas: [{grade: good, at_most: 30%}, {grade: poor, at_least: 50%, at_most: 60%}]"
    ending = cs(office(tmp_path, policy=f"{CAREFUL}{quotas}\n"), "review", "score")

    assert ending.code == 0
    assert "优秀 at least 0, at most 0, 待改进 at least 2, at most 1." in ending.err


LEAVE = (
    "agent,from,to\nA1,2026-10-01,2026-10-14\nA1,2026-10-12,2026-10-16\nA3,2026-09-01,2026-09-30\n"
)
DISCIPLINE = (
    "agent,date,measure\nA1,2026-10-20,书面警告\nA1,2026-09-20,口头警告\nA4,2026-10-31,口头警告\n"
)


def test_reports_carry_leave_and_discipline_where_there_are_tables(tmp_path: Path) -> None:
    root = office(tmp_path, more=", leave: leave.csv, discipline: discipline.csv")
    (root / "leave.csv").write_text(LEAVE, encoding="utf-8")
    (root / "discipline.csv").write_text(DISCIPLINE, encoding="utf-8")
    record = json.loads(cs(root, "review", "report", "--format", "json").out)

    one, two = record["teams"]
    # 8 to 10 and 12 to 16 October 2026: after the National Day, with a working Saturday.
    assert (record["workdays"], one["days_on_leave"], two["days_on_leave"]) == (18, 8, 0)
    assert (one["discipline"], two["discipline"]) == (1, 1)
    shown = cs(root, "review", "report", "--team", "一班").out
    assert "Leave: 8 of 36 working days of all. Discipline: cases 1." in shown
    assert cs(root, "review", "report", "--out", "r.html", "-q").code == 0
    assert cs(root, "review", "report", "--out", "r.xlsx", "-q").code == 0
    assert '<td class="n">8</td><td class="n">1</td>' in (root / "r.html").read_text("utf-8")
    sheet = fastexcel.read_excel(root / "r.xlsx").load_sheet("Teams").to_polars()
    assert sheet.row(0, named=True)["Leave"] == 8
    assert sheet.row(0, named=True)["Discipline"] == 1
    roles = {each["role"] for each in record["provenance"]["inputs"]}
    assert {"leave", "discipline"} <= roles


def test_reports_without_these_tables_have_no_such_columns(tmp_path: Path) -> None:
    root = office(tmp_path)
    record = json.loads(cs(root, "review", "report", "--format", "json").out)

    assert {each["days_on_leave"] for each in record["teams"]} == {None}
    assert cs(root, "review", "report", "--out", "r.xlsx", "-q").code == 0
    with zipfile.ZipFile(root / "r.xlsx") as book:
        assert b"Discipline" not in book.read("xl/sharedStrings.xml")
    rows = csv.reader(io.StringIO(cs(root, "review", "report", "--format", "csv").out))
    assert "leave" not in next(rows)
