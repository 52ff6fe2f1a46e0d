"""Which panels does a period's ratings hold? One an indicator and role whose raters are named."""

from collections.abc import Iterator

from cs.panels.panel import Panel, panel_of
from cs.review.problem import Hidden, ReviewProblem


def panels(
    problem: ReviewProblem, hides: Hidden
) -> Iterator[tuple[int, int, Panel, frozenset[str]]]:
    """Indicator, role, panel, and those of its rated whose figures must not be seen.

    Self-ratings and ratings without a rater's id are left out; with them goes, where the role is
    anonymous, the whole candidate: the mean of the others beside the mean of all would tell them.
    """
    rules = problem.rules
    for indicator, rule in enumerate(rules.indicators):
        for role in rule.roles:
            if rules.roles[role].role == "self":
                continue
            ratings = [
                (agent.id, rater, float(value))
                for agent, voices in zip(problem.agents, problem.voices, strict=True)
                for rater, value in voices.get((indicator, role), ())
                if rater is not None
            ]
            if ratings:
                withheld = frozenset(
                    agent.id
                    for i, (agent, voices) in enumerate(
                        zip(problem.agents, problem.voices, strict=True)
                    )
                    if hides.holds("role", i, indicator, role)
                    or (
                        rules.roles[role].anonymous
                        and any(who is None for who, _ in voices.get((indicator, role), ()))
                    )
                )
                yield indicator, role, panel_of(ratings), withheld
