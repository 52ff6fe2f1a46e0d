"""Does a JSON value have the shape that a schema states, and where in its text does a part stand?

Of JSON Schema (draft-07) this knows what the published schemas of records use: `$ref` within the
schema, `type`, `const`, `enum`, `pattern`, `minimum`, `maximum`, `required`, `properties`,
`additionalProperties` and `items`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cs.kernel.findings import Route, Span
from cs.kernel.messages import Message, message

Schema = Mapping[str, Any]
_SPACE = re.compile(r"[ \t\r\n]*")
_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """A part that is not as the schema says.

    Attributes:
        expected: what it should be; None if it should not be there.
        missing: whether it is not there.
    """

    route: Route
    expected: Message | None
    missing: bool = False


def misfits(value: object, schema: Schema, whole: Schema, route: Route = ()) -> Iterator[Misfit]:
    """Everything in a value that a schema does not allow, in the value's order.

    Parameters:
        whole: the schema that `$ref` points into.
    """
    while "$ref" in schema:
        schema = whole["definitions"][schema["$ref"].rsplit("/", 1)[1]]
    if not _fits(value, schema):
        yield Misfit(route, _said(schema))
        return
    if isinstance(value, dict):
        for name in schema.get("required", ()):
            if name not in value:
                yield Misfit((*route, name), None, missing=True)
        known = schema.get("properties", {})
        others = schema.get("additionalProperties", True)
        for name, part in value.items():
            inner = known.get(name, others)
            if inner is False:
                yield Misfit((*route, name), None)
            elif inner is not True:
                yield from misfits(part, inner, whole, (*route, name))
    elif isinstance(value, list) and "items" in schema:
        for number, part in enumerate(value):
            yield from misfits(part, schema["items"], whole, (*route, number))


def span_in(text: str, route: Route) -> Span | None:
    """Where the value at a route begins in a JSON text; where its nearest parent does if not there.

    Raises:
        ValueError: the text is not JSON.
    """
    at = _skip(text, 0)
    for step in route:
        found = _step(text, at, step)
        if found is None:
            break
        at = found
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return Span(line, column, line, column + 1)


def _fits(value: object, schema: Schema) -> bool:
    kinds = schema.get("type")
    if kinds is not None:
        names = [kinds] if isinstance(kinds, str) else kinds
        if not any(_is(value, name) for name in names):
            return False
    if "const" in schema and value != schema["const"]:
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if isinstance(value, str) and "pattern" in schema:
        return re.search(schema["pattern"], value) is not None
    if isinstance(value, int | float):
        lowest, highest = schema.get("minimum", value), schema.get("maximum", value)
        return bool(lowest <= value <= highest)
    return True


def _is(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _KINDS[name])


def _said(schema: Schema) -> Message:
    """What a schema asks for, in words."""
    if "const" in schema or "enum" in schema:
        allowed = schema.get("enum", [schema.get("const")])
        return message("one of: {known}", known=", ".join(map(str, allowed)))
    if "pattern" in schema:
        if r"\d{4}-\d{2}-\d{2}" in schema["pattern"]:
            return message("a date such as 2026-09-01")
        return message("text of the form {pattern}", pattern=schema["pattern"])
    kinds = schema.get("type", ())
    names = [kinds] if isinstance(kinds, str) else list(kinds)
    lowest, highest = schema.get("minimum"), schema.get("maximum")
    if highest is not None:
        return message("a number from {low} to {high}", low=lowest, high=highest)
    if lowest is not None and "integer" in names:
        return message("a whole number, {low} or more", low=lowest)
    words = {
        "object": message("a JSON object"),
        "array": message("a JSON array"),
        "string": message("text"),
        "boolean": message("true or false"),
        "integer": message("a whole number"),
        "number": message("a number"),
        "null": message("null"),
    }
    if len(names) > 1:
        first, second = (words[name] for name in names[:2])
        return message("{one} or {other}", one=first, other=second)
    return words[names[0]]


def _step(text: str, at: int, step: str | int) -> int | None:
    """Where a member or an item of the value at `at` begins."""
    decoder = json.JSONDecoder()
    opens = text[at]
    if opens != ("{" if isinstance(step, str) else "["):
        return None
    at = _skip(text, at + 1)
    number = 0
    found: int | None = None
    while text[at] not in "]}":
        name: str | int = number
        if opens == "{":
            name, at = decoder.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        if name == step:
            found = at
            if opens == "[":
                break
        _, at = decoder.raw_decode(text, at)
        at = _skip(text, at)
        if text[at] == ",":
            at = _skip(text, at + 1)
        number += 1
    return found


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return at if found is None else found.end()
