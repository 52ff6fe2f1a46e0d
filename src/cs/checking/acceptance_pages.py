"""The pages of what can be wrong with accepted findings, in comments and baselines, one an entry.

Each has the form of a rule's docstring (see `cs.checking.pages`); the tests execute its examples.
"""

from cs.checking import codes
from cs.checking.pages import Entry, page_text
from cs.kernel.findings import Severity

_HEAD = """kind: ladder
id: ladder
name: 职位阶梯
tracks: [{id: management, name: 管理通道}]
grades:
  - {id: senior, name: 资深专员, track: management, level: 3}
"""
_TWIN = "  - {id: lead, name: 组长, track: management, level: 3}\n"
_GOOD = f"{_HEAD}  # cs: ignore[LAD001] 两种叫法并存，人事部年底前合并\n{_TWIN}"


def _entry(code: str, name: str, page: str, bad: str | None, good: str | None = _GOOD) -> Entry:
    return Entry(code, name, Severity.WARNING, page_text(page, bad, good))


ACCEPTANCE_ENTRIES: tuple[Entry, ...] = (
    _entry(
        codes.REASON_MISSING,
        "suppression-without-reason",
        """A comment accepts a finding and does not say why

`# cs: ignore[CODE] reason` accepts the findings of the code on its line, or on the next line of
text if it stands alone. Who reads it in a year must know why; without a reason it accepts
nothing.""",
        f"{_HEAD}  # cs: ignore[LAD001]\n{_TWIN}",
    ),
    _entry(
        codes.UNUSED_COMMENT,
        "unused-suppression",
        """A comment accepts a finding that is not there

What it accepted was mended, or the comment stands on another line than the finding: it speaks of
its own line, and where it stands alone of the next line of text. Left in place, it would hide
whatever is found there later. Delete it.

Nothing is said where not everything could be judged: codes that were not selected or are off, files
that were not checked, documents and tables that could not be read.""",
        f"{_HEAD}  # cs: ignore[LAD001] 两种叫法并存\n{_TWIN.replace('level: 3', 'level: 4')}",
    ),
    _entry(
        codes.LAPSED_COMMENT,
        "lapsed-suppression",
        """A comment accepted a finding for a time that is over

`until=YYYY-MM-DD` is the last day on which the comment holds, compared with the day that is asked
for (`--as-of`, else the workspace's, else today). What it accepted counts again. A day that cannot
be read counts as over.""",
        f"{_HEAD}  # cs: ignore[LAD001] 年内合并 until=2025-12-31\n{_TWIN}",
        f"{_HEAD}  # cs: ignore[LAD001] 年内合并 until=2099-12-31\n{_TWIN}",
    ),
    _entry(
        codes.NOT_ACCEPTABLE,
        "not-suppressible",
        """A comment names a code that it cannot accept

Either no finding has the code, or a document or table with the finding could not be used at all, or
the finding is about such comments themselves, or about a table, where no comment can stand.""",
        f"{_HEAD}  # cs: ignore[LAD001, LAD999] 两种叫法并存\n{_TWIN}",
    ),
    _entry(
        codes.UNREADABLE_COMMENT,
        "unreadable-suppression",
        """A comment to cs is not understood

It looks like one that accepts a finding, but has another form than
`# cs: ignore[CODE, CODE] reason until=YYYY-MM-DD`, and accepts nothing.""",
        f"{_HEAD}  # cs: ignore LAD001 两种叫法并存\n{_TWIN}",
    ),
    _entry(
        codes.STALE_BASELINE,
        "stale-baseline",
        """A baseline accepts findings that are not there any more

Something was mended since the baseline was written. Write it anew
(`cs policy check --write-baseline FILE --force`), so that the mistake cannot come back unseen.

Nothing is said where not everything could be judged, as with comments.""",
        None,
        None,
    ),
)
