"""What a missing score does is not stated

A candidate without one of the scores can be left out of the ranking (`refuse`), get no points for
it (`zero`), or be ranked on the rest (`reweight`). These give different winners. With
`--assume PRM015=refuse` (or `zero`, `reweight`) it is settled for one run.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    scoring: {missing: refuse}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies that leave missing scores open."""
    for document in policies.of(PromotionPolicy):
        if document.policy.scoring.missing is not None:
            continue
        stated = "scoring" in document.policy.model_fields_set
        yield Finding(
            RULE.code,
            RULE.severity,
            message("What becomes of a candidate with a missing score is not stated."),
            (document.place / "scoring").key() if stated else document.place,
            expected=message("`scoring` with `missing: refuse`, `zero` or `reweight`"),
            mend=message("Add `missing: refuse` to `scoring` to rank nobody on half a score."),
        )


def settle(policy: Policy, value: str) -> Policy | None:
    """`refuse`, `zero` or `reweight`."""
    if value not in ("refuse", "zero", "reweight") or not isinstance(policy, PromotionPolicy):
        return None
    scoring = policy.scoring.model_copy(update={"missing": value})
    return policy.model_copy(update={"scoring": scoring})


RULE = Rule(
    "PRM015",
    "missing-rule-undefined",
    Severity.ERROR,
    check,
    ("D07",),
    settle,
    settles_with="refuse|zero|reweight",
    is_needed=True,
)
