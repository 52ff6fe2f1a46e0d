"""Which agents does a policy mean? A choice by grade, status, post, site, team, time of hiring."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from cs.kernel.agents import Agent
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
    return tuple(
        agent for agent in staff if _is_here(agent, as_of) and _is_meant(who, agent, as_of)
    )


def _is_here(agent: Agent, as_of: date | None) -> bool:
    return agent.status != "left" and (
        agent.leaves is None or as_of is None or agent.leaves >= as_of
    )


def _is_meant(who: Chosen, agent: Agent, as_of: date | None) -> bool:
    wanted = (
        (who.grades, agent.grade),
        (who.status, agent.status),
        (who.posts, agent.post),
        (who.sites, agent.site),
        (who.teams, agent.team),
    )
    if not all(
        not words or (value is not None and fold(value) in {fold(word) for word in words})
        for words, value in wanted
    ):
        return False
    if who.hired_within is None:
        return True
    if agent.hired is None or as_of is None:
        return False
    return agent.hired > who.hired_within.before(as_of)
