"""`cs promote` as people and programs use it."""

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.cells import cell_len

from cs.locale import set_language
from cs.promotion.explaining import quantise
from cs.tables.raw import RawTable
from cs.tables.reading import read_raw
from tests.promotion.offices import CANDIDATES, POLICY, STAFF, golden, office, promote


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A terminal of known width, and English afterwards."""
    monkeypatch.delenv("COLUMNS", raising=False)
    yield
    set_language("en")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("score", ("score", "candidates.csv"), 0),
        ("reserve", ("score", "candidates.csv", "--vacancies", "1", "--limit", "2"), 0),
        ("explain-tie", ("explain", "E2", "--candidates", "candidates.csv"), 0),
        ("explain-unscored", ("explain", "E5", "--candidates", "candidates.csv"), 0),
        ("explain-stranger", ("explain", "E7", "--candidates", "candidates.csv"), 0),
        ("eligible", ("eligible", "candidates.csv"), 0),
    ],
)
def test_what_people_see(
    tmp_path: Path, name: str, arguments: tuple[str, ...], code: int, lang: str
) -> None:
    ending = promote(office(tmp_path), *arguments, lang=lang)

    assert ending.code == code
    assert ending.err == ""
    assert max(cell_len(line) for line in ending.out.splitlines()) <= 80
    assert ending.out == golden(f"{name}-{lang}.txt", ending.out)


def test_explain_and_score_explain_are_the_same_view(tmp_path: Path) -> None:
    root = office(tmp_path)
    one = promote(root, "explain", "E1", "--candidates", "candidates.csv")
    other = promote(root, "score", "candidates.csv", "--explain", "E1")

    assert one.out == other.out


def test_an_unknown_candidate_is_met_with_the_nearest_id(tmp_path: Path) -> None:
    ending = promote(office(tmp_path), "score", "candidates.csv", "--explain", "e11")

    assert ending.code == 2
    assert "There is no candidate e11. Did you mean E1?" in ending.err


def test_vacancies_and_nobody_proposed_is_exit_code_one(tmp_path: Path) -> None:
    unscored = CANDIDATES.replace("E1,90,85", "E1,,85")
    root = office(tmp_path, unscored)

    assert promote(root, "score", "candidates.csv", "--vacancies", "0").code == 0
    assert promote(root, "score", "candidates.csv", "--vacancies", "1").code == 1  # E2, E3 tie
    assert promote(root, "score", "candidates.csv", "--vacancies", "2").code == 0


def test_bad_cells_stop_with_exit_code_two_and_name_every_one(tmp_path: Path) -> None:
    bad = CANDIDATES.replace("E1,90", "E1,九十").replace("E3,80", "E3,180")
    ending = promote(office(tmp_path, bad), "score", "candidates.csv")

    assert ending.code == 2
    assert ending.out == ""
    assert "candidates.csv:2" in ending.err
    assert "candidates.csv:4" in ending.err


def test_a_file_that_is_not_there_is_exit_code_two(tmp_path: Path) -> None:
    ending = promote(office(tmp_path), "score", "nobody.csv")

    assert ending.code == 2
    assert "nobody.csv" in ending.err


@pytest.mark.parametrize("month", ["2026-13", "2026", "12-2026", "２０２６-1３"])
def test_a_window_is_a_month(tmp_path: Path, month: str) -> None:
    ending = promote(office(tmp_path), "score", "candidates.csv", "--window", month)

    assert ending.code == 2
    assert "YYYY-MM" in ending.err


@pytest.mark.parametrize(
    "asked",
    [
        ("eligible",),
        ("eligible", "candidates.csv"),
        ("sensitivity", "candidates.csv", "--vacancies", "1", "--draws", "20", "--resamples", "5"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_ids_are_whole_however_narrow_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...], lang: str
) -> None:
    ids = {f"E{number}": f"EMP-2024-{number:03d}" for number in range(1, 9)}
    tables = [STAFF, CANDIDATES]
    for old, new in ids.items():
        tables = [text.replace(f"{old},", f"{new},") for text in tables]
    root = office(tmp_path, staff=tables[0], candidates=tables[1])
    monkeypatch.setenv("COLUMNS", "40")
    out = promote(root, *asked, lang=lang).out

    rows = [line for line in out.splitlines() if "EMP-" in line and ":" not in line]
    assert max(cell_len(line) for line in rows) <= 40
    first = 3 if asked[0] == "sensitivity" else 6
    assert [each for each in list(ids.values())[:first] if each in out] == (
        list(ids.values())[:first]
    )


def test_months_and_weights_may_be_typed_in_full_width(tmp_path: Path) -> None:
    root = office(tmp_path)
    window = promote(root, "score", "candidates.csv", "--window", "２０２６－１２")
    weight = promote(root, "score", "candidates.csv", "--weight", "面试考评＝９０％")

    assert (window.code, window.out) == (0, promote(root, "score", "candidates.csv").out)
    assert weight.code == 0
    assert "面试考评: 40% becomes 90%" in weight.out


GAPS = (
    POLICY.replace("  missing: refuse\n", "")
    .replace("weight: 40%, scale: {from: 0, to: 100}", "weight: 30%")
    .replace("- {to: 60, includes: neither, points: 0}", "- {to: 60, points: 0}")
    .replace("  tie_breaks: [{by: component, component: ability}, {by: grade_since}]\n", "")
)


@pytest.mark.parametrize(
    "asked",
    [
        ("eligible",),
        ("eligible", "candidates.csv"),
        ("explain", "E4"),
        ("simulate", "--runs", "2", "--years", "1"),
        ("forms", "scores", "--candidates", "candidates.csv", "--out", "f.html"),
    ],
)
def test_gaps_of_scoring_stop_only_who_asks_for_scores(
    tmp_path: Path, asked: tuple[str, ...]
) -> None:
    root = office(tmp_path, policy=GAPS)
    ending = promote(root, *asked)

    assert (ending.code, "PRM0" in ending.err) == (0, False), ending.err
    assert ending.err.count("leaves open about scores does not matter here") == 1
    assert promote(root, "score", "candidates.csv").code == 2
    assert promote(root, "explain", "E4", "--candidates", "candidates.csv").code == 2


def test_who_is_eligible_is_the_same_with_and_without_gaps_of_scoring(tmp_path: Path) -> None:
    asked = ("eligible", "candidates.csv", "--format", "csv")
    whole, gaps = (
        promote(office(tmp_path / name, policy=policy), *asked).out
        for name, policy in (("a", POLICY), ("b", GAPS))
    )

    assert whole == gaps


def test_what_the_policy_leaves_open_is_assumed_on_the_command_line(tmp_path: Path) -> None:
    without = POLICY.replace("  missing: refuse\n", "")
    root = office(tmp_path, policy=without)
    refused = promote(root, "score", "candidates.csv")
    code = next(word for word in refused.err.replace("[", " ").replace("]", " ").split()
                if word.startswith("PRM")).rstrip(":")  # fmt: skip
    settled = promote(
        root, "score", "candidates.csv", "--assume", f"{code}=zero", "--format", "json"
    )

    assert refused.code == 2
    assert settled.code == 0
    record = json.loads(settled.out)
    assert record["scoring"]["missing"] == "zero"
    assert record["provenance"]["assumptions"] == [{"code": code, "value": "zero"}]


def score_json(root: Path) -> dict[str, Any]:
    """The record that `--format json` prints."""
    ending = promote(root, "score", "candidates.csv", "--format", "json")
    assert ending.code == 0
    record: dict[str, Any] = json.loads(ending.out)
    return record


def test_the_json_record_says_what_was_asked_and_what_was_found(tmp_path: Path) -> None:
    record = score_json(office(tmp_path))

    assert record["schema"] == "cs/promotion-score@1"
    assert {entry["role"] for entry in record["provenance"]["inputs"]} == {
        "policy", "staff", "candidates",
    }  # fmt: skip
    assert record["vacancies"] == {
        "count": 2, "origin": "headcount", "grade": "组长", "headcount": 3, "holders": 1,
        "acting": 0, "leaving": 0, "decided": 0, "day": "2026-12-01",
    }  # fmt: skip
    first = record["candidates"][0]
    assert (first["id"], first["rank"], first["outcome"], first["total"]) == (
        "E1", 1, "proposed", "90.00",
    )  # fmt: skip
    assert first["components"][2] == {
        "id": "interview", "raters": 4, "value": "8.500000", "value_exact": "17/2",
        "points": "34.00", "points_exact": "34", "missing": None, "excluded": [],
    }  # fmt: skip
    assert first["extra"] == {"备注": "a"}


def test_a_total_can_be_recomputed_from_the_record_alone(tmp_path: Path) -> None:
    thirds = CANDIDATES.replace("E6,75,70,8,8,8,,,", "E6,75,70,8,8.5,9,9,,").replace(
        "E1,90,85,9,8,7,10,是,a", "E1,90,85,9,8,7,8.333333,是,a"
    )
    record = score_json(office(tmp_path, thirds))

    scored = [each for each in record["candidates"] if each["total"] is not None]
    assert len(scored) == 6
    for each in scored:
        exact = [Fraction(part["points_exact"]) for part in each["components"]]
        assert sum(exact) == Fraction(each["total_exact"])
        assert quantise(sum(exact, Fraction(0)), 2) == Decimal(each["total"])
    inexact = next(each for each in scored if each["id"] == "E1")["components"][2]
    assert inexact["points_exact"] == "16333333/500000"


SCHEMAS = (
    ("promotion-score.json", ("score", "candidates.csv")),
    ("promotion-eligibility.json", ("eligible", "candidates.csv")),
    ("promotion-eligibility.json", ("eligible",)),
    ("promotion-score.json", ("explain", "E1", "--candidates", "candidates.csv")),
)


@pytest.mark.parametrize(("name", "arguments"), SCHEMAS)
def test_json_records_keep_their_published_schemas(
    tmp_path: Path, name: str, arguments: tuple[str, ...]
) -> None:
    schema = json.loads(resources.files("cs").joinpath(f"schemas/{name}").read_text("utf-8"))
    record = json.loads(promote(office(tmp_path), *arguments, "--format", "json").out)

    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(record)
    assert set(record) == set(schema["required"]) == set(schema["properties"])


def test_one_candidate_is_explained_as_data_too(tmp_path: Path) -> None:
    root = office(tmp_path)
    whole = score_json(root)
    one = promote(root, "explain", "E3", "--candidates", "candidates.csv", "--format", "json")
    table = promote(root, "score", "candidates.csv", "--explain", "E3", "--format", "csv")

    record = json.loads(one.out)
    assert record == {
        **whole, "candidates": [each for each in whole["candidates"] if each["id"] == "E3"],
        "asked": {**whole["asked"], "only": "E3"},
    }  # fmt: skip
    assert [line.split(",")[1] for line in table.out.splitlines()] == ["id", "E3"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
def test_who_is_eligible_is_written_to_files_too(tmp_path: Path, ending: str) -> None:
    root = office(tmp_path)
    name = f"eligible{ending}"

    assert promote(root, "eligible", "--out", name).code == 0
    first = (root / name).read_bytes()
    assert promote(root, "eligible", "--out", name).code == 2
    assert promote(root, "eligible", "--out", name, "--force").code == 0
    assert (root / name).read_bytes() == first
    if ending != ".json":
        table = read_raw(first, name, sheet=None if ending == ".csv" else "Eligibility")
        assert isinstance(table, RawTable)
        assert table.headers == (
            "id", "name", "eligible", "eligible from", "转正员工", "转正员工 from", "任职满一年",
            "任职满一年 from", "本人意愿", "本人意愿 from",
        )  # fmt: skip
        assert table.frame.row(0) == (
            "E1", "测试甲", "unknown", "never", "met", None, "met", None, "unknown", "never",
        )  # fmt: skip


@pytest.mark.parametrize("name", ["candidates.csv", "staff.csv"])
def test_a_file_that_was_read_is_never_written_over(tmp_path: Path, name: str) -> None:
    root = office(tmp_path)
    before = (root / name).read_bytes()
    ending = promote(root, "score", "candidates.csv", "--out", name, "--force")

    assert ending.code == 2
    assert "write it to another file" in ending.err
    assert (root / name).read_bytes() == before


def test_why_a_file_cannot_be_written_is_said_in_the_language_chosen(tmp_path: Path) -> None:
    ending = promote(office(tmp_path), "eligible", "--out", "nowhere/a.csv", lang="zh")

    assert ending.code == 2
    assert "没有这个文件或目录" in ending.err
    assert ".tmp" not in ending.err


def test_the_last_day_of_the_calendar_is_a_day(tmp_path: Path) -> None:
    ending = promote(office(tmp_path), "score", "candidates.csv", "--as-of", "9999-12-31")

    assert ending.code == 0


def test_closed_standard_input_is_an_empty_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    ending = promote(office(tmp_path), "score", "-")

    assert ending.code == 2
    assert "TAB005" in ending.err


def test_csv_is_for_excel_and_keeps_the_columns_of_others(tmp_path: Path) -> None:
    ending = promote(office(tmp_path), "score", "candidates.csv", "--format", "csv")
    assert ending.out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(ending.out[1:], newline="")))

    assert len(rows) == 7
    assert rows[0]["total"] == "90.00"
    assert [row["备注"] for row in rows if row["id"] == "E2"] == ["'=1+1"]
    assert {row["id"]: row["why"] for row in rows}["E4"] == "not met: 转正员工, 任职满一年"


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".json"])
def test_files_are_written_once_and_the_same_each_time(tmp_path: Path, ending: str) -> None:
    root = office(tmp_path)
    name = f"result{ending}"

    assert promote(root, "score", "candidates.csv", "--out", name).code == 0
    first = (root / name).read_bytes()
    assert promote(root, "score", "candidates.csv", "--out", name).code == 2
    assert promote(root, "score", "candidates.csv", "--out", name, "--force").code == 0
    assert (root / name).read_bytes() == first


def test_a_workbook_holds_numbers_and_reads_back(tmp_path: Path) -> None:
    root = office(tmp_path)
    promote(root, "score", "candidates.csv", "--out", "result.xlsx")
    table = read_raw((root / "result.xlsx").read_bytes(), "result.xlsx", sheet="Ranking")

    assert isinstance(table, RawTable)
    assert table.headers[:5] == ("rank", "id", "name", "outcome", "total")
    assert table.frame.row(0)[:5] == ("1", "E1", "测试甲", "proposed", "90")


def test_an_unknown_ending_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    ending = promote(office(tmp_path), "score", "nobody.csv", "--out", "result.pdf")

    assert ending.code == 2
    assert ".xlsx" in ending.err


def test_everybody_on_the_staff_is_judged_without_a_table_of_candidates(tmp_path: Path) -> None:
    ending = promote(office(tmp_path), "eligible", "--format", "json")
    record = json.loads(ending.out)

    assert ending.code == 0
    assert ending.err == ""
    assert {each["id"]: each["eligible"] for each in record["candidates"]} == {
        "E1": "unknown", "E2": "unknown", "E3": "unknown", "E4": "unmet", "E5": "unknown",
        "E6": "unknown", "E8": "unknown",
    }  # fmt: skip


def test_markup_in_names_is_shown_as_it_stands(tmp_path: Path) -> None:
    root = office(tmp_path, CANDIDATES.replace("E1,", "[x],").replace("E7,", "[/x],"))

    assert "[/x]" in promote(root, "score", "candidates.csv").out
    assert promote(root, "score", "candidates.csv", "--explain", "[/x]").code == 0


def test_who_leaves_before_the_round_is_named_though_no_condition_asks(tmp_path: Path) -> None:
    lines = STAFF.splitlines()
    leaving = {"E1": "2026-11-30", "E2": "2026-12-01"}
    staff = "\n".join(
        [f"{lines[0]},离职日期", *(f"{line},{leaving.get(line[:2], '')}" for line in lines[1:])]
    )
    ending = promote(office(tmp_path, staff=f"{staff}\n"), "score", "candidates.csv")

    assert ending.code == 0
    assert "no longer employed on 2026-12-01, but ranked: E1." in ending.out
