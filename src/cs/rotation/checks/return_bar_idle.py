"""The time before a return changes nothing, or forbids what the order asks for

`return_after` keeps an agent away from a post for some time. If the stints that must lie in between
take that long anyway, it changes nothing. And with a ring, or with `no_return: all`, an agent is
back after one stint at every other post: if all of these together, at their longest, are shorter,
nobody could go on.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前, stint: 2 months, headcount: 5..8, return_after: 3 months}
      - {id: aftersale, name: 售后, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉, stint: 2 months, headcount: 5..8}
    rules: {no_return: all}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前, stint: 2 months, headcount: 5..8, return_after: 6 months}
      - {id: aftersale, name: 售后, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉, stint: 2 months, headcount: 5..8}
    rules: {no_return: 1}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation.policy import Post, RotationPolicy
from cs.rotation.stated_rules import periods_of


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post whose time before a return is too short to matter, or too long to end."""
    for document in policies.of(RotationPolicy):
        policy = document.policy
        for number, post in enumerate(policy.posts):
            if post.return_after is None:
                continue
            needed = periods_of(post.return_after, policy.period)
            least, most = _away(policy, post)
            place = document.place.at("posts", number, "return_after")
            if most is not None and needed > most:
                yield Finding(
                    RULE.code,
                    Severity.ERROR,
                    message(
                        "{post} is barred for {needed} periods, and after {most} periods at the "
                        "other posts there is nowhere else to go.",
                        post=post.name,
                        needed=needed,
                        most=most,
                    ),
                    place,
                    expected=message("at most {count} periods", count=most),
                    mend=message("Shorten it, or leave it out."),
                )
            elif needed <= least:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{post} is barred for {needed} periods, and the stints in between take "
                        "{least} anyway.",
                        post=post.name,
                        needed=needed,
                        least=least,
                    ),
                    place,
                    expected=message("more than {count} periods", count=least),
                    mend=message("Leave it out, or make it longer."),
                )


def _away(policy: RotationPolicy, post: Post) -> tuple[int, int | None]:
    """Fewest and most periods between two stints at a post by the other rules."""
    lengths = [
        (max(1, (policy.periods(one) or 1) - one.may_shorten), (policy.periods(one) or 1), one)
        for one in policy.posts
        if one.id != post.id
    ]
    shortest = sorted(length for length, _, _ in lengths)
    longest = sum(nominal + one.may_extend for _, nominal, one in lengths)
    no_return = policy.rules.no_return
    if policy.order == "ring" or no_return == "all":
        return sum(shortest), longest
    return sum(shortest[: no_return or 1]), None


RULE = Rule("ROT042", "return-bar-idle", Severity.WARNING, check)
