"""How are the relaxation's fractions dealt to whole agents, so that few limits are missed?

The relaxation mixes its answers by weights. Agents of a group to whom all mixed answers give the
same paths are a *class*; of a class so many agents are dealt each answer as its weight says,
rounded down. The agents left over are dealt one after the other so that what the rows over posts
amount to stays nearest to the relaxation's mixture; then single agents go over to another of
their answers, the best move of some each time, whether or not it brings the rows nearer to their
limits at once, and whoever has moved rests for a while (tabu search, Glover 1989); limits that
stay missed weigh more and more (Morris 1993). The work grows with classes and rows.
"""

from dataclasses import dataclass

import numpy as np

from cs.rotation.evaluation import Floats, Integers
from cs.rotation.planning.couplings import Couplings
from cs.rotation.planning.master import Relaxation
from cs.rotation.planning.paths import Arcs
from cs.rotation.planning.pricing import NOTHING
from cs.rotation.planning.segments import first_minima, spans

MOVES = 5_000
TRIED = 512
"""Lines tried for a move, drawn from one seed."""
LOCKED = 10
"""Moves during which a class that has moved stays."""
PATIENCE = 1_000
"""Moves without gain that end the mending."""
USED = 1e-9
MORE, LINES = 30, 60_000
"""So many of the last answers are open besides those used, while lines are not more than that."""


@dataclass(frozen=True)
class Dealt:
    """Whole agents on the relaxation's paths.

    Attributes:
        profile: of each agent. flows: per arc.
    """

    profile: Integers
    flows: Integers


@dataclass(frozen=True)
class _Classes:
    """Classes and the answers open to them: one line for each class and answer, by class.

    Attributes:
        first: classes + 1 offsets into lines.
        path: of each line, a row of `routes` and `activity`. share: of the class's agents.
        agents: sorted by class; `begin`: classes + 1 offsets into them.
        routes: paths x places, arcs. profile: that each leads to.
        activity: paths x rows, in units.
    """

    first: Integers
    path: Integers
    share: Floats
    agents: Integers
    begin: Integers
    routes: Integers
    profile: Integers
    activity: Floats


def apportion(arcs: Arcs, couplings: Couplings, relaxation: Relaxation) -> Dealt:
    """Every agent on one of the paths that the relaxation mixes for it."""
    classes = _classes(arcs, couplings, relaxation)
    size = np.diff(classes.begin)
    owner = np.repeat(np.arange(len(size)), np.diff(classes.first))
    ideal = classes.share * size[owner]
    whole = np.floor(ideal + 1e-9)
    _deal_rest(classes, ideal, whole)
    whole = _mend(classes, couplings, whole)
    count = whole.astype(np.int64)
    profile = np.zeros(len(relaxation.group), np.int64)
    # Lines are sorted by class as agents are, so that both can be told out in order.
    profile[classes.agents] = classes.profile[np.repeat(classes.path, count)]
    taken = np.bincount(classes.path, count, minlength=len(classes.profile)).astype(np.int64)
    flows = np.zeros(len(arcs.kind), np.int64)
    for place in range(classes.routes.shape[1]):
        used = np.flatnonzero((classes.routes[:, place] != NOTHING) & (taken > 0))
        np.add.at(flows, classes.routes[used, place], taken[used])
    return Dealt(profile, flows)


