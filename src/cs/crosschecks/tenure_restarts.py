"""A rotation restarts the time that a promotion asks for

The promotion counts time in the present post, and the rotation ends every stint before that time is
reached: a rotating agent can never be promoted, however long he serves. Count the time in the grade
instead (`clock: grade`), which a rotation does not restart.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, may_extend: 1, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: year, name: 任现职满一年, rule: {condition: tenure, clock: post, at_least: 1 year}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, may_extend: 1, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ---
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: year, name: 任现职满一年, rule: {condition: tenure, clock: grade, at_least: 1 year}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator
from datetime import date

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.promotion.combinations import singles
from cs.promotion.policy import PromotionPolicy, TenureCondition
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import longest_stay, rotating

PROBE = date(2027, 1, 1)
"""Any day: durations of different units are compared by the days they reach from it."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each tenure in the post that is longer than the longest stint of a rotation."""
    rotations = list(policies.of(RotationPolicy))
    for document in policies.of(PromotionPolicy):
        tenures = [
            (requirement, part.rule, document.place.at("eligibility", index, "rule", *part.route))
            for index, requirement in enumerate(document.policy.eligibility)
            for part in singles(requirement.rule)
            if part.needed and isinstance(part.rule, TenureCondition)
        ]
        for requirement, rule, place in tenures:
            if rule.clock != "post":
                continue
            for rotation in rotations:
                stay = longest_stay(rotation.policy)
                if stay is None or rule.at_least.after(PROBE, policies.calendar) <= stay.after(
                    PROBE, policies.calendar
                ):
                    continue
                agents = rotating(rotation.policy, policies.staff or ())
                figures = {"name": requirement.name, "tenure": rule.at_least, "stay": stay}
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "«{name}» asks for {tenure} in the present post; the rotation lets nobody "
                        "stay longer than {stay}, so no rotating agent can ever meet it.",
                        **figures,
                    )
                    if policies.staff is None
                    else message(
                        "«{name}» asks for {tenure} in the present post; the rotation lets nobody "
                        "stay longer than {stay}, so no rotating agent can ever meet it. Agents "
                        "who rotate: {agents}, of whom {regular} are regular staff.",
                        agents=len(agents),
                        regular=sum(agent.status == "regular" for agent in agents),
                        **figures,
                    ),
                    place / "clock",
                    expected=message("`clock: grade`"),
                    mend=message("Count the time in the grade, which a rotation does not restart."),
                    related=(Related((rotation.place / "posts").key(), message("The stints.")),),
                )


RULE = Rule("XPL003", "tenure-restarts", Severity.WARNING, check, ("D17",))
