"""A figure beyond what is usual for its key

Most keys have figures that nobody means: acting in a post for three days or thirty months, a
handover with twenty-two signatures, an appeal within five years. Each key of that sort knows what
is usual; a figure beyond it mostly has a digit too many or too few, or another unit. If it is
meant, say so with a comment: `# cs: ignore[DOC075] reason`.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    acting: {limit: 3 years, steps: [培训, 试用, 考核]}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    acting: {limit: 3 months, steps: [培训, 试用, 考核]}
    ```
"""

from collections.abc import Iterator

from cs.checking.rule import Rule
from cs.documents.figures import Stated, figures_of, is_below_one_percent, is_beyond_usual
from cs.kernel.document import PolicySet
from cs.kernel.fields import Usual
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each figure above or below what its field says is usual; zero durations aside."""
    for document in policies.documents:
        for each in figures_of(document.policy):
            if each.usual is None or not is_beyond_usual(each) or is_below_one_percent(each):
                continue
            least, most = _shown(each, each.usual)
            yield Finding(
                RULE.code,
                RULE.severity,
                message(
                    "{key} is {figure}; from {least} to {most} is usual.",
                    key=each.key,
                    figure=str(each),
                    least=least,
                    most=most,
                ),
                document.place.at(*each.route),
                expected=message(
                    "a figure from {least} to {most}, unless it is meant", least=least, most=most
                ),
                mend=message("Check the figure for a digit too many or too few, and its unit."),
            )


def _shown(each: Stated, usual: Usual) -> tuple[str, str]:
    sign = "%" if each.is_percent else ""
    return f"{usual.least}{sign}", f"{usual.most}{sign}"


RULE = Rule("DOC075", "beyond-usual", Severity.INFO, check, gives_way=True)
