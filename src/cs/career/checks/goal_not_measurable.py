"""A goal cannot be measured, or has no time

Goals of a career plan are specific, measurable, achievable, relevant and time-bound (SMART).
Whether a goal without measure or without time was reached is a matter of opinion. A step of a
skill is a measure.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    plan:
      goals: [{id: 沟通, name: 提升沟通能力}]
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    plan:
      goals: [{id: 沟通, name: 提升沟通能力, measure: 满意度达到95%, within: 6 months}]
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each goal without measure or time."""
    for document in policies.of(DevelopmentPolicy):
        plan = document.policy.plan
        for number, goal in enumerate(plan.goals if plan is not None else ()):
            is_measured = goal.measure is not None or goal.level is not None
            if is_measured and goal.within is not None:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "By what it is seen that «{name}» is reached is not stated.", name=goal.name
                )
                if not is_measured
                else message("By when «{name}» is to be reached is not stated.", name=goal.name),
                document.place.at("plan", "goals", number),
                expected=message("`measure` (or a skill's `level`) and `within`"),
                mend=message("State a figure and a time, for example `within: 6 months`."),
            )


RULE = Rule("DEV014", "goal-not-measurable", Severity.INFO, check)
