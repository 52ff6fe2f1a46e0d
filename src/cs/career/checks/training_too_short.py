"""The courses of a training last longer than the training

The courses of a training follow one another; together they last longer than the time that the
training has.

Bad:

    ```yaml
    kind: development
    id: development
    name: 发展
    skills: [{id: 沟通, name: 沟通}]
    courses:
      - {id: 初级, name: 初级班, teaches: [{skill: 沟通}], lasts: 8 working days}
      - {id: 高级, name: 高级班, teaches: [{skill: 沟通}], lasts: 5 working days}
    trainings:
      - {id: 岗前, name: 上岗前培训, lasts: 10 working days, courses: [初级, 高级],
         criterion: 考核80分, judged_by: 培训专员}
    ```

Good:

    ```yaml
    kind: development
    id: development
    name: 发展
    skills: [{id: 沟通, name: 沟通}]
    courses:
      - {id: 初级, name: 初级班, teaches: [{skill: 沟通}], lasts: 5 working days}
      - {id: 高级, name: 高级班, teaches: [{skill: 沟通}], lasts: 5 working days}
    trainings:
      - {id: 岗前, name: 上岗前培训, lasts: 10 working days, courses: [初级, 高级],
         criterion: 考核80分, judged_by: 培训专员}
    ```
"""

from collections.abc import Iterator

from cs.career.development import DevelopmentPolicy
from cs.checking.rule import Rule
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.reckoning import days_at_least, days_at_most


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each training that its courses do not fit into, in whatever units they are stated."""
    for document in policies.of(DevelopmentPolicy):
        courses = {course.id: course for course in document.policy.courses}
        for number, training in enumerate(document.policy.trainings):
            lasting = [
                length
                for each in training.courses
                if each in courses and (length := courses[each].lasts) is not None
            ]
            if all(length.unit is training.lasts.unit for length in lasting):
                need, have = sum(length.count for length in lasting), training.lasts.count
            else:
                need = sum(days_at_least(length) for length in lasting)
                have = days_at_most(training.lasts)
            if need <= have:
                continue
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "«{name}» lasts {lasts}; its courses last {parts}.",
                    name=training.name,
                    lasts=training.lasts,
                    parts=" + ".join(map(str, lasting)),
                ),
                document.place.at("trainings", number, "lasts"),
                expected=message("time enough for all courses"),
                mend=message("Lengthen the training, or take a course out of it."),
                related=(
                    Related(
                        document.place.at("trainings", number, "courses"),
                        message("The courses are listed here."),
                    ),
                    *(
                        Related(
                            document.place.at("courses", index, "lasts"),
                            message("«{name}» lasts {lasts}.", name=each.name, lasts=each.lasts),
                        )
                        for index, each in enumerate(document.policy.courses)
                        if each.id in training.courses and each.lasts is not None
                    ),
                ),
            )


RULE = Rule("DEV013", "training-too-short", Severity.WARNING, check)
