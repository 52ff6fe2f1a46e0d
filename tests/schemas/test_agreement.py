"""Editor and tool agree: what the loader's shape refuses, the schema refuses, and nothing else."""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.catalogue import ENTRIES, KINDS
from cs.documents import Source, load
from cs.documents.nodes import read_nodes
from cs.documents.plain import to_plain
from tests.schemas.editors import SHAPE, as_json, as_yaml, refusals

ROOT = Path(__file__).parents[2]
FILES = sorted(ROOT.glob("policies/*.yaml"))
VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 7, 13, 61, 101, 1001, 10**9, 10**12, Decimal("1.5"),
    Decimal("-0.5"), Decimal("0.25"), "", " ", "text", "two words", "1", "0", "-1", "40%", "40 %",
    "１０%", "1000.5%", "3 months", "3 Months", "1 day", "2 calendar days", "3个月", "3 fortnights",
    "P3M", "P1M2D", "P2W1D", "P", "p3m", "100001 days", "100000 d", "8..12", "8..", "..12", "..",
    "8 - 12", "8至12", "22:30", "7:05", "24:00", "24:01", "7:5", "a.b-c_d", "-a", "_a", "客服",
    "a b", "a" * 64, "a" * 65, "a" * 4001, "all", "error", "status", "CN", "cn", (), ("a",),
    ("a", "b"), ("a", 3), ((),), {}, {"a": 1}, {"kind": "ladder"}, ("monday",), {"DOC001": "off"},
    {"condition": "grade"}, {"by": "hired"}, {"by": "component"},
]  # fmt: skip
"""No days (text to JSON), no seven decimals, no `1.0`: see the known differences below."""


def data_of(text: str) -> list[Any]:
    return [to_plain(root, "a.yaml", index).data for index, root in read_nodes(text, "a").roots]


@cache
def house() -> list[Any]:
    return [data for file in FILES for data in data_of(file.read_text(encoding="utf-8"))]


@cache
def pages() -> list[Any]:
    """The good examples of all pages."""
    return [
        data
        for entry in ENTRIES
        if entry.shows == "policy" and entry.page.good
        for data in data_of(entry.page.good)
    ]


@cache
def smallest(kind: str) -> Any:
    """The document of a kind that is read fastest."""
    every = (each for each in house() + pages() if each["kind"] == kind)
    return min(every, key=lambda data: len(as_yaml(data)))


def loader_refuses(data: Any) -> bool:
    loaded = load([Source("a.yaml", as_yaml(data).encode())], KINDS)
    return any(finding.code in SHAPE for finding in loaded.findings)


def changed(value: Any, draw: st.DataObject) -> Any:
    """The value with one thing in it changed."""
    inside = list(value) if isinstance(value, dict) else list(range(len(value)))
    if inside and draw.draw(st.integers(0, 3)):
        step = draw.draw(st.sampled_from(inside))
        below = value[step]
        if isinstance(below, dict | tuple) and draw.draw(st.integers(0, 4)):
            new = changed(below, draw)
        else:
            new = draw.draw(st.one_of(st.sampled_from(VALUES), st.just((below,))))
        if isinstance(value, dict):
            return {**value, step: new}
        return (*value[:step], new, *value[step + 1 :])
    if isinstance(value, dict):
        return draw.draw(
            st.one_of(
                *[st.just({key: value[key] for key in inside if key != each}) for each in inside],
                st.sampled_from(["nonsense", "Kind", "low", "source_grades", "notes"]).map(
                    lambda key: {**value, key: "text"}
                ),
            )
        )
    return draw.draw(st.sampled_from([(), value[:-1], (*value, *value[:1]), (*value, "text")]))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_policy_with_something_changed(draw: st.DataObject) -> None:
    agree_on_a_change(draw)


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(st.data())
def test_policies_with_something_changed(draw: st.DataObject) -> None:
    agree_on_a_change(draw)


def agree_on_a_change(draw: st.DataObject) -> None:
    data = draw.draw(st.sampled_from(draw.draw(st.sampled_from([house(), pages()]))))
    for _ in range(draw.draw(st.integers(1, 2))):
        data = changed(data, draw)

    assert bool(refusals(as_json(data))) == loader_refuses(data), (
        refusals(as_json(data)),
        load([Source("a.yaml", as_yaml(data).encode())], KINDS).findings,
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", ["kind", "id", "name", "effective", "notes"])
def test_a_head_with_each_value(kind: str, key: str) -> None:
    data = smallest(kind)
    for value in VALUES:
        head = {**data, key: value}
        assert bool(refusals(as_json(head))) == loader_refuses(head), value


HEAD = "kind: rotation\nid: r\nname: R\nposts:\n- {id: a, name: A, stint: 1 month, headcount: 3}\n"
POST = "- {id: b, name: B, stint: 1 month, headcount: 3}\n"


@pytest.mark.parametrize(
    ("text", "tool_refuses"),
    [
        pytest.param(HEAD + POST + "notes: 2026-01-01\n", True, id="a day where text belongs"),
        pytest.param(HEAD + POST + 'until: "2026-01-01"\n', True, id="a day in quotes"),
        pytest.param(HEAD + POST.replace("B,", "B, may_extend: 1.0,"), True, id="1.0 for 1"),
        pytest.param(HEAD + POST.replace("3}", "12..8}"), True, id="a range backwards"),
        pytest.param(HEAD + POST.replace("1 month", "P9999Y9M"), True, id="a mixed long duration"),
        pytest.param(HEAD + POST.replace("b,", "b→,"), True, id="rare signs in an id"),
        pytest.param(HEAD + POST + "goals: {growth: 0.1234567}\n", True, id="seven decimals"),
    ],
)
def test_what_only_the_tool_sees(text: str, tool_refuses: bool) -> None:
    """The known differences, all of docs/editors.md: the editor is silent, the tool is not."""
    from tests.schemas.editors import documents

    loaded = load([Source("a.yaml", text.encode())], KINDS)

    assert [refusals(data) for data in documents(text)] == [[]]
    assert any(finding.code in SHAPE for finding in loaded.findings) == tool_refuses
