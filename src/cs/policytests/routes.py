"""Which part of a policy do people mean, and what does the policy say with it changed?

A part is written as in findings, `components[1].bands[2].from`, or with ids and dots,
`components.pm.bands.2.from`; `*` stands for every item of a list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cs.kernel.findings import Route
from cs.kernel.suggestions import nearest

_STEP = re.compile(r"\[(\d+|\*)\]|([^.\[\]]+)")
EVERY = "*"


@dataclass(frozen=True, slots=True)
class Nowhere:
    """A part that does not exist.

    Attributes:
        step: the step that leads nowhere; near: what may have been meant; known: what there is.
    """

    step: str
    near: str | None
    known: tuple[str, ...]


def split_part(text: str) -> tuple[str | None, tuple[str, ...]]:
    """The policy's id, if it is named, and the steps into it."""
    policy, slash, rest = text.partition("/")
    steps = rest if slash else policy
    return (policy if slash else None), tuple(
        match[1] or match[2] for match in _STEP.finditer(steps)
    )


def find_part(
    data: Any, steps: Sequence[str], *, may_be_new: bool = False
) -> tuple[Route, ...] | Nowhere:
    """The routes of a part in a policy's plain data.

    Args:
        may_be_new: whether the last step may be a key that is not written yet.
    """
    routes: list[Route] = [()]
    for number, step in enumerate(steps):
        following: list[Route] = []
        for route in routes:
            here = at(data, route)
            found = list(_steps(here, step))
            if not found and may_be_new and number == len(steps) - 1 and isinstance(here, dict):
                found = [step]
            if not found:
                known = tuple(_known(here))
                return Nowhere(step, nearest(step, known), known)
            following += [(*route, each) for each in found]
        routes = following
    return tuple(routes) if steps else Nowhere("", None, tuple(_known(data)))


def at(data: Any, route: Route) -> Any:
    """What stands at a route."""
    for step in route:
        data = data[step]
    return data


def changed(data: Any, route: Route, value: Any) -> Any:
    """The data with another value at a route."""
    if not route:
        return value
    step, rest = route[0], route[1:]
    if isinstance(data, dict):
        return {**data, step: changed(data.get(step), rest, value)}
    return tuple(changed(each, rest, value) if n == step else each for n, each in enumerate(data))


def without(data: Any, route: Route) -> Any:
    """The data without what stands at a route."""
    above, step = route[:-1], route[-1]
    holder = at(data, above)
    if isinstance(holder, dict):
        return changed(data, above, {key: each for key, each in holder.items() if key != step})
    return changed(data, above, tuple(each for n, each in enumerate(holder) if n != step))


def _steps(here: Any, step: str) -> Iterator[str | int]:
    if isinstance(here, dict):
        if step in here:
            yield step
    elif isinstance(here, tuple):
        for number, item in enumerate(here):
            named = isinstance(item, dict) and str(item.get("id")) == step
            if step == EVERY or named or (step.isdigit() and int(step) == number):
                yield number


def _known(here: Any) -> Iterator[str]:
    if isinstance(here, dict):
        yield from (str(key) for key in here)
    elif isinstance(here, tuple):
        ids = [str(item["id"]) for item in here if isinstance(item, dict) and "id" in item]
        yield from ids or (str(number) for number in range(len(here)))
