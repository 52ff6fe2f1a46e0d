"""Posts that must come before a post can come before none

`after` names posts where a stint must have been. If A comes after B and B after A, somebody who has
been at neither can enter neither; and if more posts are needed than are named, nobody can.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: hotline, name: 热线, stint: 2 months, headcount: 5..8}
      - {id: presale, name: 售前, stint: 2 months, headcount: 5..8, after: {posts: claims}}
      - {id: claims, name: 投诉, stint: 2 months, headcount: 5..8, after: {posts: presale}}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: hotline, name: 热线, stint: 2 months, headcount: 5..8}
      - {id: presale, name: 售前, stint: 2 months, headcount: 5..8, after: {posts: hotline}}
      - id: claims
        name: 投诉
        stint: 2 months
        headcount: 5..8
        after: {posts: [hotline, presale], at_least: 1}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.rotation.policy import Post, RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post that nobody new can ever enter because of what must come before it."""
    for document in policies.of(RotationPolicy):
        posts = document.policy.posts
        closed = _closed(posts)
        names = {post.id: post.name for post in posts}
        for number, post in enumerate(posts):
            if post.after is None or post.id not in closed:
                continue
            named, least = set(post.after.posts), _least(post)
            place = document.place.at("posts", number, "after")
            if least > len(named):
                yield Finding(
                    RULE.code,
                    Severity.ERROR,
                    message(
                        "{post} comes after {least} of the posts named, and named are {count}.",
                        post=post.name,
                        least=least,
                        count=len(named),
                    ),
                    place / "at_least",
                    expected=message("at most {count}", count=len(named)),
                    mend=message("Lower the number, or name more posts."),
                )
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{post} comes after {posts}, which nobody can enter who was at none of these "
                    "posts.",
                    post=post.name,
                    posts=", ".join(names[one] for one in post.after.posts if one in closed),
                ),
                place / "posts",
                expected=message("posts that can be entered first"),
                mend=message("Let one of these posts come after posts that have no such rule."),
                related=tuple(
                    Related(
                        document.place.at("posts", other, "after"),
                        message("{post} has such a rule itself.", post=posts[other].name),
                    )
                    for other in range(len(posts))
                    if other != number and posts[other].id in named & closed
                ),
            )


def _least(post: Post) -> int:
    if post.after is None:
        return 0
    return len(set(post.after.posts)) if post.after.at_least is None else post.after.at_least


def _closed(posts: tuple[Post, ...]) -> set[str]:
    """Posts that nobody reaches who begins anywhere without such a rule."""
    closed = {post.id for post in posts}
    opened: set[str] = set()
    while True:
        more = {
            post.id
            for post in posts
            if post.id in closed
            and (post.after is None or len(opened & set(post.after.posts)) >= _least(post))
        }
        if not more:
            return closed
        opened |= more
        closed -= more


RULE = Rule("ROT040", "prerequisites-in-circle", Severity.WARNING, check)
