"""Events of everyday YAML from libyaml's parser, some twenty times as fast as the one in Python.

libyaml reads YAML 1.1, words its errors otherwise and places what is left empty elsewhere. So its
events are taken only where both parsers are known to say the same, as the tests hold: for whole
files without errors, tags, anchors, directives, empty values, tabs and line ends of other kinds.
For the rest the answer is None, and ruamel.yaml's own parser reads the file from its beginning.
"""

import re
from functools import cache
from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    NodeEvent,
    ScalarEvent,
)

MAX_EVENTS = 400_000
MAX_DEPTH = 64
"""Files beyond are over the limits of a policy anyway; libyaml's time grows as depth squared."""

_APART = re.compile("[\\t\\r\\ufeff\\x85\\u2028\\u2029]|[|>][-+0-9]*#|^\\.\\.\\.", re.MULTILINE)
"""Where libyaml is known to differ: white space of other kinds, `|#`, and ends of documents."""


def quick_events(text: str) -> list[Any] | None:
    """All events of `text`, or None where only the other parser is sure to be right."""
    parser_type = _parser_type()
    if parser_type is None or _APART.search(text):
        return None
    events: list[Any] = []
    depth = 0
    try:
        parser = parser_type(text)
        while parser.check_event():
            event = parser.get_event()
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if len(events) == MAX_EVENTS or depth > MAX_DEPTH or _is_apart(event, events):
                return None
            events.append(event)
    except (YAMLError, ValueError):
        return None
    return events


@cache
def _parser_type() -> Any:
    try:
        from _ruamel_yaml import CParser
    except ImportError:  # an interpreter for which the package has no build
        return None
    return CParser


def _is_apart(event: Any, before: list[Any]) -> bool:
    if isinstance(event, ScalarEvent):
        if event.value == "" and not event.style:
            return True
        if before and isinstance(before[-1], DocumentStartEvent):
            return True
    elif isinstance(event, AliasEvent):
        return True
    elif isinstance(event, DocumentStartEvent):
        return bool(event.version or event.tags)
    return isinstance(event, NodeEvent) and bool(event.anchor or getattr(event, "tag", None))
