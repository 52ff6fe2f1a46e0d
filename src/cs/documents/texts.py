"""All texts and lists of a policy with the place where they stand, for the rules about texts."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from cs.kernel.fields import MayRepeat
from cs.kernel.findings import Route


def texts_of(policy: BaseModel) -> Iterator[tuple[Route, str]]:
    """Every text that the document states, in its order; ids are texts too."""
    for route, value, _ in _values(policy, ()):
        if isinstance(value, str):
            yield route, value


def lists_of(policy: BaseModel) -> Iterator[tuple[Route, tuple[object, ...]]]:
    """Every list of two items or more whose items should differ, in the document's order."""
    for route, value, markers in _values(policy, ()):
        may_repeat = any(isinstance(each, MayRepeat) for each in markers)
        if isinstance(value, tuple) and len(value) > 1 and not may_repeat:
            yield route, value


def _values(
    value: object, route: Route, markers: Sequence[object] = ()
) -> Iterator[tuple[Route, object, Sequence[object]]]:
    yield route, value, markers
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            if name in value.model_fields_set:
                inner = getattr(value, name)
                yield from _values(inner, (*route, field.alias or name), field.metadata)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, (*route, index))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _values(item, (*route, key))
