"""The trial after a promotion is called 试用期

A Chinese employer may agree only one 试用期 with a worker (Labour Contract Law, article 19), and
regular staff have had theirs. Another name, such as 适岗期 or 考察期, says what is meant. (For the
reader, not legal advice.)

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    probation: {lasts: 1 month, name: 试用期}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    probation: {lasts: 1 month, name: 适岗期}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each probation with that name."""
    for document in policies.of(PromotionPolicy):
        probation = document.policy.probation
        if probation is None or "试用" not in probation.name:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "The trial in the new post is called {name}; with regular staff a 试用期 cannot be "
                "agreed again.",
                name=probation.name,
            ),
            document.place.at("probation", "name"),
            expected=message("another name, such as 适岗期 or 考察期"),
            mend=message("Rename it, and say what follows if it is not passed."),
        )


RULE = Rule("PRM029", "legal-probation", Severity.INFO, check, ("D42",))
