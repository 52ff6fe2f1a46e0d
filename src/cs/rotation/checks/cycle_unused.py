"""A cycle that no post follows

`cycle` holds for posts without a stint of their own. Where every post states its stint, the cycle
has no effect; a reader may still take it for the rule.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    cycle: 6 months
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    cycle: 2 months
    posts:
      - {id: presale, name: 售前咨询, headcount: 5..8}
      - {id: complaints, name: 投诉处理, headcount: 5..8}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies with a `cycle`, all of whose posts have a `stint`."""
    for document in policies.of(RotationPolicy):
        policy = document.policy
        if policy.cycle is None or any(post.stint is None for post in policy.posts):
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("The cycle of {cycle} has no effect: every post states its own stint.",
                    cycle=policy.cycle),
            document.place / "cycle",
            expected=message("either one cycle for all posts, or a stint of each post"),
            mend=message("Remove `cycle`, or the stints that are meant to follow it."),
            related=(
                Related(document.place.at("posts", 0, "stint"),
                        message("The stint of «{post}» is {stint}.",
                                post=policy.posts[0].name, stint=policy.posts[0].stint)),
            ),
        )  # fmt: skip


RULE = Rule("ROT033", "cycle-unused", Severity.WARNING, check)
