"""`cs promote replay`: the same world gives the same bytes, every change is named."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from cs.locale import set_language
from cs.promotion.replaying.differences import differences
from cs.promotion.replaying.views import difference_view
from tests.promotion.offices import CANDIDATES, POLICY, STAFF, office, promote

WAYS = {
    "score.json": ("score", "candidates.csv"),
    "score.xlsx": ("score", "candidates.csv"),
    "few.json": ("score", "candidates.csv", "--vacancies", "1", "--window", "2026-12"),
    "eligible.json": ("eligible",),
    "eligible.xlsx": ("eligible", "candidates.csv"),
    "sensitivity.json": (
        "sensitivity", "candidates.csv", "--vacancies", "1", "--draws", "50", "--resamples", "20",
        "--seed", "3", "--by", "备注",
    ),
    "simulation.json": (
        "simulate", "--runs", "4", "--years", "1", "--against", "leader",
        "--leavers", "三星客服=20%", "--hire", "replace", "--others-met", "0.9", "--seed", "5",
    ),
}  # fmt: skip


def record(root: Path, name: str, lang: str = "en") -> str:
    """Write a result of the office to a file; the file's name."""
    assert promote(root, *WAYS[name], "--out", name, lang=lang).code == 0
    return name


@pytest.mark.parametrize("name", list(WAYS))
def test_an_unchanged_world_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    root = office(tmp_path)

    assert promote(root, "replay", record(root, name)).code == 0


def test_one_candidates_explanation_is_replayed(tmp_path: Path) -> None:
    root = office(tmp_path)
    told = promote(root, "score", "candidates.csv", "--explain", "E3", "--format", "json").out
    (root / "one.json").write_text(told, encoding="utf-8")

    assert promote(root, "replay", "one.json").code == 0


def test_a_workbook_is_made_again_in_its_own_language(tmp_path: Path) -> None:
    root = office(tmp_path)
    name = record(root, "score.xlsx", lang="zh")

    assert promote(root, "replay", name, lang="en").code == 0


def test_the_workspace_may_have_moved(tmp_path: Path) -> None:
    root = office(tmp_path / "here")
    record(root, "score.json")
    shutil.move(root, tmp_path / "there")

    assert promote(tmp_path / "there", "replay", "score.json").code == 0


CHANGES = [
    ("candidates.csv", CANDIDATES.replace("E1,90", "E1,89"), "Changed: candidates.csv"),
    ("staff.csv", STAFF.replace("E1,测试甲", "E1,测试子"), "Changed: staff.csv"),
    ("policies/promotion.yaml", POLICY.replace("points: 12", "points: 13"), "promotion.yaml"),
]


@pytest.mark.parametrize(("file", "text", "named"), CHANGES)
@pytest.mark.parametrize("name", ["score.json", "score.xlsx"])
def test_a_changed_input_is_named_with_the_results_that_it_changes(
    tmp_path: Path, name: str, file: str, text: str, named: str
) -> None:
    root = office(tmp_path)
    record(root, name)
    (root / file).write_text(text, encoding="utf-8")

    ending = promote(root, "replay", name)

    assert ending.code == 1
    assert named in ending.out
    assert "Candidates whose results differ" in ending.out
    assert "Missing" not in ending.out


def test_a_missing_input_is_named(tmp_path: Path) -> None:
    root = office(tmp_path)
    record(root, "score.json")
    (root / "staff.csv").unlink()

    ending = promote(root, "replay", "score.json")

    assert ending.code == 1
    assert "Missing: staff.csv (staff table)" in ending.out
    assert "could not be made again" in ending.out


def test_inputs_are_called_by_their_words_in_the_readers_language(tmp_path: Path) -> None:
    root = office(tmp_path)
    record(root, "score.json")
    (root / "candidates.csv").write_text(CANDIDATES.replace("E1,90", "E1,89"), encoding="utf-8")
    (root / "staff.csv").unlink()
    shown = promote(root, "replay", "score.json", lang="zh").out

    assert "（花名册）" in shown
    assert "（候选人表）" in shown
    assert "candidates)" not in shown
    assert "staff)" not in shown


