"""`cs policy check --fix` and `--diff` as a user runs them."""

import io
import sys
from pathlib import Path

import pytest

from tests.policy_commands.workspaces import cs, make

PROMOTION = """\
kind: promotoin
id: leader
nmae: 组长竞聘 # the name
from: agent
components:
  - {id: capability, name: 能力表现, weight: ４０％, scale: {from: 0, to: 100}}
  - id: pm
    name: PM成绩
    weight: 50
    bands:
      - {to: 60, includes: neither, points: 0}
      - {from: 60, points: 50}
scoring:
  tie_breaks: [{by: component, component: capabilty}]
"""
MENDED = (
    PROMOTION.replace("promotoin", "promotion")
    .replace("nmae", "name")
    .replace("４０％", "40%")
    .replace("points: 50}", "points: 50, includes: from}")
    .replace("capabilty", "capability")
)
RESCALED = MENDED.replace("40%", "44%").replace("weight: 50", "weight: 56")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(tmp_path: Path) -> str:
    return (tmp_path / "policies" / "promotion.yaml").read_bytes().decode()


def test_safe_mends_are_made_round_by_round_and_said(tmp_path: Path) -> None:
    make(tmp_path, promotion=PROMOTION)
    ending = cs("policy", "check", "--fix")
    assert written(tmp_path) == MENDED
    assert ending.code == 1
    assert "PRM001" in ending.out
    assert "PRM003" not in ending.out
    lines = ending.err.splitlines()
    assert lines[0] == "policies/promotion.yaml:1:7: DOC012: Write promotion."
    assert "mended: 5" in lines
    assert "To be mended by --fix=unsafe: 1" in lines


def test_what_needs_judgement_is_mended_on_demand_alone(tmp_path: Path) -> None:
    make(tmp_path, promotion=PROMOTION)
    ending = cs("policy", "check", "--fix=unsafe")
    assert written(tmp_path) == RESCALED
    assert "PRM001" not in ending.out
    assert "mended: 6" in ending.err


def test_diff_shows_what_would_be_done_and_writes_nothing(tmp_path: Path) -> None:
    text = MENDED.replace("name: 组长", "nmae: 组长").replace("\n", "\r\n")
    make(tmp_path, promotion="")
    (tmp_path / "policies" / "promotion.yaml").write_bytes(text.encode())
    ending = cs("policy", "check", "--diff")
    assert (ending.code, written(tmp_path)) == (1, text)
    assert ending.out == (
        "--- policies/promotion.yaml\n+++ policies/promotion.yaml\n@@ -1,6 +1,6 @@\n"
        " kind: promotion\r\n id: leader\r\n-nmae: 组长竞聘 # the name\r\n"
        "+name: 组长竞聘 # the name\r\n from: agent\r\n components:\r\n"
        "   - {id: capability, name: 能力表现, weight: 40%, scale: {from: 0, to: 100}}\r\n"
    )
    assert "would be mended: 1" in ending.err
    assert "weight: 44%" in cs("policy", "check", "--diff", "--fix=unsafe").out


def test_a_clean_workspace_has_no_difference(tmp_path: Path) -> None:
    make(tmp_path, ladder=LADDER)
    ending = cs("policy", "check", "--diff")
    assert (ending.code, ending.out) == (0, "")
    assert cs("policy", "check", "--fix").code == 0
    assert (tmp_path / "policies" / "ladder.yaml").read_text() == LADDER


LADDER = """\
kind: ladder
id: house
name: House
tracks:
  - {id: a, name: A}
grades:
  - {id: g, name: G, track: a, level: 1}
"""


def test_what_is_accepted_or_left_out_is_not_mended(tmp_path: Path) -> None:
    text = LADDER.replace("track: a,", "track: agents,").replace("id: a,", "id: agent,")
    make(tmp_path, ladder=text)
    file = tmp_path / "policies" / "ladder.yaml"
    cs("policy", "check", "--select", "LAD", "--fix")
    assert file.read_text() == text
    cs("policy", "check", "--write-baseline", "known.json")
    cs("policy", "check", "--baseline", "known.json", "--fix")
    assert file.read_text() == text
    assert cs("policy", "check", "--fix").code == 0
    assert file.read_text() == text.replace("agents", "agent")


def test_what_a_comment_accepts_is_not_mended(tmp_path: Path) -> None:
    text = ROTATION.replace("[x]", "[nothing]  # cs: ignore[ROT007] taught elsewhere")
    make(tmp_path, rotation=text)
    cs("policy", "check", "--fix=unsafe")
    assert (tmp_path / "policies" / "rotation.yaml").read_text() == text
    ending = cs("policy", "check", "--diff", "--fix=unsafe")
    assert ending.out == ""


ROTATION = """\
kind: rotation
id: r
name: R
posts:
  - id: a
    name: A
    stint: 1 month
    headcount: 1
    requires: [x]
  - {id: b, name: B, stint: 1 month, headcount: 1, teaches: nothings}
"""


def test_a_full_width_colon_is_mended(tmp_path: Path) -> None:
    make(tmp_path, ladder=LADDER.replace("name: House", "name\uff1aHouse"))
    assert cs("policy", "check", "--fix").code == 0
    assert (tmp_path / "policies" / "ladder.yaml").read_text() == LADDER


def test_standard_input_is_shown_and_never_written(monkeypatch: pytest.MonkeyPatch) -> None:
    text = LADDER.replace("name: House", "nmae: House")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert cs("policy", "check", "--fix", "-").code == 2
    ending = cs("policy", "check", "--diff", "-")
    assert ending.code == 1
    assert ending.out.startswith("--- stdin\n+++ stdin\n")
    assert "+name: House\n" in ending.out


def test_a_file_that_may_not_be_written_is_trouble_before_anything_is_written(
    tmp_path: Path,
) -> None:
    bad = LADDER.replace("name: House", "nmae: House")
    make(tmp_path, a=bad, b=bad.replace("house", "other"))
    (tmp_path / "policies" / "b.yaml").chmod(0o444)
    ending = cs("policy", "check", "--fix")
    assert ending.code == 2
    assert "permission is missing" in ending.err
    assert "mended" not in ending.err
    assert (tmp_path / "policies" / "a.yaml").read_text() == bad


@pytest.mark.parametrize(
    "arguments",
    [("--fix=no",), ("--diff", "--output", "json"), ("--diff", "--write-baseline", "b.json")],
)
def test_options_that_make_no_sense_are_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    make(tmp_path, ladder=LADDER)
    assert cs("policy", "check", *arguments).code == 2


def test_after_two_hyphens_nothing_is_an_option(tmp_path: Path) -> None:
    make(tmp_path, ladder=LADDER)
    assert "--fix" in cs("policy", "check", "--", "--fix").err


def test_diff_counts_what_is_left_though_nothing_can_be_mended(tmp_path: Path) -> None:
    text = MENDED.replace("from: agent", "from: agent\nnotes: [X]")
    make(tmp_path, promotion=text)

    ending = cs("policy", "check", "--diff")

    assert (ending.code, ending.out) == (1, "")
    assert "would be mended: 0" in ending.err
