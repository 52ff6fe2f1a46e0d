"""Every refusal of a model is worded in plain words."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cs.catalogue import KINDS
from cs.documents import Source, load
from cs.documents.wording import WORDED
from cs.kernel import fields
from cs.kernel.fields import Policy

BOUNDS = {
    "ge": "greater_than_equal", "le": "less_than_equal", "gt": "greater_than", "lt": "less_than",
}  # fmt: skip
LENGTHS = {"min_length": "too_short", "max_length": "too_long"}
SCALARS = {
    "str": "string_type",
    "int": "int_type",
    "bool": "bool_type",
    "date": "date_type",
    "decimal": "decimal_type",
}
UNREACHABLE = {"any", "dataclass", "is-instance", "definition-ref"}
"""Types that our own validators have made before pydantic looks; definitions are read apart."""


def error_types(schema: Any) -> Iterator[str]:
    """The types of errors that a core schema can give; fails on a kind of schema it knows not."""
    kind = schema["type"]
    if kind in SCALARS:
        yield SCALARS[kind]
        yield from (name for bound, name in BOUNDS.items() if bound in schema)
        yield from (f"string_{name}" for bound, name in LENGTHS.items() if bound in schema)
        if "pattern" in schema:
            yield "string_pattern_mismatch"
    elif kind == "literal":
        yield "literal_error"
    elif kind in ("model", "default", "nullable", "function-before", "definitions"):
        yield from error_types(schema["schema"])
    elif kind == "function-after":
        yield from BOUNDS.values()
        yield from error_types(schema["schema"])
    elif kind == "model-fields":
        yield from ("model_type", "missing", "extra_forbidden")
        for each in schema["fields"].values():
            yield from error_types(each["schema"])
    elif kind == "tuple":
        yield "tuple_type"
        yield from (name for bound, name in LENGTHS.items() if bound in schema)
        for each in schema["items_schema"]:
            yield from error_types(each)
    elif kind == "dict":
        yield "dict_type"
        yield from error_types(schema["values_schema"])
    elif kind == "union":
        for each in schema["choices"]:
            yield from error_types(each)
    elif kind == "tagged-union":
        yield from ("union_tag_invalid", "union_tag_not_found", "model_attributes_type")
        for each in schema["choices"].values():
            yield from error_types(each)
    else:
        assert kind in UNREACHABLE, f"say here what errors a {kind} gives"


@pytest.mark.parametrize("model", KINDS.values(), ids=KINDS.keys())
def test_every_error_that_a_model_can_give_is_worded(model: type[Policy]) -> None:
    schema = model.__pydantic_core_schema__
    for definition in schema.get("definitions", ()):
        assert set(error_types(definition)) <= set(WORDED)
    assert set(error_types(schema)) <= set(WORDED)


def test_every_error_type_of_our_own_is_worded() -> None:
    text = Path(str(fields.__file__)).read_text(encoding="utf-8")
    own = set(re.findall(r'"(cs_\w+)"', text))
    own |= {f"cs_{kind}" for kind in re.findall(r'_parsed\("(\w+)"', text)}
    assert own
    assert own <= set(WORDED)


def test_an_unknown_type_of_error_has_plain_words_too() -> None:
    from cs.documents.shape import Landing, Shape
    from cs.documents.wording import Refusal, word
    from cs.kernel.findings import Place

    landing = Landing(("level",), Shape(int), None, ())
    finding = word(Refusal("never_heard_of", {}, landing, 3, "3", Place("a.yaml", ("level",))))
    assert finding.message.english() == "level cannot be 3."


HEAD = "kind: promotion\nid: p\nname: P\n"
COMPONENT = "components: [{id: c, name: C, weight: 100%, scale: {from: 0, to: 1}}]\n"
WORDS = {
    "a misspelt word of a union": (
        HEAD + COMPONENT + "eligibility: [{id: a, name: b, rule: {condition: tenur}}]\n",
        "eligibility[0].rule.condition cannot be tenur.",
        "Did you mean tenure?",
    ),
    "a union without its key": (
        HEAD + COMPONENT + "eligibility: [{id: a, name: b, rule: {at_least: 3 months}}]\n",
        "eligibility[0].rule lacks the key condition, which says what it is.",
        "Add a line condition: …",
    ),
    "a key of another member of a union": (
        HEAD + COMPONENT + "scoring: {tie_breaks: [{by: component, component: c, x: 1}]}\n",
        "There is no key x here.",
        "The keys here are: by, component.",
    ),
    "a day in quotes": (
        HEAD + COMPONENT + 'effective: "2026-01-31"\n',
        "effective cannot be 2026-01-31.",
        "Write it without quotes: 2026-01-31",
    ),
    "a percentage in quotes without its sign": (
        HEAD + COMPONENT.replace("100%", '"100"'),
        "components[0].weight cannot be 100.",
        "Write it as a plain number, without quotes or leading zeros.",
    ),
    "yes for true": (
        HEAD + COMPONENT + "needs_vacancy: yes\n",
        "needs_vacancy cannot be yes.",
        "Write it as true.",
    ),
    "a duration without its unit": (
        HEAD + COMPONENT + "probation: {lasts: 3}\n",
        "probation.lasts cannot be 3.",
        "Say what it counts, for example 3 months.",
    ),
}


@pytest.mark.parametrize(("text", "message", "mend"), WORDS.values(), ids=WORDS.keys())
def test_messages_lead_to_the_line_and_its_mend(text: str, message: str, mend: str) -> None:
    (finding,) = load([Source("a.yaml", text.encode())], KINDS).findings
    assert finding.mend is not None
    assert (finding.message.english(), finding.mend.english()) == (message, mend)


def test_a_value_of_several_kinds_says_all_that_may_stand() -> None:
    text = """kind: rotation
