"""The ways between the grades of a workspace, as `cs.career.reachability` asks for them.

A promotion policy is a way from each of its source grades; a move of the ladder to a grade that no
policy promotes to, or to one that is not higher, is a way too. What a policy asks for becomes
clauses: tenure, skills (as soon as the rotations can teach them), runs of reviews, stints, the
ladder's experience, days in force, a headcount of none. What depends on the agent alone
(judgements, figures of a column, agreements, courses, no punishment) is taken as met: asked is what
somebody can reach who does everything right. A new hire brings no skill and no experience, serves
without a break, and counts the trial in a post as time in the grade.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from cs.career.holders import feeding
from cs.career.policy import Grade, LadderPolicy
from cs.career.reachability import Between, Career, Clause, Never, Rounds, Wait, Way
from cs.crosschecks.learning import learning_time
from cs.crosschecks.looking import reviews_read
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import Document, PolicySet
from cs.kernel.durations import Duration, Unit
from cs.kernel.findings import Place
from cs.kernel.messages import message
from cs.kernel.remembering import remembered
from cs.kernel.texts import fold
from cs.promotion.combinations import Leaf, singles
from cs.promotion.past_conditions import ReviewCondition, RotatedPostsCondition
from cs.promotion.policy import (
    GradeCondition,
    PromotionPolicy,
    SkillCondition,
    StatusCondition,
    TenureCondition,
)
from cs.promotion.timetable import timetable, window_days
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import longest_stay, rotating, shortest

YEARS = 60
"""For how many years a career is looked for."""
PROBE = date(2027, 1, 1)
"""Any day: durations of different units are compared by the days they reach from it."""
LEFT = frozenset({"left", "离职", "已离职"})


def career_of(policies: PolicySet, calendar: WorkingCalendar) -> Career | None:
    """The question for one who is hired on the day asked for; None without a day or a ladder.

    None too where there is neither a promotion nor a rotation: a ladder is judged alone by its own
    rules.

    Args:
        calendar: counts working days; one without holidays is quick and a little too early.
    """
    day = policies.as_of
    ladders = ladders_in_force(policies)
    if day is None or not ladders or not policies.kinds & {"promotion", "rotation"}:
        return None
    starts = tuple(
        grade.id
        for ladder in ladders
        for grade in ladder.policy.grades
        if grade.level == min(each.level for each in ladder.policy.grades)
    )
    builder = _Builder(policies, calendar, ladders)
    last = min(day, date(date.max.year - YEARS, 1, 1)) + relativedelta(years=YEARS)
    return Career(starts, tuple(builder.ways()), day, last, calendar)


@remembered
def rough_career(policies: PolicySet) -> Career | None:
    """As `career_of`, without holidays; several rules ask this first."""
    return career_of(policies, WorkingCalendar(None, policies.calendar.weekend))


def ladders_in_force(policies: PolicySet) -> tuple[Document[LadderPolicy], ...]:
    """The ladders that hold on the day asked for."""
    day = policies.as_of
    return tuple(
        document
        for document in policies.of(LadderPolicy)
        if day is not None and document.policy.in_force(day)
    )


class _Builder:
    """What all ways of one workspace are built from."""

    def __init__(
        self,
        policies: PolicySet,
        calendar: WorkingCalendar,
        ladders: tuple[Document[LadderPolicy], ...],
    ) -> None:
        self.policies = policies
        self.calendar = calendar
        self.ladders = ladders
        self.rotations = tuple(policies.of(RotationPolicy))
        self.times: dict[tuple[str, ...], Duration | None] = {}
        self.grades: dict[str, tuple[Grade, Place]] = {}
        self.feeding: dict[str, tuple[str, ...]] = {}
        for ladder in ladders:
            self.feeding = feeding(ladder.policy) | self.feeding
            for number, grade in enumerate(ladder.policy.grades):
                place = ladder.place.at("grades", number)
                self.grades.setdefault(grade.id, (grade, place))

    def ways(self) -> Iterator[Way]:
        day = self.policies.as_of or date.min
        promoted: dict[str, set[str]] = {}
        for document in self.policies.of(PromotionPolicy):
            target = document.policy.target_grade
            over = document.policy.until is not None and document.policy.until < day
            if target in self.grades and not over:
                for way in self._promotions(document, target):
                    promoted.setdefault(target, set()).add(way.source)
                    yield way
        for ladder in self.ladders:
            yield from self._moves(ladder, promoted)

    def _promotions(self, document: Document[PromotionPolicy], target: str) -> Iterator[Way]:
        policy = document.policy
        grade, place = self.grades[target]
        fixed = [*self._of_grade(grade, place), *self._vacancy(document, grade, place)]
        if policy.effective is not None or policy.until is not None:
            fixed.append(
                Clause(
                    Between(policy.effective, policy.until),
                    message("The policy {id} is not in force then.", id=policy.id),
                    document.place / ("until" if policy.until else "effective"),
                )
            )
        rounds = self._rounds(document)
        for source in policy.source_grades or self.feeding[target]:
            if source in self.grades:
                clauses = (*self._requirements(document, source), *fixed)
                yield Way(source, target, clauses, rounds)

    def _moves(
        self, ladder: Document[LadderPolicy], promoted: dict[str, set[str]]
    ) -> Iterator[Way]:
        policy = ladder.policy
        pairs = [(move.source, move.target) for move in policy.moves] or [
            (source, target) for target, sources in feeding(policy).items() for source in sources
        ]
        for source, target in pairs:
            if source not in self.grades or target not in self.grades:
                continue
            grade, place = self.grades[target]
            upward = grade.level > self.grades[source][0].level
            if source not in promoted.get(target, ()) and not (upward and target in promoted):
                yield Way(source, target, tuple(self._of_grade(grade, place)))

    def _of_grade(self, grade: Grade, place: Place) -> Iterator[Clause]:
        if grade.experience is not None:
            yield Clause(
                Wait("firm", grade.experience),
                message(
                    "{grade} asks for {experience} of experience.",
                    grade=grade.name,
                    experience=grade.experience,
                ),
                place / "experience",
            )
        if grade.requires:
            yield from self._skills(grade.requires, place / "requires")

    def _vacancy(
        self, document: Document[PromotionPolicy], grade: Grade, place: Place
    ) -> Iterator[Clause]:
        policy = document.policy
        if policy.vacancies == 0:
            yield Clause(
                Never(),
                message("The policy states that there is no vacancy."),
                document.place / "vacancies",
            )
        elif (
            policy.needs_vacancy
            and policy.vacancies is None
            and grade.headcount is not None
            and grade.headcount.high == 0
        ):
            yield Clause(
                Never(),
                message(
                    "A vacancy is needed, and the headcount of {grade} is 0.", grade=grade.name
                ),
                place / "headcount",
            )

    def _requirements(self, document: Document[PromotionPolicy], source: str) -> Iterator[Clause]:
        for number, requirement in enumerate(document.policy.eligibility):
            for part in singles(requirement.rule):
                # what another condition may replace rules nobody out
                if part.needed:
                    place = document.place.at("eligibility", number, "rule", *part.route)
                    yield from self._single(part.rule, requirement.name, place, source)

    def _single(self, rule: Leaf, name: str, place: Place, source: str) -> Iterator[Clause]:
        match rule:
            case TenureCondition():
                yield self._tenure(rule, name, place, source)
            case SkillCondition():
                yield from self._skills(
                    (*rule.all_of, *(each.skill for each in rule.levels)), place
                )
            case GradeCondition() if rule.any_of and source not in rule.any_of:
                yield Clause(
                    Never(),
                    message(
                        "«{name}» does not admit {grade}, from which the promotion starts.",
                        name=name,
                        grade=self.grades[source][0].name,
                    ),
                    place,
                )
            case StatusCondition() if LEFT.issuperset(map(fold, rule.any_of)):
                yield Clause(
                    Never(),
                    message("«{name}» admits only those who have left.", name=name),
                    place,
                )
            case ReviewCondition():
                yield from self._reviews(rule, name, place)
            case RotatedPostsCondition():
                yield from self._stints(rule, name, place)

    def _tenure(self, rule: TenureCondition, name: str, place: Place, source: str) -> Clause:
        stay = self._longest_stay(source) if rule.clock == "post" else None
        if stay is not None and _reach(rule.at_least, self.calendar) > _reach(stay, self.calendar):
            return Clause(
                Never(),
                message(
                    "«{name}» asks for {tenure} in one post, and the rotation ends every stint "
                    "after {stay} at the latest.",
                    name=name,
                    tenure=rule.at_least,
                    stay=stay,
                ),
                place / "clock",
            )
        return Clause(
            Wait("grade" if rule.clock == "grade" else "firm", rule.at_least),
            message("«{name}» asks for {tenure}.", name=name, tenure=rule.at_least),
            place,
        )

    def _longest_stay(self, source: str) -> Duration | None:
        """The longest time in one post, if everybody of a grade rotates; else None."""
        words = {fold(source), fold(self.grades[source][0].name)}
        binding = [
            document.policy
            for document in self.rotations
            if not document.policy.who.grades
            or words.intersection(map(fold, document.policy.who.grades))
        ]
        stays = [longest_stay(policy) for policy in binding]
        known = [stay for stay in stays if stay is not None]
        if not known or len(known) < len(stays):
            return None
        if self.policies.staff is not None:
            holders = [
                agent
                for agent in self.policies.staff
                if agent.grade is not None and fold(agent.grade) in words
            ]
            if any(not rotating(policy, [agent]) for agent in holders for policy in binding[:1]):
                return None
        return max(known, key=lambda stay: _reach(stay, self.calendar))

    def _skills(self, skills: Iterable[str], place: Place) -> Iterator[Clause]:
        skills = tuple(skills)
        if not self.rotations:
            return
        soonest = self._soonest(skills)
        if soonest is not None:
            if soonest.count:
                yield Clause(
                    Wait("firm", soonest),
                    message(
                        "To learn {skills} by rotating takes {time} or more.",
                        skills=skills,
                        time=soonest,
                    ),
                    place,
                )
        elif not self._is_held(skills):
            yield Clause(
                Never(),
                message(
                    "No rotation teaches {skills} to one who begins without them, and nobody of "
                    "the staff holds them all.",
                    skills=skills,
                ),
                place,
            )

    def _soonest(self, skills: tuple[str, ...]) -> Duration | None:
        """The shortest time in which a rotation teaches skills; None if none teaches them all."""
        if skills not in self.times:
            times = [learning_time(document.policy, skills) for document in self.rotations]
            known = [time for time in times if time is not None]
            self.times[skills] = min(
                known, key=lambda time: _reach(time, self.calendar), default=None
            )
        return self.times[skills]

    def _is_held(self, skills: Iterable[str]) -> bool:
        wanted = {fold(skill) for skill in skills}
        return any(
            wanted <= {fold(held) for held in agent.skills} for agent in self.policies.staff or ()
        )

    def _reviews(self, rule: ReviewCondition, name: str, place: Place) -> Iterator[Clause]:
        cycles = [each.policy.periods() for each in reviews_read(self.policies, rule.review)]
        months = min((cycle.months for cycle in cycles if cycle is not None), default=0)
        if months:
            yield Clause(
                Wait("firm", Duration(rule.in_a_row * months, Unit.MONTH)),
                message(
                    "«{name}» needs {count} reviews in a row, which take {months} months.",
                    name=name,
                    count=rule.in_a_row,
                    months=rule.in_a_row * months,
                ),
                place,
            )

    def _stints(self, rule: RotatedPostsCondition, name: str, place: Place) -> Iterator[Clause]:
        wanted = {fold(post) for post in rule.posts}
        for document in self.rotations[:1]:
            policy = document.policy
            lengths = sorted(
                shortest(policy, post) or 1
                for post in policy.posts
                if not wanted or wanted & {fold(post.id), fold(post.name)}
            )
            figures = {"name": name, "count": rule.at_least, "posts": len(lengths)}
            if len(lengths) < rule.at_least:
                yield Clause(
                    Never(),
                    message(
                        "«{name}» needs stints at {count} posts; posts that count in the rotation: "
                        "{posts}.",
                        **figures,
                    ),
                    place,
                )
                continue
            unit = Unit.MONTH if policy.period == "month" else Unit.WEEK
            time = Duration(sum(lengths[: rule.at_least]), unit)
            yield Clause(
                Wait("firm", time),
                message(
                    "«{name}» needs stints at {count} posts, which take {time} or more.",
                    time=time,
                    **figures,
                ),
                place,
            )

    def _rounds(self, document: Document[PromotionPolicy]) -> Rounds | None:
        policy, calendar = document.policy, self.calendar
        if not policy.windows:
            return None

        def hold(day: date) -> tuple[date, date] | None:
            openings = sorted(
                (opens, number, year)
                for number, window in enumerate(policy.windows)
                for year in (day.year, day.year + 1)
                if year < date.max.year and (opens := window_days(window, year)[0]) >= day
            )
            if not openings:
                return None
            opens, number, year = openings[0]
            return opens, timetable(policy, number, year, calendar).effect

        return Rounds(
            hold,
            message(
                "Rounds open in the months {months}.",
                months=tuple(window.month for window in policy.windows),
            ),
            (document.place / "windows").key(),
        )


def _reach(duration: Duration, calendar: WorkingCalendar) -> date:
    try:
        return duration.after(PROBE, calendar)
    except ValueError:  # beyond the calendar
        return date.max
