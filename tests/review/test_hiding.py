"""Nobody can work out what few anonymous raters said: from all outputs together, by ranks of sums.

The test knows nothing of how figures come about: it moves each rating a little, runs every output
anew, and sees which of the shown numbers move, and by how much.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.findings import Place
from cs.kernel.histories import Rating
from cs.kernel.records import Provenance
from cs.panels.looking import look
from cs.review.deciding import decide
from cs.review.following import Past
from cs.review.hiding import hide
from cs.review.problem import ReviewScore
from cs.review.raters.panels import panels
from cs.review.record import score_record
from cs.review.report.team import reports
from tests.review.reviews import POLICY, RATINGS, built, cs, office, rating, review

LONE = POLICY.replace("min_raters: 2}", "min_raters: 1, anonymous: true}")
"""One anonymous colleague is enough to count, which a rule warns of."""
ONE = re.sub(r"- {id: calls.*\n.*系统}\n", "", LONE).replace(
    "weight: 40%, direction", "weight: 100%, direction"
)
"""Nothing but what people rate."""
SAID = """agent,period,indicator,rater_kind,rater,value
A1,2026-10,calls,,,91
A1,2026-10,team,上级,L1,80
A1,2026-10,team,同事,A3,61.7
A2,2026-10,calls,,,93
A2,2026-10,team,上级,L1,85
A2,2026-10,team,同事,A3,52
A2,2026-10,team,同事,A4,57
A2,2026-10,team,同事,L2,62
"""


def agent_of(record: Mapping[str, Any], id_: str) -> dict[str, Any]:
    """One agent's part of a record."""
    (found,) = (each for each in record["agents"] if each["id"] == id_)
    return dict(found)


def test_the_superiors_mean_is_withheld_where_it_would_tell_two_colleagues(tmp_path: Path) -> None:
    two = SAID.replace("A3,61.7\n", "A3,61.7\nA1,2026-10,team,同事,A4,66.3\n")
    root = office(tmp_path, two, LONE)
    record = json.loads(cs(root, "review", "score", "--format", "json").out)
    team = agent_of(record, "A1")["indicators"][1]

    assert agent_of(record, "A1")["score"] is not None
    assert team["value"] is not None  # three ratings, as one figure
    assert (team["hidden"], team["roles"]) == (True, [])
    assert len(agent_of(record, "A2")["indicators"][1]["roles"]) == 2
    explained = cs(root, "review", "score", "--agent", "A1").out
    assert "上级: hidden, ratings 1" in explained
    raters = json.loads(cs(root, "review", "raters", "--format", "json").out)["panels"][0]
    shown = {each["id"]: each["raw"] for each in raters["candidates"]}
    assert (shown["A1"], shown["A2"]["value"]) == (None, 85)
    assert (raters["left_out"], raters["raters"][0]["mean"]) == (1, 85)


