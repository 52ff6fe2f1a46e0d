"""Which panels does a period's ratings hold? One an indicator and role whose raters are named."""

from collections.abc import Iterator

from cs.panels.panel import Panel, panel_of
from cs.review.problem import ReviewProblem


def panels(problem: ReviewProblem) -> Iterator[tuple[int, int, Panel]]:
    """Indicator, role and panel; self-ratings and ratings without a rater's id are left out."""
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
                yield indicator, role, panel_of(ratings)
