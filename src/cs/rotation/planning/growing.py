"""How the graph of all paths is grown: layer by layer, every node of a layer at once.

See `paths.py` for what the graph is and `past.py` for a node's row of integers.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from cs.rotation.evaluation import Integers, StaffTable
from cs.rotation.planning.families import Families, distinct
from cs.rotation.planning.memory import Stay, no_facts
from cs.rotation.planning.past import KIND, Builder, Chunk
from cs.rotation.planning.paths import (
    END,
    NO_STINT,
    Layer,
    PathGraph,
    PathLimits,
    Profiles,
    StintTypes,
)
from cs.rotation.problem import RotationProblem


@dataclass
class _Growth:
    """What has been grown so far: arcs waiting for the layer of their far end."""

    head: dict[int, list[Chunk]] = field(default_factory=dict)
    tail: dict[int, list[Chunk]] = field(default_factory=dict)
    crossing: list[Chunk] = field(default_factory=list)
    leaving_tail: dict[int, list[Chunk]] = field(default_factory=dict)


def build_graph(
    problem: RotationProblem, staff: StaffTable, families: Families, limits: PathLimits
) -> PathGraph:
    """All paths of all families within limits.

    Raises:
        GraphTooLargeError: more than `limits.arcs` arcs.
    """
    builder = Builder(problem, staff, families, limits)
    growth = _Growth()
    _plant(builder, growth)
    head_layers: list[Layer] = []
    heads = families.count
    tails = 0
    tail_starts: dict[int, int] = {}
    for period in range(problem.length):
        if period < limits.split and period in growth.head:
            chunks = growth.head.pop(period)
            state, inverse = _merge(chunks)
            head_layers.append(_layer(chunks, inverse, heads, len(state)))
            _expand(builder, growth, period, state, heads, in_tail=False)
            heads += len(state)
        if period in growth.tail:
            chunks = growth.tail.pop(period)
            state, inverse = _merge(chunks)
            _number(chunks, inverse + tails)
            tail_starts[period] = tails
            _expand(builder, growth, period, state, tails, in_tail=True)
            tails += len(state)
    periods = sorted(tail_starts)
    ends = [*(tail_starts[p] for p in periods[1:]), tails][: len(periods)]
    tail_layers = [
        _tail_layer(growth.leaving_tail.get(p, []), tail_starts[p], end)
        for p, end in zip(periods, ends, strict=True)
    ]
    tail_layers, alive = _living(tail_layers, tails)
    types, translate = _types(builder)
    profiles, crossing, tail_of = _cross(builder, growth.crossing, alive)

    def typed(layer: Layer) -> Layer:
        return Layer(layer.nodes, layer.offset, layer.other, translate[layer.kind].astype(np.int32))

    return PathGraph(
        types=types,
        profiles=profiles,
        head=tuple(typed(layer) for layer in head_layers),
        heads=heads,
        crossing=typed(crossing),
        tail_of=tail_of,
        tail=tuple(typed(layer) for layer in tail_layers),
        tails=tails,
    )


def _plant(builder: Builder, growth: _Growth) -> None:
    """The first arc of every family: the rest of the stint of time zero, or the time to joining."""
    f, limits = builder.families, builder.limits
    horizon = builder.problem.horizon
    length = builder.problem.length
    every = np.arange(f.count)
    start = builder.roots()

    away = every[(f.current < 0) | (f.end <= 0)]
    if len(away):
        joins = np.minimum(f.first[away], length)
        never = joins >= f.end[away]
        ends = np.where(never, length, joins)
        stay = Stay(NO_STINT, 0, ends, np.zeros(len(away), np.int64), never, no_facts(len(away)))
        fits = builder.allow(start[away], stay)
        away, ends, never, stay = away[fits], ends[fits], never[fits], stay.of(fits)
        kind = builder.kinds([NO_STINT, 0, 0, -1, 0, away, 0, 0, 0], len(away))
        state = start[away]
        state[:, 1] = -1
        builder.serve(state, stay)
        _arrive(builder, growth, away, kind, state, ends, never)

    for post in range(builder.posts):
        rows = every[(f.current == post) & (f.end > 0)]
        if not len(rows):
            continue
        nominal = builder.staff.length[post]
        shortest, longest = builder.staff.shortest[post], builder.staff.longest[post]
        served, late = f.served[rows], f.overdue[rows]
        total = f.before[rows, length]
        until = f.allowed_until[rows, post, 0]
        for more in range(int(total.max()) + 1):
            for stays in (False, True):
                # Staying to the end is one choice, made once where all periods are used up.
                if stays:
                    end = f.end[rows]
                    fits = (total == more) & (late | (served + more <= longest))
                else:
                    end = f.present_at[rows, np.minimum(more, length - 1)]
                    clock = served + more
                    fits = (more < total) & (clock >= shortest) & (late | (clock <= longest))
                fits &= until >= end
                visible = f.before[rows, np.minimum(end, horizon)]
                changed = (end < horizon) & (not stays)
                seen = served + visible
                deviation = np.where(changed, np.abs(seen - nominal), np.maximum(seen - nominal, 0))
                deviation = np.where(late, 0, deviation)
                overdue = np.where(late, visible, 0)
                fits &= (deviation <= limits.deviation) & (overdue <= limits.overdue)
                if not fits.any():
                    continue
                size = len(rows)
                over = np.full(size, stays)
                stay = Stay(post, 0, end, np.full(size, more), over, no_facts(size))
                fits &= builder.allow(start[rows], stay)
                chosen = np.flatnonzero(fits)
                if not len(chosen):
                    continue
                source, stop = rows[chosen], end[chosen]
                state = start[source]
                new = np.minimum(builder.new(state, post), more)
                level = builder.level(state, post)
                kind = builder.kinds(
                    [post, 0, stop, -1, new, source, deviation[chosen], overdue[chosen], level],
                    len(chosen),
                )
                if limits.split:
                    builder.show(state, post, visible[chosen], seen[chosen])
                builder.serve(state, stay.of(chosen))
                _arrive(builder, growth, source, kind, state, stop, over[chosen])


def _arrive(
    builder: Builder,
    growth: _Growth,
    source: Integers,
    kind: Integers,
    state: Integers,
    end: Integers,
    over: npt.NDArray[np.bool_],
) -> None:
    """Files arcs that leave roots or profile nodes under the changeover that they lead to."""
    builder.count_arcs(len(source))
    split = builder.limits.split
    inner = ~over & (end < split)
    for stop in np.unique(end[inner]):
        rows = np.flatnonzero(inner & (end == stop))
        chunk = Chunk(source[rows], kind[rows], state[rows])
        growth.head.setdefault(int(stop), []).append(chunk)
    closed = np.flatnonzero(over)
    if len(closed):
        chunk = Chunk(source[closed], kind[closed], state[closed])
        chunk.profile = state[closed]
        chunk.target = np.full(len(closed), END, np.int64)
        growth.crossing.append(chunk)
    crosses = ~over & (end >= split)
    for stop in np.unique(end[crosses]):
        rows = np.flatnonzero(crosses & (end == stop))
        ends = np.full(len(rows), stop)
        tail = builder.to_tail(state[rows], ends)
        chunk = Chunk(source[rows], kind[rows], tail)
        chunk.profile = state[rows]
        growth.crossing.append(chunk)
        growth.tail.setdefault(int(stop), []).append(chunk)


def _expand(
    builder: Builder, growth: _Growth, period: int, state: Integers, base: int, in_tail: bool
) -> None:
    """Every stint that may start at a layer's nodes."""
    f, limits = builder.families, builder.limits
    horizon = builder.problem.horizon
    for post in range(builder.posts):
        nodes = np.flatnonzero(builder.enter(state, post, period))
        if not len(nodes):
            continue
        rows = state[nodes]
        cls, last = rows[:, 0], rows[:, 1]
        there = f.present[cls, period - 1] if period else ~f.away[cls]
        left = np.where(there, last, -1)
        done = f.before[cls, period]
        rest = f.before[cls, -1] - done
        until = f.allowed_until[cls, post, period]
        new, level = builder.new(rows, post), builder.level(rows, post)
        nominal = int(builder.staff.length[post])
        shortest, longest = int(builder.staff.shortest[post]), int(builder.staff.longest[post])
        for clock in range(shortest, longest + 2):
            stays = clock > longest
            if stays:
                end, fits, clocks = f.end[cls], rest <= longest, rest
            else:
                place = np.minimum(done + clock, builder.problem.length - 1)
                end, fits = f.present_at[cls, place], clock < rest
                clocks = np.full(len(nodes), clock)
            visible = np.maximum(f.before[cls, np.minimum(end, horizon)] - done, 0)
            changed = (end < horizon) & (not stays)
            deviation = np.where(
                changed, np.abs(visible - nominal), np.maximum(visible - nominal, 0)
            )
            fits = fits & (until >= end) & (deviation <= limits.deviation)
            if not fits.any():
                continue
            over = np.full(len(nodes), stays)
            stay = Stay(post, period, end, clocks, over, no_facts(len(nodes)))
            fits &= builder.allow(rows, stay)
            chosen = np.flatnonzero(fits)
            if not len(chosen):
                continue
            stop = end[chosen]
            kind = builder.kinds(
                [
                    post,
                    period,
                    stop,
                    left[chosen],
                    np.minimum(new[chosen], clocks[chosen]),
                    cls[chosen],
                    deviation[chosen],
                    0,
                    level[chosen],
                ],
                len(chosen),
            )
            seen = None if in_tail else visible[chosen]
            after = builder.advance(rows[chosen], stay.of(chosen), seen)
            source = nodes[chosen] + base
            if in_tail:
                _pass_on(builder, growth, period, source, kind, after, stop, stays)
            else:
                _arrive(builder, growth, source, kind, after, stop, over[chosen])


