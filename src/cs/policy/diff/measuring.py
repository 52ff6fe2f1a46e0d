"""Whom does the change touch? Both versions are run on the same tables, and compared.

Runs the rotation planner under a person's eyes (progress, Ctrl-C), so it is part of the shell.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from cs.career.policy import LadderPolicy
from cs.comparing.changes import PolicyChanges
from cs.comparing.words import kind_words
from cs.documents.workspace_model import WorkspacePolicy
from cs.examination import Examination
from cs.kernel.agents import Agent
from cs.kernel.document import Document
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity, has_errors
from cs.kernel.messages import Message, message
from cs.policy.diff.report import Measured
from cs.policy.diff.sides import TablesRead
from cs.promotion.policy import PromotionPolicy
from cs.review.policy import ReviewPolicy
from cs.rotation.policy import RotationPolicy

if TYPE_CHECKING:
    from cs.comparing.moving import RotationImpact
    from cs.comparing.rounds import Decided, Undecided
    from cs.comparing.standing import PromotionImpact
    from cs.promotion.histories import Past
    from cs.rotation.building import Building
    from cs.rotation.problem import PlanResult, RotationProblem
    from cs.tables.raw import RawTable

P = TypeVar("P", bound=Policy)

BESIDE: Mapping[type[Policy], tuple[type[Policy], ...]] = {
    PromotionPolicy: (WorkspacePolicy, LadderPolicy, ReviewPolicy),
    RotationPolicy: (WorkspacePolicy,),
}
"""Other documents whose change may touch whom a policy touches."""


@dataclass(frozen=True)
class CandidatesTable:
    """A table of candidates; `policy` is the id of the promotion it is for, None for all."""

    name: str
    table: "RawTable"
    policy: str | None = None


@dataclass(frozen=True)
class Asked:
    """What is to be measured.

    Attributes:
        plans: whether rotation plans are made.
        months: horizon of the plans.
        top: how many of the touched are named in each list.
    """

    as_of: date
    candidates: tuple[CandidatesTable, ...] = ()
    plans: bool = True
    months: int = 12
    top: int = 10
    seed: int = 0
    quiet: bool = False


def measure(
    old: Examination, new: Examination, changes: PolicyChanges, tables: TablesRead, asked: Asked
) -> Measured:
    """The effect on everybody in the tables."""
    if not changes.documents:
        return Measured()
    staff = new.policies.staff
    notes: list[Message] = [*_table_notes(tables)]
    if staff is None and not asked.candidates:
        notes.append(
            message("There is no readable staff table, so whom the change touches is not known.")
        )
        return Measured(notes=tuple(notes))
    past = _past(tables, staff, notes)
    promotions = list(_promotions(old, new, changes, past, asked, notes))
    rotations = [] if staff is None else list(_rotations(old, new, changes, tables, asked, notes))
    return Measured(tuple(promotions), tuple(rotations), _once(notes))


def _table_notes(tables: TablesRead) -> Iterator[Message]:
    for name in tables.missing:
        yield message("The table {file} cannot be read; there is no such file.", file=name)
    for finding in tables.findings:
        if finding.severity is Severity.ERROR:
            yield _amiss(finding)


def _pairs(
    model: type[P], old: Examination, new: Examination, changes: PolicyChanges, asked: Asked,
    notes: list[Message],
) -> Iterator[tuple[Document[P], Document[P]]]:  # fmt: skip
    """The policies of a kind in force on both sides, as far as a change may touch anybody."""
    called = {
        (before.policy.kind, after.policy.id): before.policy.id for before, after in changes.pairs
    }
    before = {
        each.policy.id: each for each in old.policies.of(model) if each.policy.in_force(asked.as_of)
    }
    for_all = any(isinstance(each.policy, BESIDE[model]) for each in changes.documents)
    changed = {
        (each.new.file, each.new.index) for each in changes.documents if each.new is not None
    }
    for after in new.policies.of(model):
        is_changed = (after.file, after.index) in changed
        same = before.get(called.get((after.policy.kind, after.policy.id), after.policy.id))
        figures = {
            "kind": kind_words(after.policy.kind), "id": after.policy.id, "day": asked.as_of
        }  # fmt: skip
        if not after.policy.in_force(asked.as_of):
            if is_changed:
                notes.append(message(
                    "The {kind} {id} is not in force on {day}, so whom its change touches is not "
                    "computed; --as-of names another day.", **figures,
                ))  # fmt: skip
        elif same is None:
            notes.append(message(
                "The {kind} {id} was not in force on {day} before, so there is nothing to compare "
                "it with.", **figures,
            ))  # fmt: skip
        elif is_changed or for_all or same.policy != after.policy:
            yield same, after


def _past(tables: TablesRead, staff: Sequence[Agent] | None, notes: list[Message]) -> "Past":
    """The tables of agents' past, None for those that are not stated or have errors."""
    from cs.promotion.histories import Past
    from cs.tables import histories, people

    known = None if staff is None else frozenset(agent.id for agent in staff)
    readers: dict[str, Any] = {
        "reviews": histories.read_reviews,
        "discipline": histories.read_discipline,
        "training": histories.read_training,
        "waivers": histories.read_waivers,
        "stints": people.read_stints,
        "leave": people.read_leave,
    }
    past: dict[str, Any] = {}
    for role, read in readers.items():
        if tables.raws[role]:
            rows, findings = read(tables.raws[role], known)
            amiss = next((each for each in findings if has_errors([each])), None)
            if amiss is None:
                past[role] = rows
            else:
                notes.append(_amiss(amiss))
    return Past(**past)


def _amiss(finding: Finding) -> Message:
    return message("{file}: {reason}", file=finding.place.file, reason=finding.message)


