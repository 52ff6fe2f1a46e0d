"""What of a rotation policy can cases exercise, and what does a case?

A limit is exercised by a case that shows where it refuses: a breach that the case names, or the
only rule at the only post that makes a case infeasible. A post, an agreement or a required skill is
also to be seen at work: an agent of whom the case speaks enters the post in a plan that keeps all.
"""

from collections.abc import Iterator

from cs.kernel.document import Document
from cs.kernel.fields import Policy
from cs.kernel.findings import Route
from cs.kernel.messages import Message, message
from cs.policytests.forms import BROKEN, PLAN, ROTATES, STINT, form_of
from cs.policytests.policy import Case
from cs.policytests.problem import Item, Key
from cs.policytests.rotations import Answer, agent_named, matching_breaches
from cs.rotation.names import fold
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import BrokenRule, Posts, RotationProblem
from cs.rotation.stints import stints_of

_KNOWN = frozenset(Policy.model_fields) | {"period", "order", "who", "posts", "rules"}
_WHO = {"status": "status", "sites": "site", "teams": "team", "grades": "grade"}
"""Lists of `who`, and what of an agent they look at."""


def rotation_items(document: Document[RotationPolicy]) -> tuple[Item, ...]:
    """Everything that a case can exercise, in the order of the policy."""
    return tuple(
        Item(key, document.place.at(*key[0]), lacking) for key, lacking in _listed(document.policy)
    )


def rotation_silent(policy: RotationPolicy) -> tuple[str, ...]:
    """Parts that are stated and that no case can speak of."""
    return tuple(
        info.alias or name
        for name, info in RotationPolicy.model_fields.items()
        if name not in _KNOWN and name in policy.model_fields_set
    )


def _listed(policy: RotationPolicy) -> Iterator[tuple[Key, Message]]:
    if policy.order == "ring":
        yield (("order",), "refused"), message("no case in which the order of posts is broken")
    for key in _WHO:
        if getattr(policy.who, key):
            yield (
                (("who", key), "left out"),
                message(
                    "no case about an agent whom the list {name} leaves out", name=f"who.{key}"
                ),
            )
    needed = {fold(skill) for post in policy.posts for skill in post.requires}
    for number, post in enumerate(policy.posts):
        route: Route = ("posts", number)
        figures = {"post": post.name}
        yield (
            ((*route, "id"), "entered"),
            message("no case in which an agent enters {post}", **figures),
        )
        nominal = policy.periods(post) or 1
        yield (
            ((*route, "stint"), "too long"),
            message("no case in which a stint at {post} is too long", **figures),
        )
        if nominal - post.may_shorten > 1:
            yield (
                ((*route, "stint"), "too short"),
                message("no case in which a stint at {post} is too short", **figures),
            )
        if post.may_extend:
            yield (
                ((*route, "may_extend"), "used"),
                message("no case in which a stint at {post} is extended", **figures),
            )
        if post.may_shorten:
            yield (
                ((*route, "may_shorten"), "used"),
                message("no case in which a stint at {post} is shortened", **figures),
            )
        if post.headcount.low > 0:
            yield (
                ((*route, "headcount"), "too few"),
                message("no case in which there are too few at {post}", **figures),
            )
        if post.headcount.high is not None:
            yield (
                ((*route, "headcount"), "too many"),
                message("no case in which there are too many at {post}", **figures),
            )
        if post.requires:
            yield (
                ((*route, "requires"), "refused"),
                message("no case in which the skills for {post} are lacking", **figures),
            )
            yield (
                ((*route, "requires"), "held"),
                message(
                    "no case in which an agent with the skills for {post} enters it", **figures
                ),
            )
        if needed & set(map(fold, post.teaches)):
            yield (
                ((*route, "teaches"), "used"),
                message("no case in which what {post} teaches opens another post", **figures),
            )
        if post.agreement:
            yield (
                ((*route, "agreement"), "refused"),
                message("no case in which the agreement for {post} is lacking", **figures),
            )
            yield (
                ((*route, "agreement"), "signed"),
                message(
                    "no case in which an agent with the agreement for {post} enters it", **figures
                ),
            )
    for key, lacking in (
        ("no_return", message("no case in which an agent returns too early")),
        ("leaving_share", message("no case in which too many leave a post at once")),
        ("experienced_share", message("no case in which too few at a post are experienced")),
    ):
        if getattr(policy.rules, key) is not None:
            yield (("rules", key), "refused"), lacking


