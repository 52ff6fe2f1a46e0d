"""The staff table writes a post almost like one of the rotation's

Agents rotate if their post is one of the policy's, by id or by name. A post that is nearly one of
them and held by few agents is probably misspelt; these agents are left out of every plan.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presale, name: 售前咨询, stint: 2 months, headcount: 0..2}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 0..2}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: presales, name: 售前咨询, stint: 2 months, headcount: 0..2}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 0..2}
    ```

Staff:

    ```csv
    id,name,post
    A1,甲,presales
    A2,乙,complaints
    ```
"""

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold
from cs.rotation.policy import RotationPolicy

ALIKE = 0.85
"""Share of common letters from which two words may be one; 一部 and 二部 are far below."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each post of the staff table that is no post of any rotation, but nearly one."""
    rotations = list(policies.of(RotationPolicy))
    if policies.staff is None or not rotations:
        return
    known = {
        fold(word)
        for document in rotations
        for post in document.policy.posts
        for word in (post.id, post.name)
    }
    agents = Counter(
        agent.post for agent in policies.staff if agent.post is not None and agent.status != "left"
    )
    strange = {post: count for post, count in agents.items() if fold(post) not in known}
    for document in rotations:
        for number, post in enumerate(document.policy.posts):
            for written, count in sorted(strange.items()):
                key = next(
                    (
                        key
                        for key, word in (("id", post.id), ("name", post.name))
                        if _is_alike(fold(written), fold(word))
                    ),
                    None,
                )
                if key is None:
                    continue
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "Agents whose post is written «{written}» in the staff table: {count}. "
                        "That is nearly {post}, and they do not rotate.",
                        written=written,
                        count=count,
                        post=post.id if key == "id" else post.name,
                    ),
                    document.place.at("posts", number, key),
                    expected=message("posts that the staff table and the policy write alike"),
                    mend=message("Correct the staff table, or the id or name of the post."),
                    related=(
                        Related(
                            (document.place / "posts").key(),
                            message(
                                "Only agents at one of these posts rotate: {count} posts.",
                                count=len(document.policy.posts),
                            ),
                        ),
                    ),
                )


def _is_alike(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 3:
        return False
    return SequenceMatcher(None, one, other).ratio() >= ALIKE


RULE = Rule("ROT019", "post-misspelt-in-staff", Severity.WARNING, check)
