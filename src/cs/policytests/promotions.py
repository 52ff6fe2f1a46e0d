"""What does a promotion policy give for a case? Asked as `cs promote` asks, by the same parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np

from cs.career.policy import LadderPolicy
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Place, Related
from cs.kernel.messages import Message, message
from cs.kernel.suggestions import nearest
from cs.kernel.texts import fold
from cs.policytests.forms import CANDIDATE, ROUND, STEP, form_of, is_scored
from cs.policytests.people import People
from cs.policytests.policy import Case, Expectation
from cs.policytests.problem import Check
from cs.policytests.words import expected, told
from cs.promotion.building import Surroundings, build, staff_table
from cs.promotion.eligibility import evidence
from cs.promotion.histories import Past
from cs.promotion.history_facts import tables_needed
from cs.promotion.ladders import known_grades, steps_in_force
from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import (
    Gap,
    Outcome,
    PromotionProblem,
    PromotionResult,
    Round,
    Vacancies,
    Verdict,
)
from cs.promotion.ranking import decide
from cs.promotion.reviews import known_reviews
from cs.promotion.timetable import Timetable, timetable, window_days
from cs.promotion.vacancies import count_vacancies, day_of_effect
from cs.promotion.verifier import verify
from cs.promotion.windows import find_round
from cs.review.policy import ReviewPolicy

_ANSWERS: dict[int, bool | str] = {
    Verdict.MET: True,
    Verdict.UNMET: False,
    Verdict.UNKNOWN: "unknown",
    Verdict.WAIVED: "waived",
}


@dataclass(frozen=True)
class Answer:
    """What came out.

    Attributes:
        problem, result: None where the case names nobody.
        findings: of the tables.
        window: position of the round's window in the policy; None for an irregular round.
        timetable: None without a window.
    """

    document: Document[PromotionPolicy]
    round: Round
    vacancies: Vacancies
    problem: PromotionProblem | None = None
    result: PromotionResult | None = None
    findings: tuple[Finding, ...] = ()
    window: int | None = None
    timetable: Timetable | None = None

    def candidate(self, id_: str) -> int | None:
        """A candidate's position."""
        if self.problem is None:
            return None
        found = np.flatnonzero(self.problem.candidates.ids == id_)
        return int(found[0]) if len(found) else None


def answer(
    document: Document[PromotionPolicy],
    policies: PolicySet,
    case: Case,
    day: date,
    people: People,
) -> Answer:
    """Scores, ranks and verdicts of the case's candidates, else of its staff."""
    policy, staff, candidates = document.policy, people.staff, people.candidates
    ladders = [each.policy for each in policies.of(LadderPolicy)]
    grades = known_grades(ladders, day)
    month = None if case.window is None else date.fromisoformat(f"{case.window}-01")
    round_ = find_round(policy.windows, day, month)
    vacancies = count_vacancies(
        policy,
        case.vacancies,
        grades,
        staff,
        round_.day,
        effect=partial(day_of_effect, policy, round_, policies.calendar),
    )
    number, plan = _window(policy, round_), None
    if number is not None and round_.window is not None:
        plan = timetable(policy, number, int(round_.window[:4]), policies.calendar)
    bare = Answer(document, round_, vacancies, window=number, timetable=plan)
    scored = candidates is not None and is_scored(case)
    table = candidates if candidates is not None else staff_table(staff) if staff else None
    if table is None:
        return bare
    known = Surroundings(
        policies.calendar,
        round_,
        vacancies,
        staff,
        grades,
        Past(**{role: getattr(people, role) for role in tables_needed(policy)}),
        known_reviews((each.policy for each in policies.of(ReviewPolicy)), day),
        steps_in_force(ladders, policy.target_grade, day),
        policies.role,
    )
    built = build(table, policy, known, scored=scored)
    if built.problem is None:
        return Answer(
            document, round_, vacancies, findings=built.findings, window=number, timetable=plan
        )
    result = decide(built.problem)
    wrong = next(verify(built.problem, result, built.read), None)
    if wrong is not None:
        raise AssertionError(wrong.english())
    return Answer(document, round_, vacancies, built.problem, result, built.findings, number, plan)


def checks(found: Answer, said: Expectation, place: Place, *, wanted: bool) -> Iterator[Check]:
    """What an expectation says, one thing after the other."""
    form = form_of(said)
    if form is CANDIDATE:
        for number, id_ in enumerate(said.agent):
            candidate = found.candidate(id_)
            if candidate is None or found.problem is None or found.result is None:
                yield _nobody(found, id_, place.at("agent", number), wanted=wanted)
                continue
            one = _One(found, found.problem, found.result, candidate, id_, wanted)
            yield from one.checks(said, place)
    elif form is ROUND:
        yield from _round_checks(found, said, place, wanted=wanted)
    elif form is STEP:
        yield from _step_checks(found, said, place, wanted=wanted)


