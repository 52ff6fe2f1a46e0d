"""Two posts have the same name, or one's name is another's id

Tables name posts by id or by name; with a collision a row may mean either.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 售前咨询, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 5..8}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 5..8}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post that a table cannot tell from an earlier one by name."""
    for document in policies.of(RotationPolicy):
        owners: dict[str, int] = {}
        for number, post in enumerate(document.policy.posts):
            words = {fold(text): text for text in (post.name, post.id)}
            taken = [word for word in words if word in owners]
            if taken:
                other = owners[taken[0]]
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message("Two posts are found under «{word}».", word=words[taken[0]]),
                    document.place.at("posts", number),
                    expected=message("ids and names that only one post has"),
                    mend=message("Rename one of them."),
                    related=(
                        Related(document.place.at("posts", other), message("The other post.")),
                    ),
                )
            for word in words:
                owners.setdefault(word, number)


RULE = Rule("ROT013", "post-collision", Severity.ERROR, check)
