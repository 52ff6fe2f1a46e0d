"""What does a rotation policy give for a case? Asked as `cs rotate` asks, by the same parts.

With rows of a plan the plan is held against the rules (`cs rotate verify`), else one is made
(`cs rotate plan`). Without agents only who rotates can be asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import Document
from cs.kernel.findings import Finding, Place, Related, has_errors
from cs.kernel.messages import Message, message
from cs.kernel.ranges import Range
from cs.policytests.forms import BROKEN, HEADCOUNT, MOVES, PLAN, ROTATES, STINT, form_of
from cs.policytests.people import People
from cs.policytests.policy import Case, Expectation
from cs.policytests.problem import Check
from cs.policytests.promotions import unknown_word
from cs.policytests.words import expected, told
from cs.rotation.answers import PlanOptions
from cs.rotation.breaches import describe, rule_name, rule_route
from cs.rotation.building import Building, Tables, build_problem, span_between, span_of
from cs.rotation.evaluation import evaluate
from cs.rotation.names import Names, fold
from cs.rotation.plan_files import PlanFile, plan_of_table, to_posts
from cs.rotation.planner import plan
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import (
    NOWHERE,
    BrokenRule,
    Evaluation,
    Posts,
    RotatingAgent,
    RotationProblem,
)
from cs.rotation.verifier import headcounts, verify

BREACHES_SHOWN = 5


@dataclass(frozen=True)
class Answer:
    """What came out.

    Attributes:
        problem: None with the findings that say why there is none.
        posts: the plan; None if nothing was asked of it, or none was found.
        broken: the rules that the plan breaks.
        findings: of building and of the plan's rows.
    """

    document: Document[RotationPolicy]
    people: People
    problem: RotationProblem | None = None
    posts: Posts | None = None
    broken: tuple[BrokenRule, ...] = ()
    evaluation: Evaluation | None = None
    findings: tuple[Finding, ...] = field(default=())

    @property
    def feasible(self) -> bool:
        """Whether there is a plan that keeps every rule."""
        return self.posts is not None and not self.broken


def answer(
    document: Document[RotationPolicy],
    case: Case,
    day: date,
    people: People,
    calendar: WorkingCalendar,
) -> Answer:
    """The plan of the case, made or given, and what it breaks."""
    kind = document.policy.period
    tables = Tables(
        people.staff or (),
        people.stints or (),
        people.leave or (),
        people.pins or (),
        people.pairs or (),
    )
    if people.plan is not None:
        read = plan_of_table(people.plan)
        if not isinstance(read, PlanFile):
            return Answer(document, people, findings=read)
        built = build_problem(
            document, tables, day, span_between(read.first, read.last, kind), calendar
        )
        return _verified(document, people, built, read)
    start = None if case.start is None else date.fromisoformat(f"{case.start}-01")
    built = build_problem(document, tables, day, span_of(day, start, case.months, kind), calendar)
    if built.problem is None or not _asks_for_plan(case):
        return Answer(document, people, built.problem, findings=built.findings)
    result = plan(built.problem, PlanOptions())
    return Answer(
        document,
        people,
        built.problem,
        result.posts,
        result.broken,
        result.evaluation,
        built.findings,
    )


def _verified(
    document: Document[RotationPolicy], people: People, built: Building, read: PlanFile
) -> Answer:
    if built.problem is None:
        return Answer(document, people, findings=built.findings)
    posts = to_posts(read, built.problem)
    if isinstance(posts, tuple):
        return Answer(document, people, built.problem, findings=(*built.findings, *posts))
    broken = verify(built.problem, posts)
    figures = None if broken else evaluate(built.problem, posts)
    return Answer(document, people, built.problem, posts, broken, figures, built.findings)


def can_answer(found: Answer) -> bool:
    """Whether nothing stood in the way."""
    return found.problem is not None and not has_errors(found.findings)


def checks(found: Answer, said: Expectation, place: Place, *, wanted: bool) -> Iterator[Check]:
    """What an expectation says, one thing after the other."""
    form = form_of(said)
    if found.problem is None:
        return
    against = _Against(found, found.problem, said, place, wanted)
    if form is STINT:
        yield from against.stints()
    elif form is HEADCOUNT:
        yield from against.headcount()
    elif form is MOVES:
        yield from against.moves()
    elif form is ROTATES:
        yield from against.rotates()
    elif form is PLAN:
        yield from against.plan()
    elif form is BROKEN:
        yield against.broken()


@dataclass(frozen=True)
class _Against:
    """One expectation, held against the plan."""

    found: Answer
    problem: RotationProblem
    said: Expectation
    place: Place
    wanted: bool

    def stints(self) -> Iterator[Check]:
        """Who is at which post in which months."""
        post = self._post()
        if isinstance(post, Check):
            yield post
            return
        for number, id_ in enumerate(self.said.agent):
            agent = agent_named(self.problem, id_)
            if agent is None:
                yield self._nobody(id_, self.place.at("agent", number))
                continue
            for place, period in self._periods():
                if isinstance(period, Check):
                    yield period
                    continue
                there = None if self.found.posts is None else int(self.found.posts[agent, period])
                name = "none" if there in (None, NOWHERE) else self.problem.posts[there or 0].name
                text = message("The post of {agent} in {month} is {value}.", agent=id_,
                               month=self.problem.periods[period].label,
                               value=told(name))  # fmt: skip
                target = place if len(self.said.month) > 1 else self.place / "post"
                yield self._check(target, self.problem.posts[post].name, there == post, text)

    def headcount(self) -> Iterator[Check]:
        """How many are at a post."""
        post = self._post()
        if isinstance(post, Check):
            yield post
            return
        for _place, period in self._periods():
            if isinstance(period, Check):
                yield period
                continue
            count = self._present(period, post)
            text = message("The headcount of {post} in {month} is {value}.",
                           post=self.problem.posts[post].name,
                           month=self.problem.periods[period].label,
                           value=told("none" if count is None else count))  # fmt: skip
            yield self._figure("headcount", self.said.headcount, count, text)

    def moves(self) -> Iterator[Check]:
        """How many change their post."""
        for _place, period in self._periods():
            if isinstance(period, Check):
                yield period
                continue
            count = (
                None if self.found.posts is None else _moves(self.problem, self.found.posts, period)
            )
            text = message("The number of agents who change their post in {month} is {value}.",
                           month=self.problem.periods[period].label,
                           value=told("none" if count is None else count))  # fmt: skip
            yield self._figure("moves", self.said.moves, count, text)

    def rotates(self) -> Iterator[Check]:
        """Who rotates at all."""
        known = [agent.id for agent in self.found.people.staff or ()]
        for number, id_ in enumerate(self.said.agent):
            if fold(id_) not in map(fold, known):
                yield unknown_word(
                    self.place.at("agent", number), id_, known,
                    message("The staff table has no agent {agent}.", agent=id_),
                    wanted=self.wanted,
                )  # fmt: skip
                continue
            does = agent_named(self.problem, id_) is not None
            text = message("Whether {agent} rotates: {value}.", agent=id_, value=told(does))
            yield self._check(
                self.place / "rotates", told(self.said.rotates), does is self.said.rotates, text
            )

    def plan(self) -> Iterator[Check]:
        """The plan as a whole."""
        related = self._breaches()
        if self.said.feasible is not None:
            does = self.found.feasible
            text = message("Whether a plan keeps every rule: {value}.", value=told(does))
            yield self._check(self.place / "feasible", told(self.said.feasible),
                              does is self.said.feasible, text, related)  # fmt: skip
        figures = self.found.evaluation if self.found.feasible else None
        for key, wish, value, text in (
            ("overdue", self.said.overdue, figures and figures.overdue,
             message("The number of overdue periods is {value}.",
                     value=told("none" if figures is None else figures.overdue))),
            ("deviations", self.said.deviations, figures and figures.deviations,
             message("The number of periods by which stints deviate is {value}.",
                     value=told("none" if figures is None else figures.deviations))),
        ):  # fmt: skip
            if wish is not None:
                is_so = figures is not None and wish == value
                yield self._check(self.place / key, wish, is_so, text, related)

    def broken(self) -> Check:
        """Whether the plan breaks a rule, at a post, by an agent, in a month."""
        breaches = matching_breaches(self.found, self.said)
        name = self.said.broken or ""
        if breaches:
            text = message("{breach}", breach=describe(self.problem, breaches[0]))
        else:
            text = message("The plan does not break this rule: {rule}.", rule=rule_name(name))
        related = self._breaches() if self.wanted else ()
        return self._check(self.place / "broken", rule_name(name), bool(breaches), text, related)

    def _check(
        self, place: Place, said: object, holds: bool, text: Message,
        related: tuple[Related, ...] = (),
    ) -> Check:  # fmt: skip
        says = expected(said, wanted=self.wanted)
        return Check(place, self.wanted, holds, text, says, related)

    def _figure(self, key: str, wish: Range | None, value: int | None, text: Message) -> Check:
        holds = (
            wish is not None
            and value is not None
            and wish.low <= value
            and (wish.high is None or value <= wish.high)
        )
        return self._check(self.place / key, str(wish), holds, text)

    def _present(self, period: int, post: int) -> int | None:
        if self.found.posts is None:
            return None
        return int(headcounts(self.problem, self.found.posts)[period, post])

    def _post(self) -> int | Check:
        text = self.said.post or ""
        number = Names.of_problem(self.problem).post(text)
        if number is not None:
            return number
        known = [post.id for post in self.problem.posts]
        return unknown_word(self.place / "post", text, known,
                            message("The policy has no post {id}.", id=text),
                            wanted=self.wanted)  # fmt: skip

    def _periods(self) -> Iterator[tuple[Place, int | Check]]:
        """The plan's periods that begin in the months named."""
        for number, month in enumerate(self.said.month):
            place = self.place.at("month", number)
            periods = periods_in(self.problem, month)
            yield from ((place, period) for period in periods)
            if not periods:
                labels = [period.label for period in self.problem.periods[: self.problem.horizon]]
                yield place, Check(
                    place, self.wanted, not self.wanted,
                    message("The plan has no month {month}.", month=month),
                    message("a month from {first} to {last}", first=labels[0], last=labels[-1]),
                )  # fmt: skip

    def _nobody(self, id_: str, place: Place) -> Check:
        known = [agent.id for agent in self.problem.agents]
        text = message("Agent {agent} does not rotate under this policy.", agent=id_)
        return unknown_word(place, id_, known, text, wanted=self.wanted)

    def _breaches(self) -> tuple[Related, ...]:
        shown = []
        for breach in self.found.broken[:BREACHES_SHOWN]:
            route = rule_route(breach)
            place = self.found.document.place
            shown.append(
                Related(place if route is None else place.at(*route),
                        describe(self.problem, breach))
            )  # fmt: skip
        return tuple(shown)


