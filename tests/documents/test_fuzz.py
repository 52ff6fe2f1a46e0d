"""No input, however broken, gives a traceback; every finding has a place in the text."""

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cs.catalogue import KINDS, RULES
from cs.checking.outputs import OUTPUTS
from cs.checking.report import Report
from cs.checking.running import run
from cs.documents import Source, load
from cs.documents.pages import DOCUMENT_ENTRIES
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding
from tests.documents.bombs import LEAKS

ROOT = Path(__file__).parents[2]
REAL = [path.read_bytes() for path in sorted(ROOT.glob("policies/*.yaml"))]
REAL += [(entry.page.good or "").encode() for entry in DOCUMENT_ENTRIES]

TOKENS = st.sampled_from(
    [b":", b": ", b"- ", b"\n", b"\n  ", b"[", b"]", b"{", b"}", b"*a", b"&a ", b"!!int ", b"<<: ",
     b"|", b">", b"'", b'"', b"? ", b"---\n", b"...\n", b"%YAML 1.1\n", b"%YAML 99999 9\n", b"#",
     b"[X]", b"TODO", "待定".encode(), b"2026-13-45", b"9" * 5000, b"1e99999", b"\\U99999999",
     b"\t", b"\x00", b"\xff", b"\xef\xbb\xbf", b"null", b"true", b".nan", b"~", b"0x1F", b"@"]
)  # fmt: skip


def survives(data: bytes, *, rules: bool = True) -> tuple[Finding, ...]:
    """Loads, checks by all rules unless told otherwise, and shows in every format."""
    loaded = load([Source("a.yaml", data)], KINDS)
    policies = PolicySet(loaded.documents, WorkingCalendar())
    found = loaded.spans.locate([*loaded.findings, *(run(policies, RULES, {}) if rules else ())])
    assert all(finding.place.span is not None for finding in found)
    assert found or loaded.documents, "a file is never passed over in silence"
    for render in OUTPUTS.values():
        render(Report(found, 1, loaded.lines))
    return found


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
@example(b"a: !!bool x")
@example(b"%YAML 1.1\n---\na: 22:30")
@example(b"a: &a [*a]")
@example(b"a: \x85 b")
@example(b'"\\UFFFFFFFF": 1')
@example(b"%YAML " + b"9" * 5000 + b".1\n---\na: 1")
@example(b"kind: [ladder]")
@example(b"kind: {ladder: 1}")
@example(b"kind: 2026-01-01")
@example(b"severities: {1: off}\nkind: workspace")
def test_arbitrary_bytes(data: bytes) -> None:
    survives(data)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_arbitrary_text(text: str) -> None:
    survives(text.encode("utf-8", "replace"))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_real_policies_with_pieces_replaced(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(REAL))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + data.draw(TOKENS) + text[end:]
    survives(text)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(LEAKS.values())), st.sampled_from(REAL), st.data())
def test_known_leaks_amid_real_policies(leak: bytes, text: bytes, data: st.DataObject) -> None:
    lines = text.split(b"\n")
    at = data.draw(st.integers(0, len(lines)))
    survives(b"\n".join((*lines[:at], leak[:20_000], *lines[at:])))


@settings(max_examples=150, deadline=None)
@given(st.lists(TOKENS, max_size=25).map(b"".join))
def test_heaps_of_yaml_signs(data: bytes) -> None:
    survives(data)
