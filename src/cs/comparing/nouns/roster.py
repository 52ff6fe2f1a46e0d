"""What the fields of roster policies are called."""

from collections.abc import Mapping
from types import MappingProxyType

from cs.comparing.nouns.common import ID, NAME, SOURCE
from cs.kernel.messages import Message, message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType({
    "roster.RosterPolicy": {
        "who": message("who is rostered"),
        "made_by": message("who makes the roster"),
        "published": message("how long before it is made known"),
        "hours": message("the service hours"),
        "shifts": message("the shifts"),
        "cover": message("the cover"),
        "volume": message("the calls"),
        "working_time": message("the working time"),
        "pattern": message("the pattern of shifts"),
        "pairing": message("the pairing"),
        "requests": message("the requests"),
        "preparation": message("the preparation"),
        "handover": message("the handover"),
        "after": message("what is done after a shift"),
    },
    "roster.ServiceHours": {
        "days": message("the days"),
        "start": message("the beginning"),
        "end": message("the end"),
    },
    "roster.Shift": {
        "id": ID,
        "name": NAME,
        "days": message("the days"),
        "start": message("the beginning"),
        "end": message("the end"),
        "break_minutes": message("the minutes of breaks"),
        "break_is_paid": message("whether breaks are time worked"),
        "source": SOURCE,
    },
    "roster.Cover": {
        "days": message("the days"),
        "start": message("the beginning"),
        "end": message("the end"),
        "least": message("the fewest agents"),
        "peak": message("whether it is a peak"),
        "source": SOURCE,
    },
    "roster.Calls": {
        "days": message("the days"),
        "start": message("the beginning"),
        "end": message("the end"),
        "per_half_hour": message("the calls in half an hour"),
    },
    "roster.Volume": {
        "service_level": message("the service level"),
        "within_seconds": message("the seconds within which it is kept"),
        "handling_seconds": message("the seconds for one call"),
        "shrinkage": message("the shrinkage"),
        "calls": message("the calls"),
        "source": SOURCE,
    },
    "roster.WorkingTime": {
        "hours_a_week": message("the hours of a week"),
        "averaged_over": message("the weeks averaged over"),
        "rest_hours": message("the hours of rest"),
        "days_off": message("the days off"),
        "longest_run": message("the longest run of days"),
        "source": SOURCE,
    },
    "roster.Pairing": {
        "new_for": message("the time for which agents are new"),
        "new_to_one": message("the new agents beside one"),
        "least_experienced": message("the fewest experienced agents"),
        "source": SOURCE,
    },
    "roster.Requests": {
        "notice": message("the notice"),
        "most_a_month": message("the most in a month"),
        "decided_by": message("who decides"),
        "source": SOURCE,
    },
    "roster.ShiftHandover": {
        "minutes": message("the minutes together"),
        "items": message("the items handed over"),
        "log": message("the log"),
        "signatures": message("the signatures at a handover"),
        "source": SOURCE,
    },
    "roster.Preparation": {
        "minutes": message("the minutes before"),
        "tasks": message("the tasks"),
        "is_paid": message("whether it is time worked"),
        "source": SOURCE,
    },
})  # fmt: skip
