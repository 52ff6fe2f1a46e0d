"""What comes out of cases? Each by itself: its policies changed, its rows read, its question asked.

Nothing here is a shortcut: rows go through the readers of files, questions to the builders and
engines of the commands, changed policies through the checks of shape, references and rules.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from cs.career.policy import LadderPolicy
from cs.kernel.agents import Agent
from cs.kernel.document import Document
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Place, Related, Severity, has_errors
from cs.kernel.messages import Message, message
from cs.kernel.suggestions import nearest
from cs.policytests import promotions, reviews, rotations
from cs.policytests.codes import CASE_NOT_RUN
from cs.policytests.coverage import promotion_exercise, review_exercise, rotation_exercise
from cs.policytests.fitting import misfit_defaults, misfits
from cs.policytests.forms import FINDING, form_of, is_asked
from cs.policytests.parts import Changed, change, examined, position
from cs.policytests.people import People, read_people
from cs.policytests.policy import Case, Expectation, PolicyTest
from cs.policytests.problem import Check, Key, Library, Outcome, Position, Question
from cs.policytests.routes import Nowhere, find_part, split_part
from cs.promotion.policy import PromotionPolicy
from cs.review.policy import ReviewPolicy
from cs.rotation.policy import RotationPolicy

_ERRORS_SHOWN = 6
_Cache = dict[str, tuple[Finding, ...]]


class _Ask(Protocol):
    def __call__(self, said: Expectation, place: Place, /, *, wanted: bool) -> Iterable[Check]: ...


def run(tests: Iterable[Document[PolicyTest]], library: Library, text: str = "") -> Iterator[
    Outcome
]:  # fmt: skip
    """The outcome of every case whose name, or whose document's name, holds the text."""
    known: _Cache = {}
    for test in tests:
        for number, case in enumerate(test.policy.cases):
            names = (case.name, test.policy.name, test.policy.id)
            if any(text.casefold() in name.casefold() for name in names):
                yield _outcome(test, number, library, known)


def _outcome(test: Document[PolicyTest], number: int, library: Library, known: _Cache) -> Outcome:
    policy = _policy(test, number, library)
    if isinstance(policy, Finding):
        return Outcome(test, number, trouble=(policy,))
    case, question = test.policy.cases[number], Question(test, number, policy)
    bare = Outcome(test, number, policy=policy)
    wrong = (*misfits(test, number, policy.policy), *misfit_defaults(test, policy.policy, case))
    if wrong:
        return replace(bare, trouble=wrong)
    changed = change(question, library)
    if changed.trouble:
        return replace(bare, trouble=changed.trouble)
    return _Running(question, library, changed, known).outcome(bare)


def _policy(
    test: Document[PolicyTest], number: int, library: Library
) -> Document[Policy] | Finding:
    case, wanted = test.policy.cases[number], test.policy.policy
    day = case.as_of or test.policy.as_of
    named = [each for each in library.policies.documents if each.policy.id == wanted]
    in_force = [each for each in named if each.policy.in_force(day)]
    if in_force:
        return in_force[0]
    place = test.place / "policy"
    known = sorted({each.policy.id for each in library.policies.documents})
    near = nearest(wanted, known)
    if wanted in library.broken:
        text = message("The policy {id} cannot be read; see `cs policy check`.", id=wanted)
        return Finding(CASE_NOT_RUN, Severity.ERROR, text, place)
    if named:
        text = message("The policy {id} is not in force on {day}.", id=wanted, day=day)
        return Finding(CASE_NOT_RUN, Severity.ERROR, text, place)
    return Finding(
        CASE_NOT_RUN,
        Severity.ERROR,
        message("There is no policy {id}.", id=wanted),
        place,
        expected=message("one of: {words}", words=tuple(known)) if known else None,
        mend=message("Did you mean {word}?", word=near) if near else None,
    )


