"""The whole result of a period: scores of it and of the periods before, and what follows."""

from math import ceil, floor

from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.review import codes
from cs.review.building import Built
from cs.review.following import Past, follow
from cs.review.problem import PeriodScores, QuotaRule, Reviewed, ReviewProblem
from cs.review.scoring import score

Decided = tuple[
    PeriodScores,
    tuple[Reviewed, ...],
    tuple[tuple[ReviewProblem, PeriodScores], ...],
    tuple[Finding, ...],
]


def decide(built: Built, newest: int, past: Past, place: Place) -> Decided:
    """Scores of the period, what follows, the earlier periods, and what a person has to decide."""
    problem = built.problems[newest]
    scores = score(problem)
    earlier = tuple(
        (each, score(each)) for number, each in built.problems.items() if number != newest
    )
    findings: list[Finding] = []
    graded = sum(one.score is not None for one in scores.agents)
    if not scores.quotas_met:
        findings.append(
            Finding(
                codes.QUOTAS_NOT_MET,
                Severity.WARNING,
                message(
                    "The quotas cannot be met with whole people, a grade for each score and equal "
                    "scores together; the grades stay as the scores give them, and a person has "
                    "to decide. With {count} results they ask for: {asked}.",
                    count=graded,
                    asked=[_asked(built, graded, each) for each in built.rules.quotas],
                ),
                place.at("quotas"),
            )
        )
    lost = [
        agent.id
        for agent, one in zip(problem.agents, scores.agents, strict=True)
        if one.score is not None and one.by_score is None
    ]
    if lost and built.rules.grades:
        findings.append(
            Finding(
                codes.NO_GRADE,
                Severity.WARNING,
                message("No grade, or more than one, holds the score of: {ids}.", ids=lost),
                place.at("grades"),
            )
        )
    return scores, follow(problem, scores, earlier, past), earlier, tuple(findings)


def _asked(built: Built, graded: int, quota: QuotaRule) -> Message:
    return message(
        "{grade} at least {low}, at most {high}",
        grade=built.rules.grades[quota.grade].name,
        low=ceil(graded * quota.at_least / 100),
        high=floor(graded * quota.at_most / 100),
    )
