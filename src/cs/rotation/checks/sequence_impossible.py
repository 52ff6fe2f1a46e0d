"""A post is to be followed by, or paired with, what cannot come next

Consecutive stints are at different posts, so a post can neither follow itself nor be its own pair.
In ring order the next post is the next one listed: `followed_by` must name it, and `paired_with`
must name a post right before or right after.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: ring
    posts:
      - {id: presale, name: 售前, stint: 2 months, headcount: 5..8, followed_by: complaints}
      - {id: aftersale, name: 售后, stint: 2 months, headcount: 5..8, paired_with: aftersale}
      - {id: complaints, name: 投诉, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: ring
    posts:
      - {id: presale, name: 售前, stint: 2 months, headcount: 5..8, followed_by: aftersale}
      - {id: aftersale, name: 售后, stint: 2 months, headcount: 5..8, paired_with: complaints}
      - {id: complaints, name: 投诉, stint: 2 months, headcount: 5..8}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.rotation.policy import Post, RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post whose neighbours in an agent's sequence cannot be those it asks for."""
    for document in policies.of(RotationPolicy):
        for number, post in enumerate(document.policy.posts):
            yield from _followed(document, number, post)
            yield from _paired(document, number, post)


def _followed(document: Document[RotationPolicy], number: int, post: Post) -> Iterator[Finding]:
    posts = document.policy.posts
    following = posts[(number + 1) % len(posts)]
    place = document.place.at("posts", number, "followed_by")
    ring = document.policy.order == "ring"
    if post.id in post.followed_by:
        yield _finding(place, message("{post} is to be followed by itself.", post=post.name),
                       message("another post"))  # fmt: skip
    elif ring and post.followed_by and following.id not in post.followed_by:
        yield _finding(
            place,
            message("{post} is to be followed by a post that is not the next in the ring.",
                    post=post.name),
            message("{post}, the next in order", post=following.name),
        )  # fmt: skip


def _paired(document: Document[RotationPolicy], number: int, post: Post) -> Iterator[Finding]:
    posts = document.policy.posts
    place = document.place.at("posts", number, "paired_with")
    beside = (posts[number - 1], posts[(number + 1) % len(posts)])
    if post.paired_with is None:
        return
    if post.paired_with == post.id:
        yield _finding(place, message("{post} is paired with itself.", post=post.name),
                       message("another post"))  # fmt: skip
    elif document.policy.order == "ring" and post.paired_with not in {one.id for one in beside}:
        yield _finding(
            place,
            message("{post} is paired with a post that is not beside it in the ring.",
                    post=post.name),
            message("{first} or {second}", first=beside[0].name, second=beside[1].name),
        )  # fmt: skip


def _finding(place: Place, said: Message, expected: Message) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        said,
        place,
        expected=expected,
        mend=message("Name another post, or leave it out."),
    )


RULE = Rule("ROT043", "sequence-impossible", Severity.ERROR, check)
