"""Mends by splicing: what is written is what was stated, and every other byte stays."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.documents.nodes import read_nodes
from cs.documents.offsets import Offsets
from cs.documents.plain import Data, to_plain
from cs.documents.repair import edits_in, repair
from cs.documents.source import Source
from cs.kernel.findings import AddKey, Edit, Fix, Place, Replace, Span
from cs.kernel.messages import message
from cs.kernel.texts import yaml_scalar

FILE = "policy.yaml"


def at(*route: str | int, document: int = 0) -> Place:
    return Place(FILE, route, document=document)


def fix(*edits: Edit) -> Fix:
    return Fix(message("A test."), edits)


def mended(text: str, *edits: Edit) -> str:
    done = repair(Source(FILE, text.encode()), [fix(*edits)])
    assert done.made, "refused"
    return done.data.decode()


def is_refused(text: str, *edits: Edit) -> bool:
    done = repair(Source(FILE, text.encode()), [fix(*edits)])
    return not done.made and done.data == text.encode()


def read(text: str) -> Data:
    nodes = read_nodes(text, FILE)
    assert nodes.whole
    assert not nodes.findings
    return to_plain(nodes.roots[0][1], FILE, 0).data


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("a: x # c\nb: 2\n", Replace(at("a"), "y"), "a: y # c\nb: 2\n"),
        ("a: x\nwieght: 2\n", Replace(at("wieght").key(), "weight"), "a: x\nweight: 2\n"),
        ("a: [x, {b: 1}]\n", Replace(at("a", 1, "b"), "22"), "a: [x, {b: 22}]\n"),
        ("- a: x\r\n-   a:  y\r\n", Replace(at(0, "a"), "z"), "- a: z\r\n-   a:  y\r\n"),
        ("甲: 😀\u2028乙 # 丙\n丁: 戊", Replace(at("丁"), "己"), "甲: 😀\u2028乙 # 丙\n丁: 己"),
        ("a: 1\n---\na: 2\n", Replace(at("a", document=1), "3"), "a: 1\n---\na: 3\n"),
        # a value takes over quotes and the percent sign of the one before
        ("a: 'x'\n", Replace(at("a"), "y"), "a: 'y'\n"),
        ('a: "40"\n', Replace(at("a"), "40"), "a: 40\n"),
        ("a: 50\n", Replace(at("a"), "40%"), "a: 40\n"),
        ("a: 50%\n", Replace(at("a"), "40%"), "a: 40%\n"),
        # what is missing is filled in, the next line left alone
        ("a:   # c\nb: 2\n", Replace(at("a"), "1"), "a: 1   # c\nb: 2\n"),
        # a list may be written as its single item
        ("from: agnet\n", Replace(at("from", 0), "agent"), "from: agent\n"),
    ],
)
def test_a_value_or_key_is_replaced_where_it_stands(before: str, edit: Edit, after: str) -> None:
    assert mended(before, edit) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("m:\n  a: 1\n  # end\nn: 2\n", "m:\n  a: 1\n  k: v\n  # end\nn: 2\n"),
        ("m:\n  a: 1 # c\n\nn: 2\n", "m:\n  a: 1 # c\n  k: v\n\nn: 2\n"),
        ("m:\n  a: 1", "m:\n  a: 1\n  k: v"),
        ("x: 1\r\nm:\r\n    a: 1", "x: 1\r\nm:\r\n    a: 1\r\n    k: v"),
        ("m:\n  a:\nn: 2\n", "m:\n  a:\n  k: v\nn: 2\n"),
        ("m:\n  a:\n  - x\n  - y: [1,\n      2]\nn: 2\n",
         "m:\n  a:\n  - x\n  - y: [1,\n      2]\n  k: v\nn: 2\n"),
        ("m:\n  a: |\n    text\n\n# c\nn: 2\n", "m:\n  a: |\n    text\n  k: v\n\n# c\nn: 2\n"),
        ("m:\n  a: |+\n    text\n\n# c\nn: 2\n", "m:\n  a: |+\n    text\n\n  k: v\n# c\nn: 2\n"),
        ("m: {a: 1}\n", "m: {a: 1, k: v}\n"),
        ("m: {a: 1 }\n", "m: {a: 1, k: v }\n"),
        ("m: {a: 1,}\n", "m: {a: 1, k: v,}\n"),
        ("m: { a: [1], }\n", "m: { a: [1], k: v, }\n"),
        ("m: {a}\n", "m: {a, k: v}\n"),
        ("m: {}\n", "m: {k: v}\n"),
        ("m: { }\n", "m: {k: v }\n"),
        ("m: {\n  a: 1,\n  b: 2\n}\n", "m: {\n  a: 1,\n  b: 2,\n  k: v\n}\n"),
        ("m: {\n  a: 1,\n  b: 2, # c\n}\n", "m: {\n  a: 1,\n  b: 2, # c\n  k: v,\n}\n"),
        ("m: {\n  a: 1,\n  b: 2 # c\n}\n", "m: {\n  a: 1,\n  b: 2, # c\n  k: v\n}\n"),
        ("m: {\n  a: 1,\n  b: 2}\n", "m: {\n  a: 1,\n  b: 2,\n  k: v}\n"),
    ],
)  # fmt: skip
def test_a_key_is_added_as_its_neighbours_are_written(before: str, after: str) -> None:
    assert mended(before, AddKey(at("m"), "k", "v")) == after


def test_a_key_is_added_to_an_item_of_a_list_below_its_siblings() -> None:
    assert mended("-   a: 1\n- b: 2\n", AddKey(at(0), "k", "v")) == "-   a: 1\n    k: v\n- b: 2\n"


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: 1\nb: 2\n", Replace(at("c"), "1")),  # not there
        ("a: 1\nb: 2\n", Replace(at("b").key(), "a")),  # there would be two
        ("a: {k: 1}\n", AddKey(at("a"), "k", "v")),
        ("a: 1\n", AddKey(at("a"), "k", "v")),  # no mapping
        ("a: |\n  text", AddKey(at(), "k", "v")),  # the text would end with a line break more
        ("a: 1\n", Replace(at("a"), "x: y")),  # would not read back
        ("a: 1\nb: 2\n", Replace(at("a"), "1\nb: 3")),
    ],
)
def test_what_fits_nowhere_or_changes_more_than_it_states_is_refused(text: str, edit: Edit) -> None:
    assert is_refused(text, edit)


def test_mends_that_overlap_wait_and_all_others_are_made_at_once() -> None:
    source = Source(FILE, "\ufeffa: x\r\nb: y\nc: z".encode())
    first, second = fix(Replace(at("a"), "1")), fix(Replace(at("a"), "2"))
    third, lost = fix(Replace(at("c"), "3")), fix(Replace(at("d"), "4"))
    done = repair(source, [first, second, third, lost])
    assert done.data == "\ufeffa: 1\r\nb: y\nc: 3".encode()
    assert (done.made, done.waiting, done.refused) == ((first, third), (second,), (lost,))


def test_one_wrong_mend_keeps_no_other_from_being_made() -> None:
    right, wrong = fix(Replace(at("a"), "1")), fix(Replace(at("b").key(), "a"))
    done = repair(Source(FILE, b"a: x\nb: y\n"), [wrong, right])
    assert (done.data, done.made, done.refused) == (b"a: 1\nb: y\n", (right,), (wrong,))


def test_a_text_that_is_no_yaml_is_mended_at_a_span() -> None:
    text = "kind: ladder\nname\uff1ax\nid: a\n"
    place = Place(FILE, span=Span(2, 5, 2, 6))
    assert mended(text, Replace(place, ": ")) == "kind: ladder\nname: x\nid: a\n"
    assert is_refused(text, Replace(Place(FILE, span=Span(2, 1, 2, 2)), "m"))


def test_edits_are_told_as_spans_for_formats_that_show_them() -> None:
    mend = fix(AddKey(at("m"), "k", "v"))
    (edit,) = edits_in([Source(FILE, b"m:\n  a: 1\n")])(mend)
    assert (edit.span, edit.text) == (Span(2, 7, 2, 7), "\n  k: v")


WORD = st.text(string.ascii_lowercase + "é甲😀\u2028 :#'\"-0", min_size=1, max_size=6)
KEYS = st.lists(st.text("abcde甲", min_size=1, max_size=3), min_size=1, max_size=4, unique=True)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A text of two levels with comments, blank lines and mixed line ends, and its routes."""
    parts: list[str] = [draw(st.sampled_from(["", "# head" + draw(ENDS), "\ufeff"]))]
    routes: list[tuple[str, ...]] = []
    for key in draw(KEYS):
        own = yaml_scalar(key)
        inner = draw(KEYS)
        routes.append((key, draw(st.sampled_from(inner))))
        note = draw(st.sampled_from(["", " ", "  # c: d"]))
        if draw(st.booleans()):
            gap = draw(st.sampled_from(["", " "]))
            entries = ", ".join(f"{yaml_scalar(k)}: {yaml_scalar(draw(WORD))}" for k in inner)
            comma = draw(st.sampled_from(["", ",", " , "]))
            parts.append(f"{own}: {{{gap}{entries}{comma}{gap}}}{note}{draw(ENDS)}")
        else:
            indent = " " * draw(st.integers(1, 4))
            parts.append(f"{own}:{note}{draw(ENDS)}")
            for k in inner:
                parts.append(
                    f"{indent}{yaml_scalar(k)}: {yaml_scalar(draw(WORD))}{note}{draw(ENDS)}"
                )
                parts.append(draw(st.sampled_from(["", "\n", f"{indent}# own\r\n", "# left\n"])))
    text = "".join(parts)
    return text if draw(st.booleans()) else text.rstrip("\r\n"), draw(st.sampled_from(routes))