def test_a_result_edited_by_hand_is_told_from_changed_inputs(tmp_path: Path) -> None:
    root = office(tmp_path)
    record(root, "score.json")
    whole = json.loads((root / "score.json").read_text("utf-8"))
    next(each for each in whole["candidates"] if each["id"] == "E1")["total"] = "99.00"
    (root / "score.json").write_text(json.dumps(whole), encoding="utf-8")

    ending = promote(root, "replay", "score.json")

    assert ending.code == 1
    assert "the file itself was" in ending.out
    assert 'total: "99.00" in the file, now "90.00"' in ending.out
    assert "Candidates whose results differ: 1" in ending.out


def test_a_workbook_edited_by_hand_names_the_cell(tmp_path: Path) -> None:
    root = office(tmp_path)
    record(root, "score.xlsx")
    book = openpyxl.load_workbook(root / "score.xlsx")
    sheet = book.worksheets[0]
    row = next(row for row in sheet.iter_rows() if any(cell.value == "E1" for cell in row))
    row[4].value = 12.5
    book.save(root / "score.xlsx")

    ending = promote(root, "replay", "score.xlsx")

    assert ending.code == 1
    assert "E1" in ending.out
    assert "12.5 in the file, now 90" in ending.out


def test_another_version_is_named(tmp_path: Path) -> None:
    root = office(tmp_path)
    record(root, "score.json")
    whole = json.loads((root / "score.json").read_text("utf-8"))
    whole["provenance"]["version"] = "0.0.1"
    (root / "score.json").write_text(json.dumps(whole), encoding="utf-8")

    ending = promote(root, "replay", "score.json", "--format", "json")

    assert ending.code == 1
    told = json.loads(ending.out)
    assert [(each["cause"], each["was"]) for each in told["reasons"]] == [("version", "0.0.1")]
    assert (told["same"], told["made"], told["differences"]) == (False, True, [])


def test_another_option_is_named(tmp_path: Path) -> None:
    """With the option edited in the record, what it decided comes out otherwise."""
    root = office(tmp_path)
    record(root, "few.json")
    whole = json.loads((root / "few.json").read_text("utf-8"))
    whole["asked"]["vacancies"] = 2
    (root / "few.json").write_text(json.dumps(whole), encoding="utf-8")

    ending = promote(root, "replay", "few.json")

    assert ending.code == 1
    assert "vacancies/count: 1 in the file, now 2" in ending.out


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", "no json", '{"schema": "cs/rotation-plan@1"}', "PK\x03\x04"]
)
def test_what_is_no_record_is_unreadable(tmp_path: Path, text: str) -> None:
    root = office(tmp_path)
    (root / "x.json").write_text(text, encoding="utf-8")

    ending = promote(root, "replay", "x.json")

    assert (ending.code, ending.out) == (2, "")
    assert "Traceback" not in ending.err


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    assert promote(office(tmp_path), "replay", "no.json").code == 2


def test_lots_and_other_rounds_are_drawn_and_read_again(tmp_path: Path) -> None:
    root = office(tmp_path)
    first = ("score", "candidates.csv", "--vacancies", "1", "--out", "first.json")
    assert promote(root, *first).code == 0
    second = ("score", "candidates.csv", "--decided", "first.json", "--seed", "7")
    assert promote(root, *second, "--out", "second.json").code in (0, 1)

    assert promote(root, "replay", "second.json").code == 0
    (root / "first.json").write_text("{}", encoding="utf-8")
    ending = promote(root, "replay", "second.json")
    assert (ending.code, "Changed: first.json (record of another round)" in ending.out) == (1, True)


@pytest.mark.parametrize(("lang", "said"), [("en", "results differ: 2"), ("zh", "候选人：2")])
def test_a_changed_order_is_no_candidate(lang: str, said: str) -> None:
    was = {"candidates": [{"id": "E1", "rank": 1}, {"id": "E2", "rank": 2}]}
    now = {"candidates": [{"id": "E2", "rank": 1}, {"id": "E1", "rank": 2}]}
    set_language(lang)
    try:
        lines = [str(line) for line in difference_view("f", (), list(differences(was, now)), 80)]
    finally:
        set_language("en")

    assert any(said in line for line in lines)
    assert "  order" not in lines
