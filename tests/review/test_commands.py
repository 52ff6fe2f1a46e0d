"""`cs review` as people and programs use it."""

import csv
import io
import json
import zipfile
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from rich.cells import cell_len

from cs.locale import set_language
from tests.review.reviews import ANONYMOUS, POLICY, RATINGS, STAFF, cs, golden, office


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A terminal of known width, and English afterwards."""
    monkeypatch.delenv("COLUMNS", raising=False)
    yield
    set_language("en")


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("score", ("score",)),
        ("agent", ("score", "--agent", "A2")),
        ("unscored", ("score", "--agent", "A4")),
        ("report", ("report",)),
        ("team", ("report", "--team", "二班")),
        ("raters", ("raters",)),
    ],
)
def test_what_people_see(tmp_path: Path, name: str, arguments: tuple[str, ...], lang: str) -> None:
    ending = cs(office(tmp_path), "review", *arguments, lang=lang)

    assert ending.code == 0
    assert ending.err == ""
    assert max(cell_len(line) for line in ending.out.splitlines()) <= 80
    assert ending.out == golden(f"{name}-{lang}.txt", ending.out)


@pytest.mark.parametrize(
    ("schema", "arguments"),
    [
        ("review-score.json", ("review", "score")),
        ("review-score.json", ("review", "score", "--agent", "A4")),
        ("review-report.json", ("review", "report")),
        ("review-raters.json", ("review", "raters")),
    ],
)
def test_json_fits_its_published_schema(
    tmp_path: Path, schema: str, arguments: tuple[str, ...]
) -> None:
    ending = cs(office(tmp_path), *arguments, "--format", "json")

    text = (resources.files("cs") / "schemas" / schema).read_text(encoding="utf-8")
    jsonschema.validate(json.loads(ending.out), json.loads(text))


def test_no_output_says_who_rated_where_the_role_is_anonymous(tmp_path: Path) -> None:
    root = office(tmp_path, RATINGS.replace(",同事,A", ",同事,PEER"), ANONYMOUS)
    for arguments in (("score",), ("score", "--agent", "A1"), ("raters",), ("report",)):
        for format_ in ("table", "json"):
            ending = cs(root, "review", *arguments, "--format", format_)
            assert ending.code == 0
            assert "PEER" not in ending.out


def test_means_are_hidden_where_two_anonymous_raters_could_be_told(tmp_path: Path) -> None:
    def shown(name: str, without: str = "", instead: str = "") -> tuple[bool, str]:
        root = office(tmp_path / name, RATINGS.replace(without, instead), ANONYMOUS)
        ending = cs(root, "review", "score", "--agent", "A1", "--format", "json")
        return json.loads(ending.out)["agents"][0]["indicators"][1]["hidden"], ending.err

    assert shown("three")[0] is False
    assert shown("two", without="A1,2026-10,team,同事,L2,65\n")[0] is True
    hidden, said = shown("mentor", "L2,65\n", "A2,65\n")  # who may not rate
    assert hidden is True
    assert "A2 is the mentor of A1" in said


def test_every_bad_row_is_said_and_nothing_is_computed(tmp_path: Path) -> None:
    bad = RATINGS.replace("A1,2026-10,calls,,,91", "A1,2026-10,cals,,,91").replace(
        "A3,2026-10,calls,,,79.5", "A3,2026-10,calls,,,795"
    )
    ending = cs(office(tmp_path, bad), "review", "score")

    assert ending.code == 2
    assert ending.out == ""
    assert "ratings.csv:4:1: error RES001" in ending.err
    assert "Perhaps calls is meant." in ending.err
    assert "ratings.csv:16:1: error RES002" in ending.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("score", "--period", "2026Q3"),
            "2026Q3 is no period of the review monthly; one is 2026-07.",
        ),
        (("score", "--period", "soon"), "a period is written as tables do"),
        (("score", "--agent", "A11"), "A11 is not under review in 2026-10. Did you mean A1?"),
        (("report", "--team", "三班"), "There is no team 三班 under review."),
        (("score", "none.csv"), "none.csv cannot be read: there is no such file or directory"),
        (("score", "--out", "x.pdf"), "x.pdf: results are written as .json, .csv, .xlsx."),
    ],
)
def test_a_mistake_is_met_with_what_would_have_been_right(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    ending = cs(office(tmp_path), "review", *arguments)

    assert ending.code == 2
    assert said in " ".join(ending.err.split())


def test_the_period_is_the_newest_due_unless_named(tmp_path: Path) -> None:
    root = office(tmp_path)

    assert "2026-10: under review 4" in cs(root, "review", "score").out
    assert "2026-09: under review 3" in cs(root, "review", "score", "--as-of", "2026-11-09").out
    assert "2026-09: under review 3" in cs(root, "review", "score", "--period", "2026年9月").out


PROMOTION = """kind: promotion
id: leader
name: 组长竞聘
eligibility:
- id: good
  name: 连续两月优秀
  rule: {condition: reviews, review: monthly, at_least: good, in_a_row: 2}
