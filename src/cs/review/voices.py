"""Which indicator, role and period does each row of the ratings table mean? And what is wrong?

Every row that the policy cannot read is a finding; none is dropped silently.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cs.kernel.agents import Agent
from cs.kernel.findings import Finding, Place, Related, Severity, Span
from cs.kernel.histories import Rating
from cs.kernel.messages import Message, message
from cs.kernel.periods import Cycle, Period
from cs.kernel.suggestions import nearest
from cs.kernel.texts import fold, plain
from cs.review import codes
from cs.review.policy import ReviewPolicy
from cs.review.problem import MEASURED, ReviewRules, Voice

ROLE_WORDS: Mapping[str, tuple[str, ...]] = {
    "customer": ("customer", "client", "客户", "顾客", "用户"),
    "superior": ("superior", "manager", "supervisor", "leader", "上级", "直接上级", "直属上级",
                 "主管", "组长", "班组长", "经理"),
    "peer": ("peer", "colleague", "同事", "同级", "互评"),
    "self": ("self", "本人", "自评", "自己"),
    "subordinate": ("subordinate", "report", "下属", "下级"),
    "mentor": ("mentor", "导师", "师傅"),
}  # fmt: skip
"""What tables write for each role, beside the policy's own name for it."""

Said = dict[tuple[str, int], dict[tuple[int, int], list[Voice]]]
"""Per agent and period, what was said of each indicator by each role."""


@dataclass
class _Reading:
    """Lookups of one policy, and what was found so far."""

    policy: ReviewPolicy
    rules: ReviewRules
    cycle: Cycle
    indicators: dict[str, int]
    roles: dict[str, int]
    may_rate: bool | None
    mentors: dict[str, str]
    periods: dict[Period, int | None] = field(default_factory=dict)
    first: dict[tuple[object, ...], Rating] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def sort_ratings(
    policy: ReviewPolicy,
    rules: ReviewRules,
    cycle: Cycle,
    staff: Sequence[Agent],
    ratings: Sequence[Rating],
) -> tuple[Said, tuple[Finding, ...]]:
    """The ratings by agent, period, indicator and role."""
    reading = _Reading(
        policy,
        rules,
        cycle,
        {fold(word): i for i, each in reversed(list(enumerate(policy.indicators)))
         for word in (each.name, each.id)},
        _role_words(policy),
        policy.mentor.may_rate if policy.mentor is not None else None,
        {agent.id: agent.mentor for agent in staff if agent.mentor},
    )  # fmt: skip
    said: Said = {}
    for rating in ratings:
        found = _sorted(reading, rating)
        if found is not None:
            number, key = found
            own = said.setdefault((rating.agent, number), {})
            own.setdefault(key, []).append((rating.rater, rating.value))
    return said, tuple(reading.findings)


def _role_words(policy: ReviewPolicy) -> dict[str, int]:
    words: dict[str, int] = {}
    for index, each in enumerate(policy.raters):
        for word in (each.name or each.role, each.role, *ROLE_WORDS[each.role]):
            words.setdefault(fold(word), index)
    return words


def _sorted(reading: _Reading, rating: Rating) -> tuple[int, tuple[int, int]] | None:
    """The period's number, the indicator and the role; None if the row does not count."""
    if rating.period not in reading.periods:
        reading.periods[rating.period] = reading.cycle.number_of(rating.period)
    number = reading.periods[rating.period]
    if number is None:
        reading.findings.append(_not_in_cycle(reading, rating))
        return None
    indicator = reading.indicators.get(fold(rating.indicator))
    if indicator is None:
        reading.findings.append(_unknown_indicator(reading, rating))
        return None
    role = _role(reading, rating, indicator)
    if role is None:
        reading.findings.append(_not_of_this_role(reading, rating, indicator))
        return None
    bounds = reading.policy.indicators[indicator].bounds
    if bounds is not None and not bounds.low <= rating.value <= bounds.high:
        reading.findings.append(_outside(reading, rating, indicator))
        return None
    if (why := _left_out(reading, rating, role)) is not None:
        reading.findings.append(why)
        return None
    if role == MEASURED or rating.rater is not None:
        who = None if role == MEASURED else rating.rater
        key = (rating.agent, number, indicator, role, who)
        first = reading.first.setdefault(key, rating)
        if first is not rating:
            reading.findings.append(_twice(reading, rating, first, indicator))
            return None
    return number, (indicator, role)


def _role(reading: _Reading, rating: Rating, indicator: int) -> int | None:
    own = reading.rules.indicators[indicator].roles
    if rating.role is None:
        if not own:
            return MEASURED
        return own[0] if len(own) == 1 else None
    role = reading.roles.get(fold(rating.role))
    return role if role in own else None