@dataclass(frozen=True)
class _One:
    """One candidate, held against what is said of them."""

    found: Answer
    problem: PromotionProblem
    result: PromotionResult
    index: int
    id: str
    wanted: bool

    def checks(self, said: Expectation, place: Place) -> Iterator[Check]:
        """In the order of the keys."""
        outcome = Outcome(int(self.result.outcomes[self.index]))
        verdicts = [int(each[self.index]) for each in self.result.verdicts]
        if said.eligible is not None:
            value = _all(verdicts)
            text = message("Whether {agent} is eligible: {value}.", agent=self.id,
                           value=told(value))  # fmt: skip
            yield self._check(place / "eligible", said.eligible, value, text, self._against())
        for name, answer_ in said.conditions.items():
            yield self._condition(name, answer_, place.at("conditions", name))
        if said.score is not None:
            total = self._total()
            text = message("The score of {agent} is {value}.", agent=self.id, value=told(total))
            yield self._check(place / "score", said.score, total, text, self._points())
        for name, points in said.points.items():
            yield self._component(name, points, place.at("points", name))
        if said.rank is not None:
            rank = int(self.result.ranks[self.index]) or "none"
            text = message("The rank of {agent} is {value}.", agent=self.id, value=told(rank))
            yield self._check(place / "rank", said.rank, rank, text, self._points())
        if said.outcome is not None:
            name = outcome.name.lower()
            text = message("What becomes of {agent}: {value}.", agent=self.id, value=told(name))
            yield self._check(place / "outcome", said.outcome, name, text, self._against())
        if said.proposed is not None:
            is_proposed = outcome is Outcome.PROPOSED
            text = message("What becomes of {agent}: {value}.", agent=self.id,
                           value=told(outcome.name.lower()))  # fmt: skip
            yield self._check(place / "proposed", said.proposed, is_proposed, text,
                              self._against())  # fmt: skip

    def _check(
        self, place: Place, said: object, value: object, text: Message,
        related: tuple[Related, ...] = (),
    ) -> Check:  # fmt: skip
        return Check(place, self.wanted, said == value, text, expected(said, wanted=self.wanted),
                     related)  # fmt: skip

    def _condition(self, name: str, said: object, place: Place) -> Check:
        for number, rule in enumerate(self.problem.requirements):
            if name in (rule.id, rule.name):
                value = _ANSWERS[int(self.result.verdicts[number][self.index])]
                text = message("Whether {agent} meets {condition}: {value}.", agent=self.id,
                               condition=rule.name, value=told(value))  # fmt: skip
                return self._check(place, said, value, text, (self._evidence(number),))
        text = message("The policy has no condition {id}.", id=name)
        known = [rule.id for rule in self.problem.requirements]
        return unknown_word(place.key(), name, known, text, wanted=self.wanted)

    def _component(self, name: str, said: object, place: Place) -> Check:
        for number, rule in enumerate(self.problem.components):
            if name in (rule.id, rule.name):
                value = self._of_component(number)
                text = message("The points of {agent} for {component} are {value}.",
                               agent=self.id, component=rule.name,
                               value=told(value))  # fmt: skip
                part = self.found.document.place.at("components", number)
                related = (Related(part, message("The component is stated here.")),)
                return self._check(place, said, value, text, related)
        text = message("The policy has no component {value}.", value=name)
        known = [rule.id for rule in self.problem.components]
        return unknown_word(place.key(), name, known, text, wanted=self.wanted)

    def _total(self) -> Decimal | str:
        if not self.result.scores.scored[self.index]:
            return "missing"
        return self._decimal(self.result.scores.totals[self.index])

    def _of_component(self, number: int) -> Decimal | str:
        if self.result.scores.gaps[number][self.index] != Gap.NONE:
            return "missing"
        return self._decimal(self.result.scores.points[number][self.index])

    def _decimal(self, multiples: Any) -> Decimal:
        return Decimal(int(multiples)).scaleb(-self.problem.scoring.places)

    def _points(self) -> tuple[Related, ...]:
        texts = tuple(
            message("{component} {points}", component=rule.name,
                    points=told(self._of_component(number)))
            for number, rule in enumerate(self.problem.components)
        )  # fmt: skip
        place = self.found.document.place / "components"
        return (Related(place.key(), message("points of {agent}: {points}", agent=self.id,
                                             points=texts)),)  # fmt: skip

    def _against(self) -> tuple[Related, ...]:
        """The conditions that are not met."""
        return tuple(
            self._evidence(number)
            for number, verdicts in enumerate(self.result.verdicts)
            if not Verdict(int(verdicts[self.index])).holds
        )

    def _evidence(self, number: int) -> Related:
        rule = self.problem.requirements[number]
        text = evidence(self.problem, rule, self.index).text
        return Related(
            self.found.document.place.at("eligibility", number)
            if number < len(self.found.document.policy.eligibility)
            else self.found.document.place / "skips",
            message("{condition}: {evidence}", condition=rule.name, evidence=text),
        )


