"""The steps of a skill have a gap

The steps of a scale count up from 1 by one, or who is between two steps is on none, and figures of
different skills cannot be compared. A step that is there twice judges the same person in two ways.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    levels:
      - {level: 1, name: 入门}
      - {level: 2, name: 熟练}
      - {level: 4, name: 精通}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    levels:
      - {level: 1, name: 入门}
      - {level: 2, name: 熟练}
      - {level: 3, name: 精通}
    ```
"""

from collections.abc import Iterator, Sequence

from cs.career.development import DevelopmentPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each scale whose numbers are not 1, 2, 3 and so on."""
    for document in policies.of(DevelopmentPolicy):
        policy = document.policy
        scales = [(document.place / "levels", policy.levels)]
        scales += [
            (document.place.at("skills", number, "levels"), skill.levels)
            for number, skill in enumerate(policy.skills)
        ]
        for place, scale in scales:
            numbers = [step.level for step in scale]
            if not numbers or numbers == list(range(1, len(numbers) + 1)):
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message("The steps are numbered {numbers}.", numbers=", ".join(map(str, numbers))),
                place.at(_first_wrong(numbers), "level"),
                expected=message(
                    "the numbers from 1 to {count}, in this order", count=len(numbers)
                ),
                mend=message("Number the steps anew, or add the ones that are missing."),
            )


def _first_wrong(numbers: Sequence[int]) -> int:
    """The position of the step that alone is out of place, else of the first that is."""
    wrong = [index for index, number in enumerate(numbers) if number != index + 1]
    lacking = [index for index in wrong if numbers.count(index + 1) == 0]
    return lacking[0] if len(lacking) == 1 else wrong[0]


RULE = Rule("DEV009", "skill-levels-gap", Severity.WARNING, check)
