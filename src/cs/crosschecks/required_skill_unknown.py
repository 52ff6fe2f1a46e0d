"""A post or a grade requires a skill that the development policy does not know

The development policy lists the department's skills. What a post or a grade requires beyond them
has no levels, no course and no judge; often it is the same skill under another word. A skill that
is required in several places was rather renamed in the development policy: the finding names them
all, and no mend is offered.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star2, name: 二星客服, track: title, level: 2, requires: [产品知知]}
    ---
    kind: development
    id: development
    name: 发展
    skills: [{id: 产品知识, name: 产品知识}]
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: star2, name: 二星客服, track: title, level: 2, requires: [产品知识]}
    ---
    kind: development
    id: development
    name: 发展
    skills: [{id: 产品知识, name: 产品知识}]
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.checking.rule import Rule
from cs.crosschecks.skills import skills_required
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.mends import suggest_word
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.kernel.texts import fold


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each required skill that no development policy lists, once."""
    listing = [document for document in policies.of(DevelopmentPolicy) if document.policy.skills]
    known = {
        fold(word): skill.id
        for document in listing
        for skill in document.policy.skills
        for word in (skill.id, skill.name)
    }
    if not known or policies.may_lack(DevelopmentPolicy):
        return
    strange: dict[str, list[tuple[str, Place]]] = {}
    for skill, place in skills_required(policies):
        if fold(skill) not in known:
            strange.setdefault(fold(skill), []).append((skill, place))
    for (skill, place), *further in strange.values():
        near = nearest(skill, known.values())
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{skill} is required here and is none of the {count} skills of the development "
                "policy.",
                skill=skill,
                count=len(set(known.values())),
            ),
            place,
            expected=message("a skill that the development policy lists"),
            mend=message("Add it to the skills of the development policy.")
            if near is None
            else message("Did you mean {name}?", name=near),
            related=(
                *(Related(other, message("It is required here too.")) for _, other in further),
                *(
                    Related(document.place / "skills", message("The skills that are known."))
                    for document in listing
                ),
            ),
            fix=None if further else suggest_word(place, near),
        )


RULE = Rule("XPL033", "required-skill-unknown", Severity.WARNING, check, fixes="unsafe")
