"""A month has two headcounts

Two `seasons` of a post name the same month. The first one holds, and whoever reads the second is
misled.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - id: presale
        name: 售前咨询
        stint: 2 months
        headcount: 5..8
        seasons:
          - {months: [11, 12], headcount: 8..10}
          - {months: [12, 1], headcount: 3..5}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - id: presale
        name: 售前咨询
        stint: 2 months
        headcount: 5..8
        seasons:
          - {months: [11, 12], headcount: 8..10}
          - {months: 1, headcount: 3..5}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.rotation.policy import Post, RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each month that a post's seasons name twice."""
    for document in policies.of(RotationPolicy):
        for number, post in enumerate(document.policy.posts):
            yield from _twice(document, number, post)


def _twice(document: Document[RotationPolicy], number: int, post: Post) -> Iterator[Finding]:
    place = document.place.at("posts", number, "seasons")
    first: dict[int, int] = {}
    for season, stated in enumerate(post.seasons):
        for at, month in enumerate(stated.months):
            before = first.setdefault(month, season)
            if month in stated.months[:at] or before != season:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{post}: month {month} is named twice; its headcount is {headcount}.",
                        post=post.name,
                        month=month,
                        headcount=post.seasons[before].headcount,
                    ),
                    place.at(season, "months"),
                    expected=message("every month once"),
                    mend=message("Name the month in one season only."),
                    related=(
                        Related(place.at(before, "months"), message("It is named here first.")),
                    ),
                )


RULE = Rule("ROT045", "season-month-twice", Severity.WARNING, check)
