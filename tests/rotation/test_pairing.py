"""The pairs table as ties: which periods they bind, and what cannot be."""

from datetime import date

from cs.kernel.agents import Agent, Pair
from cs.rotation.pairing import pair_ties
from cs.rotation.problem import Tie
from cs.rotation.timeline import Timeline

MONTHS = Timeline("month", date(2026, 12, 1))
WEEKS = Timeline("week", date(2026, 11, 30))
STAFF = tuple(Agent(f"E{number}", f"E{number}") for number in range(4))


def pair(one: int, other: int, rule: str, start: str = "", end: str = "") -> Pair:
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    return Pair(f"E{one}", f"e{other}", rule == "together", *days, place=("pairs.csv", one + 2))


def ties(*pairs: Pair, timeline: Timeline = MONTHS, mentored: tuple[Tie, ...] = ()) -> list[object]:
    found, findings = pair_ties(pairs, STAFF, mentored, timeline, 6)
    return [*found, *(finding.code for finding in findings)]


def test_a_pair_binds_every_period_that_holds_one_of_its_days() -> None:
    spring = pair(0, 1, "together", "2027-01-31", "2027-03-01")
    assert ties(spring) == [Tie(0, 1, True, frozenset({1, 2, 3}))]
    weeks = pair(0, 1, "apart", "2026-11-02", "2026-12-14")
    assert ties(weeks, timeline=WEEKS) == [Tie(0, 1, False, frozenset({0, 1, 2}))]


def test_without_days_a_pair_binds_all_the_time() -> None:
    assert ties(pair(2, 1, "apart")) == [Tie(1, 2, False, frozenset(range(6)))]
    assert ties(pair(2, 1, "apart", "", "2026-11-30")) == []


def test_rows_of_the_same_two_are_one_tie() -> None:
    rows = pair(0, 1, "apart", "", "2026-12-31"), pair(1, 0, "apart", "2027-05-01")
    assert ties(*rows) == [Tie(0, 1, False, frozenset({0, 5}))]


def test_an_agent_with_himself_and_one_who_does_not_rotate() -> None:
    assert ties(pair(1, 1, "together"), pair(0, 7, "apart")) == ["ROT126", "ROT125"]


def test_together_and_apart_in_one_period() -> None:
    together = pair(0, 1, "together", "2026-12-01", "2027-02-01")
    assert "ROT127" in ties(together, pair(1, 0, "apart", "2027-02-28"))
    assert "ROT127" not in ties(together, pair(1, 0, "apart", "2027-03-01"))


def test_a_chain_of_pairs_and_a_mentor_contradict_too() -> None:
    chain = pair(0, 1, "together"), pair(1, 2, "together")
    assert ties(*chain, pair(2, 0, "apart"))[-1] == "ROT127"
    mentor = Tie(2, 1, True, frozenset({0, 1}), by="mentored_for")
    assert ties(chain[0], pair(2, 0, "apart"), mentored=(mentor,))[-1] == "ROT127"
    assert "ROT127" not in ties(chain[0], pair(2, 0, "apart", "2027-02-01"), mentored=(mentor,))
