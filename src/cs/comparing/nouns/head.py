"""What the fields are called that documents of several kinds have."""

from collections.abc import Mapping
from types import MappingProxyType

from cs.comparing.nouns.common import ID, NAME, NOTES, SOURCE
from cs.kernel.messages import Message, message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType({
    "kernel.Policy": {
        "kind": message("the kind"),
        "id": ID,
        "name": NAME,
        "effective": message("the first day in force"),
        "until": message("the last day in force"),
        "source": SOURCE,
        "notes": NOTES,
    },
    "kernel.Chosen": {
        "grades": message("the grades of those chosen"),
        "status": message("the status of those chosen"),
        "posts": message("the posts of those chosen"),
        "sites": message("the sites of those chosen"),
        "teams": message("the teams of those chosen"),
        "hired_within": message("the time since hiring of those chosen"),
    },
})  # fmt: skip
