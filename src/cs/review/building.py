"""From a policy, the staff and a table of ratings to one problem a period."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cs.kernel.agents import Agent
from cs.kernel.circles import circles
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.histories import Rating
from cs.kernel.messages import message
from cs.kernel.periods import Cycle, Period
from cs.kernel.texts import fold
from cs.review import codes
from cs.review.policy import ReviewPolicy
from cs.review.problem import ReviewProblem, ReviewRules
from cs.review.rules import rules_of
from cs.review.voices import Said, sort_ratings

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Built:
    """The problems by number of the period, and what is wrong with the tables.

    Attributes:
        outside: agents with ratings, by number, for whom the review is not.
    """

    rules: ReviewRules
    problems: Mapping[int, ReviewProblem]
    outside: Mapping[int, tuple[str, ...]]
    findings: tuple[Finding, ...]


def build(
    policy: ReviewPolicy,
    cycle: Cycle,
    staff: Sequence[Agent] | None,
    ratings: Sequence[Rating],
    newest: int,
    place: Place,
) -> Built:
    """A problem for each period with ratings up to `newest`, and for that one in any case.

    Args:
        staff: None: everybody who has ratings is under review, and nobody is known to be absent.
        newest: number of the period that is asked for.
        place: of the policy, for findings about mentors.
    """
    rules = rules_of(policy)
    people = staff if staff is not None else _everybody_rated(ratings)
    said, findings = sort_ratings(policy, rules, cycle, people, ratings)
    numbers = sorted({number for _, number in said if number <= newest} | {newest}, reverse=True)
    problems, outside = {}, {}
    for number in numbers:
        period = cycle.period(number)
        agents = tuple(each for each in people if _is_reviewed(policy, each, period))
        ids = {agent.id for agent in agents}
        outside[number] = tuple(
            sorted({agent for agent, when in said if when == number and agent not in ids})
        )
        problems[number] = _problem(rules, number, period, agents, said)
    return Built(
        rules, problems, outside, (*findings, *_mentors_in_circle(rules, problems.values(), place))
    )


def _everybody_rated(ratings: Sequence[Rating]) -> tuple[Agent, ...]:
    return tuple(Agent(id_, id_) for id_ in dict.fromkeys(each.agent for each in ratings))


def _is_reviewed(policy: ReviewPolicy, agent: Agent, period: Period) -> bool:
    """Whether the review is for the agent, and the agent was employed on a day of the period."""
    if agent.status == "left" and agent.leaves is None:
        return False
    if agent.hired is not None and agent.hired > period.end:
        return False
    if agent.leaves is not None and agent.leaves < period.start:
        return False
    who = policy.who
    return all(
        not words or (value is not None and fold(value) in {fold(word) for word in words})
        for words, value in (
            (who.grades, agent.grade),
            (who.posts, agent.post),
            (who.status, agent.status),
        )
    )


def _problem(
    rules: ReviewRules, number: int, period: Period, agents: tuple[Agent, ...], said: Said
) -> ReviewProblem:
    mentees: dict[str, list[int]] = {}
    for index, agent in enumerate(agents):
        if agent.mentor:
            mentees.setdefault(agent.mentor, []).append(index)
    return ReviewProblem(
        rules,
        number,
        period,
        agents,
        tuple(
            {key: tuple(voices) for key, voices in said.get((agent.id, number), {}).items()}
            for agent in agents
        ),
        tuple(tuple(mentees.get(agent.id, ())) for agent in agents),
    )


def _mentors_in_circle(
    rules: ReviewRules, problems: Iterable[ReviewProblem], place: Place
) -> Iterator[Finding]:
    """Refused: each of these scores would need the others first, in this period or an earlier."""
    if not rules.mentor_share:
        return
    mentored = {
        problem.agents[mentee].id: (problem.agents[mentor].id,)
        for problem in problems
        for mentor, mentees in enumerate(problem.mentees)
        for mentee in mentees
    }
    found = circles(dict(sorted(mentored.items())))
    if found:
        yield Finding(
            codes.MENTORS_IN_CIRCLE,
            Severity.ERROR,
            message(
                "Mentors and mentees form a circle, and each of their scores would need the "
                "others first: {circle}.",
                circle="; ".join(" → ".join((*each, each[0])) for each in found[:_SHOWN]),
            ),
            place.at("mentor"),
            expected=message("mentors who are not, by any chain, mentees of their mentees"),
            mend=message("Give one agent of the circle another mentor in the staff table."),
        )
