"""Models of the process: steps, objections, the trial, the checklist after, other transitions."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.fields import DurationField, Identifier, Model, OneOrMore, Text, Usual

Act = Literal[
    "apply",
    "propose",
    "rate",
    "review",
    "approve",
    "notice",
    "objection",
    "letter",
    "take_up",
    "train",
    "other",
]
AFTER_DECISION: frozenset[str] = frozenset({"take_up", "train"})
"""Acts of steps that follow the decision: the person is promoted already."""


class Objection(Model):
    """What an objection does, and who decides on it.

    Attributes:
        holds: whether the process waits until it is decided.
        decided_by: the role that decides; without it, the actor of the step.
        if_upheld: what follows if it is right: the case goes back to its first review
            (`review_again`) or is over (`end`).
    """

    holds: bool = True
    decided_by: Text | None = None
    if_upheld: Literal["review_again", "end"] | None = None


class Step(Model):
    """One step of the process.

    Attributes:
        act: what kind of step it is; separation of duties is checked on it.
        actor: the role that acts.
        duration: the longest it may take.
        starts_after: ids of earlier steps that must be done first; without it, the step before.
        counts_first_day: whether the day on which the step starts counts as its first; it does not
            by law (Civil Code, article 201), nor does the day on which a notice is published.
        input: forms and papers that the step needs.
        form: the form that is filled in.
        output: further papers that come of the step.
        objection: for a step of the kind `objection`, what an objection does.
    """

    id: Identifier
    name: Text
    act: Act
    actor: Text
    duration: Annotated[DurationField | None, Usual("1 day", "3 weeks")] = None
    starts_after: Annotated[tuple[Identifier, ...], OneOrMore] | None = None
    counts_first_day: bool = False
    input: Annotated[tuple[Text, ...], OneOrMore] = ()
    form: Text | None = None
    output: Annotated[tuple[Text, ...], OneOrMore] = ()
    objection: Objection | None = None
    source: Text | None = None


class Probation(Model):
    """Trial after taking up.

    Attributes:
        lasts: how long it lasts.
        name: what it is called.
        decided_by: the role that confirms, or sends back.
        decided_within: how long after its end that may take.
        otherwise: what follows for one who is not confirmed, such as the return to the former post.
    """

    lasts: DurationField
    name: Text = "适岗期"
    decided_by: Text | None = None
    decided_within: Annotated[DurationField | None, Usual("1 day", "1 month")] = None
    otherwise: Text | None = None
    source: Text | None = None


class Task(Model):
    """One item of the checklist after a transition.

    Attributes:
        what: what it is about.
        actor: the role that does it.
        duration: by when, counted from the day of taking up.
    """

    id: Identifier
    name: Text
    what: Literal["access", "handover", "training", "pay", "announcement", "other"] = "other"
    actor: Text
    duration: Annotated[DurationField | None, Usual("1 day", "3 months")] = None
    source: Text | None = None


class Transition(Model):
    """A change of somebody's post, grade or pay that is no promotion.

    Attributes:
        sort: what changes: `demotion` takes a grade or post back, `lateral` moves to a post of the
            same level, `pay` changes the pay alone, `acting` gives a post without the grade.
        process: its steps, in order, counted from the day on which it is begun.
        after: the checklist once it holds.
    """

    id: Identifier
    name: Text
    sort: Literal["demotion", "lateral", "pay", "acting", "other"]
    process: Annotated[tuple[Step, ...], Field(min_length=1, max_length=50)]
    after: tuple[Task, ...] = ()
    source: Text | None = None
