"""There are too few mentors for the mentees

A mentor stands so many levels above the mentee and has so many mentees at most. The staff table
has too few such people for all who must have a mentor. The finding names the levels at which it is
worst: whom they could be shared out to is counted exactly.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {grades: 一星}, mentors: {grades: 组长}, most_mentees: 2}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    mentoring: {mentees: {grades: 一星}, mentors: {grades: 组长}, most_mentees: 3}
    ```

Staff:

    ```csv
    id,name,grade
    A1,甲,组长
    A2,乙,一星
    A3,丙,一星
    A4,丁,一星
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.career.mentoring import shortage
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Policies whose mentees outnumber what their mentors may take."""
    for document in policies.of(DevelopmentPolicy):
        mentoring = document.policy.mentoring
        lacking = shortage(document.policy, policies)
        if mentoring is None or lacking is None:
            continue
        if mentoring.most_mentees is None:
            text = message(
                "{mentees} agents must have a mentor, and nobody in the staff table may be one.",
                mentees=lacking.mentees,
            )
        elif lacking.low is None:
            text = message(
                "{mentees} agents must have a mentor; {mentors} may be one and take {most} each, "
                "which leaves {missing} without.",
                mentees=lacking.mentees,
                mentors=lacking.mentors,
                most=mentoring.most_mentees,
                missing=lacking.missing,
            )
        elif lacking.low == lacking.high:
            text = message(
                "{mentees} agents of level {level} must have a mentor {above} levels above them; "
                "{mentors} agents are that and take {most} each, which leaves {missing} without.",
                mentees=lacking.mentees,
                level=lacking.low,
                above=mentoring.levels_above,
                mentors=lacking.mentors,
                most=mentoring.most_mentees,
                missing=lacking.missing,
            )
        else:
            text = message(
                "{mentees} agents of level {low} to {high} must have a mentor {above} levels above "
                "them; {mentors} agents are that and take {most} each, which leaves {missing} "
                "without.",
                mentees=lacking.mentees,
                low=lacking.low,
                high=lacking.high,
                above=mentoring.levels_above,
                mentors=lacking.mentors,
                most=mentoring.most_mentees,
                missing=lacking.missing,
            )
        place = document.place / "mentoring"
        yield Finding(
            RULE.code,
            RULE.severity,
            text,
            place,
            expected=message("as many mentors as the mentees need"),
            mend=message(
                "Let one mentor have more mentees, widen who may be a mentor, or narrow who must "
                "have one."
            ),
            related=tuple(
                Related(place / key, words)
                for key, words in (
                    ("mentees", message("Who must have a mentor.")),
                    ("mentors", message("Who may be one.")),
                    ("most_mentees", message("How many mentees one may have.")),
                )
                if key in mentoring.model_fields_set
            ),
        )


RULE = Rule("DEV001", "mentors-too-few", Severity.WARNING, check, ("D30",))
