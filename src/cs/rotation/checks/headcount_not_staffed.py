"""The headcounts do not fit the number of agents

All agents who rotate are at some post in every period. If the least headcounts need more agents
than there are, posts stay short; if the largest hold fewer, some agents have no place.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 2..3}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 2..3}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 1..2}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 1..2}
    ```

Staff:

    ```csv
    id,name,post
    A1,甲,presale
    A2,乙,presale
    A3,丙,complaints
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import rotating


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies whose least or largest headcounts the staff table does not meet."""
    if policies.staff is None:
        return
    for document in policies.of(RotationPolicy):
        posts = document.policy.posts
        count = len(rotating(document.policy, policies.staff))
        least = sum(post.headcount.low for post in posts)
        highs = [post.headcount.high for post in posts if post.headcount.high is not None]
        most = sum(highs) if len(highs) == len(posts) else None
        if count < least:
            text = message(
                "The least headcounts sum to {least}; agents who rotate: {count}.",
                least=least,
                count=count,
            )
        elif most is not None and count > most:
            text = message(
                "The largest headcounts sum to {most}; agents who rotate: {count}.",
                most=most,
                count=count,
            )
        else:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            text,
            (document.place / "posts").key(),
            expected=message("least headcounts up to {count}, largest from {count}", count=count),
            mend=message(
                "Adjust the headcounts, check `who`, or whether the staff table names these posts."
            ),
        )


RULE = Rule("ROT009", "headcount-not-staffed", Severity.ERROR, check)