def _left_out(reading: _Reading, rating: Rating, role: int) -> Finding | None:
    if role == MEASURED or rating.rater is None:
        return None
    kind = reading.rules.roles[role].role
    if rating.rater == rating.agent and kind != "self":
        text = message(
            "{rater} gives an own rating as {role}; ratings of oneself in that role do not count.",
            rater=rating.rater,
            role=reading.rules.roles[role].name,
        )
    elif reading.may_rate is False and reading.mentors.get(rating.agent) == rating.rater:
        text = message(
            "{rater} is the mentor of {agent} and shares in the result, and by the policy does "
            "not rate; the rating does not count.",
            rater=rating.rater,
            agent=rating.agent,
        )
    else:
        return None
    return _finding(codes.LEFT_OUT, rating, text, severity=Severity.WARNING)


def _not_in_cycle(reading: _Reading, rating: Rating) -> Finding:
    near = reading.cycle.period(reading.cycle.number_at(rating.period.start))
    return _finding(
        codes.NOT_IN_CYCLE,
        rating,
        message(
            "{period} is no period of the review {review}.",
            period=rating.period,
            review=reading.rules.policy,
        ),
        expected=message("a period such as {period}", period=near),
    )


def _unknown_indicator(reading: _Reading, rating: Rating) -> Finding:
    words = [each.id for each in reading.policy.indicators]
    near = nearest(rating.indicator, words)
    return _finding(
        codes.UNKNOWN_INDICATOR,
        rating,
        message("The review has no indicator {indicator}.", indicator=rating.indicator),
        expected=message("one of: {words}", words=words),
        mend=None if near is None else message("Perhaps {word} is meant.", word=near),
    )


def _not_of_this_role(reading: _Reading, rating: Rating, indicator: int) -> Finding:
    rule = reading.rules.indicators[indicator]
    source = reading.policy.indicators[indicator].measured_by
    if source is not None:
        return _finding(
            codes.NOT_OF_THIS_ROLE,
            rating,
            message(
                "{indicator} is measured by {source}; nobody rates it, and the table says {role}.",
                indicator=rule.name,
                source=source,
                role=rating.role,
            ),
            expected=message("no kind of rater"),
        )
    roles = [reading.rules.roles[each].name for each in rule.roles]
    text = (
        message("The row does not say as what its rater rates {indicator}.", indicator=rule.name)
        if rating.role is None
        else message(
            "{role} does not rate {indicator} in this review.",
            role=rating.role,
            indicator=rule.name,
        )
    )
    return _finding(
        codes.NOT_OF_THIS_ROLE, rating, text, expected=message("one of: {words}", words=roles)
    )


def _outside(reading: _Reading, rating: Rating, indicator: int) -> Finding:
    stated = reading.policy.indicators[indicator]
    low, high = (stated.bounds.low, stated.bounds.high) if stated.bounds else (None, None)
    return _finding(
        codes.OUTSIDE_BOUNDS,
        rating,
        message(
            "{value} cannot be a value of {indicator}.",
            value=plain(rating.value),
            indicator=stated.name,
        ),
        expected=message(
            "a value from {low} to {high}",
            low=plain(low) if low is not None else "",
            high=plain(high) if high is not None else "",
        ),
    )


def _twice(reading: _Reading, rating: Rating, first: Rating, indicator: int) -> Finding:
    name = reading.rules.indicators[indicator].name
    text = (
        message(
            "{rater} rates {indicator} of {agent} twice for {period}.",
            rater=rating.rater,
            indicator=name,
            agent=rating.agent,
            period=rating.period,
        )
        if rating.rater is not None
        else message(
            "{indicator} of {agent} has two values for {period}.",
            indicator=name,
            agent=rating.agent,
            period=rating.period,
        )
    )
    return _finding(
        codes.RATED_TWICE,
        rating,
        text,
        mend=message("Remove one of the rows, or correct its period."),
        related=(Related(_place(first), message("the first of them")),),
    )


def _finding(
    code: str,
    rating: Rating,
    text: Message,
    *,
    severity: Severity = Severity.ERROR,
    expected: Message | None = None,
    mend: Message | None = None,
    related: tuple[Related, ...] = (),
) -> Finding:
    return Finding(code, severity, text, _place(rating), expected, mend, related)


def _place(rating: Rating) -> Place:
    file, row = rating.place or ("", 0)
    return Place(file, span=Span(row, 1, row, 2))
