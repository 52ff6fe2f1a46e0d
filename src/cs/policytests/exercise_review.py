"""What of a review policy can cases exercise, and what does a case?"""

from collections.abc import Iterator
from decimal import Decimal

from cs.kernel.document import Document
from cs.kernel.fields import Policy
from cs.kernel.findings import Route
from cs.kernel.messages import Message, message
from cs.kernel.texts import plain
from cs.policytests.policy import Case, Expectation
from cs.policytests.problem import Item, Key
from cs.policytests.reviews import Answer
from cs.review.following import periods_away
from cs.review.policy import ReviewPolicy
from cs.review.problem import Gap, IndicatorScore, Reviewed, ReviewProblem

_KNOWN = frozenset(Policy.model_fields) | {
    "who", "cycle", "first_period", "results_within", "indicators", "raters", "missing_raters",
    "missing_values", "total", "places", "grades", "quotas", "runs", "rewards", "consequences",
    "coaching", "mentor",
}  # fmt: skip
_FULL = 100


def review_items(document: Document[ReviewPolicy]) -> tuple[Item, ...]:
    """Everything that a case can exercise, in the order of the policy."""
    return tuple(
        Item(key, document.place.at(*key[0]), lacking) for key, lacking in _listed(document.policy)
    )


def review_silent(policy: ReviewPolicy) -> tuple[str, ...]:
    """Parts that are stated and that no case can speak of."""
    return tuple(
        name
        for name in ReviewPolicy.model_fields
        if name not in _KNOWN and name in policy.model_fields_set
    )


def _listed(policy: ReviewPolicy) -> Iterator[tuple[Key, Message]]:
    if policy.who.model_fields_set:
        yield (("who",), "left out"), message("no case with somebody who is not under review")
    for number, each in enumerate(policy.indicators):
        route: Route = ("indicators", number)
        yield (route, "full"), message("no case in which {name} reaches its target", name=each.name)
        yield (route, "part"), message("no case in which {name} misses its target", name=each.name)
        yield (route, "none"), message("no case in which {name} earns nothing", name=each.name)
    for number, role in enumerate(policy.raters):
        if role.weight and (role.min_raters or 1) > 1:
            yield (
                (("raters", number, "min_raters"), "too few"),
                message("no case with too few raters of {name}", name=role.name or role.role),
            )
    if policy.missing_values is not None:
        yield (("missing_values",), "missing"), message("no case in which a value is missing")
    for number, grade in enumerate(policy.grades):
        name = grade.name or grade.id
        yield (("grades", number), "given"), message("no case with the grade {name}", name=name)
    for value, edge in _edges(policy).items():
        yield (
            (("grades", *edge), "edge"),
            message("no case with a score of exactly {value}", value=plain(value)),
        )
    for number, quota in enumerate(policy.quotas):
        yield (
            (("quotas", number), "moves"),
            message("no case in which the quotas give {name} or take it", name=quota.grade),
        )
    for key, word in (("gap", "gap"), ("leave", "leave")):
        if getattr(policy.runs, key) is not None:
            yield (
                (("runs", key), word),
                message("no case of a run with a period without a result")
                if key == "gap"
                else message("no case of a run with a period spent on leave"),
            )
    for key in ("rewards", "consequences"):
        for number, rule in enumerate(getattr(policy, key)):
            yield (
                ((key, number), "reached"),
                message("no case in which {name} follows", name=rule.name),
            )
            yield (
                ((key, number), "short"),
                message("no case in which {name} does not follow yet", name=rule.name),
            )
    if policy.coaching is not None:
        yield (("coaching",), "coached"), message("no case in which somebody is coached")
        yield (("coaching",), "not"), message("no case in which somebody is not coached")
    if policy.mentor is not None and policy.mentor.share:
        yield (("mentor", "share"), "counts"), message("no case in which mentees' results count")


def _edges(policy: ReviewPolicy) -> dict[Decimal, Route]:
    """Scores at which a grade begins or ends, each with the first place that states it."""
    edges: dict[Decimal, Route] = {}
    for number, grade in enumerate(policy.grades):
        for key, value in (("from", grade.low), ("to", grade.high)):
            if value is not None:
                edges.setdefault(value, (number, key))
    return edges


def review_exercise(found: Answer, case: Case) -> frozenset[Key]:
    """What the case holds to account."""
    return frozenset(_exercised(found, case))


def _exercised(found: Answer, case: Case) -> Iterator[Key]:
    if found.problem is None:
        return
    for said in (*case.expect, *case.expect_not):
        for id_ in said.agent:
            index = found.agent(id_)
            if index is None:
                if said.reviewed is not None:
                    yield ("who",), "left out"
                continue
            one = found.agents[index]
            yield from _of_points(found.problem, one, said)
            yield from _of_result(found, one, said)
            if said.run is not None or said.follows:
                yield from _of_run(found, id_)


def _of_points(problem: ReviewProblem, one: Reviewed, said: Expectation) -> Iterator[Key]:
    for number, (rule, part) in enumerate(
        zip(problem.rules.indicators, one.score.indicators, strict=True)
    ):
        if said.score is None and rule.id not in said.points and rule.name not in said.points:
            continue
        route: Route = ("indicators", number)
        yield from _of_raters(problem, part)
        if part.points is None:
            if part.gap is not Gap.NO_SCALE:
                yield ("missing_values",), "missing"
        elif part.points >= _FULL:
            yield route, "full"
        else:
            yield route, "part" if part.points else "none"


def _of_raters(problem: ReviewProblem, part: IndicatorScore) -> Iterator[Key]:
    for each in part.roles:
        role = problem.rules.roles[each.role]
        if role.weight and each.count < role.min_raters:
            yield ("raters", each.role, "min_raters"), "too few"


def _of_result(found: Answer, one: Reviewed, said: Expectation) -> Iterator[Key]:
    policy, score = found.document.policy, one.score
    if said.grade is not None and score.grade is not None:
        yield ("grades", score.grade), "given"
        for value, edge in _edges(policy).items():
            if score.score == value:
                yield ("grades", *edge), "edge"
        if score.grade != score.by_score and score.by_score is not None:
            for number, quota in enumerate(policy.quotas):
                if quota.grade in (policy.grades[score.grade].id, policy.grades[score.by_score].id):
                    yield ("quotas", number), "moves"
    if said.score is not None and score.mentees is not None:
        yield ("mentor", "share"), "counts"
    if said.coached is not None:
        yield ("coaching",), "coached" if one.coached else "not"
    reached = {each.rule.id for each in one.follows}
    position = 0
    for key in ("rewards", "consequences"):
        for number, rule in enumerate(getattr(policy, key)):
            run = one.runs[position]
            position += 1
            if rule.id not in said.follows and rule.name not in said.follows:
                continue
            if rule.id in reached:
                yield (key, number), "reached"
            elif run.length == rule.in_a_row - 1:
                yield (key, number), "short"


def _of_run(found: Answer, id_: str) -> Iterator[Key]:
    """The periods without a result between the first and the last that has one."""
    if found.problem is None or found.past is None:
        return
    newest = found.problem.number
    there = {number for agent, number in found.past.results if agent == id_} | {newest}
    for problem, scores in found.earlier:
        for agent, one in zip(problem.agents, scores.agents, strict=True):
            if agent.id == id_ and one.score is not None:
                there.add(problem.number)
    away = periods_away(found.past, min(there), newest)
    for number in range(min(there), newest):
        if number not in there:
            word = "leave" if (id_, number) in away else "gap"
            yield ("runs", word), word
