"""A post requires a skill that no post or course teaches

Only those who hold it already may enter such a post; nobody can ever learn it. If no agent of the
staff table holds it either, the post stays closed, and this is an error; else a warning.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8, teaches: 产品知识}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8, requires: 投诉处理}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8, teaches: 产品知识}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8, requires: 产品知识}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.mends import suggest_word
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.kernel.texts import fold
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import taught_skills


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each required skill without a source."""
    staff = policies.staff or ()
    for document in policies.of(RotationPolicy):
        policy = document.policy
        taught = {fold(skill): skill for skill in taught_skills(policy)}
        for number, post in enumerate(policy.posts):
            for index, skill in enumerate(post.requires):
                if fold(skill) in taught:
                    continue
                holders = sum(fold(skill) in map(fold, agent.skills) for agent in staff)
                near = nearest(skill, taught.values())
                yield Finding(
                    RULE.code,
                    Severity.WARNING if holders else RULE.severity,
                    message(
                        "{post} requires {skill}, which no post or course teaches; agents who hold "
                        "it: {holders}.",
                        post=post.name,
                        skill=skill,
                        holders=holders,
                    ),
                    document.place.at("posts", number, "requires"),
                    expected=message("a skill that a post or a course of this policy teaches"),
                    mend=message("Add a course that teaches it, or drop the requirement.")
                    if near is None
                    else message("Did you mean {name}?", name=near),
                    fix=suggest_word(document.place.at("posts", number, "requires", index), near),
                )


RULE = Rule("ROT007", "skill-not-taught", Severity.ERROR, check, fixes="unsafe")
