"""Does the question hold what tables and policy say? Weights, whose ratings count, which waivers.

Written apart from `conflicts.py` and `waivers.py`: rating by rating and row by row, from the tables
as they were read and from the policy itself, not from the rules that the question carries.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cs.kernel.agents import Agent
from cs.kernel.histories import Waiver
from cs.kernel.messages import Message, message
from cs.kernel.texts import fold, plain
from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import UNIT, PromotionProblem, Ratings
from cs.promotion.steps import SKIPS

_FIRST_SAID = ("self", "competitor", "leader", "mentor")


@dataclass(frozen=True)
class TablesRead:
    """The tables as read, before anything was decided from them, and the policy that decides.

    Attributes:
        policy: as it stands, whatever the post.
        post: the post that is filled.
        ratings: per component that counts, everybody's.
        staff: empty without a staff table.
        waivers: all rows, of whatever policy.
        role: a role as it is compared (`PolicySet.role`).
    """

    policy: PromotionPolicy
    post: str | None
    ratings: Sequence[Ratings]
    staff: Sequence[Agent] = ()
    waivers: Sequence[Waiver] = ()
    role: Callable[[str], str] = fold


def verify_tables(problem: PromotionProblem, read: TablesRead) -> Iterator[Message]:
    """What the question has otherwise than the tables; nothing if it is right."""
    weights = _weights(read)
    if {part.id: part.weight for part in problem.components} != weights:
        yield message(
            "The weights are {weights}, recomputed {own}.",
            weights=tuple(f"{part.id} {plain(part.weight)}%" for part in problem.components),
            own=tuple(f"{id_} {plain(weight)}%" for id_, weight in weights.items()),
        )
        return
    yield from _wrong_points(problem, read)
    yield from _wrong_raters(problem, read)
    yield from _wrong_waivers(problem, read)


def _weights(read: TablesRead) -> dict[str, Decimal]:
    """The weight of each component that counts at the post."""
    found = {part.id: part.weight for part in read.policy.components}
    for entry in read.policy.weights_for:
        if read.post is not None and fold(read.post) in {fold(post) for post in entry.posts}:
            found |= {each.component: each.weight for each in entry.weights}
            return {id_: weight for id_, weight in found.items() if weight}
    return found


def _wrong_points(problem: PromotionProblem, read: TablesRead) -> Iterator[Message]:
    """Points of bands stand to the weight as the policy states them, to half a millionth."""
    stated = {part.id: part for part in read.policy.components}
    for rule in problem.components:
        part = stated[rule.id]
        for band, own in zip(part.bands if rule.bands else (), rule.bands, strict=True):
            apart = Fraction(own.points) * Fraction(part.weight or rule.weight) - Fraction(
                band.points
            ) * Fraction(rule.weight)
            if abs(apart) > Fraction(part.weight or rule.weight) / (2 * UNIT):
                yield message(
                    "{component}: a band gives {points} points, against the policy.",
                    component=rule.name,
                    points=plain(own.points),
                )


def _wrong_raters(problem: PromotionProblem, read: TablesRead) -> Iterator[Message]:
    """Each rating counts, unless its rater stands to the candidate as the policy excludes."""
    agents = {agent.id: agent for agent in read.staff}
    ids = [str(id_) for id_ in problem.candidates.ids]
    competing = frozenset(ids)
    stated = {part.id: part for part in read.policy.components}
    for rule, before, after in zip(
        problem.components, read.ratings, problem.candidates.ratings, strict=True
    ):
        part = stated[rule.id]
        if before is after and not part.raters.excludes:
            continue
        for index, own in enumerate(ids):
            counts: Counter[tuple[str, int]] = Counter()
            left_out: Counter[tuple[str, int, str]] = Counter()
            for rater, value in before.of(index):
                stands = _stands(rater, own, agents.get(own), competing)
                barred = [each for each in stands if each in part.raters.excludes]
                if barred:
                    left_out[rater, value, barred[0]] += 1
                else:
                    counts[rater, value] += 1
            dropped = Counter(
                (each.rater, each.value, each.conflict) for each in after.dropped.get(index, ())
            )
            if Counter(after.of(index)) != counts or dropped != left_out:
                yield message(
                    "{candidate}: whose ratings of {component} count is wrong; those of {raters} "
                    "do not.",
                    candidate=own,
                    component=part.name,
                    raters=tuple(rater for rater, _value, _conflict in left_out) or "-",
                )


def _stands(rater: str, own: str, agent: Agent | None, competing: frozenset[str]) -> list[str]:
    """What a rater is to a candidate, in the order in which it is said."""
    is_so: Mapping[str, bool] = {
        "self": rater == own,
        "competitor": rater != own and rater in competing,
        "leader": agent is not None and bool(rater) and agent.leader == rater,
        "mentor": agent is not None and bool(rater) and agent.mentor == rater,
    }
    return [each for each in _FIRST_SAID if is_so[each]]


def _wrong_waivers(problem: PromotionProblem, read: TablesRead) -> Iterator[Message]:
    """A waiver counts if the role that the policy names gave it, in time and with a reason."""
    authorities = {SKIPS: read.policy.skips.approval if read.policy.skips else None}
    authorities |= {each.id: each.waiver for each in read.policy.eligibility}
    own = {
        (requirement, str(problem.candidates.ids[index])): (waived.authority, waived.day)
        for (requirement, index), waived in problem.waivers.items()
    }
    right: dict[tuple[str, str], tuple[str, object]] = {}
    ids = {str(id_) for id_ in problem.candidates.ids}
    named = {fold(each.id): each.id for each in problem.requirements}
    named |= {fold(each.name): each.id for each in problem.requirements if fold(each.name)
              not in named}  # fmt: skip
    for row in read.waivers:
        requirement = named.get(fold(row.requirement))
        authority = authorities.get(requirement or "")
        if (
            requirement is not None
            and authority is not None
            and row.agent in ids
            and row.policy in (None, read.policy.id)
            and row.authority is not None
            and read.role(row.authority) == read.role(authority)
            and row.reason is not None
            and row.day is not None
            and row.day <= problem.round.as_of
            and not (row.until is not None and row.until < problem.round.day)
        ):
            right[requirement, row.agent] = (row.authority, row.day)
    for requirement, candidate in sorted(own.keys() | right.keys()):
        if own.get((requirement, candidate)) != right.get((requirement, candidate)):
            yield message(
                "{candidate}: whether {requirement} is waived is wrong; recomputed from the table "
                "of waivers: {authority}.",
                candidate=candidate,
                requirement=requirement,
                authority=right.get((requirement, candidate), ("-", None))[0],
            )
