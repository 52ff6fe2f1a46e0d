"""A run takes longer than two years

`in_a_row` counts results, and how long that is depends on the cycle. A run of six or more that
takes over two years is out of sight for most agents; mostly the cycle was changed and the run was
not, or a digit slipped.

Bad:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: quarterly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    grades:
      - {id: 达标, from: 60, includes: from}
      - {id: 不达标, to: 60, includes: neither}
    rewards:
      - {id: 证书, name: 荣誉证书, act: certificate, at_least: 达标, in_a_row: 12}
    ```

Good:

    ```yaml
    kind: review
    id: monthly
    name: 月度考核
    cycle: monthly
    indicators:
      - {id: satisfaction, name: 客户满意度, weight: 100%, direction: higher, target: 95, floor: 60}
    grades:
      - {id: 达标, from: 60, includes: from}
      - {id: 不达标, to: 60, includes: neither}
    rewards:
      - {id: 证书, name: 荣誉证书, act: certificate, at_least: 达标, in_a_row: 12}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.review.policy import ReviewPolicy

FEWEST, MONTHS = 6, 24


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each reward and consequence whose run takes so long."""
    for document in policies.of(ReviewPolicy):
        policy = document.policy
        months = policy.cycle.months
        runs = [(("rewards", n), each.name, each.in_a_row) for n, each in enumerate(policy.rewards)]
        runs += [
            (("consequences", n), each.name, each.in_a_row)
            for n, each in enumerate(policy.consequences)
        ]
        for route, name, count in runs:
            if not months or count < FEWEST or count * months <= MONTHS:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "«{name}» takes {count} results in a row, that is {months} months.",
                    name=name,
                    count=count,
                    months=count * months,
                ),
                document.place.at(*route, "in_a_row"),
                expected=message("a run within two years"),
                mend=message("Correct the number, or the cycle."),
                related=(Related(document.place / "cycle", message("The cycle.")),),
            )


RULE = Rule("REV044", "run-too-long", Severity.INFO, check)
