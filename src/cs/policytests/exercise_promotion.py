"""What of a promotion policy can cases exercise, and what does a case?"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cs.kernel.document import Document
from cs.kernel.fields import Policy
from cs.kernel.findings import Route
from cs.kernel.messages import Message, message
from cs.kernel.texts import plain
from cs.policytests.forms import CANDIDATE, ROUND, STEP, form_of, keys_of
from cs.policytests.policy import Case, Expectation
from cs.policytests.problem import Item, Key
from cs.policytests.promotions import Answer, step_named
from cs.promotion.explaining import explain
from cs.promotion.lots import lot
from cs.promotion.policy import ByComponent, Component, PromotionPolicy
from cs.promotion.problem import (
    ComponentDetail,
    Gap,
    Outcome,
    PromotionProblem,
    PromotionResult,
    ScoreDetail,
    TieRule,
    Verdict,
)
from cs.promotion.steps import MOST_SKIPS, SKIPS

_JUDGING = frozenset({"eligible", "outcome", "proposed", "rank"})
"""What is said of all conditions together."""
_SCORING = frozenset({"score", "rank", "outcome", "proposed"})
"""What is said of all components together."""
_STANDING = frozenset({"rank", "outcome", "proposed"})
_KNOWN = frozenset(Policy.model_fields) | {
    "source_grades", "target_grade", "needs_vacancy", "vacancies", "eligibility", "components",
    "components_stated", "scoring", "windows", "process",
    "skips",
}  # fmt: skip


def promotion_items(document: Document[PromotionPolicy]) -> tuple[Item, ...]:
    """Everything that a case can exercise, in the order of the policy."""
    return tuple(
        Item(key, document.place.at(*key[0]), lacking) for key, lacking in _listed(document.policy)
    )


def promotion_silent(policy: PromotionPolicy) -> tuple[str, ...]:
    """Parts that are stated and that no case can speak of."""
    keys = [
        info.alias or name
        for name, info in PromotionPolicy.model_fields.items()
        if name not in _KNOWN and name in policy.model_fields_set
    ]
    return tuple(keys)


def _listed(policy: PromotionPolicy) -> Iterator[tuple[Key, Message]]:
    if policy.needs_vacancy:
        yield (
            (("needs_vacancy",), "limit"),
            message("no case in which somebody is not proposed for want of a vacancy"),
        )
    for number, item in enumerate(policy.eligibility):
        route: Route = ("eligibility", number)
        yield (route, "met"), message("no case in which {name} is met", name=item.name)
        yield (
            (route, "unmet"),
            message(
                "no case in which {name} alone is not met, or which says that it is not",
                name=item.name,
            ),
        )
        if item.waiver is not None:
            yield (
                ((*route, "waiver"), "waived"),
                message("no case in which {name} is waived", name=item.name),
            )
    if policy.skips is not None:
        yield (
            (("skips",), "unmet"),
            message("no case in which more than one step of the ladder is asked for"),
        )
    for number, part in enumerate(policy.components):
        yield from _of_component(number, part)
    if policy.scoring.missing is not None:
        yield (("scoring", "missing"), "missing"), message("no case in which a score is missing")
    for number, rule in enumerate(policy.scoring.tie_breaks or ()):
        what = rule.component if isinstance(rule, ByComponent) else rule.by
        yield (
            (("scoring", "tie_breaks", number), "decides"),
            message("no case in which the tie-break {name} decides", name=what),
        )
    if policy.scoring.pass_mark is not None:
        for side in ("reached", "missed"):
            yield (
                (("scoring", "pass_mark"), side),
                (
                    message("no case in which the pass mark is reached")
                    if side == "reached"
                    else message("no case in which the pass mark is missed")
                ),
            )
    for number, window in enumerate(policy.windows):
        yield (
            (("windows", number), "used"),
            message("no case about the round of month {month}", month=window.month),
        )
        if window.takes_effect is not None:
            yield (
                (("windows", number, "takes_effect"), "dated"),
                message(
                    "no case about the day from which the round of month {month} takes effect",
                    month=window.month,
                ),
            )
    for number, step in enumerate(policy.process):
        yield (
            (("process", number), "dated"),
            message("no case about the days of the step {name}", name=step.name),
        )


def _of_component(number: int, part: Component) -> Iterator[tuple[Key, Message]]:
    route: Route = ("components", number)
    if part.scale is not None or not part.bands:
        yield (route, "given"), message("no case with points of {name}", name=part.name)
    else:
        for position, band in enumerate(part.bands):
            yield (
                (*route, "bands", position),
                "entered",
            ), message("no case in the band of {name} that gives {points}", name=part.name,
                       points=plain(band.points))  # fmt: skip
        for value, edge in _edges(part).items():
            yield (
                ((*route, *edge), "edge"),
                message(
                    "no case exactly at the edge {value} of {name}",
                    value=plain(value),
                    name=part.name,
                ),
            )
    if part.minimum is not None:
        yield (
            ((*route, "minimum"), "missed"),
            message("no case in which the minimum of {name} is missed", name=part.name),
        )
    if part.raters.excludes:
        yield (
            ((*route, "raters", "excludes"), "dropped"),
            message(
                "no case in which a rating of {name} does not count for a conflict of interest",
                name=part.name,
            ),
        )
    if part.raters.min_raters > 1:
        yield (
            ((*route, "raters", "min_raters"), "too few"),
            message("no case with too few raters of {name}", name=part.name),
        )
    if part.raters.aggregate == "trimmed_mean":
        yield (
            ((*route, "raters", "aggregate"), "trimmed"),
            message("no case in which a rating of {name} is left out", name=part.name),
        )


def _edges(part: Component) -> dict[Decimal, Route]:
    """Values at which a band begins or ends, each with the first place that states it."""
    edges: dict[Decimal, Route] = {}
    for position, band in enumerate(part.bands):
        for key, value in (("from", band.low), ("to", band.high)):
            if value is not None:
                edges.setdefault(value, ("bands", position, key))
    return edges


def promotion_exercise(found: Answer, case: Case) -> frozenset[Key]:
    """What the case holds to account."""
    return frozenset(_exercised(found, case))


def _exercised(found: Answer, case: Case) -> Iterator[Key]:
    policy = found.document.policy
    standing: set[int] = set()
    for said in (*case.expect, *case.expect_not):
        form, keys = form_of(said), keys_of(said)
        if form is STEP and (number := step_named(policy, said.step or "")) is not None:
            yield ("process", number), "dated"
        if form is ROUND and found.window is not None and keys - {"vacancies"}:
            yield ("windows", found.window), "used"
            if "takes_effect" in keys:
                yield ("windows", found.window, "takes_effect"), "dated"
        if form is not CANDIDATE or found.problem is None or found.result is None:
            continue
        for id_ in said.agent:
            index = found.candidate(id_)
            if index is None:
                continue
            yield from _of_conditions(found.problem, found.result, index, said)
            yield from _of_scores(found.problem, index, said, policy)
            if keys & _STANDING:
                standing.add(index)
                yield from _of_standing(found.problem, found.result, index)
    if found.problem is not None and found.result is not None:
        yield from _of_ties(found.problem, found.result, sorted(standing))


def _of_conditions(
    problem: PromotionProblem, result: PromotionResult, index: int, said: Expectation
) -> Iterator[Key]:
    verdicts = [int(each[index]) for each in result.verdicts]
    against = [number for number, each in enumerate(verdicts) if not Verdict(each).holds]
    of_all = bool(keys_of(said) & _JUDGING)
    for number, (rule, verdict) in enumerate(zip(problem.requirements, verdicts, strict=True)):
        is_named = rule.id in said.conditions or rule.name in said.conditions
        # who is not eligible for another reason shows nothing of the conditions that are met
        route: Route = ("skips",) if rule.id in (SKIPS, MOST_SKIPS) else ("eligibility", number)
        if verdict == Verdict.MET and (is_named or (of_all and not against)):
            yield route, "met"
        if verdict == Verdict.UNMET and (is_named or (of_all and against == [number])):
            yield route, "unmet"
        if verdict == Verdict.WAIVED and (is_named or (of_all and not against)):
            yield (*route, "waiver"), "waived"


def _of_scores(
    problem: PromotionProblem, index: int, said: Expectation, policy: PromotionPolicy
) -> Iterator[Key]:
    of_all = bool(keys_of(said) & _SCORING)
    if not of_all and not said.points:
        return
    detail: ScoreDetail = explain(problem, index)
    for number, (rule, part) in enumerate(zip(problem.components, detail.components, strict=True)):
        if of_all or rule.id in said.points or rule.name in said.points:
            yield from _of_points(policy.components[number], number, part)
        if part.gap is not Gap.NONE and (of_all or rule.id in said.points):
            yield ("scoring", "missing"), "missing"


def _of_points(part: Component, number: int, detail: ComponentDetail) -> Iterator[Key]:
    route: Route = ("components", number)
    if detail.short:
        yield (*route, "minimum"), "missed"
    if detail.dropped:
        yield (*route, "raters", "excludes"), "dropped"
    if detail.gap is Gap.TOO_FEW_RATERS:
        yield (*route, "raters", "min_raters"), "too few"
    if detail.value is None:
        return
    yield route, "given"
    if detail.band is not None:
        yield (*route, "bands", detail.band), "entered"
    for value, edge in _edges(part).items():
        if Fraction(value) == detail.value:
            yield (*route, *edge), "edge"
    if not all(counted for _rater, _value, counted in detail.ratings):
        yield (*route, "raters", "aggregate"), "trimmed"


def _of_standing(problem: PromotionProblem, result: PromotionResult, index: int) -> Iterator[Key]:
    outcome = Outcome(int(result.outcomes[index]))
    if outcome in (Outcome.RESERVE, Outcome.TIED):
        yield ("needs_vacancy",), "limit"
    if problem.scoring.pass_mark is not None:
        if outcome is Outcome.BELOW_MARK:
            yield ("scoring", "pass_mark"), "missed"
        elif result.ranks[index]:
            yield ("scoring", "pass_mark"), "reached"


def _of_ties(
    problem: PromotionProblem, result: PromotionResult, standing: list[int]
) -> Iterator[Key]:
    """The tie-breaks that part two of whose standing the case speaks."""
    ranked = [index for index in standing if result.ranks[index]]
    for position, one in enumerate(ranked):
        for other in ranked[position + 1 :]:
            if result.scores.totals[one] != result.scores.totals[other]:
                continue
            for number, rule in enumerate(problem.scoring.tie_breaks):
                if _tied_value(problem, result, rule, one) != _tied_value(
                    problem, result, rule, other
                ):
                    yield ("scoring", "tie_breaks", number), "decides"
                    break


def _tied_value(
    problem: PromotionProblem, result: PromotionResult, rule: TieRule, index: int
) -> Any:
    """What a tie-break compares."""
    if rule.lot:
        return lot(problem.lot_key, str(problem.candidates.ids[index]))
    if rule.component is not None:
        if result.scores.gaps[rule.component][index] != Gap.NONE:
            return None
        return int(result.scores.points[rule.component][index])
    entry = problem.facts[rule.fact or ""].of(index)
    return entry.value if entry is not None and isinstance(entry.value, date) else None
