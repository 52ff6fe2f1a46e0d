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
from fractions import Fraction

from cs.checking.rule import Rule
from cs.documents.figures import Stated, figures_of
from cs.kernel.document import PolicySet
from cs.kernel.durations import Duration, Unit, parse_duration
from cs.kernel.fields import Usual
from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message

DAYS = {
    Unit.DAY: Fraction(1),
    Unit.WORKING_DAY: Fraction(7, 5),
    Unit.WEEK: Fraction(7),
    Unit.MONTH: Fraction(365, 12),
    Unit.YEAR: Fraction(365),
}
"""On average."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each figure above or below what its field says is usual; zero durations aside."""
    for document in policies.documents:
        for each in figures_of(document.policy):
            if each.usual is None or not _is_beyond(each, each.usual):
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
                expected=message("a figure within what is usual, unless it is meant"),
                mend=message("Check the figure and its unit."),
            )


def _is_beyond(each: Stated, usual: Usual) -> bool:
    size = _size(each.value) if isinstance(each.value, Duration) else each.size
    if size is None or (isinstance(each.value, Duration) and not size):
        return False
    return not _size(usual.least) <= size <= _size(usual.most)


def _size(figure: int | str | Duration) -> Fraction:
    if isinstance(figure, int):
        return Fraction(figure)
    duration = parse_duration(figure) if isinstance(figure, str) else figure
    return duration.count * DAYS[duration.unit]


def _shown(each: Stated, usual: Usual) -> tuple[str, str]:
    sign = "%" if each.is_percent else ""
    return f"{usual.least}{sign}", f"{usual.most}{sign}"


RULE = Rule("DOC075", "beyond-usual", Severity.INFO, check)
