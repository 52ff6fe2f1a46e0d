"""`cs promote simulate` on a small office, as its users run it."""

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from tests.promotion.offices import POLICY, golden, office, promote

ASKED = ("simulate", "--runs", "5", "--years", "2", "--leavers", "0")
LONGER = POLICY.replace("id: leader\n", "id: later\n").replace(
    "clock: grade, at_least: 1 year", "clock: grade, at_least: 3 years"
)


def two(root: Path) -> Path:
    """An office with a second policy that asks for three years in the grade."""
    root = office(root)
    (root / "policies" / "later.yaml").write_text(LONGER, encoding="utf-8")
    return root


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_simulation_is_shown_with_all_it_assumes(tmp_path: Path, lang: str) -> None:
    ending = promote(office(tmp_path), *ASKED, lang=lang)

    assert ending.code == 0
    assert ending.out == golden(f"simulate-{lang}.txt", ending.out)


def test_two_policies_stand_side_by_side(tmp_path: Path) -> None:
    ending = promote(two(tmp_path), *ASKED, "--policy", "leader", "--against", "later",
                     "--format", "json")  # fmt: skip

    schema = json.loads(
        resources.files("cs").joinpath("schemas/promotion-simulation.json").read_text("utf-8")
    )
    record = json.loads(ending.out)
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(record)
    first, second = record["policies"]
    assert [first["policy"], second["policy"]] == ["leader", "later"]
    # Five people may stand at once for two places; with three years nobody can before 2027.
    assert first["rounds"][0]["promoted"]["mean"] == 2
    assert second["rounds"][0]["promoted"]["mean"] == 0
    assert {one["file"] for one in record["provenance"]["inputs"]} >= {
        "policies/later.yaml", "policies/promotion.yaml", "staff.csv",
    }  # fmt: skip


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    root = office(tmp_path)
    asked = ("simulate", "--runs", "20", "--leavers", "20%", "--hire", "4", "--format", "json")
    first, again = (promote(root, *asked, "--seed", "3").out for _ in range(2))

    assert first == again != promote(root, *asked, "--seed", "4").out


BLOCK = """simulate:
  years: 1
  runs: 4
  seed: 9
  leavers: 12%
  leavers_of: [{grade: leader, share: 0%}]
  hires: 6
  trial_months: 2
  leave: 50%
  leave_months: 2
  waived: 25%
"""


def test_the_policys_own_assumptions_hold_where_no_option_says_otherwise(tmp_path: Path) -> None:
    root = office(tmp_path, policy=POLICY + BLOCK)
    record = json.loads(promote(root, "simulate", "--format", "json").out)
    own = record["assumptions"]
    other = json.loads(
        promote(root, "simulate", "--format", "json", "--leavers", "20%", "--runs", "3").out
    )["assumptions"]
    shown = " ".join(promote(root, "simulate", "--runs", "3").out.split())

    assert (own["years"], own["runs"], own["seed"], own["probation_months"]) == (1, 4, 9, 2)
    assert (own["leave"], own["leave_of"], own["hires"]) == (0.12, {"leader": 0.0}, 6.0)
    assert (own["away"], own["away_months"], own["waived"]) == (0.5, 2, 0.25)
    assert own["entry"] == "star3"
    assert record["provenance"]["seed"] == 9
    assert own["stated"]["options"] == []
    assert "waived" in own["stated"]["policy"]
    assert (other["leave"], other["leave_of"], other["runs"]) == (0.2, {}, 3)
    assert other["stated"]["options"] == ["runs", "leavers"]
    assert "leavers" not in other["stated"]["policy"]
    assert "waived in 25% of cases where it is not met (--waived)" in shown
    assert "50.0% of people begin one in a year (`leave`), for 2 months" in shown


def test_a_share_of_one_grade_leaves_the_policys_other_shares(tmp_path: Path) -> None:
    root = office(tmp_path, policy=POLICY + BLOCK)
    asked = ("simulate", "--format", "json", "--leavers", "star3=30%")
    own = json.loads(promote(root, *asked).out)["assumptions"]

    assert (own["leave"], own["leave_of"]) == (0.12, {"leader": 0.0, "star3": 0.3})
    assert {"leavers", "leavers_of"} <= set(own["stated"]["policy"])


def test_without_a_block_the_defaults_are_said_to_be_defaults(tmp_path: Path) -> None:
    shown = promote(office(tmp_path), "simulate", "--years", "1").out
    record = json.loads(promote(office(tmp_path / "b"), "simulate", "--format", "json").out)

    assert "by options: --years; the rest are" in shown
    assert (record["assumptions"]["leave"], record["assumptions"]["waived"]) == (0.1, 0.0)
    assert record["assumptions"]["stated"] == {"policy": [], "options": []}


def test_a_policy_against_itself_stands_under_two_names(tmp_path: Path) -> None:
    asked = (*ASKED, "--against", "leader")
    root = office(tmp_path)
    record = json.loads(promote(root, *asked, "--format", "json").out)

    assert [each["label"] for each in record["policies"]] == ["leader 1", "leader 2"]
    assert record["policies"][0]["rounds"] == record["policies"][1]["rounds"]
    assert "组长竞聘 (leader 1) against 组长竞聘 (leader 2)" in promote(root, *asked).out


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("transitions: [{after: a, then: [{grade: a, share: 90%}]}]", "does not sum to 100%"),
        ("entry: nobody", "nobody"),
    ],
)
def test_a_block_that_cannot_be_run_is_said(tmp_path: Path, block: str, said: str) -> None:
    root = office(tmp_path, policy=f"{POLICY}simulate: {{{block}}}\n")
    ending = promote(root, "simulate", "--runs", "2")

    assert (ending.code, said in ending.err) == (2, True), ending.err


def test_pictures_and_tables_are_written_to_files(tmp_path: Path) -> None:
    root = office(tmp_path)
    for ending, begins in ((".svg", b"<svg"), (".html", b"<!DOCTYPE"), (".csv", b"\xef\xbb\xbfp")):
        assert promote(root, *ASKED, "--out", f"s{ending}").code == 0
        assert (root / f"s{ending}").read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--leavers", "120%"), "from 0 to 1"),
        (("--leavers", "主管=5%"), "no grade of a ladder"),
        (("--leave", "5%"), "is now --leavers"),
        (("--hire", "-3"), "number of people a year"),
        (("--entry", "主管"), "no grade of a ladder"),
        (("--review", "优=50%"), "no grade of a review"),
        (("--against", "nobody"), "nobody"),
        (("--out", "x.doc"), "written as"),
    ],
)
def test_what_cannot_be_run_is_said(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    ending = promote(office(tmp_path), "simulate", *arguments)

    assert (ending.code, said in ending.err) == (2, True), ending.err
