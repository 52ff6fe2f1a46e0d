"""What does the policy state that a plan must keep? Its rules in periods, posts and agents.

Durations that are not whole periods are rounded up: a rule holds no shorter time than it says.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil

from cs.kernel.agents import Agent
from cs.kernel.durations import Duration, Unit
from cs.kernel.ranges import Range
from cs.rotation.names import fold
from cs.rotation.policy import Post, RotationPolicy, Times
from cs.rotation.problem import (
    HardRules,
    LearningCurve,
    LeavePoolRule,
    Period,
    PostGroupRule,
    PostRule,
    TimesRule,
)
from cs.rotation.timeline import PeriodKind

DAYS = {
    Unit.DAY: Fraction(1),
    Unit.WORKING_DAY: Fraction(7, 5),
    Unit.WEEK: Fraction(7),
    Unit.MONTH: Fraction(1461, 48),
    Unit.YEAR: Fraction(1461, 4),
}
"""Mean days of each unit."""

FULL = 1000
"""Skill that is complete, in thousandths."""


def periods_of(duration: Duration, kind: PeriodKind) -> int:
    """A duration in periods, rounded up."""
    whole = duration.months if kind == "month" else duration.weeks
    if whole is not None:
        return whole
    return ceil(duration.count * DAYS[duration.unit] / DAYS[Unit(kind)])


def post_rule(
    policy: RotationPolicy, post: Post, length: int, periods: Sequence[Period]
) -> PostRule:
    """A post as the engine sees it.

    Args:
        length: its stint in periods.
        periods: of the model.
    """
    number = {other.id: place for place, other in enumerate(policy.posts)}
    heads = [headcount_in(post, period) for period in periods]
    before = frozenset() if post.after is None else frozenset(number[p] for p in post.after.posts)
    least = (
        len(before) if post.after is None or post.after.at_least is None else post.after.at_least
    )
    return PostRule(
        id=post.id,
        name=post.name,
        length=length,
        may_extend=post.may_extend,
        may_shorten=post.may_shorten,
        low=tuple(head.low for head in heads),
        high=tuple(head.high for head in heads),
        requires=frozenset(post.requires),
        teaches=frozenset(post.teaches),
        headcounts=frozenset(post.headcounts),
        after=before,
        after_least=least,
        return_after=0
        if post.return_after is None
        else periods_of(post.return_after, policy.period),
        followed_by=frozenset(number[p] for p in post.followed_by),
        paired_with=None if post.paired_with is None else number[post.paired_with],
        skill_level=0 if post.skill_level is None else ceil(post.skill_level * 10),
    )


def headcount_in(post: Post, period: Period) -> Range:
    """The headcount of a post in a period, by season."""
    month = period.start.month
    return next((s.headcount for s in post.seasons if month in s.months), post.headcount)


def hard_rules(policy: RotationPolicy) -> HardRules:
    """The rules over all paths and all posts."""
    return HardRules(
        ring=policy.order == "ring",
        no_return=policy.rules.no_return,
        leaving_share=_share(policy.rules.leaving_share),
        experienced_share=_share(policy.rules.experienced_share),
        experienced_after=policy.rules.experienced_after,
    )


def _share(percent: Decimal | None) -> tuple[int, int] | None:
    return None if percent is None else (Fraction(percent) / 100).as_integer_ratio()


def times_rules(
    policy: RotationPolicy, rotating: Sequence[Agent], horizon: int
) -> tuple[TimesRule, ...]:
    """How often posts come within the horizon, for whom."""
    number = {post.id: place for place, post in enumerate(policy.posts)}
    return tuple(
        TimesRule(
            route=place,
            posts=frozenset(number[post] for post in rule.posts),
            agents=frozenset(row for row, agent in enumerate(rotating) if _binds(rule, agent)),
            low=rule.times.low,
            high=rule.times.high,
            within=horizon,
        )
        for place, rule in enumerate(policy.rules.times)
    )


def _binds(rule: Times, agent: Agent) -> bool:
    wanted = ((rule.grades, agent.grade), (rule.teams, agent.team), (rule.sites, agent.site))
    return all(not texts or _is_one(value, texts) for texts, value in wanted)


def _is_one(value: str | None, texts: Iterable[str]) -> bool:
    return value is not None and fold(value) in {fold(text) for text in texts}


def post_groups(policy: RotationPolicy, length: int) -> tuple[PostGroupRule, ...]:
    """Posts whose headcounts are counted together."""
    number = {post.id: place for place, post in enumerate(policy.posts)}
    return tuple(
        PostGroupRule(
            route=place,
            posts=frozenset(number[post] for post in group.posts),
            low=(group.headcount.low,) * length,
            high=(group.headcount.high,) * length,
        )
        for place, group in enumerate(policy.rules.post_groups)
    )


def leave_pools(policy: RotationPolicy) -> tuple[LeavePoolRule, ...]:
    """Where agents may be who are on leave."""
    number = {post.id: place for place, post in enumerate(policy.posts)}
    return tuple(
        LeavePoolRule(place, frozenset(number[post] for post in pool.posts), pool.places)
        for place, pool in enumerate(policy.rules.leave_pools)
    )


def learning_curve(policy: RotationPolicy) -> LearningCurve | None:
    """How skill grows and fades a period, if the policy says so."""
    if policy.learning is None:
        return None
    learns = periods_of(policy.learning.half_learnt_in, policy.period)
    forgets = periods_of(policy.learning.half_forgotten_in, policy.period)
    return curve(learns, forgets)


def curve(learns: int, forgets: int) -> LearningCurve:
    """The curve that halves what is missing in `learns` periods, what is there in `forgets`."""
    rest, kept = 2.0 ** (-1 / max(learns, 1)), 2.0 ** (-1 / max(forgets, 1))
    every = range(FULL + 1)
    return LearningCurve(
        learnt=tuple(int(FULL - (FULL - level) * rest + ROUNDING) for level in every),
        forgotten=tuple(int(level * kept + ROUNDING) for level in every),
    )


ROUNDING = 1e-9
"""So much below a whole number counts as one, so that halves of even numbers are whole."""
