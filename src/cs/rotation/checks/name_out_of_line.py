"""A post is named unlike the others

Most posts are named after one pattern (the same beginning, the same last letter), and one or two
are not: in [000] four groups are departments (部) and two are grades (年级). Perhaps the name was
taken over from another text.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: a, name: 客户服务一部, stint: 2 months, headcount: 5..8}
      - {id: b, name: 客户服务二部, stint: 2 months, headcount: 5..8}
      - {id: c, name: 客户服务三部, stint: 2 months, headcount: 5..8}
      - {id: d, name: 客户服务四年级, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: a, name: 客户服务一部, stint: 2 months, headcount: 5..8}
      - {id: b, name: 客户服务二部, stint: 2 months, headcount: 5..8}
      - {id: c, name: 客户服务三部, stint: 2 months, headcount: 5..8}
      - {id: d, name: 客户服务四部, stint: 2 months, headcount: 5..8}
    ```
"""

from collections import Counter
from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.rotation.policy import RotationPolicy

FEWEST = 3
"""So many names make a pattern, if they are more than half of all."""
LETTERS = 2
"""So many letters at the beginning must be common to all."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies where all names begin alike, most end alike and some do not; one finding each."""
    for document in policies.of(RotationPolicy):
        names = [post.name for post in document.policy.posts]
        ending, count = Counter(name[-1] for name in names).most_common(1)[0]
        others = [number for number, name in enumerate(names) if name[-1] != ending]
        if (
            not others
            or count < FEWEST
            or count * 2 <= len(names)
            or len({name[:LETTERS] for name in names}) > 1
            or not ending.isalpha()
        ):
            continue
        like = next(number for number, name in enumerate(names) if name[-1] == ending)
        yield Finding(
            RULE.code,
            RULE.severity,
            message(
                "{count} posts are named like {like}; these are not: {others}.",
                count=count,
                like=names[like],
                others=", ".join(names[number] for number in others),
            ),
            document.place.at("posts", others[0], "name"),
            expected=message("names after one pattern, or names that are meant to differ"),
            mend=message("Rename the post, if the name was taken over by mistake."),
            related=(
                *(
                    Related(document.place.at("posts", number, "name"), message("Likewise."))
                    for number in others[1:]
                ),
                Related(document.place.at("posts", like, "name"), message("The pattern.")),
            ),
        )


RULE = Rule("ROT021", "name-out-of-line", Severity.INFO, check, ("D10",))
