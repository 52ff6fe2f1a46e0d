"""Posts are to come more often than a year has room for

`times` states how often posts come within the horizon, which is twelve months unless a command says
otherwise. Between two stints at one post lies at least one other stint, more with `no_return`, and
the time that `return_after` asks for. The first stint may be about to end when the plan begins and
the last one may be open at its end; if even then the least number does not fit, no plan of a year
can keep the rule.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 4 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 4 months, headcount: 5..8}
    rules:
      times:
        - {posts: presale, times: 3..4}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 4 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 4 months, headcount: 5..8}
    rules:
      times:
        - {posts: presale, times: 1..2}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy, Times
from cs.rotation.stated_rules import periods_of

PERIODS = {"month": 12, "week": 52}


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each `times` whose least number needs more than a year."""
    for document in policies.of(RotationPolicy):
        policy = document.policy
        year = PERIODS[policy.period]
        for number, rule in enumerate(policy.rules.times):
            most = 0
            while most < rule.times.low and _needed(policy, rule, most + 1) <= year:
                most += 1
            if most >= rule.times.low:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{count} stints at {posts} take at least {needed} periods, and twelve months "
                    "have {year}.",
                    count=rule.times.low,
                    posts=", ".join(_names(policy, rule)),
                    needed=_needed(policy, rule, rule.times.low),
                    year=year,
                ),
                document.place.at("rules", "times", number, "times"),
                expected=message("at least {count} or less", count=most),
                mend=message("Lower the number, shorten stints, or name more posts."),
            )


def _needed(policy: RotationPolicy, rule: Times, count: int) -> int:
    """Fewest periods that hold so many stints at a rule's posts, in part at both ends."""
    if count < 2:
        return count
    shortest = {
        post.id: max(1, (policy.periods(post) or 1) - post.may_shorten) for post in policy.posts
    }
    inner = min(shortest[post] for post in rule.posts)
    between = 0
    if len(set(rule.posts)) == 1:
        (post,) = (post for post in policy.posts if post.id == rule.posts[0])
        others = sorted(length for name, length in shortest.items() if name != post.id)
        no_return = policy.rules.no_return
        enough = len(others) if no_return == "all" else no_return or 1
        between = sum(others[:enough])
        if post.return_after is not None:
            between = max(between, periods_of(post.return_after, policy.period))
    return 2 + (count - 2) * inner + (count - 1) * between


def _names(policy: RotationPolicy, rule: Times) -> Iterator[str]:
    return (post.name for post in policy.posts if post.id in rule.posts)


RULE = Rule("ROT041", "times-do-not-fit", Severity.WARNING, check)
