"""The pass mark lies above the best score there can be

Nobody could be proposed. The best score is the sum of each component's full points, or of its best
band.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    scoring: {pass_mark: 120}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    scoring: {pass_mark: 75}
    ```
"""

from collections.abc import Iterator
from decimal import Decimal

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import plain
from cs.promotion.policy import PromotionPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies whose pass mark nobody can reach."""
    for document in policies.of(PromotionPolicy):
        scoring = document.policy.scoring
        best = sum(
            (
                max((band.points for band in component.bands), default=Decimal(0))
                if component.bands
                else component.weight * scoring.total / 100
                for component in document.policy.components
            ),
            Decimal(0),
        )
        if scoring.pass_mark is None or scoring.pass_mark <= best:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "The pass mark is {mark}, the best possible total {best}; nobody can be proposed.",
                mark=plain(scoring.pass_mark),
                best=plain(best),
            ),
            document.place.at("scoring", "pass_mark"),
            expected=message("at most {best}", best=plain(best)),
            mend=message("Lower the pass mark, or correct `total` and the weights."),
            related=(
                Related(
                    (document.place / "components").key(),
                    message("The components give {best} points at best.", best=plain(best)),
                ),
            ),
        )


RULE = Rule("PRM031", "pass-mark-unreachable", Severity.ERROR, check)
