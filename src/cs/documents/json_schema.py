"""What may a document hold, in a form that editors understand? JSON Schema, draft-07.

One schema for each kind and one for any of them, read off the models by way of their annotations:
what a model accepts is valid and what the shape of a document forbids is not, as far as the JSON
that an editor sees can tell (docs/editors.md lists what it cannot). Where a key decides what stands
beside it (`kind`, `condition`), the schema is a choice by `if` and `const` rather than `oneOf`, so
that editors name the one thing that is wrong instead of every branch. Titles and descriptions are
the docstrings of the models (`descriptions`).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from cs.documents.descriptions import description_of, prose_of, title_of, words_of
from cs.documents.wording import EXPECTED
from cs.kernel.fields import EXPECTED_AS, OneOrMore, Policy

Schema = dict[str, Any]
Tell = Callable[[str, str], str]
"""From an English text, and what joins it to the same in another language, to the text shown."""

DRAFT = "http://json-schema.org/draft-07/schema#"
SENTENCES, WORDS = "\n", " / "
"""What joins the two languages of a description, and of a title."""

_TYPES: Mapping[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        EXPECTED_AS: "date_type",
    },
}
_BOUNDS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
_LENGTHS = {
    "string": ("minLength", "maxLength"),
    "array": ("minItems", "maxItems"),
    "object": ("minProperties", "maxProperties"),
}
_BY_TYPE = frozenset({
    "type", "pattern", "patternErrorMessage", "minLength", "maxLength", "minimum", "maximum",
    "exclusiveMinimum", "exclusiveMaximum", "format", "examples", "items", "minItems", "maxItems",
    "additionalProperties",
})  # fmt: skip
"""Keywords that hold for one type each, so that alternatives of other types can stand beside."""


def kind_schema(model: type[Policy], tell: Tell) -> Schema:
    """The schema of the documents of one kind."""
    writing = _Writing(tell)
    schema = writing.model(model)
    return {"$schema": DRAFT, **schema, **writing.definitions_part()}


def any_schema(kinds: Mapping[str, type[Policy]], tell: Tell) -> Schema:
    """The schema of documents of any kind."""
    definitions: Schema = {}
    for kind, model in kinds.items():
        writing = _Writing(tell, f"{kind}.")
        definitions[kind] = writing.model(model)
        definitions |= writing.definitions
    choice = _choice("kind", {kind: kind for kind in kinds}, kinds, tell)
    return {
        "$schema": DRAFT,
        "title": tell(ANY_TITLE, WORDS),
        **choice,
        "definitions": definitions,
    }


def schema_bytes(schema: Schema) -> bytes:
    """The file of a schema: keys in the order of the models, UTF-8, two spaces, a final newline."""
    return json.dumps(schema, ensure_ascii=False, indent=2).encode() + b"\n"


ANY_TITLE = "A policy document of any kind"


def texts(kinds: Mapping[str, type[Policy]]) -> Iterator[tuple[str, str]]:
    """Every text of all schemas, in English, with the kind that it belongs to."""
    heard: list[str] = []

    def listen(text: str, _between: str) -> str:
        heard.append(text)
        return text

    for kind, model in kinds.items():
        heard.clear()
        any_schema({kind: model}, listen)
        yield from ((text, kind) for text in heard)


def undescribed(model: type[Policy]) -> tuple[str, ...]:
    """The fields of a document's models that no docstring describes, as `Model.field`."""
    writing = _Writing(lambda text, _between: text)
    writing.model(model)
    return tuple(writing.silent)


