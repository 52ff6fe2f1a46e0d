"""Nobody may return before more other posts than there are

`no_return: 3` asks for three other posts before one comes back; with three posts in all there are
only two others.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: aftersale, name: 售后支持, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    rules: {no_return: 3}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: aftersale, name: 售后支持, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    rules: {no_return: 2}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies whose no-return rule is longer than their posts."""
    for document in policies.of(RotationPolicy):
        no_return = document.policy.rules.no_return
        others = len(document.policy.posts) - 1
        if not isinstance(no_return, int) or no_return <= others:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "Nobody may return before {count} other posts, and there are only {others} others.",
                count=no_return,
                others=others,
            ),
            document.place.at("rules", "no_return"),
            expected=message("at most {others}, or `all`", others=others),
            mend=message("Lower the number."),
            related=(
                Related(
                    (document.place / "posts").key(), message("Posts: {count}.", count=others + 1)
                ),
            ),
        )


RULE = Rule("ROT003", "no-return-too-long", Severity.ERROR, check)
