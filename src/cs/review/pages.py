"""The pages of what can be wrong with ratings and results, one an entry.

Each has the form of a rule's docstring (see `cs.checking.pages`). The examples are tables in CSV,
which the tests read under a review of two indicators.
"""

from cs.checking.pages import Entry, page_text
from cs.kernel.findings import Severity
from cs.panels.codes import NOT_CONNECTED
from cs.review import codes

SETTING = """In the examples a review is held every month. A system measures calls, from 0 to 100;
the superior and colleagues rate teamwork, from 0 to 100. Mentors may not rate."""


def _entry(
    code: str,
    name: str,
    page: str,
    bad: str | None = None,
    good: str | None = None,
    staff: str | None = None,
    *,
    severity: Severity = Severity.ERROR,
) -> Entry:
    text = page_text(
        page if bad is None else f"{page}\n\n{SETTING}", bad, good, staff, language="csv"
    )
    fixed = severity is Severity.ERROR
    return Entry(code, name, severity, text, fixed=fixed, shows="ratings")


REVIEW_ENTRIES: tuple[Entry, ...] = (
    _entry(
        codes.UNKNOWN_INDICATOR,
        "rating-of-unknown-indicator",
        """A rating is for an indicator that the review does not have

The value would count nowhere, and the indicator that is meant would lack it. Correct the name, or
add the indicator to the policy.""",
        "agent,period,indicator,value\nE001,2026-10,cals,90",
        "agent,period,indicator,value\nE001,2026-10,calls,90",
    ),
    _entry(
        codes.OUTSIDE_BOUNDS,
        "rating-outside-bounds",
        """A rating cannot be a value of its indicator

The policy's `bounds` say which values the indicator can have at all. A value beyond them is a
typing error or counts in another unit. Correct the value, or the bounds.""",
        "agent,period,indicator,value\nE001,2026-10,calls,900",
        "agent,period,indicator,value\nE001,2026-10,calls,90",
    ),
    _entry(
        codes.RATED_TWICE,
        "rated-twice",
        """One thing is rated twice by one rater, or measured twice

One voice would count for two, and of two figures one is wrong. Remove one of the rows, or correct
its period. Rows without a rater's id are different raters.""",
        "agent,period,indicator,value\nE001,2026-10,calls,90\nE001,2026-10,calls,85",
        "agent,period,indicator,value\nE001,2026-10,calls,90\nE001,2026-09,calls,85",
    ),
    _entry(
        codes.NOT_OF_THIS_ROLE,
        "rater-kind-does-not-rate",
        """The kind of rater is missing, unknown, or does not rate the indicator

The policy says which roles rate an indicator, and by which weights; what a system measures is rated
by nobody. Name the kind of rater as the policy does (`role` or `name`); figures have none.""",
        "agent,period,indicator,rater_kind,rater,value\nE001,2026-10,teamwork,customer,,90",
        "agent,period,indicator,rater_kind,rater,value\nE001,2026-10,teamwork,peer,E002,90",
    ),
    _entry(
        codes.NOT_IN_CYCLE,
        "rating-not-in-cycle",
        """A rating is for a period that the review does not have

A monthly review has no quarters. Name a period of the cycle, or correct the `cycle` of the
policy.""",
        "agent,period,indicator,value\nE001,2026Q3,calls,90",
        "agent,period,indicator,value\nE001,2026-09,calls,90",
    ),
    _entry(
        codes.LEFT_OUT,
        "rating-left-out",
        """A rating does not count: it is by oneself, or by the own mentor

A rating of oneself in the role of a superior or colleague does not count, nor does that of a mentor
who shares in the result, where the policy says `may_rate: false`. The rating is left out.""",
        "agent,period,indicator,rater_kind,rater,value\nE001,2026-10,teamwork,peer,E002,90",
        "agent,period,indicator,rater_kind,rater,value\nE001,2026-10,teamwork,peer,E003,90",
        "id,name,mentor\nE001,甲,E002\nE002,乙,\nE003,丙,",
        severity=Severity.WARNING,
    ),
    _entry(
        codes.MENTORS_IN_CIRCLE,
        "scores-need-one-another",
        """Mentors and mentees under one review form a circle

Where mentees' results count in their mentor's score and a chain of mentors comes back to its
beginning, each score needs the others first. Nothing is computed until one of them has another
mentor in the staff table.""",
    ),
    _entry(
        codes.QUOTAS_NOT_MET,
        "quotas-not-met",
        """The grades cannot meet the quotas

Equal scores are never given different grades. If the quotas cannot be kept without that, or if a
score has no grade, the grades stay as the scores give them, and a person has to decide.""",
        severity=Severity.WARNING,
    ),
    _entry(
        codes.NO_GRADE,
        "score-without-grade",
        """A score lies in no grade, or in more than one

The agent has a score and no grade, so that no run counts it. Close the gap between the grades of
the policy, or state which of them holds the edge (`includes`).""",
        severity=Severity.WARNING,
    ),
    _entry(
        NOT_CONNECTED,
        "raters-not-connected",
        """Raters cannot be compared: no common rating ties them together

How lenient a rater is can be told only against others who rated the same people. Where raters and
rated fall into groups without a common rating, no ranking by rater effects is given. Let some
raters rate in two groups, or compare within each.""",
        severity=Severity.WARNING,
    ),
)
