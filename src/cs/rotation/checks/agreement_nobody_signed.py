"""A post needs an agreement that no agent has signed

Nobody may enter the post then. Often the staff table writes the agreement in another way.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 1..2}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 1..2, agreement: 保密承诺}
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
    ```

Staff:

    ```csv
    id,name,post,agreements
    A1,甲,presale,保密协议
    A2,乙,complaints,保密协议
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.mends import suggest_word
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.kernel.texts import fold
from cs.rotation.policy import RotationPolicy
from cs.rotation.staffing import rotating


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post whose agreement the staff table does not know."""
    if policies.staff is None:
        return
    for document in policies.of(RotationPolicy):
        agents = rotating(document.policy, policies.staff)
        signed = {fold(text): text for agent in agents for text in agent.agreements}
        for number, post in enumerate(document.policy.posts):
            if post.agreement is None or fold(post.agreement) in signed or not agents:
                continue
            near = nearest(post.agreement, signed.values())
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{post} needs the agreement {agreement}; of {count} agents nobody has signed "
                    "it.",
                    post=post.name,
                    agreement=post.agreement,
                    count=len(agents),
                ),
                document.place.at("posts", number, "agreement"),
                expected=message("an agreement that the staff table names"),
                mend=message("Have it signed and entered in the staff table.")
                if near is None
                else message("Did you mean {name}?", name=near),
                fix=suggest_word(document.place.at("posts", number, "agreement"), near),
            )


RULE = Rule("ROT016", "agreement-nobody-signed", Severity.ERROR, check, fixes="unsafe")
