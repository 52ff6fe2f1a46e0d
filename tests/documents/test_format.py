"""One layout: keys in order, comments where they belong, and nothing said otherwise."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.catalogue import KINDS
from cs.documents import Source, load
from cs.documents.formatting import formatted
from cs.kernel.findings import Finding
from cs.kernel.texts import yaml_scalar

FILE = "policy.yaml"


def format_bytes(data: bytes) -> bytes:
    result = formatted(Source(FILE, data), KINDS)
    assert isinstance(result, bytes), result
    return result


def fmt(text: str) -> str:
    return format_bytes(text.encode()).decode()


def left(text: str) -> str:
    result = formatted(Source(FILE, text.encode()), KINDS)
    assert isinstance(result, Finding)
    assert result.code == "DOC040"
    return result.message.english()


HEAD = "kind: ladder\nid: house\nname: House\n"
REST = "tracks:\n  - {id: a, name: A}\ngrades:\n  - {id: g, name: G, track: a, level: 1}\n"


def test_keys_stand_in_the_order_of_their_model() -> None:
    assert fmt(f"{REST}name: House\nid: house\nkind: ladder\n") == HEAD + REST
    assert "{id: a, name: A, promotes: post}" in fmt(
        HEAD + REST.replace("{id: a, name: A}", "{promotes: post, name: A, id: a}")
    )


def test_spaces_are_one_and_blocks_two() -> None:
    text = """\
kind:   ladder
id: house  #the id\t
name:     House


tracks:
-   id:  a
    name:   A
-
    name: B
    id: b
grades: [ { id: g , name : "G" , track: a , level: 1 , } ]
"""
    assert (
        fmt(text)
        == """\
kind: ladder
id: house #the id
name: House

tracks:
  - id: a
    name: A
  - id: b
    name: B
grades: [{id: g, name: "G", track: a, level: 1}]
"""
    )


def test_comments_move_with_what_they_belong_to() -> None:
    text = """\
# the file

# why it is called so
name: House # short
kind: ladder
id: house
tracks:
    - name: A
      # the id,
      # in two lines
      id: a
      # end of A
    # about B
    - name: B # behind
      id: b
# end of tracks?
grades:
  - {id: g, name: G, track: a, level: 1}
  # end of grades
# end of file
"""
    assert (
        fmt(text)
        == """\
# the file

kind: ladder
id: house
# why it is called so
name: House # short
tracks:
  # the id,
  # in two lines
  - id: a
    name: A
    # end of A
  # about B
  - id: b
    name: B # behind
# end of tracks?
grades:
  - {id: g, name: G, track: a, level: 1}
  # end of grades
# end of file
"""
    )


def test_blank_lines_part_what_they_parted_before() -> None:
    moved = fmt(f"kind: ladder\nid: house\n\n{REST}\nname: House\n")
    assert moved == f"kind: ladder\nid: house\nname: House\n\n{REST}"


def test_text_and_what_spans_lines_stays_as_written() -> None:
    text = f"""\
{HEAD}source: >-
    folded   text
      deeper

    # no comment
notes: "two
  lines" # c
tracks:
- {{id: a,   # in braces
   name: A}}
grades: [{{id: g, name: G, track: a, level: 1}}]
"""
    assert fmt(text) == text.replace("- {id", "  - {id").replace("   name: A}", "     name: A}")


def test_a_value_below_its_key_stays_there() -> None:
    text = f"""\
{HEAD}notes: # about it
      # more
      a long text # behind
tracks:
 [{{id: a, name: A}},
   {{id: b, name: B}}]
grades:
-
  # of G
  {{id: g, name: G, track: a, level: 1}}
"""
    assert (
        fmt(text)
        == f"""\
{HEAD}notes: # about it
  # more
  a long text # behind
tracks:
  [{{id: a, name: A}},
    {{id: b, name: B}}]
grades:
  # of G
  - {{id: g, name: G, track: a, level: 1}}
