"""What the fields of workspace documents are called."""

from collections.abc import Mapping
from types import MappingProxyType

from cs.kernel.messages import Message, message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType({
    "documents.WorkspacePolicy": {
        "as_of": message("the day that results are for"),
        "locale": message("the language"),
        "calendar": message("the working calendar"),
        "tables": message("the tables"),
        "severities": message("the severities of findings"),
        "roles": message("the other words for roles"),
        "published": message("the directory of the plans in force"),
    },
    "documents.CalendarSettings": {
        "country": message("the country of the holidays"),
        "weekend": message("the weekend"),
        "make_up_weekends": message("the counting of make-up weekends as working days"),
        "holidays": message("the own holidays"),
        "working_days": message("the own working days"),
    },
    "documents.TableSettings": {
        "staff": message("the staff tables"),
        "stints": message("the tables of stints"),
        "leave": message("the tables of leave"),
        "pins": message("the tables of pinned stints"),
        "pairs": message("the tables of agents kept together or apart"),
        "training": message("the tables of training"),
        "discipline": message("the tables of disciplinary measures"),
        "reviews": message("the tables of review results"),
        "ratings": message("the tables of ratings"),
        "waivers": message("the tables of waived conditions"),
        "cases": message("the tables of running cases"),
    },
})  # fmt: skip
