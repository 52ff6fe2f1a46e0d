"""Reports for tests of the output formats: little by hand, or anything at all."""

from hypothesis import strategies as st

from cs.checking.pages import Entry, page_text
from cs.checking.report import Accepted, Report
from cs.kernel.findings import (
    AddKey,
    Finding,
    Fix,
    Place,
    Related,
    Replace,
    Severity,
    Span,
    TextEdit,
)
from cs.kernel.messages import Message, message

ENTRIES = (
    Entry(
        "PRM001",
        "weights-not-100",
        Severity.ERROR,
        page_text("The weights do not sum to 100%\n\nThen no total is right.", "a: 1", "a: 2"),
        answers=("D01",),
    ),
    Entry("DOC002", "syntax", Severity.ERROR, page_text("The text is not YAML"), fixed=True),
)


def finding(
    span: Span | None = None,
    code: str = "PRM001",
    severity: Severity = Severity.ERROR,
    text: Message | None = None,
    file: str = "a.yaml",
    **parts: object,
) -> Finding:
    """A finding of `a.yaml`, of the sum 90."""
    place = Place(
        file, span=span, **{key: parts.pop(key) for key in ("route", "cell") & parts.keys()}
    )
    return Finding(code, severity, text or message("Sum {sum}.", sum=90), place, **parts)


def report(*findings: Finding, lines: tuple[str, ...] = (), **parts: object) -> Report:
    """A report of one file, `a.yaml`, with these lines."""
    names = {"PRM001": "weights-not-100"}
    return Report(findings, 1, {"a.yaml": lines}, names, codes=ENTRIES, **parts)


_words = st.text(max_size=20) | st.sampled_from(
    ["客服一部", "\ud800", "a\u202eb", "]]>", "<b>|`", "50%\r\n::error::", "{0}", "[x](y)", "𠀀",
     '"results": []', "\x00\x1b[31m", "e\u0301", "\u200d👩‍👩‍👧"]
)  # fmt: skip
_numbers = st.integers(1, 6) | st.sampled_from([80, 10**9])
_spans = st.builds(Span, _numbers, _numbers, _numbers, _numbers)
_files = st.sampled_from(
    ["a.yaml", "../规则/晋升 #1%.yaml", "/abs/b.yaml", "C:/x.yaml", "-", "::x"]
)
_routes = st.lists(st.integers(0, 3) | _words, max_size=3).map(tuple)
_places = st.builds(Place, _files, _routes, span=st.none() | _spans, cell=st.none() | _words)
_messages = st.builds(lambda figure: message("It is {figure}.", figure=figure), _words)
_edits = st.builds(Replace, _places, _words) | st.builds(AddKey, _places, _words, _words)
_fixes = st.builds(
    Fix, _messages, st.lists(_edits, min_size=1, max_size=2).map(tuple), st.booleans()
)
_related = st.builds(
    lambda others, times: tuple(others * times),
    st.lists(st.builds(Related, _places, _messages), max_size=2),
    st.sampled_from([1, 4]),
)
_findings = st.builds(
    Finding,
    st.sampled_from(["PRM001", "DOC002", "ZZZ999"]),
    st.sampled_from(Severity),
    _messages,
    _places,
    st.none() | _messages,
    st.none() | _messages,
    _related,
    st.none() | _fixes,
)
_accepted = st.builds(Accepted, _findings, st.sampled_from(["comment", "baseline"]), _words)
_lines = st.lists(
    _words | st.sampled_from(["a" * 500, "客𠀀" * 100, "\tx:\t客", "  "]), max_size=7
).map(tuple)
_text_edits = st.lists(st.builds(TextEdit, _files, _spans, _words), max_size=3).map(tuple)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report: odd texts, spans that lie nowhere, files with and without lines, many alike."""
    edits = draw(_text_edits)
    return Report(
        tuple(draw(st.lists(_findings, max_size=3)) * draw(st.sampled_from([1, 5, 11]))),
        draw(st.integers(0, 3)),
        draw(st.dictionaries(_files, _lines, max_size=3)),
        {"PRM001": "weights-not-100"},
        tuple(draw(st.lists(_accepted, max_size=1))),
        ENTRIES,
        "1.0",
        draw(st.sampled_from(Severity)),
        lambda _fix: edits,
    )
