"""A text breaks off

A text that ends with a comma, a colon or a conjunction, or that opens a bracket and does not close
it, has probably lost its end. A rule that nobody can read to its end binds nobody.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    notes: 违反保密规定的，视情节轻重给予以下处分：
    posts:
      - {id: a, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: b, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    notes: 违反保密规定的，视情节轻重给予警告或解除劳动合同。
    posts:
      - {id: a, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: b, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```
"""

import re
from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.documents.texts import texts_of
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import Message, message

BROKEN_END = re.compile(r"(?:[，、：；,:;—]|以及|或者|并且|\b(?:and|or|with|of|the))\s*$")
BRACKETS = (("（", "）"), ("《", "》"), ("“", "”"), ("(", ")"), ("【", "】"))


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each text without an end."""
    for document in policies.documents:
        for route, text in texts_of(document.policy):
            sign = _sign(text)
            if sign is None:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                sign,
                document.place.at(*route),
                expected=message("a text with its end"),
                mend=message("Take the rest from the original, or end the sentence."),
            )


def _sign(text: str) -> Message | None:
    found = BROKEN_END.search(text)
    if found is not None and len(text) > len(found[0]):
        return message(
            "The text ends with «{end}»; its rest is missing.",
            end=text[-12:].strip(),
        )
    for opening, closing in BRACKETS:
        if text.count(opening) > text.count(closing):
            start = text.rindex(opening)
            return message(
                "The text opens a bracket at «{place}» and does not close it.",
                place=text[start : start + 12],
            )
    return None


RULE = Rule("DOC061", "text-cut-off", Severity.WARNING, check, ("D36",))
