"""A condition on what the work may not need

Education, sex, age, marriage, origin, character or hobbies decide about a promotion only where the
work itself asks for it; otherwise the condition may be discrimination, and good candidates are
lost. State in `notes` why the work needs it, or ask for the skill itself.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    eligibility:
      - {id: degree, name: 本科以上学历, rule: {condition: column, column: 学历, any_of: 本科}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    eligibility:
      - id: degree
        name: 本科以上学历
        rule: {condition: column, column: 学历, any_of: 本科}
        notes: 法务热线须答复法律问题，按行业要求须有法学学历
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
from cs.promotion.policy import ColumnCondition, JudgementCondition, PromotionPolicy

WORDS = re.compile(
    r"学历|文凭|性别|男性|女性|年龄|周岁|婚姻|已婚|未婚|婚育|生育|民族|户籍|籍贯|宗教|信仰|身高|体重|"
    r"长相|外貌|性格|血型|星座|爱好|兴趣|"
    r"\b(?:education|degree|diploma|sex|gender|male|female|age|married|marital|marriage|pregnan\w+|"
    r"ethnic\w*|nationality|religion|height|weight|appearance|personality|hobby|hobbies)\b",
    re.IGNORECASE,
)


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each condition and component that speaks of such a thing and says no more of it."""
    for document in policies.of(PromotionPolicy):
        for index, requirement in enumerate(document.policy.eligibility):
            columns = (
                part.rule.column
                for part in singles(requirement.rule)
                if isinstance(part.rule, ColumnCondition | JudgementCondition)
            )
            word = _word([requirement.name, *columns])
            if word is not None and requirement.notes is None:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "«{name}» makes {word} a condition; it is not stated why the work needs "
                        "it.",
                        name=requirement.name,
                        word=word,
                    ),
                    document.place.at("eligibility", index, "name"),
                    expected=message("`notes` that say why the work needs it"),
                    mend=message("Ask for the skill itself, or add the reason as `notes`."),
                )
        for index, component in enumerate(document.policy.components):
            word = _word([component.name])
            if word is not None and component.notes is None:
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "«{name}» gives points for {word}; it is not stated why the work needs it.",
                        name=component.name,
                        word=word,
                    ),
                    document.place.at("components", index, "name"),
                    expected=message("`notes` that say why the work needs it"),
                    mend=message("Rate the skill itself, or add the reason as `notes`."),
                )


def _word(texts: list[str]) -> str | None:
    return next((found[0] for text in texts if (found := WORDS.search(text))), None)


RULE = Rule("PRM048", "unrelated-criterion", Severity.WARNING, check, ("D33",))
