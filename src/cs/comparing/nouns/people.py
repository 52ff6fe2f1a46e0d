"""What the fields that choose agents are called."""

from collections.abc import Mapping
from types import MappingProxyType

from cs.kernel.messages import Message, message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType({
    "kernel.Chosen": {
        "grades": message("the grades of those meant"),
        "status": message("the status of those meant"),
        "posts": message("the posts of those meant"),
        "sites": message("the sites of those meant"),
        "teams": message("the teams of those meant"),
        "hired_within": message("the time since hiring of those meant"),
    },
})  # fmt: skip
