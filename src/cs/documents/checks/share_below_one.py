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
from cs.documents.figures import figures_of, is_below_one_percent
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.mends import write_instead
from cs.kernel.messages import message
from cs.kernel.texts import plain


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each percentage above zero and below one."""
    for document in policies.documents:
        for each in figures_of(document.policy):
            size = each.size
            if size is None or not is_below_one_percent(each):
                continue
            share = plain(Decimal(size.numerator) / size.denominator)
            meant = f"{plain(Decimal(size.numerator) * 100 / size.denominator)}%"
            yield Finding(
                RULE.code,
                RULE.severity,
                message("{key} is {share}%, less than one percent.", key=each.key, share=share),
                document.place.at(*each.route),
                expected=message("a percentage such as 40%"),
                mend=message("Did you mean {word}?", word=meant),
                fix=write_instead(document.place.at(*each.route), meant, safe=False),
            )


RULE = Rule("DOC071", "share-below-one", Severity.WARNING, check, fixes="unsafe")
