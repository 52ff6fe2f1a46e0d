"""A range whose end is many times its beginning

A range such as `3..30` rules out next to nothing. Where its end is more than four times its
beginning, a digit was mostly lost or doubled. Ranges that begin at 0 or 1, or have no end, are open
on purpose and left alone.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 2..30}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 20..30}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.documents.figures import figures_of
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.ranges import Range

TIMES = 4
"""Ends beyond so many times the beginning are taken for slips."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each range with both ends that is so wide."""
    for document in policies.documents:
        for each in figures_of(document.policy):
            value = each.value
            if not isinstance(value, Range) or value.high is None or value.low <= 1:
                continue
            if value.high <= TIMES * value.low:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{key} runs from {low} to {high}, over {times} times its beginning.",
                    key=each.key,
                    low=value.low,
                    high=value.high,
                    times=TIMES,
                ),
                document.place.at(*each.route),
                expected=message("a range that rules something out"),
                mend=message("Check both figures for a digit too many or too few."),
            )


RULE = Rule("DOC072", "range-too-wide", Severity.INFO, check, gives_way=True)
