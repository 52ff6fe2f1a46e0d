"""A graver breach has a milder consequence

Breaches are listed from the slightest to the gravest. One of them leads to something milder than
the one before it. From the mildest: a reminder, a warning, a deduction, a written warning, a
transfer, dismissal, a report to the authorities.

Bad:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: 坐席员, kept_for: 3 years}]
    violations:
      - {id: 疏忽, name: 资料未妥善保管, act: written warning}
      - {id: 泄露, name: 泄露客户信息, act: remind}
    ```

Good:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: 坐席员, kept_for: 3 years}]
    violations:
      - {id: 疏忽, name: 资料未妥善保管, act: remind}
      - {id: 泄露, name: 泄露客户信息, act: written warning}
    ```
"""

from collections.abc import Iterator
from itertools import pairwise

from cs.career.confidentiality import GRAVITY, ConfidentialityPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each violation whose consequence is milder than the one before."""
    for document in policies.of(ConfidentialityPolicy):
        stated = [
            (number, each, GRAVITY.index(each.act))
            for number, each in enumerate(document.policy.violations)
            if each.act is not None
        ]
        for (lesser, one, before), (number, other, after) in pairwise(stated):
            if after >= before:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "«{other}» leads to `{act}`, the slighter «{one}» to `{before}`.",
                    other=other.name,
                    act=other.act,
                    one=one.name,
                    before=one.act,
                ),
                document.place.at("violations", number, "act"),
                expected=message("`{before}` or something graver", before=one.act),
                mend=message("Correct one of the two, or the order of the list."),
                related=(
                    Related(
                        document.place.at("violations", lesser, "act"),
                        message("The slighter breach."),
                    ),
                ),
            )


RULE = Rule("SEC006", "violations-out-of-order", Severity.WARNING, check, ("D43",))
