"""Every way in which a document can be broken gives its code at its line and column."""

import pytest

from cs.catalogue import KINDS
from cs.documents import Loaded, Source, load, nodes

HEAD = "kind: ladder\nid: l\nname: Ladder\ntracks: [{id: t, name: T}]\n"
GOOD = HEAD + "grades:\n- {id: g, name: G, track: t, level: 1}\n"


def load_text(text: str | bytes) -> Loaded:
    data = text.encode() if isinstance(text, str) else text
    return load([Source("a.yaml", data)], KINDS)


def found(text: str | bytes) -> list[tuple[str, int, int]]:
    result = []
    for finding in load_text(text).findings:
        assert finding.place.span is not None
        result.append((finding.code, finding.place.span.line, finding.place.span.column))
    return result


BROKEN = {
    "not UTF-8": (GOOD.encode() + b"notes: \xd6\xd0\n", ("DOC001", 7, 8)),
    "NUL": (GOOD + "notes: a\0b\n", ("DOC001", 7, 9)),
    "control character": (GOOD + "notes: a\x1b[0m\n", ("DOC001", 7, 9)),
    "second colon": (GOOD + "notes: a: b\n", ("DOC002", 7, 9)),
    "open quote": (GOOD + 'notes: "a\n', ("DOC002", 7, 8)),
    "open quote that a later one closes": (
        GOOD + 'notes: "a\nsource: "b"\n',
        ("DOC002", 7, 8),
    ),
    "open quote closed by the wrong one": (GOOD + 'notes: "a”\n', ("DOC002", 7, 8)),
    "open bracket": (GOOD + "notes: [a\n", ("DOC002", 8, 1)),
    "tab": (GOOD + "\tnotes: a\n", ("DOC002", 7, 1)),
    "reserved": (GOOD + "notes: @a\n", ("DOC002", 7, 8)),
    "placeholder breaks syntax": (GOOD + "notes: [X] months\n", ("DOC003", 7, 8)),
    "Chinese placeholder breaks syntax": (GOOD + "notes: [X]个月\n", ("DOC003", 7, 8)),
    "placeholder word": (GOOD + "notes: TODO\n", ("DOC003", 7, 8)),
    "placeholder 待定": (GOOD + "notes: 待定（人力）\n", ("DOC003", 7, 8)),
    "placeholder xxx": (GOOD + "notes: xxx\n", ("DOC003", 7, 8)),
    "placeholder in quotes": (GOOD + 'notes: "每[X]个月一次"\n', ("DOC003", 7, 8)),
    "list of one where text belongs": (GOOD + "notes: [坐班时间段]\n", ("DOC003", 7, 8)),
    "placeholder for a number": (GOOD.replace("level: 1", "level: [X]"), ("DOC003", 6, 37)),
    "anchor": (GOOD + "notes: &a b\n", ("DOC004", 7, 8)),
    "alias": (GOOD + "notes: *a\n", ("DOC004", 7, 8)),
    "merge key": (GOOD + "<<: {notes: a}\n", ("DOC004", 7, 1)),
    "tag": (GOOD + "notes: !!int x\n", ("DOC005", 7, 8)),
    "own tag": (GOOD + "notes: !secret x\n", ("DOC005", 7, 8)),
    "YAML 1.1": ("%YAML 1.1\n---\n" + GOOD, ("DOC006", 1, 1)),
    "duplicate key": (GOOD + "name: Other\n", ("DOC007", 7, 1)),
    "list as key": (GOOD + "? [a]\n: b\n", ("DOC008", 7, 3)),
    "mapping as key": (GOOD + "? {a: b}\n: c\n", ("DOC008", 7, 3)),
    "number as key": (GOOD + "12: a\n", ("DOC008", 7, 1)),
    "null as key": (GOOD + "~: a\n", ("DOC008", 7, 1)),
    "long number": (GOOD + f"notes: {'9' * 5000}\n", ("DOC009", 7, 8)),
    "huge exponent": (GOOD + "notes: 1e999999999\n", ("DOC009", 7, 8)),
    "deep": (GOOD + f"notes: {'[' * 80}{']' * 80}\n", ("DOC009", 7, 71)),
    "no such day": (GOOD + "effective: 2026-13-45\n", ("DOC010", 7, 12)),
    "list at the top": ("- a\n", ("DOC011", 1, 1)),
    "empty": ("", ("DOC011", 1, 1)),
    "only comments": ("# nothing\n", ("DOC011", 1, 1)),
    "unknown kind": (GOOD.replace("kind: ladder", "kind: lader"), ("DOC012", 1, 7)),
    "empty kind": (GOOD.replace("kind: ladder", "kind:"), ("DOC012", 1, 1)),
    "unknown key": (GOOD + "note: a\n", ("DOC013", 7, 1)),
    "missing kind": (GOOD.replace("kind: ladder\n", ""), ("DOC014", 1, 1)),
    "missing key in a list": (GOOD.replace(", level: 1", ""), ("DOC014", 6, 3)),
    "text for a number": (GOOD.replace("level: 1", "level: one"), ("DOC015", 6, 37)),
    "number in quotes": (GOOD.replace("level: 1", 'level: "1"'), ("DOC015", 6, 37)),
    "yes is text": (GOOD.replace("level: 1", "level: yes"), ("DOC015", 6, 37)),
    "number for a text": (GOOD.replace("name: G", "name: 12"), ("DOC015", 6, 17)),
    "leading zero": (GOOD.replace("level: 1", "level: 01"), ("DOC015", 6, 37)),
    "octal": (GOOD.replace("level: 1", "level: 0o17"), ("DOC015", 6, 37)),
    "underscore": (GOOD.replace("level: 1", "level: 1_0"), ("DOC015", 6, 37)),
    "no value": (GOOD + "moves:\n", ("DOC015", 7, 1)),
    "wrong word": (GOOD.replace("name: T}", "name: T, promotes: pots}"), ("DOC016", 4, 37)),
    "too small": (GOOD.replace("level: 1", "level: 0"), ("DOC017", 6, 37)),
    "empty list": (HEAD + "grades: []\n", ("DOC017", 5, 9)),
    "dangling": (GOOD.replace("track: t", "track: x"), ("DOC018", 6, 27)),
    "id twice": (
        GOOD + "- {id: g, name: H, track: t, level: 2}\n",
        ("DOC019", 7, 8),
    ),
    "two versions at once": (f"{GOOD}---\n{GOOD}", ("DOC020", 9, 5)),
    "ends before it begins": (
        GOOD + "effective: 2026-02-01\nuntil: 2026-01-31\n",
        ("DOC021", 8, 8),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_document_has_its_finding_at_its_place(
    text: str | bytes, expected: tuple[str, int, int]
) -> None:
    assert found(text) == [expected]


def test_the_good_document_has_no_finding() -> None:
    loaded = load_text(GOOD)
    assert loaded.findings == ()
    assert [document.policy.id for document in loaded.documents] == ["l"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_change_no_place(ending: str) -> None:
    text = "\ufeff" + (GOOD + "note: a\n").replace("\n", ending)
    assert found(text) == [("DOC013", 7, 1)]


def test_a_bad_file_hides_no_other() -> None:
    loaded = load([Source("a.yaml", b"a: b: c"), Source("b.yaml", GOOD.encode())], KINDS)
    assert [finding.place.file for finding in loaded.findings] == ["a.yaml"]
    assert [document.file for document in loaded.documents] == ["b.yaml"]


def test_documents_of_one_file_have_their_own_places() -> None:
    second = GOOD.replace("id: l", "id: m").replace("level: 1", "level: 0")
    loaded = load_text(f"{GOOD}---\n{second}")
    assert [document.policy.id for document in loaded.documents] == ["l"]
    assert found(f"{GOOD}---\n{second}") == [("DOC017", 13, 37)]
    assert [(each.index, each.kind, each.id) for each in loaded.failed] == [(1, "ladder", "m")]


def test_several_mistakes_are_all_reported_in_order() -> None:
    text = GOOD.replace("level: 1", "level: 0") + "notes: 12\nsource: [a, b]\nnote: x\n"
    assert found(text) == [
        ("DOC017", 6, 37),
        ("DOC015", 7, 8),
        ("DOC015", 8, 9),
        ("DOC013", 9, 1),
    ]


def test_a_misspelt_key_is_reported_once_and_not_as_missing_too() -> None:
    (finding,) = load_text(GOOD.replace("level: 1", "levle: 1")).findings
    assert finding.code == "DOC013"
    assert finding.mend is not None
    assert finding.mend.english() == "Did you mean level?"


def test_a_key_has_only_its_published_name() -> None:
    findings = load_text(GOOD + "moves: [{source: g, to: g}]\n").findings
    assert [finding.code for finding in findings] == ["DOC014", "DOC013"]


def test_a_staff_number_keeps_its_zeros() -> None:
    (document,) = load_text(GOOD.replace("id: l", "id: 007")).documents
    assert document.policy.id == "007"


def test_a_broken_document_still_says_what_it_is() -> None:
    (failed,) = load_text("kind: rotation\nid: house\nname: a: b\n").failed
    assert (failed.kind, failed.id) == ("rotation", "house")


@pytest.mark.parametrize("size", [1_000_001, 5_000_000])
def test_a_large_file_is_refused_by_size(size: int) -> None:
    assert found(b"#" * size) == [("DOC009", 1, 1)]


def test_a_file_of_very_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nodes, "MAX_NODES", 20)
    assert found(f"a: [{'b, ' * 17}]") == [("DOC014", 1, 1)]
    assert found(f"a: [{'b, ' * 20}]") == [("DOC009", 1, 56)]
