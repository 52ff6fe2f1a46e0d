"""Costs in words that the person decided about understands."""

from collections.abc import Sequence

from cs.kernel.messages import Message, message
from cs.kernel.ranges import Range
from cs.rotation.explaining.reasons import Alternative, Limit, Share
from cs.rotation.planning.couplings import (
    APART,
    DEVIATION,
    EXPERIENCED,
    GROUP,
    HEAD,
    LEAVE,
    LEAVING,
    OVERDUE,
    SKILL,
    TOGETHER,
)
from cs.rotation.problem import RotationProblem

POINTS = 100
"""Points that the goals can give one agent."""
SEEN = 0.0005
"""Losses that round to no tenth of a point are not spoken of."""
SHARES_AT_MOST = 2
PERIODS_AT_MOST = 3


def points(loss: float) -> str:
    """A loss as a change in points, with its sign: what is lost is negative."""
    shown = -round(loss * POINTS, 1) + 0.0
    return f"{shown:+.1f}" if shown else "0.0"


def amount(loss: float) -> str:
    """A loss in points without a sign."""
    return f"{abs(loss) * POINTS:.1f}"


def open_reasons(
    problem: RotationProblem, alternative: Alternative, unproven: float
) -> tuple[Message, ...]:
    """What the others would have to do, dearest first, or that it would have been as good."""
    told = [share for share in alternative.shares if abs(share.loss) >= SEEN]
    costly = [share for share in told if share.loss > 0][:SHARES_AT_MOST]
    helpful = [share for share in told if share.loss < 0][-1:]
    said = [share_words(problem, share) for share in (*costly, *helpful)]
    whole = alternative.own_loss + alternative.others
    if alternative.at_least < SEEN and whole <= unproven:
        said.append(
            message(
                "As good for all together, as far as these prices tell: the plan took one of "
                "equals."
            )
            if whole < SEEN
            else message("Worse by less than these prices can prove.")
        )
    return tuple(said)


def share_words(problem: RotationProblem, share: Share) -> Message:
    """What a limit means for the others."""
    post = "" if share.post < 0 else problem.posts[share.post].name
    where = {"post": post, "when": when(problem, share.periods), "points": amount(share.loss)}
    costs = share.loss > 0
    match share.sort, share.more, costs:
        case (sort, True, True) if sort == HEAD:
            return message(
                "Places at {post} are sought after ({when}): another would have to give way "
                "({points}).",
                **where,
            )
        case (sort, False, True) if sort == HEAD:
            return message(
                "{post} has no one to spare ({when}): another would have to be there ({points}).",
                **where,
            )
        case (sort, False, False) if sort == HEAD:
            return message(
                "It would free a place at {post}, which others seek ({when}, {points}).", **where
            )
        case (sort, True, False) if sort == HEAD:
            return message(
                "It would help {post}, which has no one to spare ({when}, {points}).", **where
            )
        case (sort, _, True) if sort == LEAVING:
            return message(
                "No more may leave {post} at once ({when}): another would have to stay ({points}).",
                **where,
            )
        case (sort, _, False) if sort == LEAVING:
            return message("It would let another leave {post} ({when}, {points}).", **where)
        case (sort, _, True) if sort == EXPERIENCED:
            return message(
                "{post} needs its experienced agents ({when}): another of them would have to be "
                "there ({points}).",
                **where,
            )
        case (sort, _, False) if sort == EXPERIENCED:
            return message(
                "It would give {post} experienced agents that it needs ({when}, {points}).", **where
            )
        case (sort, _, False) if sort in (DEVIATION, OVERDUE):
            return message(
                "It would leave overdue periods or deviations of stints to others ({points}).",
                **where,
            )
        case (sort, _, False) if sort == SKILL:
            return message("It would give {post} skill that it needs ({when}, {points}).", **where)
        case (sort, _, False) if sort == GROUP:
            return message(
                "It would help posts whose headcounts are counted together ({when}, {points}).",
                **where,
            )
        case (sort, _, False) if sort == LEAVE:
            return message("It would free places for leave ({when}, {points}).", **where)
        case (sort, _, False) if sort in (TOGETHER, APART):
            return message(
                "Two agents who are kept together or apart: the other would be better off "
                "({when}, {points}).",
                **where,
            )
        case (sort, _, True) if sort in (DEVIATION, OVERDUE):
            return message(
                "Overdue periods and deviations of stints are kept least before any goal: another "
                "would have to do without ({points}).",
                **where,
            )
        case (sort, _, True) if sort == SKILL:
            return message(
                "{post} needs skill ({when}): a more skilled agent would have to be there "
                "({points}).",
                **where,
            )
        case (sort, _, True) if sort == GROUP:
            return message(
                "Posts whose headcounts are counted together press ({when}): another would have "
                "to change ({points}).",
                **where,
            )
        case (sort, _, True) if sort == LEAVE:
            return message(
                "Places for leave are few ({when}): another would have to take leave from another "
                "post ({points}).",
                **where,
            )
        case (sort, _, True) if sort in (TOGETHER, APART):
            return message(
                "Two agents who are kept together or apart: the other would have to change, too "
                "({when}, {points}).",
                **where,
            )
        case (_, _, True):
            return message("Others would have to change ({points}).", **where)
    return message("It would help others with a rule that they share ({points}).", **where)


def when(problem: RotationProblem, periods: Sequence[int]) -> Message | str:
    """Periods of the plan by their labels; those after it in one word."""
    inside = [problem.periods[p].label for p in periods if 0 <= p < problem.horizon]
    if not inside:
        return message("after the plan")
    if len(inside) > PERIODS_AT_MOST:
        return message("{first} to {last}", first=inside[0], last=inside[-1])
    return message("{labels}", labels=inside)


def levels_words(alternative: Alternative) -> Message:
    """Why an alternative that only deviations or overdue periods open was not taken."""
    if alternative.overdue > 0:
        return message(
            "allowed, but with overdue periods more: {count}. They are kept least before any goal.",
            count=alternative.overdue,
        )
    return message(
        "allowed, but with periods of other than a post's length more: {count}. They are kept "
        "least before any goal.",
        count=max(alternative.deviations, 1),
    )


def limit_words(limit: Limit) -> Message:
    """What a rule over a post asks for, and whether it presses."""
    figures = {
        "found": limit.found,
        "allowed": str(Range(limit.low or 0, limit.high)),
        "limit": limit.high if limit.low is None else limit.low,
    }
    if limit.sort == LEAVING:
        return message("Change away at its start: {found}, allowed {limit}.", **figures)
    if limit.sort == EXPERIENCED:
        return message("Experienced there: {found}, needed {limit}.", **figures)
    return message("Present: {found}, allowed {allowed}.", **figures)


def pressure_words(limit: Limit) -> Message:
    """What one more or one less would change."""
    price = amount(limit.price)
    if limit.price < SEEN:
        return message("Does not press: giving way by one would gain nothing.")
    if limit.sort == LEAVING:
        return message(
            "Presses: one more allowed to leave would gain at most {points}, one fewer cost at "
            "least {points}.",
            points=price,
        )
    if limit.sort == EXPERIENCED:
        return message(
            "Presses: one fewer needed would gain at most {points}, one more cost at least "
            "{points}.",
            points=price,
        )
    if limit.pressed == "high":
        return message(
            "Its upper end presses: one place more would gain at most {points}, one fewer cost at "
            "least {points}.",
            points=price,
        )
    return message(
        "Its lower end presses: one fewer needed would gain at most {points}, one more cost at "
        "least {points}.",
        points=price,
    )
