"""Headcounts that the forced long-run shares of posts cannot meet

Under `order: ring`, or `no_return: all`, every agent visits every post equally often. In the long
run a post then holds the share of the staff that its stint has of the whole tour: with stints of
3, 2 and 3 months the shares are 3/8, 2/8 and 3/8, whatever a planner does. The rule asks whether
any stints within `may_extend` and `may_shorten` give headcounts within their ranges; with a staff
table, for the number of agents that rotate. Where seasons change a headcount, it is taken as the
mean over the year. With `--assume ROT002=keep` a plan is tried all the
same: over one horizon it may still exist.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: ring
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, headcount: 5..6}
      - {id: aftersale, name: 售后支持, stint: 1 month, headcount: 5..6}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: ring
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, headcount: 8..10}
      - {id: aftersale, name: 售后支持, stint: 1 month, headcount: 2..4}
    ```
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import rounded
from cs.rotation.policy import Post, RotationPolicy
from cs.rotation.staffing import (
    forces_all_posts,
    headcount_in,
    longest,
    rotating,
    shortest,
    sum_of,
)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies whose posts cannot hold the shares that their rules force.

    With a flow of f agents through every post per period, a post with stints from s to l periods
    holds between f*s and f*l of them on average. Sought is a flow for which every range is met and
    the posts together hold the staff; both ends of what they can hold grow with the flow.
    """
    for document in policies.of(RotationPolicy):
        policy = document.policy
        bounds = [(shortest(policy, post), longest(policy, post)) for post in policy.posts]
        if not forces_all_posts(policy) or any(None in bound for bound in bounds):
            continue
        stints = [(low or 1, high or 1) for low, high in bounds]
        ranges = [_over_the_year(post) for post in policy.posts]
        least = max(each.low / high for each, (_, high) in zip(ranges, stints, strict=True))
        most = min(
            (
                each.high / low
                for each, (low, _) in zip(ranges, stints, strict=True)
                if each.high is not None
            ),
            default=None,
        )
        staff = None if policies.staff is None else len(rotating(policy, policies.staff))
        if (most is not None and least > most) or (
            staff and not _holds(staff, ranges, stints, least, most)
        ):
            yield _finding(document, staff)


@dataclass(frozen=True, slots=True)
class Mean:
    """Mean headcount over the year, least and largest."""

    low: Fraction
    high: Fraction | None


def _over_the_year(post: Post) -> Mean:
    months = [headcount_in(post, month) for month in range(1, 13)]
    low, high = sum_of(months)
    return Mean(Fraction(low, len(months)), None if high is None else Fraction(high, len(months)))


def _holds(
    staff: int,
    ranges: list[Mean],
    stints: list[tuple[int, int]],
    least: Fraction,
    most: Fraction | None,
) -> bool:
    fewest = sum(max(each.low, least * low) for each, (low, _) in zip(ranges, stints, strict=True))
    if most is None:
        return fewest <= staff
    largest = sum(
        most * high if each.high is None else min(each.high, most * high)
        for each, (_, high) in zip(ranges, stints, strict=True)
    )
    return fewest <= staff <= largest


def _finding(document: Document[RotationPolicy], staff: int | None) -> Finding:
    policy = document.policy
    lengths = [policy.periods(post) or 1 for post in policy.posts]
    tour = sum(lengths)
    people = staff or sum(post.headcount.low for post in policy.posts)

    def share(length: int) -> str:
        return rounded(Fraction(people * length, tour))

    shares = ", ".join(
        f"{post.name} {length}/{tour} = {share(length)} ({post.headcount})"
        for post, length in zip(policy.posts, lengths, strict=True)
    )
    by_ring = policy.order == "ring"
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "Everybody passes through all posts, so their long-run shares follow from the stints, "
            "and no stints allowed here give these headcounts. For {people} agents, with the "
            "headcount in brackets: {shares}.",
            people=people,
            shares=shares,
        ),
        (document.place / "posts").key(),
        expected=message("headcounts in the proportion of the stints"),
        mend=message(
            "Adjust the headcounts to the shares, allow longer or shorter stints, or lift the rule "
            "that forces everybody through all posts."
        ),
        related=(
            Related(
                document.place / "order" if by_ring else document.place.at("rules", "no_return"),
                message("This forces everybody through all posts."),
            ),
        ),
    )


def settle(policy: Policy, value: str) -> Policy | None:
    """`keep`: the policy stands, and a plan is tried."""
    return policy if value == "keep" else None


RULE = Rule(
    "ROT002",
    "unbalanced-headcount",
    Severity.ERROR,
    check,
    ("D09",),
    settle,
    settles_with="keep",
)
