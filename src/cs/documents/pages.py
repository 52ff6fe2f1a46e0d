"""The pages of what can be wrong with a document's shape and references, one an entry.

Each has the form of a rule's docstring (see `cs.checking.pages`), so that `cs policy rule DOC003`
prints it and the tests execute its examples.
"""

from cs.checking.pages import Entry, page_text
from cs.documents import codes
from cs.kernel.findings import Severity

HEAD = """kind: ladder
id: service
name: Service ladder
tracks:
  - {id: agent, name: Agents}
"""
"""The beginning of an example; a page's `…` stands for it."""


def _entry(
    code: str, name: str, page: str, bad: str, good: str, severity: Severity = Severity.ERROR
) -> Entry:
    text = page_text(page, bad.replace("…\n", HEAD), good.replace("…\n", HEAD))
    usable = (codes.DANGLING, codes.NO_SUCH_TABLE)
    fixed = severity is Severity.ERROR and code not in usable
    return Entry(code, name, severity, text, fixed=fixed, fixes="safe" if code in _MENDED else "")


_MENDED = frozenset(
    (
        codes.SYNTAX,
        codes.UNKNOWN_KIND,
        codes.UNKNOWN_KEY,
        codes.WRONG_VALUE,
        codes.NOT_ALLOWED,
        codes.DANGLING,
        codes.UNKNOWN_CODE,
    )
)
"""Some of their findings have one mend; others need a person."""


_GRADES = "grades:\n  - {id: a1, name: One star, track: agent, level: 1}\n"
_GOOD = f"…\n{_GRADES}"
_SETTINGS = "kind: workspace\nid: home\nname: Home\n"


def _version(head: str) -> str:
    return f"{HEAD}{_GRADES}{head}"


