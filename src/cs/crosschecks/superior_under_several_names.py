"""One superior may give half of the score under several names

Capability is rated by the direct superior, another component by the supervisor, a third by the
leader: where the candidates' direct superior is the holder of one grade, these may be one person,
who then decides alone. Counted together are words for one's own superior, and the grades of a track
of posts that are next above the grades from which the promotion starts. Say who is meant, or state
in the workspace's `roles` which words mean the same role.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: agent, name: 客服, track: management, level: 1, headcount: 0..50}
      - {id: leader, name: 组长, track: management, level: 2, headcount: 4}
      - {id: supervisor, name: 主管, track: management, level: 3, headcount: 1}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    from: agent
    to: leader
    components:
      - id: capability
        name: 能力表现
        weight: 40%
        scale: {from: 0, to: 100}
        raters: {who: 直接上级}
      - id: discipline
        name: 日常表现
        weight: 20%
        scale: {from: 0, to: 100}
        raters: {who: 组长}
      - id: interview
        name: 面试
        weight: 40%
        scale: {from: 0, to: 100}
        raters: {who: 面试小组}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: agent, name: 客服, track: management, level: 1, headcount: 0..50}
      - {id: leader, name: 组长, track: management, level: 2, headcount: 4}
      - {id: supervisor, name: 主管, track: management, level: 3, headcount: 1}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    from: agent
    to: leader
    components:
      - id: capability
        name: 能力表现
        weight: 40%
        scale: {from: 0, to: 100}
        raters: {who: 直接上级}
      - id: discipline
        name: 日常表现
        weight: 20%
        scale: {from: 0, to: 100}
        raters: {who: 培训专员}
      - id: interview
        name: 面试
        weight: 40%
        scale: {from: 0, to: 100}
        raters: {who: 面试小组}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.crosschecks.looking import PlacedGrade, grades_of
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import message
from cs.kernel.roles import SUPERIORS
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy

HALF = Decimal(50)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies where names for the candidates' superior give half of the score together."""
    grades = grades_of(policies)
    for document in policies.of(PromotionPolicy):
        policy = document.policy
        superiors = _superiors(policies, policy, grades)
        rated = [
            (number, component, who)
            for number, component in enumerate(policy.components)
            if (who := component.raters.who) is not None and policies.role(who) in superiors
        ]
        weight = sum((component.weight for _, component, _ in rated), Decimal(0))
        names = list(dict.fromkeys(policies.role(who) for _, _, who in rated))
        if len(names) < 2 or weight < HALF:
            continue
        place: Place = document.place / "components"
        number, component, _ = rated[-1]
        places = [superiors[policies.role(who)] for _, _, who in rated]
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{roles} may be one person, the candidates' superior, and give {weight}% of the "
                "score together: {components}.",
                roles=tuple(dict.fromkeys(who for _, _, who in rated)),
                weight=plain(weight),
                components=tuple(each.name for _, each, _ in rated),
            ),
            place.at(number, "raters", "who"),
            expected=message("less than 50% from the candidates' superior"),
            mend=message("Let {component} be rated by somebody else.", component=component.name),
            related=(
                *(
                    Related(
                        place.at(position, "raters", "who"),
                        message(
                            "{role} rates {component}, {weight}% of the score.",
                            role=who,
                            component=each.name,
                            weight=plain(each.weight),
                        ),
                    )
                    for position, each, who in rated[:-1]
                ),
                *(
                    Related(where, message("The grade next above the candidates."))
                    for where in dict.fromkeys(places)
                    if where is not None
                ),
            ),
        )


def _superiors(
    policies: PolicySet, policy: PromotionPolicy, grades: dict[str, PlacedGrade]
) -> dict[str, Place | None]:
    """Roles that may be the candidates' direct superior, with the grade where they are one."""
    found: dict[str, Place | None] = {policies.role(word): None for word in SUPERIORS}
    posts = [each for each in grades.values() if not each.is_title]
    for name in policy.source_grades:
        if name not in grades:
            continue
        # the leader of agents with a title is the lowest of the leaders, whatever the title
        low = 0 if grades[name].is_title else grades[name].grade.level
        higher = [each for each in posts if each.grade.level > low]
        nearest = min((each.grade.level for each in higher), default=0)
        for each in higher:
            if each.grade.level == nearest:
                for word in (each.grade.id, each.grade.name):
                    found[policies.role(word)] = each.place
    return found


RULE = Rule("XPL012", "superior-under-several-names", Severity.WARNING, check, ("D38", "D39"))
