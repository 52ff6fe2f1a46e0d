"""What an editor makes of a document: its JSON, and what the schema says of that."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from jsonschema import Draft7Validator

from cs.catalogue import KINDS
from cs.documents import codes
from cs.documents.json_schema import any_schema, kind_schema
from cs.documents.nodes import read_nodes
from cs.documents.plain import to_plain

SHAPE = frozenset({
    codes.PLACEHOLDER, codes.NOT_A_DOCUMENT, codes.UNKNOWN_KIND, codes.UNKNOWN_KEY,
    codes.MISSING_KEY, codes.WRONG_VALUE, codes.NOT_ALLOWED, codes.OUT_OF_BOUNDS,
})  # fmt: skip
"""The codes of what a schema is there to see; a list where none belongs may be called a gap."""


def tell(text: str, _between: str) -> str:
    """Texts as they are, in English."""
    return text


@cache
def validator(kind: str | None = None) -> Draft7Validator:
    """The validator of one kind's schema, or of the schema of all."""
    schema = kind_schema(KINDS[kind], tell) if kind else any_schema(KINDS, tell)
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


def refusals(data: Any, kind: str | None = None) -> list[str]:
    """What the schema has against a document."""
    return [error.message for error in validator(kind).iter_errors(data)]


def documents(text: str) -> Iterator[Any]:
    """The documents of a YAML text as an editor's JSON."""
    read = read_nodes(text, "a.yaml")
    assert read.whole
    for index, root in read.roots:
        yield as_json(to_plain(root, "a.yaml", index).data)


def as_json(value: Any) -> Any:
    """Plain data with the types of JSON; days are text."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [as_json(each) for each in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def as_yaml(value: Any) -> str:
    """Plain data as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_yaml(key)}: {as_yaml(value[key])}" for key in value) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    return str(value)
