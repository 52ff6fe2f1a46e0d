"""What the fields of attendance policies are called."""

from collections.abc import Mapping
from types import MappingProxyType

from cs.comparing.nouns.common import ID, NAME, SOURCE
from cs.kernel.messages import Message, message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType({
    "roster.AttendancePolicy": {
        "who": message("whom it is for"),
        "recorded_by": message("how attendance is recorded"),
        "kept_by": message("who keeps the records"),
        "lateness": message("the rules about lateness"),
        "absence": message("the rules about absence"),
        "leave": message("the kinds of leave"),
        "approvals": message("the approvals"),
        "top": message("the highest role"),
        "handover": message("the handover"),
    },
    "roster.Consequence": {
        "low": message("the lower edge"),
        "high": message("the upper edge"),
        "includes": message("the edges included"),
        "act": message("the kind of consequence"),
        "text": message("the consequence in words"),
        "source": SOURCE,
    },
    "roster.Repeated": {
        "times": message("the number of times"),
        "within": message("the time"),
        "act": message("the kind of consequence"),
        "text": message("the consequence in words"),
        "source": SOURCE,
    },
    "roster.Lateness": {
        "grace_minutes": message("the minutes that do not count"),
        "minutes": message("the consequences by minutes"),
        "repeated": message("the consequences of repetition"),
        "source": SOURCE,
    },
    "roster.Absence": {
        "days": message("the consequences by days"),
        "unapproved_leave": message("whether unapproved leave is absence"),
        "source": SOURCE,
    },
    "roster.Approval": {
        "of": message("whose leave it is"),
        "low": message("the lower edge"),
        "high": message("the upper edge"),
        "includes": message("the edges included"),
        "approver": message("the approver"),
        "source": SOURCE,
    },
    "roster.LeaveType": {
        "id": ID,
        "name": NAME,
        "paid": message("whether it is paid"),
        "foreseen": message("whether it can be foreseen"),
        "notice": message("the notice"),
        "within": message("the time after the event"),
        "most": message("the longest single leave"),
        "a_year": message("all leaves of a year"),
        "proof": message("the proof"),
        "handover": message("whether work is handed over"),
        "at_peak": message("whether it may fall into a peak"),
        "approvals": message("the approvals"),
        "source": SOURCE,
    },
    "roster.LeaveHandover": {
        "items": message("the items handed over"),
        "to": message("who takes it over"),
        "before": message("the time before the leave"),
        "signatures": message("the signatures at a handover"),
        "source": SOURCE,
    },
})  # fmt: skip
