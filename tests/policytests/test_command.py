"""`cs policy test`: files found, exit codes, outputs; and other commands pass tests over."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.policy_commands.workspaces import WORKSPACE, Ending, cs
from tests.policytests.builders import PROMOTION

TEST = """kind: test
id: cases
name: Cases
policy: leader
as_of: 2025-11-15
cases:
- name: good scores add up
  candidates: [{id: A1, status: regular, grade_since: 2024-01-01, exam: 70, talk: [80, 90]}]
  expect: {agent: A1, score: SCORE}
- name: trainees wait
  candidates: [{id: A2, status: intern, grade_since: 2024-01-01, exam: 70, talk: [80, 90]}]
  expect: {agent: A2, eligible: false}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "policies").mkdir()
    for name, text in (
        ("workspace", WORKSPACE),
        ("promotion", PROMOTION),
        ("promotion_test", TEST.replace("SCORE", "91")),
    ):
        (tmp_path / "policies" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def spoil(home: Path, score: str = "90") -> None:
    path = home / "policies" / "promotion_test.yaml"
    path.write_text(TEST.replace("SCORE", score), encoding="utf-8")


def run(home: Path, *arguments: str) -> Ending:
    return cs("policy", "test", "-C", str(home), *arguments)


def test_cases_that_pass(home: Path) -> None:
    ending = run(home)

    assert ending.code == 0
    assert "✓ passed  good scores add up\n" in ending.out
    assert "exercised 3 of 16, 18.7%" in ending.out
    assert ending.err == "cases 2: passed 2, failed 0, not run 0; coverage 18.7%\n"


def test_a_case_that_fails_shows_its_line_with_what_came_out(home: Path) -> None:
    spoil(home)
    ending = run(home)

    assert ending.code == 1
    assert "✗ failed  good scores add up" in ending.out
    assert "promotion_test.yaml:9:30: error DOC052 case-fails" in ending.out
    assert "The score of A1 is 91.\n" in ending.out
    assert "= expected: 90\n" in ending.out
    assert "points of A1: Exam 40, Talk 51" in ending.out


def test_only_some_cases(home: Path) -> None:
    spoil(home)

    assert run(home, "-k", "trainees").code == 0
    assert "coverage" not in run(home, "-k", "trainees").err
    assert run(home, "-k", "nobody").code == 2
    assert run(home, "-k", "trainees", "--min-coverage", "10").code == 2


@pytest.mark.parametrize(
    ("least", "code"),
    [("18.75%", 0), ("18.75", 0), ("18.76%", 1), ("0", 0), ("0.8%", 0), ("120", 2), ("nan", 2)],
)
def test_the_least_coverage(home: Path, least: str, code: int) -> None:
    assert run(home, "--min-coverage", least).code == code


@pytest.mark.parametrize("least", ["0.8", ".8", "0.05"])
def test_a_fraction_is_no_share_in_percent(home: Path, least: str) -> None:
    ending = run(home, "--min-coverage", least)

    assert ending.code == 2
    assert f"{least} can be read in two ways" in ending.err
    assert ending.out == ""


def test_a_fraction_is_said_in_percent(home: Path) -> None:
    assert "for example 80% for 0.8" in run(home, "--min-coverage", "0.8").err


def test_a_file_of_bad_shape_hides_no_other(home: Path) -> None:
    (home / "policies" / "more_test.yaml").write_text("kind: test\nid: x\n", encoding="utf-8")
    ending = run(home)

    assert ending.code == 2
    assert "more_test.yaml:1:1: error DOC014" in ending.err
    assert "passed 2" in ending.err


def test_no_file_with_cases_is_no_green_run(home: Path) -> None:
    (home / "policies" / "promotion_test.yaml").unlink()

    assert run(home).code == 2
    assert "_test.yaml" in run(home).err


def test_a_file_named_without_cases_is_no_green_run(home: Path) -> None:
    policy, cases = (home / "policies" / f"{name}.yaml" for name in ("promotion", "promotion_test"))

    alone = cs("policy", "test", str(policy))
    beside = cs("policy", "test", str(cases), str(policy))

    assert (alone.code, beside.code) == (2, 2)
    assert alone.out == ""
    assert re.search(rf"There are no cases in \S*{policy.name}\.", alone.err)
    assert re.search(rf"There are no cases in \S*{policy.name}\.", beside.err)


def test_files_of_a_directory_without_cases_are_no_green_run(home: Path) -> None:
    path = home / "policies" / "promotion_test.yaml"
    path.write_text(PROMOTION.replace("id: leader\n", "id: second\n"), encoding="utf-8")
    ending = run(home)

    assert ending.code == 2
    assert "There are no cases in " in ending.err


def test_files_and_directories_may_be_named(home: Path) -> None:
    path = home / "policies" / "promotion_test.yaml"
    other = home / "policies" / "second.yaml"
    other.write_text(PROMOTION.replace("id: leader\n", "id: second\n"), encoding="utf-8")

    assert "second: exercised 0 of 16" in cs("policy", "test", str(home)).out
    named = cs("policy", "test", str(path)).out
    assert "leader: exercised" in named
    assert "second: exercised" not in named


def test_junit(home: Path) -> None:
    spoil(home)
    target = home / "report.xml"

    ending = run(home, "-o", "text", "-o", f"junit={target}")

    suites = ElementTree.fromstring(target.read_text(encoding="utf-8"))
    assert ending.code == 1
    assert "✗ failed" in ending.out
    assert suites.attrib == {"name": "cs policy test", "tests": "2", "failures": "1",
                             "errors": "0", "skipped": "0"}  # fmt: skip
    first, second = suites.iter("testcase")
    assert first.attrib["name"] == "good scores add up"
    assert first.attrib["line"] == "7"
    (failure,) = first
    assert failure.attrib["message"] == "The score of A1 is 91."
    assert "expected: 90" in (failure.text or "")
    assert list(second) == []


def test_json(home: Path) -> None:
    spoil(home, "ninety")
    assert run(home, "-o", "json").code == 2
    spoil(home)

    record = json.loads(run(home, "-o", "json").out)

    assert record["schema"] == "cs/policy-tests@1"
    assert record["summary"] == {"cases": 2, "passed": 1, "failed": 1, "not_run": 0,
                                 "exercised": 3, "whole": 16}  # fmt: skip
    (failure,) = record["cases"][0]["failures"]
    assert (failure["line"], failure["expected"]) == (9, "90")
    assert record["coverage"][0]["missing"][0]["part"] == "needs_vacancy"


def test_github(home: Path) -> None:
    spoil(home)

    (line,) = run(home, "-o", "github").out.splitlines()

    assert line.startswith("::error file=")
    assert line.endswith("::good scores add up: The score of A1 is 91.%0Aexpected: 90")


def test_there_is_no_other_format(home: Path) -> None:
    ending = run(home, "-o", "sarif")

    assert ending.code == 2
    assert "text, junit, json, github" in ending.err


def test_other_commands_pass_tests_over_and_check_checks_their_shape(home: Path) -> None:
    spoil(home)
    checked = cs("policy", "check", "-C", str(home))
    assert checked.code == 0, checked.out
    assert "files 3," in checked.err

    path = home / "policies" / "promotion_test.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("eligible", "eligble"), "utf-8")
    assert "Did you mean eligible?" in cs("policy", "check", "-C", str(home)).out
    candidates = home / "c.csv"
    candidates.write_text("id,status,grade_since,exam,talk1,talk2\nA,regular,2024-01,70,80,90\n")
    assert cs("promote", "eligible", str(candidates), "-C", str(home)).code == 0


def test_a_test_that_no_command_would_run_is_found(home: Path) -> None:
    (home / "policies" / "promotion_test.yaml").rename(home / "policies" / "cases.yaml")

    assert "DOC054" in cs("policy", "check", "-C", str(home)).out
