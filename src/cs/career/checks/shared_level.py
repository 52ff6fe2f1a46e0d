"""Two grades of one track have the same level

Levels order the steps of a track. If two grades share one, nobody can say which is the promotion.

Bad:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: senior, name: 资深专员, track: management, level: 3}
      - {id: supervisor, name: 主管, track: management, level: 3}
    ```

Good:

    ```yaml
    kind: ladder
    id: ladder
    name: 职位阶梯
    tracks: [{id: management, name: 管理通道}]
    grades:
      - {id: senior, name: 资深专员, track: management, level: 3}
      - {id: supervisor, name: 主管, track: management, level: 4}
    ```
"""

from collections.abc import Iterator

from cs.career.policy import LadderPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each grade whose level an earlier grade of its track has."""
    for document in policies.of(LadderPolicy):
        seen: dict[tuple[str, int], int] = {}
        for number, grade in enumerate(document.policy.grades):
            first = seen.setdefault((grade.track, grade.level), number)
            if first == number:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{first} and {second} are both level {level} of the same track.",
                    first=document.policy.grades[first].name,
                    second=grade.name,
                    level=grade.level,
                ),
                document.place.at("grades", number, "level"),
                expected=message("a level of its own within the track"),
                mend=message("Change one level, or put the grades on two tracks."),
                related=(
                    Related(
                        document.place.at("grades", first, "level"), message("The other grade.")
                    ),
                ),
            )


RULE = Rule("LAD001", "shared-level", Severity.WARNING, check, ("D27",))
