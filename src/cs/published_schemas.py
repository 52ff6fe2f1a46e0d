"""The JSON Schemas that come with the package, by which records of results are held."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def published(name: str) -> dict[str, Any]:
    """The schema of a record, such as `rotation-plan`.

    Raises:
        FileNotFoundError: there is no such schema.
    """
    text = files("cs").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
