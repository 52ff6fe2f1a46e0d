"""A post without a stint

How long a stint lasts is stated by the post (`stint`) or by the policy for all posts (`cycle`). The
one reading is that the stint belongs to the post, the other that there is one cycle for everybody.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, headcount: 5..8}
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
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post without `stint` in a policy without `cycle`."""
    for document in policies.of(RotationPolicy):
        for number, post in enumerate(document.policy.posts):
            if document.policy.stint(post) is not None:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message("{post}: how long a stint lasts is not stated.", post=post.name),
                document.place.at("posts", number),
                expected=message("a `stint` of the post, or a `cycle` of the policy for all posts"),
                mend=message("Add for example `stint: 3 months`."),
            )


RULE = Rule("ROT032", "stint-unstated", Severity.ERROR, check, is_needed=True)