def unknown_word(
    place: Place, name: str, known: Sequence[str], text: Message, *, wanted: bool
) -> Check:
    """A check that fails either way: what it speaks of is not there."""
    near = nearest(name, known)
    return Check(
        place,
        wanted,
        not wanted,
        text if near is None else message(
            "{text} Did you mean {word}?", text=text, word=near
        ),
        message("one of: {words}", words=tuple(known)) if known else message("{value}", value=name),
    )  # fmt: skip


def _nobody(found: Answer, id_: str, place: Place, *, wanted: bool) -> Check:
    ids = [] if found.problem is None else [str(each) for each in found.problem.candidates.ids]
    text = message("There is no candidate {id}.", id=id_)
    return unknown_word(place, id_, ids, text, wanted=wanted)


def _round_checks(
    found: Answer, said: Expectation, place: Place, *, wanted: bool
) -> Iterator[Check]:
    plan = found.timetable
    values: dict[str, tuple[object, str]] = {
        "window": (found.round.window, "month"),
        "opens": (found.round.day if found.round.window else None, "day"),
        "closes": (found.round.closes, "day"),
        "decided": (plan and plan.decided, "day"),
        "takes_effect": (plan and plan.effect, "day"),
    }
    for key, (value, _unit) in values.items():
        wish = getattr(said, key)
        if wish is not None:
            value = "none" if value is None else value
            yield Check(place / key, wanted, wish == value, _round_text(key, value),
                        expected(wish, wanted=wanted), _window_place(found))  # fmt: skip
    if said.vacancies is not None:
        count: object = found.vacancies.count
        if count is None:
            count = "unlimited" if found.vacancies.origin == "not_needed" else "unknown"
        text = message("The number of vacancies is {value}.", value=told(count))
        yield Check(place / "vacancies", wanted, said.vacancies == count, text,
                    expected(said.vacancies, wanted=wanted))  # fmt: skip


def _round_text(key: str, value: object) -> Message:
    figures = {"value": told(value)}
    return {
        "window": message("The month of the round is {value}.", **figures),
        "opens": message("The window opens on {value}.", **figures),
        "closes": message("The window closes on {value}.", **figures),
        "decided": message("The round is decided by {value}.", **figures),
        "takes_effect": message("The promotion takes effect on {value}.", **figures),
    }[key]


def _window_place(found: Answer) -> tuple[Related, ...]:
    if found.window is None:
        return ()
    place = found.document.place.at("windows", found.window)
    return (Related(place, message("The window is stated here.")),)


def _step_checks(
    found: Answer, said: Expectation, place: Place, *, wanted: bool
) -> Iterator[Check]:
    policy = found.document.policy
    number = step_named(policy, said.step or "")
    if number is None:
        known = [step.id for step in policy.process]
        text = message("The process has no step {id}.", id=said.step)
        yield unknown_word(place / "step", said.step or "", known, text, wanted=wanted)
        return
    step = policy.process[number]
    dates = step_dates(found, number)
    related = (
        Related(found.document.place.at("process", number), message("The step is stated here.")),
    )
    for key, wish, value in (
        ("starts", said.starts, dates[0] if dates else None),
        ("ends", said.ends, dates[1] if dates else None),
    ):
        if wish is None:
            continue
        figures = {"step": step.name, "value": told("none" if value is None else value)}
        text = (
            message("The step {step} starts on {value}.", **figures)
            if key == "starts"
            else message("The step {step} ends on {value}.", **figures)
        )
        yield Check(place / key, wanted, wish == value, text, expected(wish, wanted=wanted),
                    related)  # fmt: skip


def step_named(policy: PromotionPolicy, text: str) -> int | None:
    """The position of a step by its id or name."""
    named = (
        n for n, step in enumerate(policy.process) if fold(text) in map(fold, (step.id, step.name))
    )
    return next(named, None)


def step_dates(found: Answer, number: int) -> tuple[date, date] | None:
    """First and last day of a step; applications run while the window is open."""
    plan = found.timetable
    if plan is None:
        return None
    if found.document.policy.process[number].act == "apply":
        return plan.opens, plan.closes
    return next(((each.starts, each.ends) for each in plan.steps if each.position == number), None)


def _window(policy: PromotionPolicy, round_: Round) -> int | None:
    if round_.window is None or not round_.regular:
        return None
    year = int(round_.window[:4])
    return next(
        (
            number
            for number, window in enumerate(policy.windows)
            if window_days(window, year)[0] == round_.day
        ),
        None,
    )


def _all(verdicts: Sequence[int]) -> bool | str:
    if Verdict.UNMET in verdicts:
        return False
    return "unknown" if Verdict.UNKNOWN in verdicts else True
