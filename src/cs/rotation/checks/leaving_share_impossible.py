"""The leaving share does not let a post's agents leave in time

Every occupant has to leave within the longest stint allowed. If at most a share of them may leave
at each changeover, that share times the longest stint must reach the whole: 30% over three months
are 90%. Whole agents count: 20% of four agents is none. With `--assume ROT004=keep` a
plan is tried all the same.

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


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post that cannot be emptied within its longest stint."""
    for document in policies.of(RotationPolicy):
        share = document.policy.rules.leaving_share
        if share is None:
            continue
        for number, post in enumerate(document.policy.posts):
            periods = longest(document.policy, post)
            if periods is None or post.headcount.low == 0:
                continue
            text = _what_fails(post, Fraction(share) / 100, periods)
            if text is None:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                text,
                document.place.at("rules", "leaving_share"),
                expected=message("at least {share}%", share=-(-100 // periods)),
                mend=message("Raise the leaving share, or allow longer stints at this post."),
                related=(
                    Related(
                        document.place.at("posts", number),
                        message(
                            "{post}: longest stint {periods}, headcount {headcount}.",
                            post=post.name,
                            periods=periods,
                            headcount=post.headcount,
                        ),
                    ),
                ),
            )


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
