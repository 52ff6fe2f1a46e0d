"""A judgement on a quality that cannot be measured

Loyalty, potential, execution or a mature character mean something else to everybody who judges
them. State in `notes` by which signs one tells, or replace the judgement by something measured.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    eligibility:
      - {id: loyal, name: 忠诚度, rule: {condition: judgement, column: 忠诚度, judge: 客服经理}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    eligibility:
      - id: loyal
        name: 忠诚度
        rule: {condition: judgement, column: 忠诚度, judge: 客服经理}
        notes: 近两年无泄密记录，按时完成全部交接
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

import re
from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.promotion.combinations import singles
from cs.promotion.policy import JudgementCondition, PromotionPolicy

WORDS = re.compile(
    r"忠诚|潜力|潜能|执行力|学习力|成熟|品德|品行|德行|责任心|事业心|态度|"
    r"\b(?:loyal\w*|potential|maturity|mature|attitude|commitment|integrity|execution)\b",
    re.IGNORECASE,
)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each judgement of such a quality without a word on its signs."""
    for document in policies.of(PromotionPolicy):
        for index, requirement in enumerate(document.policy.eligibility):
            columns = [
                part.rule.column
                for part in singles(requirement.rule)
                if isinstance(part.rule, JudgementCondition)
            ]
            if not columns or requirement.notes is not None:
                continue
            hits = (WORDS.search(text) for text in (requirement.name, *columns))
            found = next(filter(None, hits), None)
            if found is None:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "«{name}» is judged yes or no; by which signs one tells {word} is not stated.",
                    name=requirement.name,
                    word=found[0],
                ),
                document.place.at("eligibility", index, "name"),
                expected=message("`notes` with the signs, or a condition that is measured"),
                mend=message("Add the signs as `notes`, or ask for a figure of a column."),
            )


RULE = Rule("PRM049", "open-criterion", Severity.INFO, check, ("D32",))