def _pass_on(
    builder: Builder,
    growth: _Growth,
    period: int,
    source: Integers,
    kind: Integers,
    state: Integers,
    end: Integers,
    stays: bool,
) -> None:
    """Files arcs of the tail."""
    builder.count_arcs(len(source))
    leaving = growth.leaving_tail.setdefault(period, [])
    if stays:
        leaving.append(Chunk(source, kind, state, np.full(len(source), END, np.int64)))
        return
    for stop in np.unique(end):
        rows = np.flatnonzero(end == stop)
        tail = state[rows]
        tail[:, 0] = builder.families.future[tail[:, 0], stop]
        chunk = Chunk(source[rows], kind[rows], tail)
        leaving.append(chunk)
        growth.tail.setdefault(int(stop), []).append(chunk)


def _merge(chunks: list[Chunk]) -> tuple[Integers, Integers]:
    """Distinct rows of all chunks, and for every row the number of its distinct one."""
    rows = np.concatenate([chunk.state for chunk in chunks])
    first, inverse = distinct(rows)
    return rows[first], inverse


def _number(chunks: list[Chunk], numbers: Integers) -> None:
    at = 0
    for chunk in chunks:
        chunk.target = numbers[at : at + len(chunk.source)]
        chunk.state = chunk.state[:0]
        at += len(chunk.source)


