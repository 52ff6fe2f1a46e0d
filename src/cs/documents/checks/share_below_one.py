"""A percentage below one percent

Percentages are written as `40%` or `40`. A figure such as 0.4 means 0.4%, not forty percent;
nothing in these policies is that small.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    rules: {experienced_share: 0.4}
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
    rules: {experienced_share: 40%}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.documents.figures import figures_of
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each percentage above zero and below one."""
    for document in policies.documents:
        for each in figures_of(document.policy):
            size = each.size
            if not each.is_percent or size is None or not 0 < size < 1:
                continue
            share = plain(Decimal(size.numerator) / size.denominator)
            yield Finding(
                RULE.code,
                RULE.severity,
                message("{key} is {share}%, less than one percent.", key=each.key, share=share),
                document.place.at(*each.route),
                expected=message("a percentage such as 40%"),
                mend=message("Write the figure in percent, with its sign."),
            )


RULE = Rule("DOC071", "share-below-one", Severity.WARNING, check)
