"""Agents: the people whom rotation, rosters and promotion decide about, as the staff table says."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Agent:
    """One row of the staff table; what a table does not say is None or empty.

    Attributes:
        id: unique in the staff table.
        post: as the table writes it (a post's id or name).
        post_since: first day at that post.
        leaves: last day of employment.
        status: as the table writes it, folded to the canonical words where known
            (`regular`, `probation`, `intern`, `leave`, `left`).
        skills: held now; ids or names of skills.
        interests: posts (ids or names) wished for, dearest first.
        mentor: an agent's id.
        agreements: ids of signed agreements.
        leader: id of the direct superior.
        acting_grade: the grade that is held for the time being, on trial or acting, as the table
            writes it.
        skill_levels: of the skills written with a level, the skill and its level.
        place: row in its file, for findings (file, row counted from 1 with the header as row 1).
    """

    id: str
    name: str
    site: str | None = None
    team: str | None = None
    post: str | None = None
    post_since: date | None = None
    track: str | None = None
    grade: str | None = None
    grade_since: date | None = None
    hired: date | None = None
    leaves: date | None = None
    status: str | None = None
    skills: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    mentor: str | None = None
    agreements: tuple[str, ...] = ()
    place: tuple[str, int] | None = None
    leader: str | None = None
    acting_grade: str | None = None
    skill_levels: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PastStint:
    """One row of the stints table: an agent was at a post from a day to a day (inclusive)."""

    agent: str
    post: str
    start: date
    end: date | None
    place: tuple[str, int] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Absence:
    """One row of the leave table: an agent is away from a day to a day (inclusive)."""

    agent: str
    start: date
    end: date
    reason: str | None = None
    place: tuple[str, int] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Pin:
    """One row of the pins table: an agent must be (`allow`) or must not be (`forbid`) at a post.

    Attributes:
        team: whose manager asks for it; None where the table does not say.
    """

    agent: str
    post: str
    start: date
    end: date
    allow: bool
    team: str | None = None
    place: tuple[str, int] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of the pairs table: two agents are to be at one post, or never to be at one.

    Attributes:
        start, end: first and last day; None for all days before, or after.
    """

    agent: str
    other: str
    together: bool
    start: date | None = None
    end: date | None = None
    place: tuple[str, int] | None = field(default=None, compare=False)