id: r
name: R
posts:
- {id: a, name: A, stint: 2 months, headcount: 1}
- {id: b, name: B, stint: 2 months, headcount: 1}
rules: {no_return: most}
"""
    (finding,) = load([Source("a.yaml", text.encode())], KINDS).findings
    assert finding.expected is not None
    assert finding.expected.template == "one of: {words}; or {other}"
    assert finding.expected.figures["words"] == ("all",)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("level: [5]", "DOC015",
         "grades[0].level is a list, where a single value belongs. Write it without brackets: 5"),
        ("experience: [6 months], level: 1", "DOC015",
         "grades[0].experience is a list, where a single value belongs."
         " Write it without brackets: 6 months"),
        ("level: [5, 6]", "DOC015", "grades[0].level cannot be a list. "),
        ("level: [X]", "DOC003", "[X] is a gap that was never filled in."),
        ("level: [五]", "DOC003", "[五] is a gap that was never filled in."),
    ],
)  # fmt: skip
def test_a_list_where_one_value_belongs_is_no_gap(text: str, code: str, said: str) -> None:
    grade = f"kind: ladder\nid: l\nname: L\ntracks: [{{id: t, name: T}}]\ngrades:\n- {{id: a, name: A, track: t, {text}}}\n"  # noqa: E501
    (finding,) = load([Source("a.yaml", grade.encode())], KINDS).findings

    assert finding.code == code
    mend = finding.mend.english() if finding.mend else ""
    assert f"{finding.message.english()} {mend}".startswith(said)


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ("13", "seasons[0].months cannot be 13."),
        ("[13]", "seasons[0].months[0] cannot be 13."),
        ("[13, 1]", "seasons[0].months[0] cannot be 13."),
        ("[]", "seasons[0].months has the length 0."),
    ],
)
def test_a_wrong_item_is_said_once_whether_it_stands_in_brackets_or_for_its_list(
    months: str, said: str
) -> None:
    text = (
        "kind: rotation\nid: a\nname: 轮岗\nposts:\n"
        f"  - {{id: x, name: 甲, stint: 1 month, headcount: 2, seasons: [{{months: {months}, "
        "headcount: 1}]}\n  - {id: y, name: 乙, stint: 1 month, headcount: 2}\n"
    )
    (finding,) = load([Source("a.yaml", text.encode())], KINDS).findings
    assert finding.message.english().removeprefix("posts[0].") == said
