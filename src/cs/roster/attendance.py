"""The `attendance` document: lateness, absence, leave with notice and approval, hand-over."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.choosing import Chosen
from cs.kernel.fields import (
    Count,
    Defines,
    DurationField,
    Identifier,
    Model,
    Number,
    Policy,
    Text,
    Usual,
)

Act = Literal["remind", "warn", "deduct", "absence", "written warning", "transfer", "dismiss"]
GRAVITY: tuple[Act, ...] = (
    "remind", "warn", "deduct", "absence", "written warning", "transfer", "dismiss",
)  # fmt: skip
"""What may follow, from the mildest to the gravest."""
Edge = Annotated[Number, Field(ge=0)]
Includes = Literal["from", "to", "both", "neither"] | None


class Consequence(Model):
    """What follows from so much lateness or absence.

    Attributes:
        low: `from`, in the unit of the list.
        high: `to`, in the unit of the list; without it, without end.
        includes: which of its edges belong to it; without it, that is left open.
        act: what kind of thing follows; `absence` counts the time as absence without leave.
        text: what follows, in words.
    """

    low: Annotated[Edge | None, Field(alias="from")] = None
    high: Annotated[Edge | None, Field(alias="to")] = None
    includes: Includes = None
    act: Act
    text: Text | None = None
    source: Text | None = None


class Repeated(Model):
    """What follows if somebody is late or leaves early again and again.

    Attributes:
        times: so often, or more.
        within: in so long a time.
        act: what kind of thing follows.
        text: what follows, in words.
    """

    times: Annotated[int, Field(ge=1, le=1000), Usual(1, 30)]
    within: Annotated[DurationField, Usual("2 weeks", "6 months")]
    act: Act
    text: Text | None = None
    source: Text | None = None


class Lateness(Model):
    """What follows from coming late or leaving early.

    Attributes:
        grace_minutes: so many minutes do not count.
        minutes: what follows from one time, by minutes.
        repeated: what follows if it is repeated.
    """

    grace_minutes: Annotated[int, Field(ge=0, le=120), Usual(0, 30)] = 0
    minutes: tuple[Consequence, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    source: Text | None = None


class Absence(Model):
    """What follows from absence without leave.

    Attributes:
        unapproved_leave: whether leave without approval counts as absence.
        days: what follows, by days in a row.
    """

    unapproved_leave: bool = True
    days: tuple[Consequence, ...] = ()
    source: Text | None = None


class Approval(Model):
    """Who approves leave of so many days.

    Attributes:
        of: the role whose leave it is; without it, everybody's.
        low: `from`, in days.
        high: `to`, in days; without it, without end.
        includes: which of its edges belong to it; without it, that is left open.
        approver: the role that approves.
    """

    of: Text | None = None
    low: Annotated[Edge | None, Field(alias="from")] = None
    high: Annotated[Edge | None, Field(alias="to")] = None
    includes: Includes = None
    approver: Text | None = None
    source: Text | None = None


class LeaveType(Model):
    """One kind of leave.

    Attributes:
        paid: whether the agent is paid.
        foreseen: whether it can be asked for beforehand; sick leave cannot.
        notice: how long before its first day it must be asked for.
        within: how long after its event, such as a wedding, it must have begun.
        most: how long one leave may be.
        a_year: how long all leaves of a year may be.
        proof: what must be shown.
        handover: whether open work is handed over first; without it, that is left open.
        at_peak: whether it may fall into a peak of the roster.
        approvals: who approves it; without any, as the document says for all.
    """

    id: Annotated[Identifier, Defines("leave")]
    name: Text
    paid: bool | None = None
    foreseen: bool = True
    notice: Annotated[DurationField | None, Usual("1 day", "1 month")] = None
    within: Annotated[DurationField | None, Usual("2 weeks", "1 year")] = None
    most: Annotated[DurationField | None, Usual("3 days", "3 months")] = None
    a_year: Annotated[DurationField | None, Usual("3 days", "3 months")] = None
    proof: Text | None = None
    handover: bool | None = None
    at_peak: bool = True
    approvals: tuple[Approval, ...] = ()
    source: Text | None = None


class LeaveHandover(Model):
    """What is handed over before a leave.

    Attributes:
        items: what is handed over.
        to: the role that takes it over.
        before: how long before the leave.
        signatures: how many sign.
    """

    items: tuple[Text, ...] = ()
    to: Text | None = None
    before: Annotated[DurationField | None, Usual("1 day", "5 days")] = None
    signatures: Annotated[Count, Usual(2, 4)] = 2
    source: Text | None = None


class AttendancePolicy(Policy):
    """Attendance: how it is recorded, what follows from lateness and absence, how leave is given.

    Attributes:
        who: whom it is for.
        recorded_by: how attendance is recorded.
        kept_by: the role that keeps the records.
        lateness: what follows from coming late or leaving early.
        absence: what follows from absence without leave.
        leave: the kinds of leave.
        approvals: who approves leave of kinds that say nothing else.
        top: the role that nobody stands above; it tells of its leave and needs no approval.
        handover: what is handed over before a leave.
    """

    kind: Literal["attendance"]
    who: Chosen = Chosen()
    recorded_by: Text | None = None
    kept_by: Text | None = None
    lateness: Lateness | None = None
    absence: Absence | None = None
    leave: Annotated[tuple[LeaveType, ...], Field(max_length=100)] = ()
    approvals: tuple[Approval, ...] = ()
    top: Text | None = None
    handover: LeaveHandover | None = None
