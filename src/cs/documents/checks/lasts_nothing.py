"""A duration of nothing

A time of zero days, months or years is no time: a limit that nobody can keep, a condition that
everybody meets. Mostly a digit was lost.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    handover: {items: [未结客户问题], overlap: 0 working days}
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
    handover: {items: [未结客户问题], overlap: 1 working day}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.documents.figures import figures_of
from cs.kernel.document import PolicySet
from cs.kernel.durations import Duration
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each duration whose count is zero."""
    for document in policies.documents:
        for each in figures_of(document.policy):
            if not isinstance(each.value, Duration) or each.value.count:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message("{key} is {duration}: no time at all.", key=each.key, duration=each.value),
                document.place.at(*each.route),
                expected=message("a duration above zero"),
                mend=message("Write the time that is meant, or delete the line."),
            )


RULE = Rule("DOC070", "lasts-nothing", Severity.WARNING, check)
