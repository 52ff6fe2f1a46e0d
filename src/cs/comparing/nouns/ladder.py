"""What the fields of ladders are called."""

from collections.abc import Mapping
from types import MappingProxyType

from cs.comparing.nouns.common import ID, NAME, NOTES, SOURCE
from cs.kernel.messages import Message, message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType({
    "career.LadderPolicy": {
        "tracks": message("the tracks"),
        "grades": message("the grades"),
        "moves": message("the moves"),
    },
    "career.PayBand": {
        "low": message("the lowest pay"),
        "high": message("the highest pay"),
        "currency": message("the currency"),
    },
    "career.Track": {
        "id": ID,
        "name": NAME,
        "promotes": message("what a promotion on it gives"),
    },
    "career.Grade": {
        "id": ID,
        "name": NAME,
        "track": message("the track"),
        "level": message("the level"),
        "pay": message("the pay"),
        "duties": message("the duties"),
        "requires": message("the skills required"),
        "experience": message("the experience asked for"),
        "training": message("the training asked for"),
        "headcount": message("the headcount"),
        "source": SOURCE,
    },
    "career.Move": {
        "source": message("the grade moved from"),
        "target": message("the grade moved to"),
        "note": NOTES,
    },
})  # fmt: skip
