"""The leaving share does not let a post's agents leave in time

Every occupant has to leave within the longest stint allowed. If at most a share of them may leave
at each changeover, that share times the longest stint must reach the whole: 30% over three months
are 90%. Whole agents count: 20% of four agents is none. One finding names all posts of which that
is so. With `--assume ROT004=keep` a plan is tried all the same.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, headcount: 10..12}
      - {id: complaints, name: 投诉处理, stint: 3 months, headcount: 10..12}
    rules: {leaving_share: 30%}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, headcount: 10..12}
      - {id: complaints, name: 投诉处理, stint: 3 months, headcount: 10..12}
    rules: {leaving_share: 40%}
    ```
"""

from collections.abc import Iterator
from fractions import Fraction

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import Message, message
from cs.kernel.texts import rounded
from cs.rotation.policy import Post, RotationPolicy
from cs.rotation.staffing import longest

HUNDRED = Fraction(100)


def check(policies: PolicySet) -> Iterator[Finding]:
    """The post that needs the largest share, of those that cannot be emptied in time."""
    for document in policies.of(RotationPolicy):
        share = document.policy.rules.leaving_share
        if share is None:
            continue
        failing = [
            (least_share(post, periods), number, post, periods, text)
            for number, post in enumerate(document.policy.posts)
            if (periods := longest(document.policy, post)) is not None
            and post.headcount.low
            and (text := _what_fails(post, Fraction(share) / 100, periods)) is not None
        ]
        if not failing:
            continue
        failing.sort(key=lambda each: (-each[0], each[1]))
        yield Finding(
            RULE.code,
            RULE.severity,
            failing[0][4],
            document.place.at("rules", "leaving_share"),
            expected=message("at least {share}%", share=failing[0][0]),
            mend=message("Raise the leaving share, or allow longer stints at this post.")
            if len(failing) == 1
            else message("Raise the leaving share, or allow longer stints at these posts."),
            related=tuple(
                Related(
                    document.place.at("posts", number),
                    message(
                        "{post}: longest stint {periods}, headcount {headcount}.",
                        post=post.name,
                        periods=periods,
                        headcount=post.headcount,
                    ),
                )
                for _, number, post, periods, _ in failing
            ),
        )


def least_share(post: Post, periods: int) -> int:
    """The least whole percentage with which a post can be emptied in so many periods."""
    shares = (share for share in range(1, 100) if not _what_fails(post, share / HUNDRED, periods))
    return next(shares, 100)


def _what_fails(post: Post, share: Fraction, periods: int) -> Message | None:
    percent = rounded(share * 100)
    if share * periods < 1:
        return message(
            "At most {share}% may leave {post} at a changeover; over its longest stint of "
            "{periods} periods that is {total}%, so some can never leave in time.",
            share=percent,
            post=post.name,
            periods=periods,
            total=rounded(share * periods * 100),
        )
    high = post.headcount.high
    if high is None:
        return None
    leavers = int(share * high)
    if leavers * periods < post.headcount.low:
        return message(
            "At most {share}% may leave {post} at a changeover, that is {leavers} of {high}; over "
            "its longest stint of {periods} periods that is fewer than the headcount of {low}.",
            share=percent,
            post=post.name,
            leavers=leavers,
            high=high,
            periods=periods,
            low=post.headcount.low,
        )
    return None


def settle(policy: Policy, value: str) -> Policy | None:
    """`keep`: the policy stands, and a plan is tried."""
    return policy if value == "keep" else None


RULE = Rule(
    "ROT004",
    "leaving-share-impossible",
    Severity.ERROR,
    check,
    (),
    settle,
    settles_with="keep",
)