@settings(max_examples=60, deadline=None)
@given(documents(), WORD, st.sampled_from(["value", "key", "add"]))
def test_every_byte_outside_a_mend_stays_and_it_reads_as_stated(
    document: tuple[str, tuple[str, str]], word: str, what: str
) -> None:
    text, (outer, inner) = document
    data = read(text.removeprefix("\ufeff"))
    assert isinstance(data, dict)
    own = data[outer]
    assert isinstance(own, dict)
    new = f"new {word}"
    edit: Edit
    if what == "value":
        edit = Replace(at(outer, inner), yaml_scalar(word))
        own = {**own, inner: word}
    elif what == "key":
        edit = Replace(at(outer, inner).key(), yaml_scalar(new))
        own = {new if key == inner else key: value for key, value in own.items()}
    else:
        edit = AddKey(at(outer), "new", yaml_scalar(word))
        own = {**own, "new": word}
    source = Source(FILE, text.encode())
    done = repair(source, [fix(edit)])
    assert done.made
    assert read(done.data.decode("utf-8-sig")) == {**data, outer: own}
    kept = Offsets(text.removeprefix("\ufeff"))
    edits = edits_in([source])(fix(edit))
    before, after = text.encode(), done.data
    first = len(text) - len(kept.text) + kept.of(edits[0].span)[0]
    last = len(text) - len(kept.text) + kept.of(edits[-1].span)[1]
    head, tail = text[:first].encode(), text[last:].encode()
    assert after.startswith(head)
    assert after.endswith(tail)
    assert len(after) - len(before) == sum(
        len(each.text.encode()) - len("".join(kept.text[slice(*kept.of(each.span))]).encode())
        for each in edits
    )


@given(st.text(min_size=0, max_size=12))
def test_a_quoted_text_reads_back_in_brackets_and_out_of_them(text: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        return
    written = yaml_scalar(text)
    assert read(f"a: {written}\nb: [{written}, 1]\n{written}: 1\n") == {
        "a": text, "b": (text, 1), text: 1,
    } or text in ("a", "b")  # fmt: skip
