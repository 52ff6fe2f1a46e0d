"""What do the models say of themselves, for people who write policies? Read from their docstrings.

The first paragraph of a model's docstring says what the part is; a section `Attributes` says what
each key means (`name: text`, or `name, name: text`). A key that the model's own docstring does not
describe is looked up in the models that it extends.
"""

import re
from collections.abc import Mapping
from functools import cache
from inspect import cleandoc

from pydantic import BaseModel

_HEADING = re.compile(r"(?m)^Attributes:[ \t]*$")
_ITEM = re.compile(r"(?m)^ {4}(\w+(?:, \w+)*): ((?:.|\n(?! {0,4}\S))*)")


def title_of(model: type[BaseModel]) -> str:
    """What the part is: its first paragraph without the full stop."""
    return _parts(model)[0].removesuffix(".")


def prose_of(model: type[BaseModel]) -> str:
    """What else there is to say of the part; may be empty."""
    return " ".join(_parts(model)[1:])


def description_of(model: type[BaseModel], field: str) -> str | None:
    """What a field means, as a sentence; None if no docstring says it."""
    for each in model.__mro__:
        if issubclass(each, BaseModel) and each is not BaseModel:
            text = _attributes(each).get(field)
            if text:
                # a policy has no None: the key has no value, or is not there
                text = re.sub(r"(^|\. )None\b", r"\1No value", text).replace("None", "no value")
                return text[0].upper() + text[1:]
    return None


def words_of(key: str) -> str:
    """A key as a title: `key|May extend`; what stands before the bar is not shown.

    It sets the word apart in the message catalogue, where `Name` may also head people's names.
    """
    return f"key|{key.replace('_', ' ').capitalize()}"


def _docstring(model: type[BaseModel]) -> str:
    return cleandoc(model.__dict__.get("__doc__") or "")


def _parts(model: type[BaseModel]) -> list[str]:
    prose = _HEADING.split(_docstring(model))[0].strip()
    return [" ".join(part.split()) for part in prose.split("\n\n")]


@cache
def _attributes(model: type[BaseModel]) -> Mapping[str, str]:
    _, _, section = _docstring(model).partition("\nAttributes:\n")
    return {
        name: " ".join(match[2].split())
        for match in _ITEM.finditer(section)
        for name in match[1].split(", ")
    }
