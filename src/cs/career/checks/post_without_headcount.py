"""A grade that fills a vacancy has no headcount

On a track that promotes to posts, a promotion needs a vacancy, and a vacancy is headcount less
holders. Tracks of titles (`promotes: title`) need none.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道, promotes: post}]
    grades:
      - {id: leader, name: 组长, track: management, level: 4}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道, promotes: post}]
    grades:
      - {id: leader, name: 组长, track: management, level: 4, headcount: 4}
    ```
"""

from collections.abc import Iterator

from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each grade of a track of posts without a largest headcount."""
    for document in policies.of(LadderPolicy):
        posts = {track.id for track in document.policy.tracks if track.promotes == "post"}
        for number, grade in enumerate(document.policy.grades):
            if grade.track not in posts or (grade.headcount and grade.headcount.high is not None):
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{grade} is a post, and how many may hold it is not stated.", grade=grade.name
                ),
                document.place.at("grades", number),
                expected=message("`headcount` with an upper end"),
                mend=message("Add, for example, `headcount: 4`, or let the track promote titles."),
                related=tuple(
                    Related(
                        document.place.at("tracks", index), message("The track promotes to posts.")
                    )
                    for index, track in enumerate(document.policy.tracks)
                    if track.id == grade.track
                ),
            )


RULE = Rule("LAD004", "post-without-headcount", Severity.WARNING, check, ("D26",))
