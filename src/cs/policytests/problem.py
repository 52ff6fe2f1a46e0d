"""The question that a case asks, and the shape of its answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from cs.kernel.document import Document, PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Place, Related, Route, Span
from cs.kernel.messages import Message
from cs.policytests.policy import Case, PolicyTest

Key = tuple[Route, str]
"""What can be exercised: a part of a policy, and what about it."""
Position = tuple[str, int]
"""A document: its file and its number there."""


@dataclass(frozen=True)
class Library:
    """What all cases share.

    Attributes:
        policies: all but tests, with the workspace's calendar and roles, without staff or day.
        data_of: a document's plain data, as its file has it.
        reread: plain data as a policy again, with what is wrong with its shape.
        check: what references and rules say of policies.
        find: line and column of a place.
        broken: ids of policies that cannot be read.
    """

    policies: PolicySet
    data_of: Callable[[Position], Any]
    reread: Callable[[Any, Document[Policy]], tuple[Policy | None, tuple[Finding, ...]]]
    check: Callable[[PolicySet], tuple[Finding, ...]]
    find: Callable[[Place], Span | None]
    broken: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Question:
    """A case, where it stands, and its policy.

    Attributes:
        number: the case's position in its document.
        policy: as in force on the case's day and as its file has it.
    """

    test: Document[PolicyTest]
    number: int
    policy: Document[Policy]

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.test.policy.cases[self.number]

    @property
    def day(self) -> date:
        """The day for which is asked."""
        return self.case.as_of or self.test.policy.as_of

    @property
    def place(self) -> Place:
        """Where the case stands."""
        return self.test.place.at("cases", self.number)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that an expectation says, held against what came out.

    Attributes:
        place: of what is said.
        wanted: whether it must be so (`expect`) or must not (`expect_not`).
        holds: whether it is so.
        found: what came out, as a sentence.
        expected: what was said.
        related: what decided it.
    """

    place: Place
    wanted: bool
    holds: bool
    found: Message
    expected: Message
    related: tuple[Related, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether the expectation is met."""
        return self.holds is self.wanted


Verdict = Literal["passed", "failed", "not_run"]


@dataclass(frozen=True)
class Outcome:
    """What became of a case.

    Attributes:
        trouble: why it could not be answered.
        exercised: what about its policy the case holds to account.
        policy: the policy under test, None if there is none.
    """

    test: Document[PolicyTest]
    number: int
    checks: tuple[Check, ...] = ()
    trouble: tuple[Finding, ...] = ()
    exercised: frozenset[Key] = frozenset()
    policy: Document[Policy] | None = None

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.test.policy.cases[self.number]

    @property
    def place(self) -> Place:
        """Where the case stands."""
        return self.test.place.at("cases", self.number)

    @property
    def verdict(self) -> Verdict:
        """Whether all that it expects came out."""
        if self.trouble:
            return "not_run"
        return "passed" if all(check.passes for check in self.checks) else "failed"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a case can exercise.

    Attributes:
        key: what it is, within its policy.
        place: where the policy states it.
        lacking: what no case shows, in words.
    """

    key: Key
    place: Place
    lacking: Message


@dataclass(frozen=True)
class PolicyCoverage:
    """What the cases of a policy exercise.

    Attributes:
        silent: parts of which no case can speak yet, as the policy names them; not counted.
    """

    policy: Document[Policy]
    items: tuple[Item, ...]
    exercised: frozenset[Key]
    silent: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Item, ...]:
        """What no case exercises."""
        return tuple(item for item in self.items if item.key not in self.exercised)

    @property
    def count(self) -> int:
        """How many things are exercised."""
        return len(self.items) - len(self.missing)


@dataclass(frozen=True)
class Run:
    """All outcomes, in the order of the files, and what they exercise."""

    outcomes: tuple[Outcome, ...]
    coverage: tuple[PolicyCoverage, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many cases ended so."""
        return sum(outcome.verdict == verdict for outcome in self.outcomes)

    @property
    def share(self) -> Fraction | None:
        """What share of all that can be exercised is; None where there is nothing."""
        whole = sum(len(each.items) for each in self.coverage)
        return Fraction(sum(each.count for each in self.coverage), whole) if whole else None
