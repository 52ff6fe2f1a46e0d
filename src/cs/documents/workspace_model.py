"""The `workspace` document: tables, as-of date, language, working calendar, severities."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.calendars import WorkingCalendar
from cs.kernel.fields import Model, OneOrMore, Policy, Text

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip

Paths = Annotated[tuple[Text, ...], OneOrMore]


class CalendarSettings(Model):
    """The working calendar; own days win over national ones.

    Attributes:
        country: whose national holidays are free days, as a code of ISO 3166 such as `CN`; null
            for none.
        weekend: the weekdays that are free.
        make_up_weekends: whether the weekend days that a country declares working days are worked.
        holidays: further free days of our own.
        working_days: days of our own that are worked, whatever the country says.
    """

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = "CN"
    weekend: tuple[Weekday, ...] = ("saturday", "sunday")
    make_up_weekends: bool = True
    holidays: tuple[date, ...] = ()
    working_days: tuple[date, ...] = ()

    def build(self) -> WorkingCalendar:
        """The calendar these settings state."""
        return WorkingCalendar(
            country=self.country,
            weekend=frozenset(WEEKDAYS.index(day) for day in self.weekend),
            make_up_weekends=self.make_up_weekends,
            free=frozenset(self.holidays),
            working=frozenset(self.working_days),
        )


class TableSettings(Model):
    """Files of each table, relative to the workspace; several files are read as one table.

    Attributes:
        staff: the agents, one a row.
        stints: who was at which post from when to when.
        leave: who is away from when to when.
        pins: agents to be kept at a post or away from it for some time.
        pairs: agents to be kept together at one post, or apart.
        training: courses that agents completed.
        discipline: sanctions that agents received.
        ratings: values that raters gave.
        reviews: results of reviews, one agent and period a row.
        waivers: conditions of promotions that an authority waived for an agent.
        cases: running promotions and other changes, one step done a row.
    """

    staff: Paths = ()
    stints: Paths = ()
    leave: Paths = ()
    pins: Paths = ()
    pairs: Paths = ()
    training: Paths = ()
    discipline: Paths = ()
    ratings: Paths = ()
    reviews: Paths = ()
    waivers: Paths = ()
    cases: Paths = ()


class WorkspacePolicy(Policy):
    """The workspace: where its tables are, for which day it is computed, which days are worked.

    Attributes:
        as_of: the day for which everything is computed; without it, today.
        locale: the language of texts where nobody asks for another.
        calendar: which days are worked.
        tables: where the tables are.
        published: the directory of the plans in force, relative to the workspace; `cs rotate
            publish` writes one file a policy there, and keeps the former ones beside it.
        severities: how severe the findings of a code are here, by code; `off` leaves them out.
        roles: other words for a role, by its name; rules then take them for the same role.
    """

    kind: Literal["workspace"]
    locale: Literal["en", "zh"] | None = None
    as_of: date | None = None
    calendar: CalendarSettings = CalendarSettings()
    tables: TableSettings = TableSettings()
    published: Text = "published"
    roles: dict[Text, Annotated[tuple[Text, ...], OneOrMore]] = Field(default_factory=dict)
    severities: dict[str, Literal["error", "warning", "info", "off"]] = Field(default_factory=dict)
