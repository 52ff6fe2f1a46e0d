"""A trial in the new post lasts over six months, or less than two weeks

Even with new staff a trial lasts six months at most (Labour Contract Law of the PRC, article 19),
so that a longer one in a new post is hard to defend. In less than two weeks nobody can be judged.
(For the reader, not legal advice.)

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    probation: {lasts: 11 months}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    probation: {lasts: 1 month}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.durations import Unit
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.reckoning import days_at_least
from cs.promotion.policy import PromotionPolicy

LEAST, MOST = 14, 6 * 31
"""In days."""
LEAST_WORKING_DAYS = 10


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each trial outside of these bounds."""
    for document in policies.of(PromotionPolicy):
        probation = document.policy.probation
        if probation is None:
            continue
        lasts = probation.lasts
        least = LEAST_WORKING_DAYS if lasts.unit is Unit.WORKING_DAY else LEAST
        if least <= days_at_least(lasts) <= MOST:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message("The trial in the new post lasts {lasts}.", lasts=lasts),
            document.place.at("probation", "lasts"),
            expected=message("two weeks to six months"),
            mend=message("Check the figure and its unit."),
        )


RULE = Rule("PRM070", "trial-span", Severity.WARNING, check)
