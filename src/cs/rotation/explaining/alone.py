"""A problem of one agent: the rules over paths without those that tie agents together."""

from dataclasses import replace

from cs.rotation.problem import RotatingAgent, RotationProblem


def alone(problem: RotationProblem, number: int) -> RotationProblem:
    """The problem of one agent, whose number becomes 0."""
    nothing, anything = (0,) * problem.length, (None,) * problem.length
    return replace(
        problem,
        agents=(problem.agents[number],),
        posts=tuple(
            replace(post, low=nothing, high=anything, headcounts=frozenset(), skill_level=0)
            for post in problem.posts
        ),
        rules=replace(problem.rules, leaving_share=None, experienced_share=None),
        times=tuple(
            replace(rule, agents=frozenset({0} if number in rule.agents else ()))
            for rule in problem.times
        ),
        post_groups=(),
        leave_pools=(),
        ties=(),
        learning=None,
        keeping=None,
    )


def with_agent(problem: RotationProblem, agent: RotatingAgent) -> RotationProblem:
    """The problem of one agent with that agent changed."""
    return replace(problem, agents=(agent,))
