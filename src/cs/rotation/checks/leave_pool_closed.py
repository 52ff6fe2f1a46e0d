"""A leave pool releases nobody

As soon as a policy has `leave_pools`, agents on leave may only be at posts of a pool, as many as it
has places. A pool without places releases nobody, just as if its posts were in no pool; if no pool
has a place, nobody can go on leave at all, whatever the leave table says.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    rules:
      leave_pools:
        - {posts: presale, places: 0}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    rules:
      leave_pools:
        - {posts: presale, places: 2}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each leave pool without places."""
    for document in policies.of(RotationPolicy):
        posts = {post.id: post.name for post in document.policy.posts}
        for number, pool in enumerate(document.policy.rules.leave_pools):
            if pool.places:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The leave pool of {posts} has no place: nobody there can go on leave.",
                    posts=" + ".join(posts.get(post, post) for post in pool.posts),
                ),
                document.place.at("rules", "leave_pools", number, "places"),
                expected=message("one place or more"),
                mend=message("Give it places, or leave the pool out."),
            )


RULE = Rule("ROT048", "leave-pool-closed", Severity.WARNING, check)