def _sorted(
    key: Integers, base: int, size: int, other: Integers, kind: Integers
) -> tuple[Layer, Integers]:
    order = np.argsort(key, kind="stable")
    counts = np.bincount(key, minlength=size)
    offset = np.concatenate([[0], counts.cumsum()]).astype(np.int64)
    layer = Layer(
        slice(base, base + size),
        offset,
        other[order].astype(np.int32),
        kind[order].astype(np.int32),
    )
    return layer, order


def _layer(chunks: list[Chunk], inverse: Integers, base: int, size: int) -> Layer:
    source = np.concatenate([chunk.source for chunk in chunks])
    kind = np.concatenate([chunk.kind for chunk in chunks])
    return _sorted(inverse, base, size, source, kind)[0]


def _tail_layer(chunks: list[Chunk], start: int, end: int) -> Layer:
    nothing = np.zeros(0, np.int64)
    source = np.concatenate([nothing, *(chunk.source for chunk in chunks)])
    kind = np.concatenate([nothing, *(chunk.kind for chunk in chunks)])
    targets = [chunk.target for chunk in chunks if chunk.target is not None]
    target = np.concatenate([nothing, *targets])
    return _sorted(source - start, start, end - start, target, kind)[0]


def _living(layers: list[Layer], tails: int) -> tuple[list[Layer], npt.NDArray[np.bool_]]:
    """The tail without arcs into nodes that no arc leaves, and which nodes are left."""
    # One more place, for `END`.
    alive = np.ones(tails + 1, np.bool_)
    kept = []
    for layer in reversed(layers):
        good = alive[layer.other]
        counts = np.add.reduceat(
            np.append(good, False), np.minimum(layer.offset[:-1], len(good)), dtype=np.int64
        )
        counts[np.diff(layer.offset) == 0] = 0
        alive[layer.nodes] = counts > 0
        offset = np.concatenate([[0], counts.cumsum()]).astype(np.int64)
        kept.append(Layer(layer.nodes, offset, layer.other[good], layer.kind[good]))
    return kept[::-1], alive


