"""A title has a headcount

A title recognises ability, whoever earns it holds it (`promotes: title`). A headcount says that
only so many may. One of the two is wrong: the track promotes to posts, or the grade has no
headcount.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: title}]
    grades:
      - {id: leader, name: 组长, track: title, level: 4, headcount: 4}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: title, name: 职称通道, promotes: post}]
    grades:
      - {id: leader, name: 组长, track: title, level: 4, headcount: 4}
    ```
"""

from collections.abc import Iterator

from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each grade of a track of titles that states a headcount."""
    for document in policies.of(LadderPolicy):
        titles = {
            track.id: number
            for number, track in enumerate(document.policy.tracks)
            if track.promotes == "title"
        }
        for number, grade in enumerate(document.policy.grades):
            if grade.headcount is None or grade.track not in titles:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{grade} is a title, and its headcount is {headcount}.",
                    grade=grade.name,
                    headcount=grade.headcount,
                ),
                document.place.at("grades", number, "headcount"),
                expected=message("no headcount for a title"),
                mend=message("Delete the headcount, or let the track promote to posts."),
                related=(
                    Related(
                        document.place.at("tracks", titles[grade.track], "promotes"),
                        message("The track promotes titles."),
                    ),
                ),
            )


RULE = Rule("LAD030", "title-with-headcount", Severity.INFO, check, ("D26",))