def _classes(arcs: Arcs, couplings: Couplings, relaxation: Relaxation) -> _Classes:
    profiles = int(arcs.profile.max(initial=0)) + 1
    paths, profile_of, base = [], [], []
    at = 0
    for wanted, table in relaxation.routes:
        base.append(at)
        paths.append(table)
        profile_of.append(wanted)
        at += len(wanted)
    first, path, share, agents, sizes = [0], [], [], [], []
    # The last answers are nearly as good, and few agents need more ways to go.
    more = min(MORE, LINES // max(len(relaxation.group), 1), len(relaxation.routes))
    for group in range(relaxation.weights.shape[1]):
        members = np.flatnonzero(relaxation.group == group)
        weights = relaxation.weights[:, group]
        mixed = weights > USED
        if not len(members) or not mixed.any():
            continue
        mixed[len(mixed) - more :] = True
        used = np.flatnonzero(mixed)
        options = relaxation.answers[np.ix_(used, members)]
        key = np.zeros(len(members), np.int64)
        for line in options:
            _, key = np.unique(key * profiles + line, return_inverse=True)
        order = np.argsort(key, kind="stable")
        starts = np.flatnonzero(np.diff(key[order], prepend=-1))
        agents.append(members[order])
        sizes.append(np.diff(np.append(starts, len(members))))
        lines = np.empty((len(starts), len(used)), np.int64)
        for column, number in enumerate(used):
            wanted = relaxation.routes[number][0]
            chosen = options[column, order[starts]]
            lines[:, column] = base[number] + np.searchsorted(wanted, chosen)
        path.append(lines.ravel())
        share.append(np.tile(weights[used] / weights[used].sum(), len(starts)))
        first += [len(used)] * len(starts)
    taken, line = np.unique(np.concatenate(path), return_inverse=True)
    routes = np.concatenate(paths)[taken]
    return _Classes(
        first=np.cumsum(first),
        path=np.asarray(line),
        share=np.concatenate(share),
        agents=np.concatenate(agents),
        begin=np.concatenate([[0], np.concatenate(sizes).cumsum()]),
        routes=routes,
        profile=np.concatenate(profile_of)[taken],
        activity=_activity(arcs, couplings, routes),
    )


def _activity(arcs: Arcs, couplings: Couplings, routes: Integers) -> Floats:
    path, at = np.nonzero(routes != NOTHING)
    kind = arcs.kind[routes[path, at]]
    index, entry = spans(couplings.first[kind], np.diff(couplings.first)[kind])
    key = path[entry] * couplings.count + couplings.row[index]
    sums = np.bincount(key, couplings.part[index], minlength=len(routes) * couplings.count)
    activity = np.asarray(sums, np.float64).reshape(len(routes), couplings.count)
    return np.asarray(activity / couplings.unit)


def _deal_rest(classes: _Classes, ideal: Floats, whole: Floats) -> None:
    """Deals who is left over of each class, in place."""
    off = np.zeros(classes.activity.shape[1])
    for number in range(len(classes.first) - 1):
        lines = slice(classes.first[number], classes.first[number + 1])
        missing = ideal[lines] - whole[lines]
        rest = int(np.rint(missing.sum()))
        if not rest:
            continue
        activity = classes.activity[classes.path[lines]]
        off -= missing @ activity
        squares = (activity * activity).sum(axis=1)
        given = np.zeros(len(missing))
        for _ in range(rest):
            worth = 2 * (activity @ off) + squares
            # Within a class no answer is dealt more than one agent beyond its share.
            worth[(given > missing) | (missing <= 0)] = np.inf
            best = int(worth.argmin())
            given[best] += 1
            off += activity[best]
        whole[lines] += given


def _mend(classes: _Classes, couplings: Couplings, whole: Floats) -> Floats:
    """Agents of each line once single ones have gone over to other answers of theirs."""
    low, high = couplings.low / couplings.unit, couplings.high / couplings.unit
    activity, path = classes.activity, classes.path
    total = np.bincount(path, whole, minlength=len(activity)) @ activity
    # Few rows are beyond their limits at a time, and only those need be looked at.
    by_row = np.ascontiguousarray(activity.T)
    begins, sizes = classes.first[:-1], np.diff(classes.first)
    owner = np.repeat(np.arange(len(begins)), sizes)
    locked = np.full(len(begins), -1)
    rng = np.random.default_rng(0)
    whole = whole.copy()

    def beyond(sums: Floats) -> Floats:
        return np.asarray(np.maximum(sums - high, 0) + np.minimum(sums - low, 0))

    over = beyond(total)
    weight = np.ones(len(over))
    best, kept, since = float((over * over).sum()), whole.copy(), 0
    for turn in range(MOVES):
        if best <= 1e-9 or since >= PATIENCE:
            break
        rows = np.flatnonzero(over)
        worth = ((over * weight)[rows] @ by_row[rows])[path]
        there = np.where(whole > 0.5, worth, -np.inf)
        gain = worth - np.maximum.reduceat(there, begins)[owner]
        lines = np.flatnonzero((gain < -1e-9) & (locked < turn)[owner])
        if not len(lines):
            break
        if len(lines) > TRIED:
            lines = np.sort(rng.choice(lines, TRIED, replace=False))
        able, place = np.unique(owner[lines], return_inverse=True)
        spread, number = spans(begins[able], sizes[able])
        source = spread[first_minima(-there[spread], number, len(able))][place]
        after = beyond(total + activity[path[lines]] - activity[path[source]])
        squares = (after * after) @ weight
        choice = int(squares.argmin())
        if squares[choice] >= float((over * over) @ weight) - 1e-9:
            weight[over != 0] += 1.0
        origin, target = source[choice], lines[choice]
        whole[origin] -= 1
        whole[target] += 1
        locked[owner[target]] = turn + LOCKED
        total += activity[path[target]] - activity[path[origin]]
        over = beyond(total)
        now = float((over * over).sum())
        since += 1
        if now < best - 1e-9:
            best, kept, since = now, whole.copy(), 0
    return kept
