"""Which agents does a policy mean? A choice by grade, status, post, site, team, time of hiring."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from cs.kernel.agents import Agent
from cs.kernel.durations import Duration
from cs.kernel.fields import DurationField, Identifier, Model, OneOrMore, RefersTo, Text
from cs.kernel.texts import fold

Words = Annotated[tuple[Text, ...], OneOrMore]


class Chosen(Model):
    """Which agents are meant; a key that is not there narrows nothing.

    Attributes:
        grades: of the ladder.
        status: words of the staff table, such as regular or probation.
        posts: ids or names of posts.
        sites: as the staff table names them.
        teams: as the staff table names them.
        hired_within: only those who were hired so short a time ago.
    """

    grades: Annotated[tuple[Annotated[Identifier, RefersTo("grade")], ...], OneOrMore] = ()
    status: Words = ()
    posts: Words = ()
    sites: Words = ()
    teams: Words = ()
    hired_within: DurationField | None = None


def chosen(who: Chosen, staff: Iterable[Agent], as_of: date | None) -> tuple[Agent, ...]:
    """The agents meant, in the order of the table, without those who have left.

    Where `hired_within` asks for a day that is not known, the agent is not meant.
    """
    wanted = tuple(
        (key, frozenset(map(fold, words)))
        for key, words in (
            ("grade", who.grades),
            ("status", who.status),
            ("post", who.posts),
            ("site", who.sites),
            ("team", who.teams),
        )
        if words
    )
    return tuple(
        agent
        for agent in staff
        if _is_here(agent, as_of)
        and _is_one_of(agent, wanted)
        and _is_hired_within(who.hired_within, agent, as_of)
    )


def _is_here(agent: Agent, as_of: date | None) -> bool:
    return agent.status != "left" and (
        agent.leaves is None or as_of is None or agent.leaves >= as_of
    )


def _is_one_of(agent: Agent, wanted: Iterable[tuple[str, frozenset[str]]]) -> bool:
    for key, words in wanted:
        value = getattr(agent, key)
        if value is None or fold(value) not in words:
            return False
    return True


def _is_hired_within(within: Duration | None, agent: Agent, as_of: date | None) -> bool:
    if within is None:
        return True
    if agent.hired is None or as_of is None:
        return False
    return agent.hired > within.before(as_of)