def _types(builder: Builder) -> tuple[StintTypes, Integers]:
    """The distinct stint types, and the number of each provisional one."""
    rows = np.concatenate([np.zeros((0, KIND), np.int64), *builder.types])
    first, inverse = distinct(rows)
    columns = rows[first].T
    return StintTypes(*(np.ascontiguousarray(column) for column in columns)), inverse


def _cross(
    builder: Builder, chunks: list[Chunk], alive: npt.NDArray[np.bool_]
) -> tuple[Profiles, Layer, npt.NDArray[np.int32]]:
    ports = builder.posts
    nothing = np.zeros(0, np.int64)
    states = [chunk.profile for chunk in chunks if chunk.profile is not None]
    state = np.concatenate([np.zeros((0, builder.width), np.int64), *states])
    source = np.concatenate([nothing, *(chunk.source for chunk in chunks)])
    kind = np.concatenate([nothing, *(chunk.kind for chunk in chunks)])
    target = np.concatenate([nothing, *(c.target for c in chunks if c.target is not None)])
    good = np.flatnonzero(alive[target])
    state, source, kind, target = state[good], source[good], kind[good], target[good]
    kept = np.zeros((len(state), 2), np.int64)
    if builder.problem.keeping is not None and builder.problem.keeping.weighs:
        kept = state[:, builder.kept]
    rows = np.concatenate([state[:, :1], state[:, builder.spent_at :], kept], axis=1)
    if not (builder.limits.split and builder.limits.spent):
        rows[:, 1 : 1 + ports] = 0
    if not builder.limits.split:
        rows[:, 1:] = 0
    first, inverse = distinct(rows)
    order = np.argsort(rows[first, 0], kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    chosen = rows[first[order]]
    family = chosen[:, 0]
    layer, arrangement = _sorted(place[inverse], 0, len(first), source, kind)
    profiles = Profiles(
        family=family,
        first=np.searchsorted(family, np.arange(builder.families.count + 1)),
        spent=np.ascontiguousarray(chosen[:, 1 : 1 + ports]),
        completed=chosen[:, 1 + ports],
        changes=chosen[:, 2 + ports],
        changed=chosen[:, 3 + ports],
        short=chosen[:, 4 + ports],
    )
    return profiles, layer, target[arrangement].astype(np.int32)
