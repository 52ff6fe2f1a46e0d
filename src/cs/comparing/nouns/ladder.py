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
        "ways_out": message("the ways off the ladder"),
    },
    "career.SkillAt": {
        "skill": message("the skill asked for"),
        "level": message("the level asked for"),
    },
    "career.WayOut": {
        "sources": message("the grades that lead off the ladder"),
        "to": message("the department moved to"),
        "note": NOTES,
        "source": SOURCE,
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
        "title": message("the title"),
        "pay": message("the pay"),
        "benefits": message("the benefits"),
        "duties": message("the duties"),
        "ability": message("the ability"),
        "goal": message("the goal"),
        "requires": message("the skills required"),
        "requires_levels": message("the levels of skills required"),
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