def matching_breaches(found: Answer, said: Expectation) -> tuple[BrokenRule, ...]:
    """The breaches that an expectation speaks of."""
    if found.problem is None or said.broken is None:
        return ()
    problem = found.problem
    posts = None if said.post is None else {Names.of_problem(problem).post(said.post)}
    agents = {agent_named(problem, id_) for id_ in said.agent} or None
    periods = {number for month in said.month for number in periods_in(problem, month)}
    return tuple(
        breach
        for breach in found.broken
        if breach.rule == said.broken
        and (posts is None or breach.post in posts)
        and (agents is None or breach.agent in agents)
        and (not said.month or breach.period in periods)
    )


def agent_named(problem: RotationProblem, id_: str) -> int | None:
    """The index of a rotating agent."""
    named = (n for n, agent in enumerate(problem.agents) if fold(agent.id) == fold(id_))
    return next(named, None)


def periods_in(problem: RotationProblem, month: str) -> tuple[int, ...]:
    """The periods of the horizon that begin in a month."""
    periods = problem.periods[: problem.horizon]
    return tuple(n for n, period in enumerate(periods) if f"{period.start:%Y-%m}" == month)


def _moves(problem: RotationProblem, posts: Posts, period: int) -> int:
    return sum(
        _moves_at(agent, row, period)
        for agent, row in zip(problem.agents, posts.tolist(), strict=True)
    )


def _moves_at(agent: RotatingAgent, row: list[int], period: int) -> bool:
    before = row[period - 1] if period else (NOWHERE if agent.post is None else agent.post)
    return NOWHERE not in (before, row[period]) and before != row[period]


def _asks_for_plan(case: Case) -> bool:
    said = (*case.expect, *case.expect_not)
    return any(form_of(each) in (STINT, HEADCOUNT, MOVES, PLAN, BROKEN) for each in said)
