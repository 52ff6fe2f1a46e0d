"""A post keeps a skill level, and how skill grows is not stated; or it is stated for nobody

`skill_level` asks for a mean skill of those present, and `learning` says how skill grows at a post
and fades away from it. Without `learning` there is no skill to count, and the level is not kept;
without any `skill_level`, `learning` has no use.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8, skill_level: 40%}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    learning: {half_learnt_in: 2 months, half_forgotten_in: 12 months}
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8, skill_level: 40%}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Skill levels without a learning curve, and a learning curve without skill levels."""
    for document in policies.of(RotationPolicy):
        policy = document.policy
        asking = [number for number, post in enumerate(policy.posts) if post.skill_level]
        if policy.learning is not None and not asking:
            yield Finding(
                RULE.code,
                Severity.WARNING,
                message("How skill grows and fades is stated, and no post keeps a skill level."),
                document.place / "learning",
                expected=message("a post with a `skill_level`"),
                mend=message("State a `skill_level` for a post, or leave `learning` out."),
            )
        if policy.learning is None:
            for number in asking:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "{post} keeps a skill level of {level}, and how skill grows and fades is "
                        "not stated.",
                        post=policy.posts[number].name,
                        level=f"{policy.posts[number].skill_level}%",
                    ),
                    document.place.at("posts", number, "skill_level"),
                    expected=message("a policy that states `learning`"),
                    mend=message("State `learning`: `half_learnt_in` and `half_forgotten_in`."),
                )


RULE = Rule("ROT046", "skill-level-unlearnt", Severity.ERROR, check)
