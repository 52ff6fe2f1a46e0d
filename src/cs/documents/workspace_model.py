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
    """The working calendar; own days win over national ones."""

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
    """Files of each table, relative to the workspace; several files are read as one table."""

    staff: Paths = ()
    stints: Paths = ()
    leave: Paths = ()
    pins: Paths = ()
    training: Paths = ()
    discipline: Paths = ()
    ratings: Paths = ()


class WorkspacePolicy(Policy):
    """The workspace itself."""

    kind: Literal["workspace"]
    as_of: date | None = None
    locale: Literal["en", "zh"] | None = None
    calendar: CalendarSettings = CalendarSettings()
    tables: TableSettings = TableSettings()
    severities: dict[str, Literal["error", "warning", "info", "off"]] = Field(default_factory=dict)
