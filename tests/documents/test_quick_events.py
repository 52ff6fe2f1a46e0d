"""libyaml's events are taken only where the parser in Python says the same."""

from pathlib import Path
from unittest import mock

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cs.documents import nodes
from cs.documents.nodes import read_nodes
from cs.documents.quick_events import quick_events

ROOT = Path(__file__).parents[2]
LINES = [
    line
    for path in sorted(ROOT.glob("policies/*.yaml"))
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
]
SIGNS = st.sampled_from(
    [": ", "- ", "\n", "\n  ", "\n- ", "[", "]", "{", "}", ",", "'", '"', "|\n  x", ">-\n  y",
     "|+\n", "? ", "---\n", "...\n", "# c\n", "&a ", "!b ", "*a", "%YAML 1.2\n", "\t", "\r\n",
     "\ufeff", "\x85", "a", "职", "😀", '"\\x41"', "~", "@", "`", "0", "|#", "  "]
)  # fmt: skip


def slow(text: str) -> nodes.NodesRead:
    with mock.patch.object(nodes, "quick_events", return_value=None):
        return read_nodes(text, "a.yaml")


@settings(max_examples=400, deadline=None)
@given(st.lists(SIGNS, max_size=20).map("".join))
@example("a:\nb: 1\n")
@example('|#"a"')
@example("|+\n#\n")
@example("a: b\n...\n...\n")
@example("? a\n  ")
@example("kind\t: ladder\n")
@example("a: [b\ufeffc, d]\n")
def test_heaps_of_yaml_signs(text: str) -> None:
    assert read_nodes(text, "a.yaml") == slow(text)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(LINES) - 8), st.data())
def test_real_lines_with_signs_between(start: int, data: st.DataObject) -> None:
    text = "".join(LINES[start : start + 8])
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(SIGNS) + text[at + data.draw(st.integers(0, 1)) :]
    assert read_nodes(text, "a.yaml") == slow(text)


def test_every_house_policy_is_read_the_quick_way() -> None:
    for path in sorted(ROOT.glob("policies/*.yaml")):
        assert quick_events(path.read_text(encoding="utf-8")) is not None, path
