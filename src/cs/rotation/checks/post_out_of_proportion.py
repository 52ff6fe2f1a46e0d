"""One post does not fit the proportion of all the others

Agents who go round spend time at posts in the proportion of the stints, so that headcounts follow
the stints. Where all posts but one share one number of agents a period of stint, and that one does
not, its stint or its headcount is mostly mistyped. Nothing is said where posts differ in any other
way.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, headcount: 27..30}
      - {id: aftersale, name: 售后支持, stint: 2 months, headcount: 18..20}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 18..20}
      - {id: hotline, name: 热线, stint: 3 months, headcount: 9..10}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, headcount: 27..30}
      - {id: aftersale, name: 售后支持, stint: 2 months, headcount: 18..20}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 18..20}
      - {id: hotline, name: 热线, stint: 3 months, headcount: 27..30}
    ```
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy

Span = tuple[Fraction, Fraction | None]
"""Agents a period of stint, fewest and most."""
FEWEST = 4
"""Posts from which on one of them can be the odd one."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """The one post without which all others agree, if there is exactly one."""
    for document in policies.of(RotationPolicy):
        policy = document.policy
        lengths = [policy.periods(post) for post in policy.posts]
        if len(lengths) < FEWEST or not all(lengths):
            continue
        spans: list[Span] = [
            (
                Fraction(post.headcount.low, length or 1),
                None if post.headcount.high is None else Fraction(post.headcount.high, length or 1),
            )
            for post, length in zip(policy.posts, lengths, strict=True)
        ]
        if _agree(spans):
            continue
        odd = [
            number
            for number in range(len(spans))
            if _agree([span for other, span in enumerate(spans) if other != number])
        ]
        if len(odd) != 1:
            continue
        post = policy.posts[odd[0]]
        place = document.place.at("posts", odd[0])
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "«{post}» has {headcount} agents for stints of {stint}; all other posts agree with "
                "each other in the proportion of headcount to stint, and this one does not.",
                post=post.name,
                headcount=post.headcount,
                stint=policy.stint(post),
            ),
            place / "headcount",
            expected=message("a headcount in the proportion of the stint, unless it is meant"),
            mend=message("Check the stint and the headcount of this post."),
            related=(
                Related(document.place.at(*policy.stint_route(odd[0])), message("The stint.")),
            ),
        )


def _agree(spans: Sequence[Span]) -> bool:
    most = min((high for _, high in spans if high is not None), default=None)
    return most is None or max(low for low, _ in spans) <= most


RULE = Rule("ROT030", "post-out-of-proportion", Severity.INFO, check)
