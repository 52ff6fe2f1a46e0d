"""The schemas say what the models say, in both languages, and as editors support it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from cs.catalogue import ENTRIES, KINDS
from cs.documents.descriptions import description_of, prose_of, title_of
from cs.documents.json_schema import any_schema, kind_schema, texts, undescribed
from cs.documents.pages import DOCUMENT_ENTRIES
from cs.kernel.fields import Model
from cs.locale import text_in
from cs.policy.schema.views import schema_files
from tests.schemas.editors import SHAPE, documents, refusals, tell

ROOT = Path(__file__).parents[2]
PAGES = [entry for entry in ENTRIES if entry.shows == "policy"]


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """All mappings inside a schema."""
    if isinstance(schema, dict):
        yield schema
    for each in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(each, dict | list):
            yield from parts(each)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_what_it_is(kind: str) -> None:
    assert undescribed(KINDS[kind]) == (), (
        "describe them in the section Attributes of their models' docstrings"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_texts_speak_to_people_who_write_policies(kind: str) -> None:
    said = [text for text, _kind in texts({kind: KINDS[kind]})]

    assert [text for text in said if "None" in text or "True" in text or "False" in text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_draft_07_without_tuples(kind: str) -> None:
    for schema in (kind_schema(KINDS[kind], tell), any_schema({kind: KINDS[kind]}, tell)):
        Draft7Validator.check_schema(schema)
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
        for part in parts(schema):
            assert "prefixItems" not in part
            assert "$defs" not in part
            assert not isinstance(part.get("items"), list)
            assert set(part) == {"$ref"} or "$ref" not in part, "draft-07 reads a $ref alone"


def test_texts_are_in_both_languages_unless_one_is_asked_for() -> None:
    english = (
        "How long a stint lasts, in whole periods of the policy; without it, the policy's `cycle`."
    )
    chinese = text_in("zh", english)
    both = schema_files(KINDS)["rotation.json"].decode()

    assert chinese != english
    assert f"{english}\\n{chinese}" in both
    assert english not in schema_files(KINDS, "zh")["rotation.json"].decode()
    assert chinese not in schema_files(KINDS, "en")["rotation.json"].decode()


def test_the_schemas_of_the_house_are_up_to_date() -> None:
    written = {file.name: file.read_bytes() for file in (ROOT / "schemas").iterdir()}

    assert written == schema_files(KINDS), "cs policy schema --out schemas --force"


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.code)
def test_the_examples_of_pages_are_judged_as_the_loader_judges_them(entry: Any) -> None:
    for example in (entry.page.bad, entry.page.good):
        if example is None or (entry in DOCUMENT_ENTRIES and entry.code < "DOC012"):
            continue
        wrong = [refusals(data) for data in documents(example)]
        assert any(wrong) == (entry.code in SHAPE and example == entry.page.bad), wrong


def test_a_wrong_document_is_told_the_one_thing_that_is_wrong() -> None:
    text = (ROOT / "policies" / "promotion.yaml").read_text(encoding="utf-8")
    (data,) = documents(text.replace("condition: status, any_of", "condition: status, any_off"))

    assert len(refusals(data)) == 2
    assert any("'any_off' was unexpected" in each for each in refusals(data))
    assert any("'any_of' is a required property" in each for each in refusals(data))


def test_a_value_without_keys_where_a_choice_belongs_is_one_mistake() -> None:
    text = (ROOT / "policies" / "promotion.yaml").read_text(encoding="utf-8")
    (data,) = documents(text.replace("rule: {condition: grade}", "rule:"))

    assert refusals(data) == ["None is not of type 'object'"]


def test_a_docstring_is_read_as_title_prose_and_attributes() -> None:
    class Part(Model):
        """A part
        of something.

        More about it.

        Attributes:
            low, high: the ends; `a: b` is
                no key.
            middle: between.
        """

        low: int
        middle: int
        notes: str

    assert title_of(Part) == "A part of something"
    assert prose_of(Part) == "More about it."
    assert description_of(Part, "high") == "The ends; `a: b` is no key."
    assert description_of(Part, "middle") == "Between."
    assert description_of(Part, "notes") == "Remarks for readers; nothing is computed from them."
    assert description_of(Part, "other") is None