DOCUMENT_ENTRIES: tuple[Entry, ...] = (
    _entry(
        codes.UNREADABLE,
        "unreadable-text",
        """The file is not UTF-8, or holds control characters

Policies are UTF-8 text, with or without a byte-order mark. An editor that saves in another encoding
(GBK, UTF-16) or a damaged copy gives bytes that are no text; a control character is invisible and
never meant. Save the file as UTF-8, or delete the character.""",
        _GOOD.replace("One star", "One\x07 star"),
        _GOOD,
    ),
    _entry(
        codes.SYNTAX,
        "syntax",
        """The text is not YAML

A quote or bracket is not closed, a colon lacks its space, a tab indents, or lines that belong
together are indented differently. Nothing of the document can be used until it is mended.""",
        f"…\n{_GRADES}notes: see: below\n",
        f'…\n{_GRADES}notes: "see: below"\n',
    ),
    _entry(
        codes.PLACEHOLDER,
        "placeholder",
        """A gap was never filled in

Templates and circulars leave gaps such as `[X] months`, `[具体坐班时间段]`, `TODO`, `TBD`, `待定`
or `xxx`. A policy with a gap decides nothing. In brackets, other text than these is a gap only
where the field takes no list.""",
        f"{_GOOD}notes: TODO\n",
        f"{_GOOD}notes: Agreed in the meeting of March.\n",
    ),
    _entry(
        codes.ALIAS,
        "alias",
        """An anchor, an alias or a merge key stands here

`&name`, `*name` and `<<` let one line stand for others far away. A reader of a policy should see
what it says where it says it, and a few such lines can grow to millions. Write the text out.""",
        f"{_GOOD}notes: &why Agreed.\n",
        f"{_GOOD}notes: Agreed.\n",
    ),
    _entry(
        codes.TAG,
        "tag",
        """A tag stands here

Tags such as `!!int` or `!include` say how to read a value. In a policy the field says that; delete
the tag.""",
        f"{_GOOD}notes: !!str Agreed.\n",
        f"{_GOOD}notes: Agreed.\n",
    ),
    _entry(
        codes.VERSION,
        "yaml-version",
        """The file asks for another version of YAML

Under YAML 1.1 the time 22:30 is the number 1350 and the word no is false. Policies are YAML 1.2;
delete the `%YAML` line.""",
        f"%YAML 1.1\n---\n{_GOOD}",
        f"%YAML 1.2\n---\n{_GOOD}",
    ),
    _entry(
        codes.DUPLICATE_KEY,
        "duplicate-key",
        """A key stands twice among its neighbours

Most readers of YAML silently take the last one, people the first. Keep one of the two.""",
        f"{_GOOD}name: Another name\n",
        _GOOD,
    ),
    _entry(
        codes.KEY_NOT_TEXT,
        "key-not-text",
        """A key is not a word

Keys are words. A number, a day, `true`, an empty key, a list or a mapping is none; put it in quotes
if it is meant as a word.""",
        f"{_GOOD}2026: Agreed.\n",
        f"{_GOOD}notes: Agreed in 2026.\n",
    ),
    _entry(
        codes.TOO_LARGE,
        "too-large",
        """Something is larger than policies ever are

A file has at most 1,000,000 bytes, 1,000 documents and 100,000 values, nested at most 64 deep; a
number has at most 18 digits. An id that is all digits belongs in quotes. Of what is wrong with one
file, the first 500 things are listed.""",
        f"{_GOOD}notes: 1234567890123456789\n",
        f'{_GOOD}notes: "1234567890123456789"\n',
    ),
    _entry(
        codes.NO_SUCH_DAY,
        "no-such-day",
        """The calendar has no such day

A value written year-month-day is a day, and it must exist.""",
        f"{_GOOD}effective: 2026-02-30\n",
        f"{_GOOD}effective: 2026-02-28\n",
    ),
    _entry(
        codes.NOT_A_DOCUMENT,
        "not-a-document",
        """The file or document states no policy

A document is keys with values, of which `kind` says what it states. An empty file, or a list at the
top, is none.""",
        "- one\n- two\n",
        _GOOD,
    ),
    _entry(
        codes.UNKNOWN_KIND,
        "unknown-kind",
        """There is no such kind of document

The key `kind` says what a document states; its words are fixed.""",
        _GOOD.replace("…\n", HEAD.replace("kind: ladder", "kind: lader")),
        _GOOD,
    ),
    _entry(
        codes.UNKNOWN_KEY,
        "unknown-key",
        """There is no such key here

A misspelt key would otherwise be passed over, and with it the rule that it states.""",
        _GOOD.replace("track: agent", "trakc: agent"),
        _GOOD,
    ),
    _entry(
        codes.MISSING_KEY,
        "missing-key",
        """A key that is needed is missing

The document cannot be understood without it.""",
        _GOOD.replace(", level: 1", ""),
        _GOOD,
    ),
    _entry(
        codes.WRONG_VALUE,
        "wrong-value",
        """The value is not what the field takes

Values are strict: text is no number, a number in quotes is text, a single value is no list. The
words yes, no, on and off are text; true and false are what they say. Numbers with a leading zero,
an underscore or 0x are text.""",
        _GOOD.replace("level: 1", "level: first"),
        _GOOD,
    ),
    _entry(
        codes.NOT_ALLOWED,
        "not-allowed",
        """The word is none of those allowed

Some fields take one of a few words only.""",
        _GOOD.replace("…\n", HEAD.replace("name: Agents", "name: Agents, promotes: titel")),
        _GOOD.replace("…\n", HEAD.replace("name: Agents", "name: Agents, promotes: title")),
    ),
    _entry(
        codes.OUT_OF_BOUNDS,
        "out-of-bounds",
        """The value is too small, too large, too short or too long

The finding says which bound holds.""",
        _GOOD.replace("level: 1", "level: 0"),
        _GOOD,
    ),
    _entry(
        codes.DANGLING,
        "dangling-reference",
        """An id is used that nothing defines

Grades, tracks and posts are named by their ids. Where the workspace defines none of a sort at all
(no ladder, say), there is nothing to compare with and nothing is reported.""",
        _GOOD.replace("track: agent", "track: agnet"),
        _GOOD,
    ),
    _entry(
        codes.DUPLICATE_DEFINITION,
        "duplicate-definition",
        """An id is given twice in one document

Whatever names the id could mean either.""",
        f"{_GOOD}  - {{id: a1, name: Two stars, track: agent, level: 2}}\n",
        f"{_GOOD}  - {{id: a2, name: Two stars, track: agent, level: 2}}\n",
    ),
    _entry(
        codes.OVERLAPPING_PERIODS,
        "overlapping-periods",
        """Two versions of a policy are in force on the same days

Documents of one kind and id are versions of one policy: each is in force from `effective` to
`until`, and on any day only one may be.""",
        f"{_version('')}---\n{_version('effective: 2026-07-01')}\n",
        f"{_version('until: 2026-06-30')}\n---\n{_version('effective: 2026-07-01')}\n",
    ),
    _entry(
        codes.ENDS_BEFORE_START,
        "ends-before-start",
        """A policy ends before it begins

`until` is the last day in force, `effective` the first.""",
        f"{_GOOD}effective: 2026-07-01\nuntil: 2026-06-30\n",
        f"{_GOOD}effective: 2026-07-01\nuntil: 2027-06-30\n",
    ),
    _entry(
        codes.SEVERAL_WORKSPACES,
        "several-workspaces",
        """There is more than one workspace document

Where the tables are and which days are worked is said once.""",
        f"{_SETTINGS}---\n{_SETTINGS.replace('home', 'other')}",
        _SETTINGS,
    ),
    _entry(
        codes.UNKNOWN_CODE,
        "unknown-code",
        """The workspace changes the severity of a code that cannot be changed

Either no finding has the code, or it is one without which a document could not be used.""",
        f"{_SETTINGS}severities: {{DOC9: off}}\n",
        f"{_SETTINGS}severities: {{{codes.CALENDAR_UNPUBLISHED}: info}}\n",
        Severity.WARNING,
    ),
    _entry(
        codes.CALENDAR_UNPUBLISHED,
        "calendar-unpublished",
        """A date rests on a year whose official calendar is not announced yet

China announces the holidays and working weekends of a year in the November before. Until then they
are a projection without working weekends, and working days counted in that year may shift. Once
they are known, update cs, or state them in the workspace under `calendar.holidays` and
`calendar.working_days`. Of long past years the days are out and not known here: state them
likewise, if a date still rests on them.""",
        f"{_SETTINGS}as_of: 2090-01-15\n",
        f"{_SETTINGS}as_of: 2090-01-15\n"
        "calendar:\n  holidays: [2090-01-01]\n  working_days: [2090-01-07]\n",
        Severity.WARNING,
    ),
    _entry(
        codes.UNKNOWN_COUNTRY,
        "unknown-country",
        """The holidays of the country are not known

`calendar.country` is a country code of ISO 3166, or null for no national holidays.""",
        f"{_SETTINGS}calendar: {{country: ZZ}}\n",
        f"{_SETTINGS}calendar: {{country: CN}}\n",
    ),
    _entry(
        codes.NO_SUCH_TABLE,
        "no-such-table",
        """A table that the workspace states is not there

Paths in documents are relative to the directory that holds `policies/`.""",
        f"{_SETTINGS}tables: {{staff: no-such-file.csv}}\n",
        f"{_SETTINGS}tables: {{staff: []}}\n",
    ),
)  # fmt: skip

FORMAT_ENTRIES: tuple[Entry, ...] = (
    Entry(
        codes.NOT_FORMATTED,
        "not-formatted",
        Severity.ERROR,
        page_text(
            """A file is left as it is laid out

`cs policy fmt` lays out what can be read without errors, and only if the result says the same. A
file with an error, or one whose comments or block texts allow no other layout without a change of
meaning, is left as it is."""
        ),
        fixed=True,
        shows="",
    ),
)
"""What `cs policy fmt` says; `cs policy check` never does."""
