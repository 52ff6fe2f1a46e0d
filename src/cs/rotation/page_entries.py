"""What the pages of rotations' tables and plan files have in common: their setting and form."""

from cs.checking.pages import Entry, page_text
from cs.kernel.findings import Severity

SETTING = """In the examples the policy has the posts presale, of three months, and complaints, of
two; the as-of date is 2026-11-20, and the plan begins on 2026-12-01."""
STAFF = "id,post,post_since\nE001,presale,2026-10-01"
PAIRED = f"{STAFF}\nE002,presale,2026-10-01"
PLAN = """agent,post,from,to
E001,presale,2026-12-01,2026-12-31
E001,complaints,2027-01-01,2027-02-28
"""


def entry(
    code: str,
    name: str,
    page: str,
    shows: str = "",
    bad: str | None = None,
    good: str | None = None,
    *,
    severity: Severity = Severity.ERROR,
    staff: str | None = STAFF,
) -> Entry:
    if bad is None:
        text = page_text(page)
    else:
        text = page_text(
            f"{page}\n\n{SETTING}", bad, good, None if shows == "staff" else staff, "csv"
        )
    return Entry(code, name, severity, text, fixed=severity is Severity.ERROR, shows=shows)