"""
    )


def test_line_ends_are_those_of_the_first_line_and_the_mark_stays() -> None:
    data = f"\ufeff{HEAD}{REST}".replace("\n", "\r\n", 2).rstrip("\n").encode()
    assert format_bytes(data) == f"\ufeff{HEAD}{REST}".replace("\n", "\r\n").encode()


def test_documents_of_one_file_stay_apart() -> None:
    other = f"{HEAD}{REST}".replace("house", "other")
    text = f"%YAML 1.2\n---  # first\n{HEAD}{REST}# end\n...\n---\n# second\n{other}"
    assert fmt(text) == text.replace("---  #", "---  #")


def test_a_file_with_errors_is_left_as_it_is() -> None:
    assert "errors" in left("kind: ladder\n")
    assert "errors" in left("a: [\n")
    assert "errors" in left(HEAD + REST.replace("level: 1", "level: &x 1"))


def test_what_cannot_be_laid_out_without_a_change_is_left_as_it_is() -> None:
    assert "laid out" in left(f"--- {{kind: ladder, id: a, name: A, {flow_rest()}}}\n")


def flow_rest() -> str:
    return "tracks: [{id: a, name: A}], grades: [{id: g, name: G, track: a, level: 1}]"


def test_a_block_text_at_the_end_without_a_line_break_gains_none() -> None:
    text = f"{HEAD}{REST}notes: |\n  text"
    result = formatted(Source(FILE, text.encode()), KINDS)
    assert isinstance(result, Finding), "moved up, the text would gain a line break"
    whole = HEAD + REST.replace("level: 1}", "level: 1, source: x}")
    assert fmt(whole.removesuffix("\n")) == whole


GAP = st.sampled_from(["", " ", "   "])
NOTE = st.sampled_from(["", " # c", "   #  d: [e"])
ABOVE = st.lists(st.sampled_from(["", "# x", "      # far", "#", " # near"]), max_size=3)
TEXT = st.text("ab甲 #:'\"-😀", min_size=1, max_size=6).map(lambda text: f"t{text}")


@st.composite
def ladders(draw: st.DrawFn) -> str:
    """A ladder in any order, with comments and blank lines anywhere."""

    def scalar() -> str:
        text = draw(TEXT)
        kind = draw(st.integers(0, 3))
        single = text.replace("'", "''")
        return f"'{single}'" if kind == 0 else yaml_scalar(text)

    def lines(indent: int, first: str, entries: list[tuple[str, str]]) -> list[str]:
        out: list[str] = []
        for number, (key, value) in enumerate(draw(st.permutations(entries))):
            lead = first if number == 0 else " " * indent
            if number:
                out += draw(ABOVE)
            out.append(f"{lead}{key}:{draw(GAP)} {value}{draw(NOTE)}")
        return out

    def items(key: str, entries: list[list[tuple[str, str]]]) -> list[str]:
        indent = draw(st.integers(0, 4))
        out = [f"{key}:{draw(NOTE)}"]
        for own in entries:
            out += draw(ABOVE)
            if draw(st.booleans()):
                pairs = f",{draw(GAP)} ".join(f"{k}:{draw(GAP)} {v}" for k, v in own)
                out.append(f"{' ' * indent}- {{{draw(GAP)}{pairs}{draw(GAP)}}}{draw(NOTE)}")
            else:
                wide = draw(st.integers(1, 3))
                out += lines(indent + 1 + wide, f"{' ' * indent}-{' ' * wide}", own)
        return out

    ids = ["a", "b"]
    tracks = [[("name", scalar()), ("id", each)] for each in ids]
    grades = [
        [("level", str(n)), ("name", scalar()), ("id", f"g{n}"), ("track", "a")] for n in (1, 2)
    ]
    blocks = [
        [f"kind: ladder{draw(NOTE)}"],
        ["id: house"],
        [f"name: {scalar()}"],
        [f"notes: |{draw(st.sampled_from(['', '-', '+']))}", "   some", "     text", "   # none"],
        items("tracks", tracks),
        items("grades", grades),
        [f"source: {scalar()}"],
    ]
    out: list[str] = []
    for block in draw(st.permutations(blocks)):
        out += [*draw(ABOVE), *block]
    return draw(st.sampled_from(["\n", "\r\n"])).join([*out, *draw(ABOVE), ""])


def comments(text: str) -> list[str]:
    found = re.findall(r"(?m)(?:^|(?<=\s))(#(?: c| x|  d: \[e| far| near)?)[ \r]*$", text)
    return sorted(found)


@settings(max_examples=80, deadline=None)
@given(ladders())
def test_nothing_changes_its_meaning_no_comment_is_lost_and_twice_is_once(text: str) -> None:
    before = load([Source(FILE, text.encode())], KINDS)
    assert not before.failed, before.findings
    once = formatted(Source(FILE, text.encode()), KINDS)
    if isinstance(once, Finding):
        assert "|+" in text, "only a text that keeps the blank lines after it may stand in the way"
        return
    after = load([Source(FILE, once)], KINDS)
    assert [each.policy for each in after.documents] == [each.policy for each in before.documents]
    assert comments(once.decode()) == comments(text)
    assert formatted(Source(FILE, once), KINDS) == once


@pytest.mark.parametrize("folder", ["policies", "examples", "src/cs/templates"])
def test_the_policies_of_this_repository_are_formatted(folder: str) -> None:
    from pathlib import Path

    files = sorted((Path(__file__).parents[2] / folder).rglob("*.yaml"))
    assert files
    for file in files:
        data = file.read_bytes()
        assert formatted(Source(file.name, data), KINDS) == data, f"cs policy fmt {file}"
