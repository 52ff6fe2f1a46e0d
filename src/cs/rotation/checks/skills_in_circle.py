"""A required skill can be learnt only where it is required

Post A requires what only B teaches, and B requires what only A teaches (or a post requires what
only it teaches): a newcomer can enter neither.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: hotline, name: 热线, stint: 2 months, headcount: 5..8}
      - {id: presale, name: 售前, stint: 2 months, headcount: 5..8, requires: 投诉, teaches: 产品}
      - {id: claims, name: 投诉, stint: 2 months, headcount: 5..8, requires: 产品, teaches: 投诉}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: hotline, name: 热线, stint: 2 months, headcount: 5..8}
      - {id: presale, name: 售前, stint: 2 months, headcount: 5..8, teaches: 产品}
      - {id: claims, name: 投诉, stint: 2 months, headcount: 5..8, requires: 产品, teaches: 投诉}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import taught_skills


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post that nobody can learn the way into, though its skills are taught."""
    for document in policies.of(RotationPolicy):
        policy = document.policy
        taught = {fold(skill) for skill in taught_skills(policy)}
        learnt = {fold(skill) for course in policy.courses for skill in course.teaches}
        closed = list(range(len(policy.posts)))
        while True:
            opened = [n for n in closed if learnt.issuperset(map(fold, policy.posts[n].requires))]
            if not opened:
                break
            learnt.update(fold(skill) for n in opened for skill in policy.posts[n].teaches)
            closed = [n for n in closed if n not in opened]
        for number in closed:
            post = policy.posts[number]
            missing = [skill for skill in post.requires if fold(skill) not in learnt]
            if not any(fold(skill) in taught for skill in missing):
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{post} requires {skills}, which is taught only at posts that an agent without "
                    "it cannot reach.",
                    post=post.name,
                    skills=", ".join(missing),
                ),
                document.place.at("posts", number, "requires"),
                expected=message("a skill that can be learnt before entering"),
                mend=message("Add a course, or let one of these posts require less."),
                related=tuple(
                    Related(
                        document.place.at("posts", other, "teaches"),
                        message(
                            "{post} teaches it and requires {skills}.",
                            post=policy.posts[other].name,
                            skills=policy.posts[other].requires,
                        ),
                    )
                    for other in closed
                    if {fold(skill) for skill in missing}
                    & {fold(skill) for skill in policy.posts[other].teaches}
                ),
            )


RULE = Rule("ROT008", "skills-in-circle", Severity.WARNING, check)
