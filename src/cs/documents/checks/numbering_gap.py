"""The numbers of a list have a gap

The texts of a list are numbered by hand, and a number is missing or there twice, or the list does
not begin at one: an item may have been lost when the text was taken over.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - id: a
        name: 售前咨询
        stint: 2 months
        headcount: 5..8
        duties: [1.受理咨询, 3.建立档案]
      - {id: b, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - id: a
        name: 售前咨询
        stint: 2 months
        headcount: 5..8
        duties: [1.受理咨询, 2.收集需求, 3.建立档案]
      - {id: b, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```
"""

import re
from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.documents.texts import lists_of, texts_of
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Route, Severity
from cs.kernel.messages import message

NUMBER = re.compile(r"\s*[（(]?(\d{1,3})\s*[.、．)）](?!\d)")
"""`1.`, `1、`, `(1)`; not `1.5`."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each place where the numbers do not go up by one, from one."""
    for document in policies.documents:
        for route, expected, found in _gaps(document.policy):
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "Number {expected} of the list is missing; {found} stands in its place.",
                    expected=expected,
                    found=found,
                ),
                document.place.at(*route),
                expected=message("numbers that go up by one from 1, or none"),
                mend=message("Add what was lost, or leave the numbers out: the list has an order."),
            )


def _gaps(policy: Policy) -> Iterator[tuple[Route, int, int]]:
    """The first gap of each list and of each text of several lines."""
    for route, items in lists_of(policy):
        if not isinstance(items[0], str):
            continue
        numbers = [NUMBER.match(item) if isinstance(item, str) else None for item in items]
        if all(numbers):
            for index, number in enumerate(numbers):
                if number is not None and int(number[1]) != index + 1:
                    yield (*route, index), index + 1, int(number[1])
                    break
    for route, text in texts_of(policy):
        if "\n" not in text:
            continue
        lines = [found for line in text.splitlines() if (found := NUMBER.match(line))]
        if len(lines) < 2:
            continue
        for index, found in enumerate(lines):
            if int(found[1]) != index + 1:
                yield route, index + 1, int(found[1])
                break


RULE = Rule("DOC063", "numbering-gap", Severity.INFO, check, ("D35",))
