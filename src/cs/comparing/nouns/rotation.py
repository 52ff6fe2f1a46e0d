"""What the fields of rotation policies are called."""

from collections.abc import Mapping
from types import MappingProxyType

from cs.comparing.nouns.common import ID, NAME, NOTES, SOURCE
from cs.kernel.messages import Message, message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType({
    "rotation.RotationPolicy": {
        "period": message("the period of planning"),
        "order": message("the order of posts"),
        "owner": message("the owner"),
        "who": message("who rotates"),
        "posts": message("the posts"),
        "courses": message("the courses"),
        "rules": message("the hard rules"),
        "goals": message("the goals"),
        "handover": message("the handover"),
    },
    "rotation.Post": {
        "id": ID,
        "name": NAME,
        "stint": message("the length of a stint"),
        "may_extend": message("the periods by which a stint may be longer"),
        "may_shorten": message("the periods by which a stint may be shorter"),
        "headcount": message("the headcount"),
        "requires": message("the skills required"),
        "teaches": message("the skills taught"),
        "manager": message("the manager"),
        "duties": message("the duties"),
        "agreement": message("the agreement to be signed"),
        "source": SOURCE,
        "notes": NOTES,
    },
    "rotation.Course": {"id": ID, "name": NAME, "teaches": message("the skills taught")},
    "rotation.Who": {
        "status": message("the status of those who rotate"),
        "sites": message("the sites of those who rotate"),
        "teams": message("the teams of those who rotate"),
        "grades": message("the grades of those who rotate"),
    },
    "rotation.Rules": {
        "no_return": message("the number of other posts before one comes back"),
        "leaving_share": message("the largest share that may leave a post at one changeover"),
        "experienced_share": message("the smallest share of experienced agents at a post"),
        "experienced_after": message("the periods after which an agent is experienced"),
        "source": message("the source of the hard rules"),
    },
    "rotation.Goals": {
        "fairness": message("the weight of fairness"),
        "growth": message("the weight of growth"),
        "interest": message("the weight of interest"),
        "stability": message("the weight of stability"),
        "source": message("the source of the goals"),
    },
    "rotation.Handover": {
        "items": message("the items handed over"),
        "overlap": message("the time that both agents are at the post"),
        "signatures": message("the signatures at a handover"),
        "source": message("the source of the handover"),
    },
})  # fmt: skip
