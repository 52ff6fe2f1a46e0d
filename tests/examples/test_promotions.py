"""The sources' promotions run on tables of real size, and say what their goldens hold."""

import pytest

from tests.cli.shell import cs_here
from tests.examples.goldens import (
    REPAIRS,
    ROOT,
    RUNS,
    promoted,
    repaired,
    run_golden,
    side_by_side,
)

TROUBLED = ("post-score", "notice-status")
"""Nobody is proposed; cases are late or wrong."""
AGAIN = "if the change is meant: python -m tests.examples.goldens"


@pytest.mark.parametrize("name", RUNS)
def test_the_output_of_a_command_at_80_columns(name: str) -> None:
    ending = promoted(name)
    assert ending.out == run_golden(name).read_text(encoding="utf-8"), AGAIN
    assert ending.code == (1 if name in TROUBLED else 0), ending.err


@pytest.mark.parametrize(
    ("example", "candidates", "policy"),
    [
        ("stars-and-posts", "candidates-titles.csv", "star-titles"),
        ("notice", "candidates.csv", "promotion-outline"),
        ("five-steps", "candidates.csv", "flow-leader"),
        ("seven-conditions", "candidates.csv", "seven-tests"),
    ],
)
def test_nothing_is_scored_before_the_gaps_of_a_source_are_settled(
    example: str, candidates: str, policy: str
) -> None:
    ending = cs_here(
        "promote", "score", candidates, "--policy", policy, cwd=ROOT / "examples" / example
    )
    assert (ending.code, ending.out) == (2, "")


def test_a_notice_of_five_working_days_ends_after_the_national_day() -> None:
    """PRO-11, D23: published on 2026-09-24, not counted; the holidays last to 7 October."""
    (line,) = (
        line
        for line in promoted("notice-timeline").out.splitlines()
        if line.startswith("部门内公示 ") and "days" in line
    )
    assert line.split()[-2:] == ["2026-10-09", "2026-10-09"]


def test_the_wrong_person_and_an_approval_before_the_notice_ends_are_refused() -> None:
    """PRO-10, PRO-11, PRO-13: and Sunday, 20 September 2026, is worked."""
    lines = promoted("notice-status").out.splitlines()
    assert any(line.startswith("N044") and "wrong person" in line for line in lines)
    assert any(line.startswith("N049") and "out of order" in line for line in lines)
    assert any("部门内公示 lasts to 2026-09-21" in line for line in lines)


def test_waivers_count_only_from_the_chair_and_where_the_policy_allows_one() -> None:
    """ELI-02, PRO-03: the chair's waiver counts; a leader's, and one of six months, do not."""
    ending = cs_here(
        "promote", "eligible", "candidates-titles.csv", "--policy", "star-titles", "--lang", "en",
        *(word for answer in RUNS["titles"][1] for word in ("--assume", answer)),
        cwd=ROOT / "examples" / "stars-and-posts",
    )  # fmt: skip
    refused = [line for line in ending.err.splitlines() if "SCO011" in line]
    assert [line.split(":")[1] for line in refused] == ["3", "4"]
    (row,) = (line for line in ending.out.splitlines() if line.startswith("S061"))
    assert row.split()[2] == "w"


def test_two_steps_at_a_time_need_the_chair() -> None:
    """ELI-10, PRO-03: of those two steps below, only the one whom the chair approved is ranked."""
    lines = promoted("post-score").out.splitlines()
    ranked = [line for line in lines if line.rstrip().endswith(("reserve", "tied"))]
    assert sum("S070" in line for line in ranked) == 1
    assert [line.split()[0] for line in lines if "not met" in line and "逐级晋升" in line]
    assert all("S07" in line or "S08" in line for line in ranked)


def test_a_punishment_of_last_year_bars_this_year_and_no_longer() -> None:
    """ELI-07: punished in September 2025, everything else met: eligible from June 2027 on."""
    lines = promoted("titles").out.splitlines()
    (punished,) = (line for line in lines if line.startswith("S047"))
    (punished_now,) = (line for line in lines if line.startswith("S049"))
    assert punished.split()[-1] == "2027-06-01"
    assert punished_now.split()[-1] == "eligible"  # D25: in the same year it bars nothing


def test_rescaling_and_keeping_90_rank_alike_and_adding_the_pm_score_does_not() -> None:
    """SCO-06, D01, D02: the three repairs of the 90% scheme."""
    assert side_by_side() == run_golden("side-by-side").read_text(encoding="utf-8"), AGAIN
    with_pm, rescaled, ninety = (repaired(repair) for repair in REPAIRS)

    def ranks(table: dict[str, dict[str, str]]) -> dict[str, str]:
        return {candidate: row["rank"] for candidate, row in table.items()}

    def winners(table: dict[str, dict[str, str]]) -> set[str]:
        return {each for each, row in table.items() if row["outcome"] == "proposed"}

    assert ranks(rescaled) == ranks(ninety)
    assert ranks(with_pm) != ranks(ninety)
    assert winners(with_pm) != winners(ninety)
