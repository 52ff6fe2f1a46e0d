"""A share is above 100%

Shares are parts of a post's agents; more than all of them is a slip of the pen, and as a rule it
would do nothing or be impossible. A `skill_level` must stay below 100%: skill nears the whole and
never comes to it.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 10..12}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 10..12}
    rules: {leaving_share: 600%}
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
    rules: {leaving_share: 60%}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.rotation.policy import RotationPolicy

WHOLE = 100


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each share that is more than the whole."""
    for document in policies.of(RotationPolicy):
        rules = document.policy.rules
        for key, share in (
            ("leaving_share", rules.leaving_share),
            ("experienced_share", rules.experienced_share),
        ):
            if share is None or share <= WHOLE:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message("{share}% of a post's agents is more than all.", share=plain(share)),
                document.place.at("rules", key),
                expected=message("at most 100%"),
                mend=message("Correct the share, or leave the rule out."),
            )
        for number, post in enumerate(document.policy.posts):
            if post.skill_level is None or post.skill_level < WHOLE:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{post} keeps a mean skill of {level}%; skill nears 100% and never comes to "
                    "it.",
                    post=post.name,
                    level=plain(post.skill_level),
                ),
                document.place.at("posts", number, "skill_level"),
                expected=message("less than 100%"),
                mend=message("Correct the level, or leave it out."),
            )


RULE = Rule("ROT006", "share-over-100", Severity.ERROR, check)
