"""A ring of posts with unequal stints that may not vary

Where all move to the next post after its fixed stint, groups of different stints do not change
together: those who leave a short post meet a long one that is still full. Headcounts stay level
only if the starts are spread evenly over each stint. Letting stints vary by a period (`may_extend:
1`) gives a planner room.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: ring
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, headcount: 6..12}
      - {id: complaints, name: 投诉处理, stint: 2 months, headcount: 4..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: ring
    posts:
      - {id: presale, name: 售前咨询, stint: 3 months, may_extend: 1, headcount: 6..12}
      - {id: complaints, name: 投诉处理, stint: 2 months, may_extend: 1, headcount: 4..8}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy


def check(policies: PolicySet) -> Iterator[Finding]:
    """Rings whose stints differ and are all fixed."""
    for document in policies.of(RotationPolicy):
        posts = document.policy.posts
        fixed = all(post.may_extend == 0 and post.may_shorten == 0 for post in posts)
        stints = {document.policy.periods(post) for post in posts}
        if document.policy.order != "ring" or not fixed or len(stints) == 1:
            continue
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "The posts of the ring have fixed stints of {stints}; their changeovers do not "
                "fall together.",
                stints=", ".join(str(document.policy.stint(post)) for post in posts),
            ),
            (document.place / "posts").key(),
            expected=message("equal stints, or stints that may vary"),
            mend=message("Add `may_extend: 1` to the posts, or make the stints equal."),
            related=(Related(document.place / "order", message("The ring.")),),
        )


RULE = Rule("ROT010", "unequal-cycle", Severity.WARNING, check, ("D09",))
