"""The pages of what can be wrong with a table of candidates, one an entry.

Each has the form of a rule's docstring (see `cs.checking.pages`). The examples are tables in CSV,
which the tests read under a policy with two components.
"""

from cs.checking.pages import Entry, page_text
from cs.kernel.findings import Severity
from cs.promotion import codes

SETTING = """In the examples the policy scores ability and interview, each on a scale from 0 to
100."""
REVIEWED = "In the examples a review is held every month; its grades are excellent, good and poor."


def _entry(
    code: str,
    name: str,
    page: str,
    bad: str | None = None,
    good: str | None = None,
    *,
    severity: Severity = Severity.ERROR,
    shows: str = "candidates",
    setting: str = SETTING,
) -> Entry:
    text = page_text(page if bad is None else f"{page}\n\n{setting}", bad, good, language="csv")
    fixed = severity is Severity.ERROR
    return Entry(code, name, severity, text, fixed=fixed, shows=shows)


SCORE_ENTRIES: tuple[Entry, ...] = (
    _entry(
        codes.OUTSIDE_SCALE,
        "score-outside-scale",
        """A score lies outside the scale of its component

A score that cannot be is a typing error, or the scale in the policy is not the one that was used.
It would count for more than the component's weight. Correct the score, or the `scale` of the
component.""",
        "id,ability,interview\nE001,850,90",
        "id,ability,interview\nE001,85,90",
    ),
    _entry(
        codes.NO_SCORES,
        "component-without-column",
        """No column holds the scores of a component

Where the policy refuses missing scores (`missing: refuse`), or where no component has a column at
all, nobody could be ranked. Rename the column that holds the scores, list its header under
`columns` of the component, or add it.""",
        "id,ability\nE001,80",
        "id,ability,interview\nE001,80,90",
    ),
    _entry(
        codes.RATER_TWICE,
        "rater-counted-twice",
        """A rater scores one component of a candidate twice

One voice would count for two. Name the raters in the headers, such as `interview:E07`, or keep one
of the two scores. Columns with the very same header and no rater are different raters.""",
        "id,ability,interview:E07,interview:E07\nE001,80,90,60",
        "id,ability,interview:E07,interview:E08\nE001,80,90,60",
    ),
    _entry(
        codes.TOO_MANY_RATERS,
        "too-many-raters",
        """A component of a candidate has more than 1000 scores

Scores are exact up to this number of raters. So many rows of one candidate and component mean most
often that rows were pasted several times.""",
    ),
    _entry(
        codes.UNKNOWN_COMPONENT,
        "unknown-component",
        """A row or a column scores a component that the policy does not have

In a table with one row a score the column `component` holds ids or names of the policy's components
or the headers listed under their `columns`. Correct the word, or remove the row. In filled forms
(`cs promote collect`) the same is said of a column whose header is like that of a score the sheet
lacks, and of the first column of numbers after the names where a sheet has neither scores nor
answers: somebody has renamed the header. Other columns, a running number say, are kept.""",
        "candidate,component,rater,value\nE001,ability,E07,80\nE001,interviews,E07,90",
        "candidate,component,rater,value\nE001,ability,E07,80\nE001,interview,E07,90",
    ),
    _entry(
        codes.CONTRADICTION,
        "rows-contradict",
        """Rows of one candidate say different things about the same fact

In a table with one row a score the candidate's status, grade and the like stand in many rows and
must agree: whether a condition is met depends on them. In the example the policy asks for the
status regular.""",
        """candidate,component,value,status
E001,ability,80,regular
E001,interview,90,probation
""",
        """candidate,component,value,status
E001,ability,80,regular
E001,interview,90,regular
""",
    ),
    _entry(
        codes.UNSCORED_COMPONENT,
        "unscored-component",
        """Nobody has a score of a component

No column holds it, and the policy goes on without missing scores (`missing: zero` or `reweight`):
all candidates get no points for it, or the other components count for more. If that is not meant,
rename the column that holds the scores, or list its header under `columns` of the component.""",
        "id,ability\nE001,80",
        "id,ability,interview\nE001,80,90",
        severity=Severity.WARNING,
    ),
    _entry(
        codes.NO_FACT_COLUMN,
        "condition-without-column",
        """A column that a condition of the policy looks at is not there

Whether the condition is met is then unknown for every candidate, and nobody is ranked or proposed.
Add the column, or judge the condition outside and take it out of the policy. In the example a
condition looks at the column willing.""",
        "id,ability,interview\nE001,80,90",
        "id,ability,interview,willing\nE001,80,90,yes",
        severity=Severity.WARNING,
    ),
    _entry(
        codes.RESULT_NOT_IN_REVIEW,
        "result-not-in-review",
        """A result of a review is none that its policy can give

The period is none of the review's cycle, or the grade none of its grades. A run of results that
passed over it would be another run. Correct the cell; or, if the result belongs to another review,
say so in the column `review`.""",
        "agent,period,grade\nE001,2026Q1,excellent",
        "agent,period,grade\nE001,2026-03,excellent",
        shows="reviews",
        setting=REVIEWED,
    ),
    _entry(
        codes.RESULT_TWICE,
        "result-twice",
        """An agent has two different results for one period

Which of them counts would depend on the order of the rows. Remove one of them, or correct its
period.""",
        "agent,period,grade\nE001,2026-03,excellent\nE001,2026-03,good",
        "agent,period,grade\nE001,2026-03,excellent\nE001,2026-04,good",
        shows="reviews",
        setting=REVIEWED,
    ),
    _entry(
        codes.WAIVER_REFUSED,
        "waiver-refused",
        """A waiver does not count

A waiver lets a candidate off a condition that is not met, so it must be one that the policy knows:
given by the role that the condition names under `waiver` (or `skips.approval` for more than one
step of the ladder), with its day and a reason, not dated after the day for which is asked, and not
lapsed before the window opens. Anything else is shown here, and the condition is judged as if there
were no waiver. A row that names another `policy` is passed over.""",
        "agent,requirement,authority,date,reason\nE001,year,team leader,2026-11-02,outstanding",
        "agent,requirement,authority,date,reason\nE001,year,chair,2026-11-02,outstanding",
        severity=Severity.WARNING,
        shows="waivers",
        setting="In the examples the policy lets the chair waive its condition `year`.",
    ),
    _entry(
        codes.RATERS_UNKNOWN,
        "conflict-not-seen",
        """A conflict of interest that the policy excludes cannot be seen

A component says whose ratings do not count (`raters.excludes`), and the table does not say who
rated: no rater is an id of the staff or of a candidate, or the staff table names no direct superior
of anybody. All ratings then count. Name the raters by their ids in the headers, such as
`interview:E07`, or fill the column `leader` of the staff table.""",
        "id,ability,interview1,interview2\nE001,80,90,85\nE002,80,85,90",
        "id,ability,interview:E001,interview:E002\nE001,80,90,85\nE002,80,85,90",
        severity=Severity.WARNING,
        setting="In the examples other candidates must not rate the interview.",
    ),
)
