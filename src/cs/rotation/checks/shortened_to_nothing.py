"""A stint may be shortened to nothing

A stint lasts at least one period. `may_shorten` must stay below the stint's length.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, may_shorten: 2, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, may_shorten: 1, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post whose stint less `may_shorten` is below one period."""
    for document in policies.of(RotationPolicy):
        for number, post in enumerate(document.policy.posts):
            periods = document.policy.periods(post)
            if not periods or post.may_shorten < periods:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{post}: a stint of {stint} may be shortened by {count} periods to nothing.",
                    post=post.name,
                    stint=document.policy.stint(post),
                    count=post.may_shorten,
                ),
                document.place.at("posts", number, "may_shorten"),
                expected=message("at most {count}", count=periods - 1),
                mend=message("Lower `may_shorten`; a stint lasts at least one period."),
                related=(
                    Related(
                        document.place.at(*document.policy.stint_route(number)),
                        message("The stint there."),
                    ),
                ),
            )


RULE = Rule("ROT014", "shortened-to-nothing", Severity.WARNING, check)