@dataclass(frozen=True)
class _Running:
    """One case under way."""

    question: Question
    library: Library
    changed: Changed
    examined: _Cache

    @property
    def case(self) -> Case:
        return self.question.case

    def outcome(self, bare: Outcome) -> Outcome:
        """Its checks, or why there are none."""
        people = read_people(self.question, self.library)
        of_policies = (*self.changed.findings, *self._examined())
        in_the_way = (*people.findings, *of_policies)
        found = (*people.findings, *self._examined_with(people.staff, of_policies))
        policy = self._policy()
        asked = is_asked(self.case)
        exercised: frozenset[Key] = frozenset()
        ask: _Ask = _nothing
        if any(map(self._is_in_the_way, in_the_way)):
            if asked:
                return replace(bare, trouble=(self._trouble(in_the_way),))
        elif isinstance(policy.policy, PromotionPolicy):
            promotion = self._promotion(policy, people)
            found += promotion.findings
            if asked and has_errors(promotion.findings):
                return replace(bare, trouble=(self._trouble(promotion.findings),))
            ask = partial(promotions.checks, promotion)
            exercised = promotion_exercise(promotion, self.case)
        elif isinstance(policy.policy, ReviewPolicy):
            review = self._review(policy, people)
            found += review.findings
            if asked and has_errors(review.findings):
                return replace(bare, trouble=(self._trouble(review.findings),))
            ask = partial(reviews.checks, review)
            exercised = review_exercise(review, self.case)
        elif isinstance(policy.policy, RotationPolicy) and (asked or self.case.staff):
            rotation = self._rotation(policy, people)
            found += rotation.findings
            if asked and not rotations.can_answer(rotation):
                return replace(bare, trouble=(self._trouble(rotation.findings),))
            ask = partial(rotations.checks, rotation)
            exercised = rotation_exercise(rotation, self.case)
        checks = [
            check
            for said, place, wanted in self._said()
            for check in (
                (self._finding_check(said, place, found, wanted=wanted),)
                if form_of(said) is FINDING
                else ask(said, place, wanted=wanted)
            )
        ]
        kept = frozenset(key for key in exercised if not self._is_changed(key))
        return replace(bare, checks=tuple(checks), exercised=kept)

    def _policy(self) -> Document[Policy]:
        """The policy under test as the case changes it; as it was where nothing is left of it."""
        own = position(self.question.policy)
        return next(
            (each for each in self.changed.policies.documents if position(each) == own),
            self.question.policy,
        )

    def _examined(self) -> tuple[Finding, ...]:
        """What is found in the policies by themselves, once for all cases with the same changes.

        How the staff fits a policy does not stop a case: it has only the people that it needs.
        """
        case = self.case
        own = position(self.question.policy) if self.changed.routes else None
        key = repr((self.question.day, own, case.change, case.remove))
        if key not in self.examined:
            self.examined[key] = examined(self.changed.policies, self.library, None)
        return self.examined[key]

    def _examined_with(
        self, staff: tuple[Agent, ...] | None, alone: tuple[Finding, ...]
    ) -> tuple[Finding, ...]:
        """What is found with the case's staff, if it asks for findings."""
        said = (*self.case.expect, *self.case.expect_not)
        if staff is None or not any(form_of(each) is FINDING for each in said):
            return alone
        found = examined(self.changed.policies, self.library, staff)
        return (*self.changed.findings, *found)

    def _is_in_the_way(self, finding: Finding) -> bool:
        """Whether it is an error of the policy, of the only ladder, or of the case's tables."""
        if finding.severity is not Severity.ERROR:
            return False
        ladders = [
            position(each)
            for each in self.changed.policies.of(LadderPolicy)
            if each.policy.in_force(self.question.day)
        ]
        used: set[Position] = {position(self.question.policy)}
        used |= set(ladders) if len(ladders) == 1 else set()
        place = (finding.place.file, finding.place.document)
        return place in used or finding.place.file == self.question.test.file

    def _trouble(self, found: Sequence[Finding]) -> Finding:
        errors = [each for each in found if self._is_in_the_way(each)]
        return Finding(
            CASE_NOT_RUN,
            Severity.ERROR,
            message("The case cannot be answered; errors {count}.", count=len(errors)),
            self.question.place / "name",
            expected=message("a policy and tables without errors, or a finding that is expected"),
            related=tuple(
                Related(each.place, message("{code}: {text}", code=each.code, text=each.message))
                for each in errors[:_ERRORS_SHOWN]
            ),
        )

    def _promotion(self, policy: Document[Policy], people: People) -> promotions.Answer:
        assert isinstance(policy.policy, PromotionPolicy)
        return promotions.answer(
            Document(policy.file, policy.policy, policy.index),
            self.changed.policies,
            self.case,
            self.question.day,
            people,
        )

    def _review(self, policy: Document[Policy], people: People) -> reviews.Answer:
        assert isinstance(policy.policy, ReviewPolicy)
        return reviews.answer(
            Document(policy.file, policy.policy, policy.index),
            self.changed.policies,
            self.case,
            self.question.day,
            people,
            self.question.place,
        )

    def _rotation(self, policy: Document[Policy], people: People) -> rotations.Answer:
        assert isinstance(policy.policy, RotationPolicy)
        return rotations.answer(
            Document(policy.file, policy.policy, policy.index),
            self.case,
            self.question.day,
            people,
            self.changed.policies.calendar,
        )

    def _said(self) -> Iterator[tuple[Expectation, Place, bool]]:
        """Each expectation with its place; a single one may be written without a list."""
        for key, said in (("expect", self.case.expect), ("expect_not", self.case.expect_not)):
            place = self.question.place / key
            is_list = self.library.find(place / 0) != self.library.find(place)
            for number, each in enumerate(said):
                yield each, place / number if is_list else place, key == "expect"

    def _finding_check(
        self, said: Expectation, place: Place, found: Sequence[Finding], *, wanted: bool
    ) -> Check:
        own = position(self.question.policy)
        routes = None
        if said.at is not None:
            data = self.library.data_of(own)
            steps = split_part(said.at)[1]
            part = find_part(data, steps, may_be_new=len(steps) > 1)
            if isinstance(part, Nowhere):
                text = message("{step} is no part of the policy {id}.", step=part.step,
                               id=self.question.policy.policy.id)  # fmt: skip
                return Check(place / "at", wanted, not wanted, text,
                             message("one of: {words}", words=part.known[:12]))  # fmt: skip
            routes = part
        fitting = [
            each
            for each in found
            if each.code == said.finding
            and said.severity in (None, each.severity.value)
            and (
                routes is None
                or ((each.place.file, each.place.document) == own
                    and any(each.place.route[: len(route)] == route for route in routes))
            )
        ]  # fmt: skip
        return Check(
            place / "finding",
            wanted,
            bool(fitting),
            _found_instead(fitting, found),
            message("the finding {code}", code=said.finding)
            if wanted
            else message("no finding {code}", code=said.finding),
            tuple(Related(each.place, each.message) for each in fitting[:_ERRORS_SHOWN]),
        )

    def _is_changed(self, key: Key) -> bool:
        """Whether the case changes the part itself, so that it says nothing of it as it is."""
        own = self.changed.routes.get(position(self.question.policy), ())
        return any(key[0][: len(route)] == route or route[: len(key[0])] == key[0] for route in own)


def _nothing(_said: Expectation, _place: Place, /, *, wanted: bool) -> Iterable[Check]:
    return ()


def _found_instead(fitting: Sequence[Finding], found: Sequence[Finding]) -> Message:
    if fitting:
        first = fitting[0]
        return message("{code}: {text}", code=first.code, text=first.message)
    codes = tuple(sorted({each.code for each in found}))
    if not codes:
        return message("There is no such finding, nor any other.")
    return message("There is no such finding; there are: {codes}", codes=codes)