def _promotions(
    old: Examination,
    new: Examination,
    changes: PolicyChanges,
    past: "Past",
    asked: Asked,
    notes: list[Message],
) -> "Iterator[PromotionImpact]":
    from cs.comparing.rounds import on_conditions, on_scores
    from cs.comparing.standing import compare_rounds

    used: set[str] = set()
    staff = new.policies.staff
    for before, after in _pairs(PromotionPolicy, old, new, changes, asked, notes):
        policy = after.policy
        tables = [
            each for each in asked.candidates
            if each.policy in (None, policy.id, before.policy.id)
        ]  # fmt: skip
        used |= {each.name for each in tables}
        for each in tables:
            sides = [
                on_scores(one.policy, side.policies, staff, asked.as_of, each.table, past)
                for one, side in ((before, old), (after, new))
            ]
            if decided := _decided(policy, each.name, sides[0], sides[1], notes):
                yield compare_rounds(policy.id, policy.name, each.name, *decided, asked.top)
        if not tables and staff is not None:
            sides = [
                on_conditions(one.policy, side.policies, staff, asked.as_of, past)
                for one, side in ((before, old), (after, new))
            ]
            if decided := _decided(policy, None, sides[0], sides[1], notes):
                yield compare_rounds(policy.id, policy.name, None, *decided, asked.top)
                if _scores_differ(before.policy, policy):
                    notes.append(message(
                        "How scores and ranks of {id} move is not computed without a table of "
                        "candidates; --candidates FILE names one.", id=policy.id,
                    ))  # fmt: skip
    notes += [
        message("No promotion policy that changed uses the table {file}.", file=each.name)
        for each in asked.candidates
        if each.name not in used
    ]


def _scores_differ(old: PromotionPolicy, new: PromotionPolicy) -> bool:
    return old.components != new.components or old.scoring != new.scoring


def _decided(
    policy: PromotionPolicy,
    table: str | None,
    old: "Decided | Undecided",
    new: "Decided | Undecided",
    notes: list[Message],
) -> "tuple[Decided, Decided] | None":
    from cs.comparing.rounds import Undecided

    for side, decided in ((message("OLD"), old), (message("NEW"), new)):
        if isinstance(decided, Undecided):
            reason = decided.findings[0].message if decided.findings else message(
                "the policy leaves open what scoring needs (see cs policy check)"
            )  # fmt: skip
            notes.append(message(
                "As {side} states it, {id} cannot be applied to {table}: {reason}", id=policy.id,
                side=side, table=table or message("the staff table"), reason=reason,
            ))  # fmt: skip
    if isinstance(old, Undecided) or isinstance(new, Undecided):
        return None
    return old, new


def _rotations(
    old: Examination,
    new: Examination,
    changes: PolicyChanges,
    tables: TablesRead,
    asked: Asked,
    notes: list[Message],
) -> "Iterator[RotationImpact]":
    pairs = list(_pairs(RotationPolicy, old, new, changes, asked, notes))
    if not pairs:
        return
    from cs.comparing.moving import same_question, with_plans, without_plans
    from cs.rotation.building import Tables, build_problem, span_of
    from cs.tables.people import read_leave, read_pairs, read_pins, read_stints

    staff = new.policies.staff or ()
    known = frozenset(agent.id for agent in staff)
    stints, amiss_stints = read_stints(tables.raws["stints"], known)
    leave, amiss_leave = read_leave(tables.raws["leave"], known)
    pins, amiss_pins = read_pins(tables.raws["pins"], known)
    ties, amiss_ties = read_pairs(tables.raws["pairs"], known)
    people = Tables(staff, stints, leave, pins, ties)
    found = (*amiss_stints, *amiss_leave, *amiss_pins, *amiss_ties)
    amiss = [each for each in found if has_errors([each])]
    if amiss:
        notes.append(_amiss(amiss[0]))
        return
    for before, after in pairs:
        problems: list[RotationProblem] = []
        for side, document, examination in (
            (message("OLD"), before, old), (message("NEW"), after, new)
        ):  # fmt: skip
            span = span_of(asked.as_of, None, asked.months, document.policy.period)
            built: Building = build_problem(
                document, people, asked.as_of, span, examination.policies.calendar
            )
            if built.problem is None:
                notes.append(_not_planned(document, side, built.findings))
            else:
                problems.append(built.problem)
        if len(problems) < 2:
            continue
        one, other = problems
        figures = after.policy.id, after.policy.name
        if same_question(one, other) or not asked.plans:
            yield without_plans(*figures, one, other, asked.top)
            continue
        plans = [result for each in problems if (result := _plan(each, asked)) is not None]
        if len(plans) < 2:
            notes.append(message("Planning was interrupted, so plans are not compared."))
            yield without_plans(*figures, one, other, asked.top)
            return
        yield with_plans(*figures, (one, plans[0]), (other, plans[1]), asked.top)


def _not_planned(document: Document[Policy], side: Message, findings: Sequence[Finding]) -> Message:
    reason = next(each for each in findings if each.severity is Severity.ERROR)
    return message(
        "As {side} states it, {id} cannot be planned: {reason}",
        id=document.policy.id,
        side=side,
        reason=reason.message,
    )


def _plan(problem: "RotationProblem", asked: Asked) -> "PlanResult | None":
    from cs.comparing.moving import GAP
    from cs.rotation.running import run_planner

    run = run_planner(problem, GAP, asked.seed, None, quiet=asked.quiet)
    return None if run.ended_by else run.result


def _once(notes: Sequence[Message]) -> tuple[Message, ...]:
    return tuple(note for number, note in enumerate(notes) if note not in notes[:number])
