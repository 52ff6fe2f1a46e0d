"""A text is damaged

Question marks in the middle of Chinese words, replacement characters and the typical words of a
wrong decoding (锟斤拷) come from a file that was saved in the wrong encoding. What the text said is
lost; it must be taken from the original.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: a, name: 售前咨询, stint: 2 months, headcount: 5..8, duties: [確??蛻舻玫郊皶r答复]}
      - {id: b, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: a, name: 售前咨询, stint: 2 months, headcount: 5..8, duties: [确保客户得到及时答复]}
      - {id: b, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```
"""

import re
from collections.abc import Iterator
from functools import cache

from cs.checking.rule import Rule
from cs.documents.texts import texts_of
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message

_SIGNS = "锟斤|斤拷|烫烫|屯屯|鈥|â€|Ã[\u0080-\u00bf]"
_SUSPECT = re.compile(rf"[\ufffd\ue000-\uf8ff]|\?{{2}}|{_SIGNS}")
"""In every damaged text, and in some others."""


@cache
def _damage() -> re.Pattern[str]:
    """What is damage; the range of Chinese characters takes long to compile."""
    chinese = "[\u3400-\u9fff]"
    return re.compile(
        rf"[\ufffd\ue000-\uf8ff]|{chinese}\?{{2,}}|\?{{2,}}(?={chinese})|\?{{4,}}|{_SIGNS}"
    )


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each text with such signs."""
    for document in policies.documents:
        for route, text in texts_of(document.policy):
            found = _damage().search(text) if _SUSPECT.search(text) else None
            if found is None:
                continue
            start = max(0, found.start() - 6)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "The text is damaged at «{excerpt}».",
                    excerpt=text[start : found.end() + 6].strip(),
                ),
                document.place.at(*route),
                expected=message("a text as it was before it was saved in the wrong encoding"),
                mend=message("Take the words from the original document."),
            )


RULE = Rule("DOC060", "encoding-damage", Severity.WARNING, check, ("D37",))