def rotation_exercise(found: Answer, case: Case) -> frozenset[Key]:
    """What the case holds to account."""
    if found.problem is None:
        return frozenset()
    return frozenset(_exercised(found, found.problem, case))


def _exercised(found: Answer, problem: RotationProblem, case: Case) -> Iterator[Key]:
    spoken_of: set[int] = set()
    for said in (*case.expect, *case.expect_not):
        form = form_of(said)
        if form is BROKEN:
            yield from map(_refused, matching_breaches(found, said))
        if form is PLAN and said.feasible is not None:
            if len({(each.rule, each.post) for each in found.broken}) == 1:
                yield from map(_refused, found.broken)
            spoken_of |= set(range(len(problem.agents)))
        if form is ROTATES:
            yield from _left_out(found, problem, said.agent)
        if form is STINT:
            named = (agent_named(problem, id_) for id_ in said.agent)
            spoken_of |= {agent for agent in named if agent is not None}
    if found.posts is not None and found.feasible:
        for agent in sorted(spoken_of):
            yield from _path(found, problem, found.posts, agent)


def _refused(breach: BrokenRule) -> Key:
    post: Route = ("posts", breach.post if breach.post is not None else 0)
    match breach.rule:
        case "headcount":
            return (*post, "headcount"), "too few" if breach.found < breach.limit else "too many"
        case "stint_length":
            return (*post, "stint"), "too short" if breach.found < breach.limit else "too long"
        case "required_skill":
            return (*post, "requires"), "refused"
        case "agreement":
            return (*post, "agreement"), "refused"
        case "ring_order":
            return ("order",), "refused"
        case _:
            return ("rules", breach.rule), "refused"


def _path(found: Answer, problem: RotationProblem, posts: Posts, number: int) -> Iterator[Key]:
    """What an agent's way through the posts shows."""
    agent, policy = problem.agents[number], found.document.policy
    row = posts[number].tolist()
    taught: dict[str, int] = {}
    if agent.post is not None and row and row[0] != agent.post:
        taught.update(dict.fromkeys(problem.posts[agent.post].teaches, agent.post))
    for stint in stints_of(problem, agent, row):
        rule, route = problem.posts[stint.post], ("posts", stint.post)
        if not stint.running:
            yield (*route, "id"), "entered"
            if rule.requires:
                yield (*route, "requires"), "held"
            if policy.posts[stint.post].agreement:
                yield (*route, "agreement"), "signed"
            for skill in rule.requires - agent.skills:
                if skill in taught:
                    yield ("posts", taught[skill], "teaches"), "used"
        if stint.length > rule.length and not stint.overdue:
            yield (*route, "may_extend"), "used"
        if stint.length < rule.length and not (stint.open or stint.exits):
            yield (*route, "may_shorten"), "used"
        taught = dict.fromkeys(rule.teaches, stint.post) | taught


def _left_out(found: Answer, problem: RotationProblem, ids: tuple[str, ...]) -> Iterator[Key]:
    who = found.document.policy.who
    for agent in found.people.staff or ():
        if fold(agent.id) not in map(fold, ids) or agent_named(problem, agent.id) is not None:
            continue
        for key, attribute in _WHO.items():
            listed = {fold(text) for text in getattr(who, key)}
            value = getattr(agent, attribute)
            if listed and (value is None or fold(value) not in listed):
                yield ("who", key), "left out"
