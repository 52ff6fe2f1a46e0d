"""What does a review policy give for a case? Asked as `cs review score` asks, by the same parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import Message, message
from cs.kernel.periods import Cycle, newest_due, parse_period
from cs.policytests.codes import CASE_NOT_RUN
from cs.policytests.forms import REVIEWED
from cs.policytests.people import People
from cs.policytests.policy import Case, Expectation
from cs.policytests.problem import Check
from cs.policytests.promotions import unknown_word
from cs.policytests.words import expected, told
from cs.review.building import build
from cs.review.deciding import decide
from cs.review.following import Past, recorded
from cs.review.outcomes import Consequence, Reward
from cs.review.policy import ReviewPolicy
from cs.review.problem import PeriodScores, Reviewed, ReviewProblem, ReviewRules
from cs.review.reasons import missing, reasons
from cs.review.scoring import quantise
from cs.review.verifier import verify


@dataclass(frozen=True)
class Answer:
    """What came out.

    Attributes:
        problem: None where the case cannot be asked; the findings say why.
        earlier: problems and scores of earlier periods with ratings, newest first.
        past: recorded results, leave and the review's first day.
    """

    document: Document[ReviewPolicy]
    findings: tuple[Finding, ...] = ()
    problem: ReviewProblem | None = None
    agents: tuple[Reviewed, ...] = ()
    earlier: tuple[tuple[ReviewProblem, PeriodScores], ...] = ()
    past: Past | None = None

    def agent(self, id_: str) -> int | None:
        """An agent's position among those under review."""
        agents = self.problem.agents if self.problem is not None else ()
        return next((n for n, each in enumerate(agents) if each.id == id_), None)


def answer(
    document: Document[ReviewPolicy],
    policies: PolicySet,
    case: Case,
    day: date,
    people: People,
    place: Place,
) -> Answer:
    """The results of the case's people in the period it names, else in the newest that is due."""
    policy = document.policy
    cycle = policy.periods()
    if cycle is None:
        text = message("The cycle of {policy} is not whole months, so that it has no periods.",
                       policy=policy.id)  # fmt: skip
        return Answer(document, (_not_run(text, place / "name"),))
    newest = _newest(case, cycle, policy, day, policies, place)
    if isinstance(newest, Finding):
        return Answer(document, (newest,))
    built = build(policy, cycle, people.staff, people.ratings or (), newest, document.place)
    if any(each.severity is Severity.ERROR for each in built.findings):
        return Answer(document, built.findings)
    past = Past(
        cycle,
        policies.calendar,
        recorded(built.rules, cycle, people.reviews or ()),
        people.leave or (),
        policy.begins(),
    )
    scores, agents, earlier, findings = decide(built, newest, past, document.place)
    problem = built.problems[newest]
    wrong = next(verify(problem, scores), None)
    if wrong is not None:
        raise AssertionError(wrong.english())
    return Answer(document, (*built.findings, *findings), problem, agents, earlier, past)


def _newest(
    case: Case, cycle: Cycle, policy: ReviewPolicy, day: date, policies: PolicySet, place: Place
) -> int | Finding:
    if case.period is None:
        return newest_due(cycle, day, policy.results_within, policies.calendar)
    try:
        number = cycle.number_of(parse_period(case.period))
    except ValueError:
        number = None
    if number is not None:
        return number
    text = message("{period} is no period of the review {review}.", period=case.period,
                   review=policy.id)  # fmt: skip
    near = cycle.period(cycle.number_at(day))
    return _not_run(text, place / "period", message("a period such as {period}", period=near))


def _not_run(text: Message, place: Place, wanted: Message | None = None) -> Finding:
    return Finding(CASE_NOT_RUN, Severity.ERROR, text, place, expected=wanted)


def checks(found: Answer, said: Expectation, place: Place, *, wanted: bool) -> Iterator[Check]:
    """What an expectation says, one thing after the other."""
    if found.problem is None or not REVIEWED.fits(frozenset(said.model_fields_set)):
        return
    for number, id_ in enumerate(said.agent):
        index = found.agent(id_)
        if said.reviewed is not None:
            value = index is not None
            text = message("Whether {agent} is under review: {value}.", agent=id_,
                           value=told(value))  # fmt: skip
            yield Check(place / "reviewed", wanted, said.reviewed == value, text,
                        expected(said.reviewed, wanted=wanted))  # fmt: skip
        if index is not None:
            yield from _One(found, found.problem, index, id_, wanted).checks(said, place)
        elif said.reviewed is None:
            known = [each.id for each in found.problem.agents]
            text = message("{id} is not under review in {period}.", id=id_,
                           period=found.problem.period)  # fmt: skip
            yield unknown_word(place.at("agent", number), id_, known, text, wanted=wanted)


