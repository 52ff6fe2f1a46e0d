"""The experienced share is more than first stints can give

Agents count as experienced after some periods at a post. Where all come for the first time, spread
evenly over their stints, the share of experienced ones is (longest stint less those periods) over
longest stint. A higher share can be met only with agents who have been there before.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 10..12}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 10..12}
    rules: {experienced_share: 80%}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 10..12}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 10..12}
    rules: {experienced_share: 50%}
    ```
"""

from collections.abc import Iterator
from fractions import Fraction

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import rounded
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import longest


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post where newcomers alone cannot keep the share."""
    for document in policies.of(RotationPolicy):
        rules = document.policy.rules
        if rules.experienced_share is None:
            continue
        wanted = Fraction(rules.experienced_share) / 100
        for number, post in enumerate(document.policy.posts):
            periods = longest(document.policy, post)
            if periods is None:
                continue
            reached = Fraction(max(0, periods - rules.experienced_after), periods)
            if reached >= wanted:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{post}: {wanted}% must be experienced; of agents there for the first time at "
                    "most {reached}% are (stint of {periods} periods, experienced after {after}).",
                    post=post.name,
                    wanted=rounded(wanted * 100),
                    reached=rounded(reached * 100),
                    periods=periods,
                    after=rules.experienced_after,
                ),
                document.place.at("rules", "experienced_share"),
                expected=message("at most {reached}%", reached=rounded(reached * 100)),
                mend=message("Lower the share or `experienced_after`, or allow longer stints."),
                related=(
                    Related(
                        document.place.at("posts", number, "stint"), message("The stint there.")
                    ),
                ),
            )


RULE = Rule("ROT005", "experienced-share-unlikely", Severity.WARNING, check)
