"""Who hands over to whom: pairs, shares, those who stay, nobody."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cs.rotation.handover.dealing import Pair, WorkItem, deal
from cs.rotation.handover.situation import Mover

DAY = date(2026, 12, 1)


def mover(name: str, before: int | None, after: int | None, days: int = 30) -> Mover:
    return Mover(name, name, None, before, after, days)


def told(pairs: tuple[Pair, ...]) -> list[tuple[str, str | None, str]]:
    return [
        (each.leaver.id, each.successor.id if each.successor else None, each.receives)
        for each in pairs
    ]


def test_as_many_join_as_leave() -> None:
    pairs = deal([mover("A", 0, 1), mover("B", 1, 0)], DAY)
    assert told(pairs) == [("B", "A", "successor"), ("A", "B", "successor")][::-1]


def test_who_knows_the_post_longest_is_relieved_first_where_joiners_are_few() -> None:
    pairs = deal(
        [
            mover("A", 0, None, days=30),
            mover("B", 0, None, days=90),
            mover("C", None, 0),
            mover("D", 0, 0, days=60),
            mover("E", 0, 0, days=200),
        ],
        DAY,
    )
    assert told(pairs) == [("A", "E", "stays"), ("B", "C", "successor")]


def test_open_work_is_dealt_over_several_joiners() -> None:
    work = [WorkItem("A", "工单", str(number)) for number in range(5)]
    pairs = deal([mover("A", 0, None), mover("B", None, 0), mover("C", None, 0)], DAY, work)
    assert told(pairs) == [("A", "B", "one of several"), ("A", "C", "one of several")]
    assert [[item.detail for item in pair.work] for pair in pairs] == [["0", "2", "4"], ["1", "3"]]


def test_where_nobody_stays_a_joiner_takes_two() -> None:
    pairs = deal([mover("A", 0, None, 9), mover("B", 0, None, 8), mover("C", None, 0)], DAY)
    assert told(pairs) == [("A", "C", "successor"), ("B", "C", "also")]


def test_where_nobody_is_left_somebody_must_be_named() -> None:
    assert told(deal([mover("A", 0, None)], DAY)) == [("A", None, "nobody")]


def test_who_is_on_leave_at_the_changeover_comes_last() -> None:
    away = Mover("B", "B", None, None, 0, 0, frozenset({DAY}))
    pairs = deal([mover("A", 0, None, 9), mover("Z", 0, None, 8), away, mover("C", None, 0)], DAY)
    assert told(pairs) == [("A", "C", "successor"), ("Z", "B", "successor")]


PLACES = st.one_of(st.none(), st.integers(0, 2))


@given(st.lists(st.tuples(PLACES, PLACES, st.integers(0, 400)), max_size=12))
def test_every_leaver_hands_over_everything_and_only_to_who_is_there(
    moves: list[tuple[int | None, int | None, int]],
) -> None:
    movers = [mover(f"E{n:02}", *move) for n, move in enumerate(moves)]
    work = [
        WorkItem(each.id, "工单", f"{each.id}-{number}") for each in movers for number in range(4)
    ]
    pairs = deal(movers, DAY, work)
    leavers = {each.id for each in movers if each.before is not None and each.after != each.before}
    assert {pair.leaver.id for pair in pairs} == leavers
    for pair in pairs:
        assert pair.leaver.before == pair.post
        assert pair.successor is None or pair.successor.after == pair.post
    handed = sorted(item.detail for pair in pairs for item in pair.work)
    assert handed == sorted(item.detail for item in work if item.agent in leavers)
    joiners = {
        each.id for each in movers if each.after is not None and each.after != each.before
        and any(leaver.before == each.after for leaver in movers if leaver.id in leavers)
    }  # fmt: skip
    assert joiners <= {pair.successor.id for pair in pairs if pair.successor}


def test_nothing_depends_on_the_order_of_the_agents() -> None:
    movers = [mover(f"E{n}", n % 3, (n * 2 + 1) % 3, n) for n in range(9)]
    assert deal(movers, DAY) == deal(reversed(movers), DAY)
    assert deal(movers, DAY) != deal(movers[1:], DAY + timedelta(days=1))