@dataclass(frozen=True)
class _One:
    """One agent, held against what is said of them."""

    found: Answer
    problem: ReviewProblem
    index: int
    id: str
    wanted: bool

    @property
    def one(self) -> Reviewed:
        return self.found.agents[self.index]

    @property
    def rules(self) -> ReviewRules:
        return self.problem.rules

    def checks(self, said: Expectation, place: Place) -> Iterator[Check]:
        """In the order of the keys."""
        one = self.one
        if said.score is not None:
            score = "missing" if one.score.score is None else one.score.score
            yield self._check(place / "score", said.score, score,
                              message("The score of {agent} is {value}.", agent=self.id,
                                      value=told(score)),
                              self._points())  # fmt: skip
        for name, points in said.points.items():
            yield self._indicator(name, points, place.at("points", name))
        if said.grade is not None:
            yield self._grade(said.grade, place / "grade")
        if said.run is not None:
            run = 0 if one.run is None else one.run.length
            yield self._check(place / "run", said.run, run,
                              message("Results of {agent} in a row with the grade: {value}.",
                                      agent=self.id, value=run))  # fmt: skip
        for number, name in enumerate(said.follows):
            yield self._follows(name, place.at("follows", number))
        if said.coached is not None:
            coached = bool(one.coached)
            yield self._check(place / "coached", said.coached, coached,
                              message("Whether {agent} is coached: {value}.", agent=self.id,
                                      value=told(coached)))  # fmt: skip

    def _check(
        self, place: Place, said: object, value: object, text: Message,
        related: tuple[Related, ...] = (),
    ) -> Check:  # fmt: skip
        return Check(place, self.wanted, said == value, text, expected(said, wanted=self.wanted),
                     related)  # fmt: skip

    def _indicator(self, name: str, said: object, place: Place) -> Check:
        for number, rule in enumerate(self.rules.indicators):
            if name in (rule.id, rule.name):
                value = self._of_indicator(number)
                text = message("The points of {agent} for {component} are {value}.",
                               agent=self.id, component=rule.name,
                               value=told(value))  # fmt: skip
                part = self.one.score.indicators[number]
                why = (
                    message("The indicator is stated here.")
                    if part.gap is None
                    else missing(self.rules, rule, part)
                )
                stated = self.found.document.place.at("indicators", number)
                return self._check(place, said, value, text, (Related(stated, why),))
        text = message("The review has no indicator {indicator}.", indicator=name)
        known = [rule.id for rule in self.rules.indicators]
        return unknown_word(place.key(), name, known, text, wanted=self.wanted)

    def _grade(self, said: str, place: Place) -> Check:
        grades, grade = self.rules.grades, self.one.score.grade
        known = [each.id for each in grades]
        if said != "none" and said not in known and said not in [each.name for each in grades]:
            text = message("The review has no grade {grade}.", grade=said)
            return unknown_word(place, said, known, text, wanted=self.wanted)
        names = ("none",) if grade is None else (grades[grade].id, grades[grade].name)
        text = message("The grade of {agent} is {value}.", agent=self.id, value=told(names[-1]))
        return Check(place, self.wanted, said in names, text,
                     expected(said, wanted=self.wanted), self._points())  # fmt: skip

    def _follows(self, name: str, place: Place) -> Check:
        both: tuple[Reward | Consequence, ...] = (*self.rules.rewards, *self.rules.consequences)
        if not any(name in (each.id, each.name) for each in both):
            text = message("The review has no reward or consequence {name}.", name=name)
            known = [each.id for each in both]
            return unknown_word(place, name, known, text, wanted=self.wanted)
        reached = [each.rule for each in self.one.follows]
        holds = any(name in (each.id, each.name) for each in reached)
        names = tuple(each.id for each in reached)
        text = (
            message("What follows for {agent}: {names}.", agent=self.id, names=names)
            if names
            else message("Nothing follows for {agent}.", agent=self.id)
        )
        return Check(place, self.wanted, holds, text, expected(name, wanted=self.wanted))

    def _of_indicator(self, number: int) -> Decimal | str:
        points = self.one.score.indicators[number].points
        return "missing" if points is None else quantise(points, self.rules.places)

    def _points(self) -> tuple[Related, ...]:
        place = self.found.document.place / "indicators"
        if self.one.score.score is None:
            why: Sequence[Message] = tuple(reasons(self.rules, self.one))
            return tuple(Related(place.key(), each) for each in why)
        texts = tuple(
            message("{component} {points}", component=rule.name,
                    points=told(self._of_indicator(number)))
            for number, rule in enumerate(self.rules.indicators)
        )  # fmt: skip
        return (Related(place.key(), message("points of {agent}: {points}", agent=self.id,
                                             points=texts)),)  # fmt: skip
