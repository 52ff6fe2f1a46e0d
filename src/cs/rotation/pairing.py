"""Which agents does the pairs table keep together or apart, and in which periods?

A pair binds every period that holds one of its days, within the model, as a pin does.
"""

from collections.abc import Iterable, Iterator, Sequence

from cs.kernel.agents import Agent, Pair
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation import codes
from cs.rotation.names import fold, row_place
from cs.rotation.problem import Tie
from cs.rotation.timeline import Timeline


def pair_ties(
    pairs: Iterable[Pair],
    rotating: Sequence[Agent],
    mentored: Iterable[Tie],
    timeline: Timeline,
    length: int,
) -> tuple[tuple[Tie, ...], list[Finding]]:
    """Ties of the table, one for two agents and a rule, and what is wrong with its rows.

    Args:
        mentored: ties that hold besides; a pair may contradict them too.
        length: model periods.
    """
    numbers = {fold(agent.id): number for number, agent in enumerate(rotating)}
    findings: list[Finding] = []
    found: dict[tuple[int, int, bool], set[int]] = {}
    rows: list[tuple[Pair, int, int, range]] = []
    for pair in pairs:
        one, other = numbers.get(fold(pair.agent)), numbers.get(fold(pair.other))
        if fold(pair.agent) == fold(pair.other):
            findings.append(_of_one(pair))
        elif one is None or other is None:
            cell, name = ("agent", pair.agent) if one is None else ("other", pair.other)
            findings.append(_not_rotating(pair, cell, name))
        else:
            periods = _periods(pair, timeline, length)
            key = (min(one, other), max(one, other), pair.together)
            found.setdefault(key, set()).update(periods)
            rows.append((pair, one, other, periods))
    findings += _contradictions(rows, mentored, timeline)
    ties = tuple(
        Tie(one, other, together, frozenset(periods))
        for (one, other, together), periods in found.items()
        if periods
    )
    return ties, findings


def _periods(pair: Pair, timeline: Timeline, length: int) -> range:
    first = 0 if pair.start is None else max(timeline.containing(pair.start), 0)
    last = length if pair.end is None else min(timeline.containing(pair.end) + 1, length)
    return range(first, last)


def _contradictions(
    rows: Sequence[tuple[Pair, int, int, range]], mentored: Iterable[Tie], timeline: Timeline
) -> Iterator[Finding]:
    """Pairs apart of whom a chain of others says that they are together, one finding a row."""
    bound = [(tie.first, tie.second, tie.periods) for tie in mentored if tie.together]
    bound += [(one, other, frozenset(at)) for pair, one, other, at in rows if pair.together]
    apart = [(pair, one, other, at) for pair, one, other, at in rows if not pair.together]
    reach: dict[int, dict[int, int]] = {}
    for pair, one, other, periods in apart:
        for period in periods:
            if period not in reach:
                reach[period] = _groups(
                    (first, second) for first, second, at in bound if period in at
                )
            group = reach[period]
            if one in group and group[one] == group.get(other):
                yield _contradict(pair, timeline, period)
                break


def _groups(two: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The group of each agent: those whom pairs connect have the same."""
    parent: dict[int, int] = {}

    def root(agent: int) -> int:
        while parent.setdefault(agent, agent) != agent:
            parent[agent] = parent[parent[agent]]
            agent = parent[agent]
        return agent

    for one, other in two:
        parent[root(one)] = root(other)
    return {agent: root(agent) for agent in parent}


def _of_one(pair: Pair) -> Finding:
    return Finding(
        codes.PAIR_OF_ONE,
        Severity.ERROR,
        message("The pairs table pairs agent {agent} with the same agent.", agent=pair.agent),
        row_place(pair.place, "pairs", "other"),
        expected=message("the id of another agent"),
    )


def _not_rotating(pair: Pair, cell: str, name: str) -> Finding:
    return Finding(
        codes.PAIR_NOT_ROTATING,
        Severity.WARNING,
        message("The pairs table names agent {agent}, who does not rotate under this policy; the "
                "pair is left out.", agent=name),
        row_place(pair.place, "pairs", cell),
    )  # fmt: skip


def _contradict(pair: Pair, timeline: Timeline, period: int) -> Finding:
    return Finding(
        codes.PAIRS_CONTRADICT,
        Severity.ERROR,
        message("Agents {agent} and {other} are to be apart in {period}, and other pairs or "
                "mentors want them together then.",
                agent=pair.agent, other=pair.other, period=timeline.period(period).label),
        row_place(pair.place, "pairs"),
        mend=message("Remove one of the rows, or change its days."),
    )  # fmt: skip
