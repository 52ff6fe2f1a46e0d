"""What a reason for a change says."""

from collections.abc import Callable

from cs.kernel.messages import Message, message
from cs.rotation.breaches import rule_name
from cs.rotation.problem import BrokenRule, RotationProblem
from cs.rotation.replanning.reasons import Reason

NAMED_AT_MOST = 3
"""Longer lists of agents are cut."""


def reason_text(
    problem: RotationProblem, reason: Reason, agent: int, stated_at: Callable[[BrokenRule], str]
) -> Message:
    """One clause that says what forced a change.

    Parameters:
        agent: who changes. stated_at: file and line of the rule.
    """
    if reason.via is not None:
        via = problem.agents[reason.via].id
        if reason.kind == "place":
            return message("takes the place that {agent} leaves", agent=via)
        return message("makes room for {agent}", agent=via)
    names = ", ".join(reason.agents[:NAMED_AT_MOST])
    names += " …" if len(reason.agents) > NAMED_AT_MOST else ""
    match reason.kind:
        case "leaver":
            return message("fills a place left by {agents}", agents=names)
        case "absence" if reason.agents == (problem.agents[agent].id,):
            return (
                message("own absence: weeks away do not count as served")
                if problem.periods[0].is_week
                else message("own absence: months away do not count as served")
            )
        case "absence":
            return message("stands in for {agents}, absent", agents=names)
        case "goals":
            return message("for the goals")
        case "stopped":
            return message("not proven to be needed: the search was stopped")
        case "rule" if reason.breach is None:
            return message("the post is no longer in the policy")
        case "rule":
            breach = reason.breach
            post = "" if breach is None or breach.post is None else problem.posts[breach.post].name
            if breach is None:
                return message("the post is no longer in the policy")
            return message(
                "{rule} of {post}, {place}",
                rule=rule_name(breach.rule),
                post=post,
                place=stated_at(breach),
            )
        case _:
            return message("rules over several posts, or after the end of the plan")
