"""The example of the wider rules: planned by the week, and each rule seen in the plan."""

import csv
import io
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.shell import cs_here
from tests.examples.goldens import ROOT

EXAMPLE = ("-C", "examples/weekly-queues")
FIRST = date(2026, 11, 23)
WEEKS = [FIRST + timedelta(weeks=week) for week in range(5)]
Rows = dict[str, list[str]]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("weekly") / "plan.csv"
    ending = cs_here(
        "rotate", "plan", *EXAMPLE, "--months", "1", "--quiet", "--out", str(file), cwd=ROOT
    )
    assert ending.code == 0
    assert "proven within the gap asked" in ending.out
    return file


@pytest.fixture(scope="module")
def posts(plan: Path) -> Rows:
    """Post by week of each agent."""
    found: Rows = {}
    for row in csv.DictReader(io.StringIO(plan.read_text(encoding="utf-8-sig"))):
        start, end = date.fromisoformat(row["from"]), row["to"] or "9999-12-31"
        weeks = found.setdefault(row["agent"], [""] * len(WEEKS))
        for number, monday in enumerate(WEEKS):
            if start <= monday <= date.fromisoformat(end):
                weeks[number] = row["post"]
    return found


def test_the_verifier_accepts_the_plan(plan: Path) -> None:
    ending = cs_here("rotate", "verify", str(plan), *EXAMPLE, cwd=ROOT)
    assert ending.code == 0, ending.out


def test_rules_over_posts_hold_in_every_week(posts: Rows) -> None:
    assert len(posts) == 26
    for number, monday in enumerate(WEEKS):
        absent = {"W04", "W11"} if monday == date(2026, 12, 7) else set()
        absent |= {"W18"} if monday == date(2026, 12, 21) else set()
        heads = Counter(weeks[number] for agent, weeks in posts.items() if agent not in absent)
        assert heads["质检"] in {2, 4}
        assert 12 <= heads["热线"] + heads["在线"] <= 19
        assert heads["热线"] >= (7 if monday.month == 12 else 6)
        away = Counter(posts[agent][number] for agent in absent)
        assert away["热线"] <= 1
        assert away["在线"] + away["工单"] <= 2
        assert sum(away[post] for post in ("投诉", "贵宾", "质检")) == 0


def test_the_tables_hold(posts: Rows) -> None:
    assert posts["W09"][:2] == posts["W01"][:2], "the newcomer is where the mentor is"
    assert posts["W05"][3:] == ["投诉", "投诉"]
    assert "投诉" not in posts["W13"]
    assert all(one != other for one, other in zip(posts["W01"][2:], posts["W03"][2:], strict=True))
    assert posts["W10"][3:] == posts["W12"][3:]


def test_whoever_leaves_complaints_goes_on_to_quieter_work(posts: Rows) -> None:
    went = {
        after
        for weeks in posts.values()
        for before, after in pairwise(weeks)
        if before == "投诉" != after
    }
    assert went
    assert went <= {"在线", "工单"}


def test_a_changed_plan_is_refused_with_the_table_that_asks_for_it(
    plan: Path, tmp_path: Path
) -> None:
    text = plan.read_text(encoding="utf-8-sig")
    pinned = next(line for line in text.splitlines() if line.startswith("W05") and "投诉" in line)
    changed = tmp_path / "changed.csv"
    changed.write_text(text.replace(pinned, pinned.replace("投诉", "质检")), encoding="utf-8")
    ending = cs_here("rotate", "verify", str(changed), *EXAMPLE, "--lang", "en", cwd=ROOT)
    assert ending.code == 1
    assert "pins.csv: pinned stint: W05 is not at 投诉组 in 2026-12-14" in ending.out
