"""What the fields of rotation policies are called."""

from collections.abc import Mapping
from types import MappingProxyType

from cs.comparing.nouns.common import ID, NAME, NOTES, SOURCE
from cs.kernel.messages import Message, message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType({
    "rotation.RotationPolicy": {
        "period": message("the period of planning"),
        "cycle": message("the cycle of all posts"),
        "order": message("the order of posts"),
        "owner": message("the owner"),
        "who": message("who rotates"),
        "posts": message("the posts"),
        "courses": message("the courses"),
        "rules": message("the hard rules"),
        "learning": message("how skill grows and fades"),
        "goals": message("the goals"),
        "replanning": message("how far a new plan keeps to the published one"),
        "handover": message("the handover"),
    },
    "rotation.Post": {
        "id": ID,
        "name": NAME,
        "stint": message("the length of a stint"),
        "may_extend": message("the periods by which a stint may be longer"),
        "may_shorten": message("the periods by which a stint may be shorter"),
        "headcount": message("the headcount"),
        "seasons": message("the months with another headcount"),
        "headcounts": message("the headcounts allowed"),
        "skill_level": message("the mean skill"),
        "requires": message("the skills required"),
        "teaches": message("the skills taught"),
        "manager": message("the manager"),
        "duties": message("the duties"),
        "agreement": message("the agreement to be signed"),
        "after": message("the posts that come before"),
        "return_after": message("the time before a return"),
        "followed_by": message("the posts that follow"),
        "paired_with": message("the post in a pair with it"),
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
        "times": message("how often posts come"),
        "post_groups": message("the headcounts of posts together"),
        "leave_pools": message("the posts that release agents for leave"),
        "mentored_for": message("the time that a newcomer is with the mentor"),
        "source": message("the source of the hard rules"),
    },
    "rotation.Season": {
        "months": message("the months"),
        "headcount": message("the headcount"),
    },
    "rotation.Prerequisite": {
        "posts": message("the posts that come before"),
        "at_least": message("how many of them at least"),
    },
    "rotation.Times": {
        "posts": message("the posts"),
        "times": message("how many stints"),
        "grades": message("the grades bound"),
        "teams": message("the teams bound"),
        "sites": message("the sites bound"),
    },
    "rotation.PostGroup": {
        "posts": message("the posts"),
        "headcount": message("the headcount"),
    },
    "rotation.LeavePool": {
        "posts": message("the posts"),
        "places": message("the places for leave"),
    },
    "rotation.Learning": {
        "half_learnt_in": message("the time in which half is learnt"),
        "half_forgotten_in": message("the time in which half is forgotten"),
        "source": message("the source of the learning"),
    },
    "rotation.Replanning": {
        "keep": message("how far published stints are kept"),
        "notice": message("the notice before a change"),
        "source": message("the source of replanning"),
    },
    "rotation.Goals": {
        "fairness": message("the weight of fairness"),
        "growth": message("the weight of growth"),
        "interest": message("the weight of interest"),
        "stability": message("the weight of stability"),
        "between_agents": message("how agents' losses are weighed against each other"),
        "source": message("the source of the goals"),
    },
    "rotation.Handover": {
        "items": message("the items handed over"),
        "overlap": message("the time that both agents are at the post"),
        "signatures": message("the signatures at a handover"),
        "source": message("the source of the handover"),
    },
})  # fmt: skip