components:
- {id: ability, name: 能力, weight: 100%, scale: {from: 0, to: 100}, raters: {who: 主管}}
scoring: {missing: refuse, places: 2, tie_breaks: [{by: component, component: ability}]}
windows: [{month: 12, opens: 1, closes: 10}]
"""


def test_the_csv_is_the_table_of_reviews_that_promotions_read(tmp_path: Path) -> None:
    root = office(tmp_path)
    for period, name in (("2026-09", "sep"), ("2026-10", "oct")):
        ending = cs(root, "review", "score", "--period", period, "--out", f"{name}.csv", "-q")
        assert (ending.code, ending.err) == (0, "")
    scored = list(csv.DictReader(io.StringIO((root / "oct.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["agent"], row["grade"]) for row in scored] == [
        ("A2", "good"), ("A1", "fair"), ("A3", "poor"), ("A4", ""),
    ]  # fmt: skip

    workspace = root / "policies" / "workspace.yaml"
    text = workspace.read_text(encoding="utf-8")
    workspace.write_text(
        text.replace("csv}", "csv, reviews: [sep.csv, oct.csv]}"), encoding="utf-8"
    )
    (root / "policies" / "promotion.yaml").write_text(PROMOTION, encoding="utf-8")
    ending = cs(root, "promote", "eligible", "--format", "csv", "--as-of", "2026-11-16")

    assert ending.code == 0, ending.err
    answers = {row["id"]: row["eligible"] for row in csv.DictReader(io.StringIO(ending.out[1:]))}
    assert answers == {"A1": "unmet", "A2": "met", "A3": "unmet", "A4": "unmet"}


def test_a_recorded_result_is_not_overwritten_by_what_is_read(tmp_path: Path) -> None:
    root = office(tmp_path)
    ending = cs(root, "review", "score", "--out", "ratings.csv", "--force")

    assert ending.code == 2
    assert "was read for this result" in ending.err


def test_workbooks_hold_results_points_and_small_charts(tmp_path: Path) -> None:
    root = office(tmp_path)
    assert cs(root, "review", "score", "--out", "s.xlsx", "-q").code == 0
    assert cs(root, "review", "report", "--out", "r.xlsx", "-q").code == 0
    again = (root / "r.xlsx").read_bytes()
    assert cs(root, "review", "report", "--out", "r.xlsx", "-q", "--force").code == 0

    assert (root / "r.xlsx").read_bytes() == again
    scores = openpyxl.load_workbook(root / "s.xlsx")
    assert scores.sheetnames == ["Results", "Points", "Coaching", "Record"]
    assert [cell.value for cell in scores["Points"][2]][:2] == ["A2", "测试乙"]
    with zipfile.ZipFile(root / "r.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "sheets/sheet" in name]
        assert all("x14:sparkline" in sheet for sheet in sheets)
        assert any("charts/chart" in name for name in book.namelist())


def test_the_page_is_whole_in_itself_and_takes_names_as_text(tmp_path: Path) -> None:
    root = office(tmp_path, staff=STAFF.replace("测试丙", "<b>丙</b>"))
    assert cs(root, "review", "report", "--out", "r.html", "-q").code == 0
    page = (root / "r.html").read_text(encoding="utf-8")

    assert "<script" not in page
    assert "http" not in page
    assert page.count("<svg") >= 6
    assert "&lt;b&gt;丙&lt;/b&gt;" in page


def test_reports_draw_a_line_from_each_value(tmp_path: Path) -> None:
    record = json.loads(cs(office(tmp_path), "review", "report", "--format", "json").out)

    one, two = record["teams"]
    assert record["periods"] == ["2026-09", "2026-10"]
    assert one["indicators"][0]["values"] == ["95.00", "92.00"]
    assert [each["id"] for each in two["attention"]] == ["A4", "A3"]


def test_an_unclear_policy_stops_before_anything_is_read(tmp_path: Path) -> None:
    unclear = POLICY.replace("direction: higher, target: 95", "target: 95")
    ending = cs(office(tmp_path, policy=unclear), "review", "score")

    assert ending.code == 2
    assert ending.out == ""
