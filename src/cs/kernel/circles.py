"""What comes back to itself? Circles in who-follows-whom, for rules of all domains."""

from collections.abc import Iterable, Mapping


def circles(following: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Circles without a common member, each from its first member in the order of the mapping.

    At least one in every knot of circles: none is found only where there is none. Found by
    following each member once, depth first.
    """
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in following:
        if start in done:
            continue
        path: list[str] = [start]
        waiting = [iter(following[start])]
        while path:
            step = next(waiting[-1], None)
            if step is None:
                done.add(path.pop())
                waiting.pop()
            elif step in path:
                ring = path[path.index(step) :]
                if not any(set(ring) & set(other) for other in found):
                    found.append(tuple(ring))
            elif step not in done and step in following:
                path.append(step)
                waiting.append(iter(following[step]))
    return tuple(found)