def test_points_of_a_second_indicator_go_where_two_ratings_make_the_value(tmp_path: Path) -> None:
    root = office(tmp_path, SAID, LONE)
    record = json.loads(cs(root, "review", "score", "--format", "json").out)
    calls, team = agent_of(record, "A1")["indicators"]

    assert agent_of(record, "A1")["score"] is not None
    assert [each["points"] for each in (calls, team)] == [None, None]
    # Then the superior's rating tells nothing and is shown.
    assert [each["role"] for each in team["roles"]] == ["superior"]
    assert all(each["points"] for each in agent_of(record, "A2")["indicators"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_score_that_two_ratings_make_is_hidden_and_its_grade_is_not(
    tmp_path: Path, lang: str
) -> None:
    root = office(tmp_path, SAID.replace("A1,2026-10,calls,,,91\n", "").replace(
        "A2,2026-10,calls,,,93\n", ""), ONE)  # fmt: skip
    table = cs(root, "review", "score", lang=lang).out
    rows = {each["agent"]: each for each in csv.DictReader(io.StringIO(
        cs(root, "review", "score", "--format", "csv").out.removeprefix("\ufeff")))}  # fmt: skip

    assert (rows["A1"]["score"], rows["A1"]["grade"]) == ("", "fair")
    assert "·" in table
    for number in ("72.68", "61.7", "6.17"):
        for arguments in (("score",), ("score", "--agent", "A1"), ("report",), ("raters",)):
            out = cs(root, "review", *arguments, lang=lang).out
            assert number not in out
    assert cs(root, "review", "score", "--out", "s.xlsx", "-q").code == 0
    assert cs(root, "review", "report", "--out", "r.html", "-q").code == 0
    book = openpyxl.load_workbook(root / "s.xlsx")
    cells = {str(cell.value) for sheet in book for row in sheet for cell in row}
    assert not cells & {"72.68", "61.7"}
    assert "72.68" not in (root / "r.html").read_text(encoding="utf-8")


def test_a_hidden_score_is_no_later_change_and_no_mean_of_a_team(tmp_path: Path) -> None:
    earlier = SAID.replace("2026-10", "2026-09").replace("A1,2026-09,calls,,,91\n", "").replace(
        "A2,2026-09,calls,,,93\n", "")  # fmt: skip
    now = RATINGS.splitlines(keepends=True)[4:8]
    later = "".join(line for line in now if "calls" not in line)
    root = office(tmp_path, earlier + later, ONE)
    one = agent_of(json.loads(cs(root, "review", "score", "--format", "json").out), "A1")
    report = json.loads(cs(root, "review", "report", "--format", "json").out)

    assert (one["before"], one["grade_before"]) == (None, "fair")
    assert report["periods"] == ["2026-09", "2026-10"]
    assert report["teams"][0]["scores"][0] is None  # A2's score is shown, so the mean is not


def result_of(policy: str, staff: tuple[Agent, ...], ratings: list[Rating]) -> ReviewScore:
    """The whole result of October, from ratings in memory."""
    found, number = built(review(policy), staff, *ratings)
    cycle = review(policy).periods()
    assert cycle is not None
    problem = found.problems[number]
    past = Past(cycle, WorkingCalendar(), {}, (), date(2026, 1, 1))
    scores, agents, earlier, findings = decide(found, number, past, Place("review.yaml"))
    return ReviewScore(
        problem, scores, agents, date(2026, 11, 10), (), findings, earlier,
        Provenance("1", date(2026, 11, 16), 0, 1, (), ()), {number: hide(problem, scores)},
    )  # fmt: skip


def numbers_of(result: ReviewScore) -> dict[str, Fraction]:
    """Every sum of ratings that any command shows, by where it stands, without rounding."""
    rules = result.problem.rules
    record = score_record(result)
    record["agents"].sort(key=lambda each: each["id"])
    exact = ("exact", "own", "mentees", "value_exact", "points_exact", "mean")
    found = {
        path: Fraction(value)
        for path, value in _leaves("score", record["agents"])
        if path.rsplit("/", 1)[-1] in exact
    }
    for team in reports(result).teams:
        for n, one in enumerate(team.scores):
            found[f"{team.team} {n}"] = one
        for line in team.indicators:
            found[f"{team.team} {line.rule.id} points"] = line.points
            for n, one in enumerate(line.values):
                found[f"{team.team} {line.rule.id} {n}"] = one
    for at, role, panel, withheld in panels(result.problem, result.hides):
        word = "x" if rules.roles[role].anonymous else None
        seen = look(f"{at} {role}", panel, Place("t"), anonymous_as=word, withheld=withheld)
        for each in seen.leniency:
            found[f"{seen.title} {each.rater} mean"] = each.mean
            found[f"{seen.title} {each.rater} against"] = each.against_others
        for name, standing in (("raw", seen.raw), ("effects", seen.effects)):
            for n, place in enumerate(standing.ranks if standing else ()):
                if standing is not None and place is not None:
                    found[f"{seen.title} {name} {n}"] = float(standing.values[n])
    return {
        path: value if isinstance(value, Fraction) else Fraction(value).limit_denominator(10_000)
        for path, value in found.items()
        if value is not None
    }


def _leaves(path: str, node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, each in node.items():
            yield from _leaves(f"{path}/{key}", each)
    elif isinstance(node, list):
        for number, each in enumerate(node):
            yield from _leaves(f"{path}/{number}", each)
    elif isinstance(node, str):
        yield path, node


def rank(rows: list[list[Fraction]]) -> int:
    """Exactly."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        lead = next((n for n in range(found, len(rows)) if rows[n][column]), None)
        if lead is None:
            continue
        rows[found], rows[lead] = rows[lead], rows[found]
        for n in range(found + 1, len(rows)):
            times = rows[n][column] / rows[found][column]
            if times:
                rows[n] = [a - times * b for a, b in zip(rows[n], rows[found], strict=True)]
        found += 1
    return found


SMALL = """kind: review
id: monthly
name: 月度考核
cycle: monthly
indicators:
- {id: calls, name: 接听率, weight: 50%, direction: higher, target: 100, floor: 0, measured_by: s}
- {id: team, name: 协作, weight: 30%, direction: higher, target: 100, floor: 0}
- {id: tone, name: 语气, weight: 20%, direction: higher, target: 100, floor: 0}
raters:
- {role: superior, weight: 50%, min_raters: 1}
- {role: peer, weight: 30%, min_raters: 1, anonymous: true}
- {role: customer, weight: 20%, min_raters: 2, anonymous: true, rates: team}
missing_raters: reweight
missing_values: reweight
places: 6
grades: [{id: good, from: 50, includes: from}, {id: poor, to: 50, includes: neither}]
mentor: {share: 20%, may_rate: true}
"""
COUNTS = st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 3), st.integers(0, 3),
                   st.integers(0, 1), st.integers(0, 2))  # fmt: skip
"""Of calls; of team by superior, peers and customers; of tone by superior and peers."""


@settings(max_examples=25, deadline=None)
@given(st.lists(COUNTS, min_size=2, max_size=3), st.booleans(), st.booleans())
def test_no_hidden_rating_follows_from_what_all_outputs_show(
    counts: list[tuple[int, ...]], mentored: bool, one_team: bool
) -> None:
    staff = tuple(
        Agent(f"A{n}", f"A{n}", team="t" if one_team else f"t{n}",
              mentor="A1" if mentored and n == 0 else None)
        for n in range(len(counts))
    )  # fmt: skip
    ratings = [
        rating(f"A{n}", indicator, 30 + 3 * n + 7 * at + 5 * who, role,
               f"{role}{who}" if role else None)
        for n, each in enumerate(counts)
        for at, (count, indicator, role) in enumerate(zip(
            each, ("calls", "team", "team", "team", "tone", "tone"),
            (None, "superior", "peer", "customer", "superior", "peer"), strict=True))
        for who in range(count)
    ]  # fmt: skip
    before = numbers_of(result_of(SMALL, staff, ratings))
    shown = sorted(before)
    columns = []
    for number, each in enumerate(ratings):
        moved = [*ratings[:number], replace(each, value=each.value + 1), *ratings[number + 1 :]]
        after = numbers_of(result_of(SMALL, staff, moved))
        assert sorted(after) == shown
        columns.append([after[key] - before[key] for key in shown])
    rows = [list(row) for row in zip(*columns, strict=True)]
    known = rank(rows)
    groups: dict[tuple[str, str, str | None], list[int]] = {}
    for number, each in enumerate(ratings):
        groups.setdefault((each.agent, each.indicator, each.role), []).append(number)
    for (_agent, _indicator, role), members in groups.items():
        if role in ("peer", "customer") and len(members) < 3:
            secret = [Fraction(n in members) for n in range(len(ratings))]
            assert rank([*rows, secret]) == known + 1