class _Writing:
    """One document's schema in the making: its definitions, and what lacks a description."""

    def __init__(self, tell: Tell, prefix: str = "") -> None:
        self.tell, self.prefix = tell, prefix
        self.definitions: Schema = {}
        self.names: dict[type[BaseModel], str] = {}
        self.silent: list[str] = []

    def definitions_part(self) -> Schema:
        return {"definitions": self.definitions} if self.definitions else {}

    def model(self, model: type[BaseModel]) -> Schema:
        fields = {info.alias or name: (name, info) for name, info in model.model_fields.items()}
        prose = prose_of(model)
        return {
            "title": self.tell(title_of(model), WORDS),
            **({"description": self.tell(prose, SENTENCES)} if prose else {}),
            "type": "object",
            "properties": {
                key: self._property(model, key, name, info) for key, (name, info) in fields.items()
            },
            "required": [key for key, (_name, info) in fields.items() if info.is_required()],
            "additionalProperties": False,
        }

    def _property(self, model: type[BaseModel], key: str, name: str, info: FieldInfo) -> Schema:
        schema = self._value(info.annotation, [*info.metadata, info])
        description = description_of(model, name)
        if "const" in schema:
            description = title_of(model)
        elif description is None:
            self.silent.append(f"{model.__name__}.{name}")
        head = {"title": self.tell(words_of(key), WORDS)}
        if description:
            head["description"] = self.tell(description, SENTENCES)
        default = _plain_default(info)
        tail = {} if default is None else {"default": default}
        # in draft-07 nothing beside a $ref counts
        return {**head, **({"allOf": [schema]} if "$ref" in schema else schema), **tail}

    def _value(self, annotation: Any, extras: list[Any]) -> Schema:
        """The schema of a value; `extras` are what `Annotated` and the field add."""
        while get_origin(annotation) is Annotated:
            annotation, *inner = get_args(annotation)
            extras = [*inner, *extras]
        extras = list(_flat(extras))
        if get_origin(annotation) in (Union, UnionType):
            schema = self._union(get_args(annotation), extras)
        else:
            schema = self._constrained(self._core(annotation, extras), extras)
        if any(extra is OneOrMore for extra in extras):
            return _one_or_more(schema)
        return schema

    def _core(self, annotation: Any, extras: list[Any]) -> Schema:
        for extra in reversed(extras):
            if isinstance(extra, WithJsonSchema) and extra.json_schema is not None:
                return self._worded(extra.json_schema)
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Literal:
            return {"const": arguments[0]} if len(arguments) == 1 else {"enum": list(arguments)}
        if origin is tuple and arguments[1:] == (...,):
            return {"type": "array", "items": self._value(arguments[0], [])}
        if origin is dict:
            keys = self._value(arguments[0], [])
            named = {"propertyNames": keys} if "pattern" in keys or "minLength" in keys else {}
            entries = self._value(arguments[1], [])
            return {"type": "object", **named, "additionalProperties": entries}
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return {"$ref": f"#/definitions/{self._define(annotation)}"}
        if annotation is Any:
            return {}
        if annotation in _TYPES:
            return self._worded(_TYPES[annotation])
        raise TypeError(f"no JSON Schema is known for {annotation!r}")

    def _define(self, model: type[BaseModel]) -> str:
        if model not in self.names:
            name = self.prefix + model.__name__
            while name in self.names.values():
                name += "_"
            self.names[model] = name
            self.definitions[name] = {}
            self.definitions[name] = self.model(model)
        return self.names[model]

    def _worded(self, schema: Mapping[str, Any]) -> Schema:
        schema = dict(schema)
        expected = schema.pop(EXPECTED_AS, None)
        if expected and "pattern" in schema:
            schema["patternErrorMessage"] = self.tell(EXPECTED[expected].template, WORDS)
        return schema

    def _union(self, annotations: tuple[Any, ...], extras: list[Any]) -> Schema:
        members = [each for each in annotations if each is not NoneType]
        key = next((e.discriminator for e in extras if _is_tagging(e)), None)
        if key is not None:
            schema = self._tagged(members, str(key))
        elif len(members) == 1:
            outer = [extra for extra in extras if extra is not OneOrMore]
            schema = self._value(members[0], outer)
        else:
            schema = {"anyOf": [self._value(each, []) for each in members]}
        return _or_null(schema) if NoneType in annotations else schema

    def _tagged(self, members: list[Any], key: str) -> Schema:
        names: dict[str, str] = {}
        models: dict[str, type[BaseModel]] = {}
        for member in members:
            name = self._define(member)
            for word in get_args(member.model_fields[key].annotation):
                names[word], models[word] = name, member
        return _choice(key, names, models, self.tell)

    def _constrained(self, schema: Schema, extras: list[Any]) -> Schema:
        for extra in extras:
            for name, keyword in _BOUNDS.items():
                bound = getattr(extra, name, None)
                if bound is not None:
                    schema[keyword] = _plain_number(bound)
            lengths = _LENGTHS.get(str(schema.get("type")))
            if lengths:
                for name, keyword in zip(("min_length", "max_length"), lengths, strict=True):
                    if getattr(extra, name, None) is not None:
                        schema[keyword] = getattr(extra, name)
            pattern = getattr(extra, "pattern", None)
            if pattern is not None:
                schema["pattern"] = str(pattern)
        return schema


def _choice(
    key: str, names: Mapping[str, str], models: Mapping[str, type[BaseModel]], tell: Tell
) -> Schema:
    """A mapping whose one key says which definition holds for it."""
    return {
        "type": "object",
        "required": [key],
        "properties": {
            key: {
                "title": tell(words_of(key), WORDS),
                "enum": list(names),
                "enumDescriptions": [tell(title_of(model), WORDS) for model in models.values()],
            }
        },
        "allOf": [
            {
                # without a type, `if` would hold of what has no keys at all
                "if": {
                    "type": "object",
                    "required": [key],
                    "properties": {key: {"const": word}},
                },
                "then": {"$ref": f"#/definitions/{name}"},
            }
            for word, name in names.items()
        ],
    }


def _one_or_more(array: Schema) -> Schema:
    """A list, or its single item without the list."""
    item = array["items"]
    if array.get("minItems", 0) > 1 or "array" in _types(item):
        return array
    if set(item) <= _BY_TYPE:
        return {**item, **array, "type": [*_types(item), *_types(array)]}
    return {"anyOf": [item, array]}


def _or_null(schema: Schema) -> Schema:
    """The same, or nothing."""
    if "enum" in schema and "type" not in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if _types(schema) and set(schema) <= _BY_TYPE:
        return {**schema, "type": [*_types(schema), "null"]}
    if set(schema) == {"anyOf"}:
        return {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    return {"anyOf": [schema, {"type": "null"}]}


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _flat(extras: list[Any]) -> Iterator[Any]:
    """The extras with what a `Field(…)` inside `Annotated` holds."""
    for extra in extras:
        if isinstance(extra, FieldInfo):
            yield from extra.metadata
        yield extra


def _is_tagging(extra: Any) -> bool:
    return isinstance(extra, FieldInfo) and isinstance(extra.discriminator, str)


def _plain_default(info: FieldInfo) -> bool | int | float | str | None:
    default = info.default
    return default if isinstance(default, bool | int | str) else None


def _plain_number(bound: Any) -> int | float:
    if isinstance(bound, Decimal):
        return int(bound) if bound == int(bound) else float(bound)
    # Pydantic's bounds are declared as protocols; what is no Decimal is an int or a float.
    return bound  # type: ignore[no-any-return]
