"""Every post has its manager, and nobody owns the whole

Agents cross from one manager's post to the next. Where each manager plans only his own post, nobody
decides when two plans do not meet. `owner` names the role that makes the plan of all posts.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8, manager: 售前经理}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8, manager: 投诉经理}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    owner: 客服总监
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8, manager: 售前经理}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8, manager: 投诉经理}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies with several managers and no owner."""
    for document in policies.of(RotationPolicy):
        managers = [
            (number, post.manager)
            for number, post in enumerate(document.policy.posts)
            if post.manager is not None
        ]
        if document.policy.owner is not None or len({fold(name) for _, name in managers}) < 2:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "Posts with a manager of their own: {count}. Nobody is named who plans the whole.",
                count=len(managers),
            ),
            (document.place / "posts").key(),
            expected=message("`owner` with one role"),
            mend=message("Add `owner`, the role that makes the rotation plan of all posts."),
            related=tuple(
                Related(
                    document.place.at("posts", number, "manager"),
                    message("A manager: {name}", name=name),
                )
                for number, name in managers[:2]
            ),
        )


RULE = Rule("ROT011", "owner-conflict", Severity.WARNING, check, ("D13",))
