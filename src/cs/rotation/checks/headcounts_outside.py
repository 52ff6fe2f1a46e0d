"""Allowed headcounts lie outside of the headcount

`headcounts` lists the only numbers that the headcount may be, and `headcount` (or a season's) its
range. A number outside of the range can never be; if no number lies within, no plan can be.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8, headcounts: [6, 9]}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8, headcounts: [6, 8]}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Related, Route, Severity
from cs.kernel.messages import message
from cs.kernel.ranges import Range
from cs.rotation.policy import Post, RotationPolicy

YEAR = frozenset(range(1, 13))


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post with allowed headcounts that its range never allows."""
    for document in policies.of(RotationPolicy):
        for number, post in enumerate(document.policy.posts):
            if post.headcounts:
                yield from _outside(document, number, post)


def _ranges(post: Post) -> Iterator[tuple[Route, Range]]:
    """Every headcount that some month has."""
    named = {month for season in post.seasons for month in season.months}
    if named != YEAR:
        yield ("headcount",), post.headcount
    for place, season in enumerate(post.seasons):
        yield ("seasons", place, "headcount"), season.headcount


def _outside(document: Document[RotationPolicy], number: int, post: Post) -> Iterator[Finding]:
    ranges = tuple(_ranges(post))
    place = document.place.at("posts", number)
    for route, allowed in ranges:
        if any(count in allowed for count in post.headcounts):
            continue
        yield Finding(
            RULE.code,
            Severity.ERROR,
            message(
                "{post}: none of the allowed headcounts lies within {headcount}.",
                post=post.name,
                headcount=str(allowed),
            ),
            place / "headcounts",
            expected=message("a number within {headcount}", headcount=str(allowed)),
            mend=message("Allow such a number, or change the headcount."),
            related=(Related(place.at(*route), message("The headcount there.")),),
        )
        return
    never = [count for count in post.headcounts if not any(count in one for _, one in ranges)]
    if never:
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{post}: the allowed headcounts {numbers} lie outside of its headcount.",
                post=post.name,
                numbers=", ".join(map(str, never)),
            ),
            place / "headcounts",
            expected=message("numbers within the headcount"),
            mend=message("Leave them out, or change the headcount."),
            related=(
                Related(
                    place / "headcount",
                    message("The headcount is {headcount}.", headcount=post.headcount),
                ),
            ),
        )


RULE = Rule("ROT044", "headcounts-outside", Severity.WARNING, check)
