"""A group of posts is to hold together what its posts cannot

`post_groups` counts the agents at several posts together. Every one of the posts keeps its own
headcount as well. If their least headcounts sum to more than the group may hold, or their largest
to less than it must, no plan keeps both. In months with seasons the seasons' headcounts count.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    rules:
      post_groups:
        - {posts: [presale, complaints], headcount: 6..9}
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
    rules:
      post_groups:
        - {posts: [presale, complaints], headcount: 12..14}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import Message, message
from cs.rotation.policy import PostGroup, RotationPolicy
from cs.rotation.staffing import headcount_in, sum_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each group whose posts cannot hold what it is to hold, for its first such month."""
    for document in policies.of(RotationPolicy):
        for number, group in enumerate(document.policy.rules.post_groups):
            said = next(
                (
                    found
                    for month in range(1, 13)
                    if (found := _amiss(document.policy, group, month)) is not None
                ),
                None,
            )
            if said is None:
                continue
            places = {post.id: place for place, post in enumerate(document.policy.posts)}
            yield Finding(
                RULE.code,
                RULE.severity,
                said,
                document.place.at("rules", "post_groups", number, "headcount"),
                expected=message("a headcount that the posts together can hold"),
                mend=message("Change the headcount of the group, or those of its posts."),
                related=tuple(
                    Related(
                        document.place.at("posts", places[post], "headcount"),
                        message("The headcount there."),
                    )
                    for post in group.posts
                    if post in places
                ),
            )


def _amiss(policy: RotationPolicy, group: PostGroup, month: int) -> Message | None:
    posts = [post for post in policy.posts if post.id in group.posts]
    least, most = sum_of(headcount_in(post, month) for post in posts)
    allowed = group.headcount
    names = " + ".join(post.name for post in posts)
    if allowed.high is not None and least > allowed.high:
        return message(
            "{posts} together may hold {allowed}; their least headcounts sum to {least}.",
            posts=names,
            allowed=str(allowed),
            least=least,
        )
    if most is not None and most < allowed.low:
        return message(
            "{posts} together must hold {allowed}; their largest headcounts sum to {most}.",
            posts=names,
            allowed=str(allowed),
            most=most,
        )
    return None


RULE = Rule("ROT047", "post-group-out-of-reach", Severity.ERROR, check)
