"""Who plans the whole also runs one of its posts

The owner decides which agents every post gets. An owner who is the manager of one post decides
about his own people and about those whom the other managers would like to have.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    owner: 一部客服经理
    posts:
      - {id: a, name: 一部, stint: 2 months, headcount: 5..8, manager: 一部客服经理}
      - {id: b, name: 二部, stint: 2 months, headcount: 5..8, manager: 二部客服经理}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    owner: 客服运营总监
    posts:
      - {id: a, name: 一部, stint: 2 months, headcount: 5..8, manager: 一部客服经理}
      - {id: b, name: 二部, stint: 2 months, headcount: 5..8, manager: 二部客服经理}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies whose owner manages some posts but not all."""
    for document in policies.of(RotationPolicy):
        policy = document.policy
        if policy.owner is None:
            continue
        owner = policies.role(policy.owner)
        own = [
            (number, post)
            for number, post in enumerate(policy.posts)
            if post.manager is not None and policies.role(post.manager) == owner
        ]
        managed = sum(post.manager is not None for post in policy.posts)
        if not own or len(own) == managed:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{owner} plans all {count} posts and is the manager of {own}.",
                owner=policy.owner,
                count=len(policy.posts),
                own=", ".join(post.name for _, post in own),
            ),
            document.place / "owner",
            expected=message("a role that manages none of the posts"),
            mend=message("Name a role above the managers as `owner`."),
            related=tuple(
                Related(
                    document.place.at("posts", number, "manager"),
                    message("The manager of {post}.", post=post.name),
                )
                for number, post in own
            ),
        )


RULE = Rule("ROT018", "owner-is-manager", Severity.WARNING, check, ("D13",))
