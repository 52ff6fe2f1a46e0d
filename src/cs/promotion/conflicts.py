"""Whose ratings do not count, because of what the rater is to the candidate?

Raters are known by the ids that the table names them with. Ratings that a component excludes are
taken out before anything is counted, so that too few raters stay a missing score; they are kept
aside and shown. Cheap for many candidates: every comparison is one of whole arrays.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cs.kernel.agents import Agent
from cs.kernel.findings import Finding
from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import Codes, Conflict, Dropped, Flags, Ratings
from cs.promotion.score_findings import no_known_leader, no_known_rater
from cs.tables.raw import RawTable

if TYPE_CHECKING:
    import polars as pl

_ORDER: tuple[Conflict, ...] = ("self", "competitor", "leader", "mentor")
"""What is said of a rater who is several of these: the first."""


@dataclass(frozen=True)
class Kinship:
    """Who candidates are, and who leads and mentors each.

    Attributes:
        ids: positions of candidates by id.
        leaders, mentors: ids by candidate; None where the staff table names nobody.
    """

    ids: Mapping[str, int]
    leaders: Sequence[str | None]
    mentors: Sequence[str | None]


def unconflicted(
    table: RawTable,
    policy: PromotionPolicy,
    ratings: Sequence[Ratings],
    ids: "pl.Series",
    staff: tuple[Agent, ...] | None,
    positions: Codes,
) -> tuple[Sequence[Ratings], list[Finding]]:
    """The ratings that count, and components whose conflicts nobody can know."""
    if not any(part.raters.excludes for part in policy.components):
        return ratings, []
    agents = [staff[at] if staff and at >= 0 else None for at in positions.tolist()]
    kinship = Kinship(
        {str(id_): number for number, id_ in enumerate(ids.to_list())},
        [agent.leader if agent else None for agent in agents],
        [agent.mentor if agent else None for agent in agents],
    )
    people = kinship.ids.keys() | {agent.id for agent in staff or ()}
    findings = []
    for part, rated in zip(policy.components, ratings, strict=True):
        if not part.raters.excludes or not len(rated.values):
            continue
        if people.isdisjoint(rated.rater_names):
            findings.append(no_known_rater(table, part))
        elif "leader" in part.raters.excludes and not any(kinship.leaders):
            findings.append(no_known_leader(table, part))
    return tuple(
        without_conflicts(rated, part.raters.excludes, kinship)
        for part, rated in zip(policy.components, ratings, strict=True)
    ), findings


def without_conflicts(ratings: Ratings, excludes: Sequence[Conflict], kinship: Kinship) -> Ratings:
    """The ratings that count; the others are kept in `dropped`."""
    if not excludes or not len(ratings.values):
        return ratings
    owners = np.repeat(np.arange(len(ratings.offsets) - 1), np.diff(ratings.offsets))
    conflict = np.full(len(owners), -1, np.int8)
    for number in reversed(range(len(_ORDER))):
        if _ORDER[number] in excludes:
            conflict[_stands(_ORDER[number], ratings, owners, kinship)] = number
    out = np.flatnonzero(conflict >= 0)
    if not len(out):
        return ratings
    dropped: dict[int, list[Dropped]] = defaultdict(list)
    for position in out.tolist():
        rater = ratings.rater_names[ratings.raters[position]]
        dropped[int(owners[position])].append(
            Dropped(rater, int(ratings.values[position]), _ORDER[conflict[position]])
        )
    kept = conflict < 0
    counts = np.bincount(owners[kept], minlength=len(ratings.offsets) - 1)
    return Ratings(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        ratings.values[kept],
        ratings.raters[kept],
        ratings.rater_names,
        {owner: tuple(each) for owner, each in dropped.items()},
    )


def _stands(
    conflict: Conflict, ratings: Ratings, owners: np.typing.NDArray[np.int64], kinship: Kinship
) -> Flags:
    """Per rating, whether its rater stands so to the candidate."""
    if conflict in ("self", "competitor"):
        as_candidate = np.array(
            [kinship.ids.get(name, -1) for name in ratings.rater_names], np.int64
        )[ratings.raters]
        own = as_candidate == owners
        return np.asarray(own if conflict == "self" else (as_candidate >= 0) & ~own, np.bool_)
    named = kinship.leaders if conflict == "leader" else kinship.mentors
    codes = _codes(named, ratings.rater_names)[owners]
    return np.asarray((codes >= 0) & (codes == ratings.raters), np.bool_)


def _codes(named: Sequence[str | None], raters: Sequence[str]) -> Codes:
    """Per candidate, the position of the named person among the raters; -1 for none."""
    order = {name: number for number, name in enumerate(raters) if name}
    return np.array([order.get(name or "", -1) for name in named], np.int32)
