"""What can be wrong with a plan file, as findings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.kernel.suggestions import nearest
from cs.rotation import codes
from cs.rotation.problem import Period
from cs.tables.findings import BAD_DATE, EMPTY_CELL, MISSING_COLUMN

if TYPE_CHECKING:
    from cs.rotation.plan_files import PlannedStint

LISTED = 6
"""Longer lists of agents are cut, and say so."""


def no_plan(place: Place, said: Message) -> Finding:
    return Finding(
        codes.NOT_A_PLAN,
        Severity.ERROR,
        said,
        place,
        expected=message("a rotation plan as `cs rotate plan --out FILE` writes it, as .json or "
                         ".csv"),
    )  # fmt: skip


def unknown_agent(agent: str, place: Place, known: Sequence[str]) -> Finding:
    near = nearest(agent, known)
    return Finding(
        codes.PLAN_NOT_ROTATING,
        Severity.ERROR,
        message("Agent {agent} does not rotate under this policy.", agent=agent),
        place,
        expected=message("an agent of the staff table at a post of the policy"),
        mend=None if near is None else message("Did you mean {name}?", name=near),
    )


def not_a_changeover(stint: "PlannedStint", periods: Sequence[Period], is_start: bool) -> Finding:
    if is_start:
        said = message(
            "The stint starts on {day}, which is no changeover of the plan.", day=stint.start
        )
        expected = message(
            "the first day of a period from {first} to {last}",
            first=periods[0].label,
            last=periods[-1].label,
        )
    else:
        said = message(
            "The stint ends on {day}, which is not the day before a changeover after its start.",
            day=stint.end,
        )
        expected = message("the last day of a period from {first} to {last}",
                           first=periods[0].label, last=periods[-1].label)  # fmt: skip
    return Finding(codes.NOT_A_CHANGEOVER, Severity.ERROR, said, stint.place, expected=expected)


def overlap(stint: "PlannedStint") -> Finding:
    return Finding(
        codes.PLAN_OVERLAPS,
        Severity.ERROR,
        message("Agent {agent} has two stints at the same time, one of them from {day}.",
                agent=stint.agent, day=stint.start),
        stint.place,
        expected=message("stints that follow one another"),
    )  # fmt: skip


def gap(agent: str, period: Period, place: Place) -> Finding:
    return Finding(
        codes.PLAN_GAP,
        Severity.ERROR,
        message("Agent {agent} has no stint in {period}.", agent=agent, period=period.label),
        place,
        expected=message("a stint in every period of employment"),
    )


def missing_agents(file: str, agents: Sequence[str]) -> Finding:
    listed, more = tuple(agents[:LISTED]), len(agents) - LISTED
    return Finding(
        codes.PLAN_LACKS_AGENT,
        Severity.ERROR,
        message("The plan has no stint for these agents, who rotate: {agents}.", agents=listed)
        if more <= 0
        else message(
            "The plan has no stint for these agents, who rotate: {agents} and {count} more.",
            agents=listed,
            count=more,
        ),
        Place(file),
    )


def missing_column(place: Place, column: str, headers: Sequence[str]) -> Finding:
    return Finding(
        MISSING_COLUMN,
        Severity.ERROR,
        message("The plan has no column {column}.", column=column),
        place,
        expected=message("one of: {known}", known=", ".join(headers)),
    )


def bad_date(place: Place, text: str) -> Finding:
    return Finding(
        BAD_DATE,
        Severity.ERROR,
        message("{value} is not a date.", value=text),
        place,
        expected=message("a date such as 2026-09-01"),
    )


def empty_cell(place: Place) -> Finding:
    return Finding(EMPTY_CELL, Severity.ERROR, message("This cell must not be empty."), place)
