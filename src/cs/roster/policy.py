"""The `roster` document: shifts, cover, working time and rest, pairing, requests, handover."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.choosing import Chosen
from cs.kernel.fields import (
    Count,
    Defines,
    DurationField,
    Identifier,
    MayRepeat,
    Minutes,
    Model,
    Number,
    OneOrMore,
    Percent,
    Policy,
    RangeField,
    Text,
    Usual,
)

DAY = 24 * 60
"""Minutes of a day."""
REST = "rest"
"""The word of a pattern for a day off."""

Weekday = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "weekdays", "weekend",
]  # fmt: skip
Days = Annotated[tuple[Weekday, ...], OneOrMore]
ALL_DAYS: tuple[Weekday, ...] = ("weekdays", "weekend")
ShortTime = Annotated[int, Field(ge=0, le=720)]
Hours = Annotated[Number, Field(ge=0, le=168)]


class ServiceHours(Model):
    """When customers are served.

    Attributes:
        days: the days of the week.
        start: the first minute.
        end: the minute after the last; at or before the first, it is of the next day.
    """

    days: Days = ALL_DAYS
    start: Annotated[Minutes, Field(alias="from")]
    end: Annotated[Minutes, Field(alias="to")]


class Shift(Model):
    """A span of the day that agents work.

    Attributes:
        days: the days of the week on which it begins.
        start: when it begins.
        end: when it ends; at or before the beginning, it is on the next day.
        break_minutes: the breaks in it, all together.
        break_is_paid: whether breaks count as time worked.
    """

    id: Annotated[Identifier, Defines("shift")]
    name: Text
    days: Days = ALL_DAYS
    start: Annotated[Minutes, Field(alias="from")]
    end: Annotated[Minutes, Field(alias="to")]
    break_minutes: Annotated[ShortTime, Usual(0, 120)] = 0
    break_is_paid: bool = False
    source: Text | None = None

    @property
    def length(self) -> int:
        """Minutes from its beginning to its end."""
        return (self.end - self.start - 1) % DAY + 1

    @property
    def worked(self) -> int:
        """Minutes that count as worked."""
        return max(0, self.length - (0 if self.break_is_paid else self.break_minutes))


class Cover(Model):
    """How many agents are needed at a time; where several lines hold, the largest number does.

    Attributes:
        days: the days of the week.
        start: the first minute.
        end: the minute after the last; at or before the first, it is of the next day.
        least: how many agents at least.
        peak: whether it is a peak, at which nobody can be spared.
    """

    days: Days = ALL_DAYS
    start: Annotated[Minutes, Field(alias="from")]
    end: Annotated[Minutes, Field(alias="to")]
    least: Annotated[int, Field(ge=0, le=100_000)]
    peak: bool = False
    source: Text | None = None


class Calls(Model):
    """How many customers call at a time.

    Attributes:
        days: the days of the week.
        start: the first minute.
        end: the minute after the last; at or before the first, it is of the next day.
        per_half_hour: calls in half an hour.
    """

    days: Days = ALL_DAYS
    start: Annotated[Minutes, Field(alias="from")]
    end: Annotated[Minutes, Field(alias="to")]
    per_half_hour: Annotated[Number, Field(ge=0)]


class Volume(Model):
    """Cover that follows from calls: as many agents as keep the service level (Erlang C).

    Attributes:
        service_level: what share of the calls is to be answered in time.
        within_seconds: what counts as in time.
        handling_seconds: how long a call keeps an agent, work after it included.
        shrinkage: what share of the time on shift goes to breaks, meetings and the like.
        calls: how many calls there are.
    """

    service_level: Annotated[Percent, Usual(50, 99)]
    within_seconds: Annotated[int, Field(ge=0, le=3600), Usual(5, 120)]
    handling_seconds: Annotated[int, Field(ge=1, le=36_000), Usual(60, 1800)]
    shrinkage: Annotated[Percent, Usual(10, 50)] = Field(default=0, validate_default=True)
    calls: Annotated[tuple[Calls, ...], Field(min_length=1, max_length=1000)]
    source: Text | None = None


class WorkingTime(Model):
    """What one agent works, and rests.

    Attributes:
        hours_a_week: hours that an agent works in a week, least to most.
        averaged_over: over so many weeks they are averaged.
        rest_hours: hours between the end of a shift and the beginning of the next, at least.
        days_off: days of a week without a shift, at least.
        longest_run: days in a row with a shift, at most.
    """

    hours_a_week: RangeField | None = None
    averaged_over: Annotated[int, Field(ge=1, le=26)] = 1
    rest_hours: Annotated[Hours | None, Usual(8, 24)] = None
    days_off: Annotated[int, Field(ge=0, le=6)] | None = None
    longest_run: Annotated[int, Field(ge=1, le=31)] | None = None
    source: Text | None = None


class Pairing(Model):
    """Who is new works beside somebody experienced.

    Attributes:
        new_for: agents are new for so long after they were hired.
        new_to_one: so many new agents at most beside one experienced agent.
        least_experienced: experienced agents on every shift, at least.
    """

    new_for: Annotated[DurationField, Usual("1 week", "1 year")]
    new_to_one: Annotated[Annotated[int, Field(ge=1, le=50)] | None, Usual(1, 6)] = None
    least_experienced: Annotated[Count, Usual(0, 8)] = 0
    source: Text | None = None


class Requests(Model):
    """How agents ask for shifts or days off.

    Attributes:
        notice: how long before the first day of the roster they must ask.
        most_a_month: how often one may ask in a month.
        decided_by: the role that decides.
    """

    notice: Annotated[DurationField | None, Usual("3 days", "1 month")] = None
    most_a_month: Annotated[Count | None, Usual(1, 10)] = None
    decided_by: Text | None = None
    source: Text | None = None


class ShiftHandover(Model):
    """What passes from one shift to the next.

    Attributes:
        minutes: how long both shifts are there.
        items: what is handed over.
        log: where it is written down.
        signatures: how many sign.
    """

    minutes: Annotated[ShortTime | None, Usual(5, 60)] = None
    items: tuple[Text, ...] = ()
    log: Text | None = None
    signatures: Annotated[Count, Usual(2, 4)] = 2
    source: Text | None = None


class Preparation(Model):
    """What is done before a shift.

    Attributes:
        minutes: how long before the shift agents are there.
        is_paid: whether it counts as time worked.
        tasks: what they do.
    """

    minutes: Annotated[ShortTime, Usual(5, 60)]
    is_paid: bool | None = None
    tasks: tuple[Text, ...] = ()
    source: Text | None = None


class RosterPolicy(Policy):
    """How a department is rostered: shifts, cover, working time, pairing, requests, handover.

    Attributes:
        who: which agents are rostered.
        made_by: the role that makes the roster.
        published: how long before its first day the roster is made known.
        hours: when customers are served.
        shifts: the spans of a day that agents work.
        cover: how many agents are needed when.
        volume: calls, from which more cover follows.
        working_time: what one agent works, and rests.
        pattern: shifts on days that follow one another, then from the beginning; `rest` is a day
            off. Without it each roster is free.
        pairing: who works beside whom.
        requests: how agents ask for shifts.
        preparation: what is done before a shift.
        handover: what passes between shifts.
        after: what is done after a shift.
    """

    kind: Literal["roster"]
    who: Chosen = Chosen()
    made_by: Text | None = None
    published: Annotated[DurationField | None, Usual("3 days", "2 months")] = None
    hours: Annotated[tuple[ServiceHours, ...], OneOrMore] = ()
    shifts: Annotated[tuple[Shift, ...], Field(min_length=1, max_length=100)]
    cover: Annotated[tuple[Cover, ...], Field(max_length=1000)] = ()
    volume: Volume | None = None
    working_time: WorkingTime = WorkingTime()
    pattern: Annotated[tuple[Identifier, ...], Field(max_length=366), MayRepeat()] = ()
    pairing: Pairing | None = None
    requests: Requests | None = None
    preparation: Preparation | None = None
    handover: ShiftHandover | None = None
    after: tuple[Text, ...] = ()
