"""What the fields of confidentiality policies are called."""

from collections.abc import Mapping
from types import MappingProxyType

from cs.comparing.nouns.common import ID, NAME, SOURCE
from cs.kernel.messages import Message, message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType({
    "career.ConfidentialityPolicy": {
        "data": message("the classes of data"),
        "agreements": message("the agreements"),
        "measures": message("the measures"),
        "reviewed_months": message("the months between two looks at access"),
        "violations": message("the violations"),
        "incident": message("what is done after a leak"),
    },
    "career.DataClass": {
        "id": ID,
        "name": NAME,
        "holds": message("what it holds"),
        "tables": message("the tables that hold it"),
        "readers": message("who may see it"),
        "approved_by": message("who lets people see it"),
        "agreement": message("the agreement to be signed"),
        "kept_for": message("how long it is kept"),
        "shown": message("how people are shown"),
        "source": SOURCE,
    },
    "career.Agreement": {
        "id": ID,
        "name": NAME,
        "who": message("who must have signed it"),
        "lasts_after": message("how long it binds afterwards"),
        "form": message("the form"),
        "duties": message("the duties"),
        "source": SOURCE,
    },
    "career.Violation": {
        "id": ID,
        "name": NAME,
        "act": message("the kind of consequence"),
        "text": message("the consequence in words"),
        "decided_by": message("who decides"),
        "source": SOURCE,
    },
    "career.Incident": {
        "report_to": message("who is told"),
        "within": message("the time"),
        "source": SOURCE,
    },
})  # fmt: skip
