"""An agreement is asked for that the confidentiality policy does not state

A post or a promotion asks for an agreement by name. The workspace has a confidentiality policy,
and it states no such agreement: what people are to sign, and what it binds them to, is nowhere.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 1..2}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 1..2, agreement: 保密承诺书}
    ---
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: 坐席员, kept_for: 3 years}]
    agreements: [{id: 保密协议, name: 保密协议}]
    violations: [{id: 泄露, name: 泄露客户信息, act: dismiss}]
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 1..2}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 1..2, agreement: 保密协议}
    ---
    kind: confidentiality
    id: confidentiality
    name: 保密
    data: [{id: 客户信息, name: 客户信息, readers: 坐席员, kept_for: 3 years}]
    agreements: [{id: 保密协议, name: 保密协议}]
    violations: [{id: 泄露, name: 泄露客户信息, act: dismiss}]
    ```
"""

from collections.abc import Iterator

from cs.career.confidentiality import ConfidentialityPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.mends import suggest_word
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.kernel.texts import fold
from cs.promotion.combinations import singles
from cs.promotion.policy import AgreementCondition, PromotionPolicy
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each agreement that posts and promotions ask for and no confidentiality policy states."""
    stating = list(policies.of(ConfidentialityPolicy))
    if not stating or policies.may_lack(ConfidentialityPolicy):
        return
    known = {
        fold(word): each.id
        for document in stating
        for each in document.policy.agreements
        for word in (each.id, each.name)
    }
    for agreement, place in _asked(policies):
        if fold(agreement) in known:
            continue
        near = nearest(agreement, known.values())
        signed = sum(
            fold(agreement) in map(fold, agent.agreements) for agent in policies.staff or ()
        )
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{agreement} is asked for here, and the confidentiality policy does not state it; "
                "agents of the staff table who signed it: {signed}.",
                agreement=agreement,
                signed=signed,
            ),
            place,
            expected=message("one of: {words}", words=tuple(sorted(set(known.values()))))
            if known
            else message("an agreement that the confidentiality policy states"),
            mend=message("Add it to `agreements` of the confidentiality policy.")
            if near is None
            else message("Did you mean {name}?", name=near),
            related=tuple(
                Related(
                    document.place / ("agreements" if document.policy.agreements else "data"),
                    message("The confidentiality policy."),
                )
                for document in stating
            ),
            fix=suggest_word(place, near),
        )


def _asked(policies: PolicySet) -> Iterator[tuple[str, Place]]:
    for rotation in policies.of(RotationPolicy):
        for number, post in enumerate(rotation.policy.posts):
            if post.agreement is not None:
                yield post.agreement, rotation.place.at("posts", number, "agreement")
    for promotion in policies.of(PromotionPolicy):
        for number, requirement in enumerate(promotion.policy.eligibility):
            for part in singles(requirement.rule):
                if not isinstance(part.rule, AgreementCondition):
                    continue
                place = promotion.place.at("eligibility", number, "rule", *part.route, "all_of")
                for index, agreement in enumerate(part.rule.all_of):
                    yield agreement, place / index


RULE = Rule("XPL034", "agreement-undefined", Severity.WARNING, check, fixes="unsafe")
