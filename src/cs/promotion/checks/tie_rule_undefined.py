"""What happens at equal totals is not stated

Sooner or later two candidates have the same total across the last vacancy. `tie_breaks` says what
decides then, in order; an empty list says that equals stay equal and a person decides. With
`--assume PRM014=none` ties stay; `--assume PRM014=capability,hired` names components and dates
(`grade_since`, `post_since`, `hired`: the earlier goes first).

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
    scoring:
      tie_breaks:
        - {by: grade_since}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.policy import ByComponent, ByDate, PromotionPolicy, TieBreak


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies that leave ties open."""
    for document in policies.of(PromotionPolicy):
        if document.policy.scoring.tie_breaks is not None:
            continue
        stated = "scoring" in document.policy.model_fields_set
        yield Finding(
            RULE.code,
            RULE.severity,
            message("What decides between equal totals is not stated."),
            (document.place / "scoring").key() if stated else document.place,
            expected=message("`scoring` with `tie_breaks`; an empty list leaves ties standing"),
            mend=message("Add, for example, `tie_breaks: [{{by: grade_since}}]` to `scoring`."),
        )


def settle(policy: Policy, value: str) -> Policy | None:
    """`none`, or ids of components and names of dates, separated by commas."""
    if not isinstance(policy, PromotionPolicy):
        return None
    words = [] if value == "none" else [word.strip() for word in value.split(",")]
    breaks = [_tie_break(policy, word) for word in words]
    if any(each is None for each in breaks):
        return None
    scoring = policy.scoring.model_copy(update={"tie_breaks": tuple(breaks)})
    return policy.model_copy(update={"scoring": scoring})


def _tie_break(policy: PromotionPolicy, word: str) -> TieBreak | None:
    if word in {component.id for component in policy.components}:
        return ByComponent(by="component", component=word)
    match word:
        case "grade_since" | "post_since" | "hired":
            return ByDate(by=word)
    return None


RULE = Rule(
    "PRM014",
    "tie-rule-undefined",
    Severity.ERROR,
    check,
    ("D07",),
    settle,
    settles_with="none|COMPONENT|grade_since|post_since|hired",
    is_needed=True,
)
