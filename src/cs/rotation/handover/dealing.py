"""Who hands over to whom at a post where some leave and some join?

Leavers and joiners are paired one to one, who knows the post longest first. Where more join than
leave, a leaver's open work is dealt over several joiners; where fewer join, the work of the others
goes to the most experienced who stay, and to the joiners once more where nobody stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from cs.rotation.handover.situation import Mover

Receives = Literal["successor", "one of several", "stays", "also", "nobody"]


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One piece of an agent's open work.

    Attributes:
        item: which of the policy's items it is, or a sort of its own.
        detail: what it is about.
    """

    agent: str
    item: str
    detail: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A leaver and one of those who take over.

    Attributes:
        receives: why the successor does: as the only one, as one of several joiners, as the most
            experienced who stays, as a joiner who already takes over from another; or nobody is
            there.
        share, shares: the successor takes share 1 .. `shares` of the leaver's open work.
        work: that share, as far as it is known.
    """

    post: int
    leaver: Mover
    successor: Mover | None
    receives: Receives
    share: int = 1
    shares: int = 1
    work: tuple[WorkItem, ...] = ()


def deal(
    movers: Iterable[Mover], changeover: date, work: Iterable[WorkItem] = ()
) -> tuple[Pair, ...]:
    """All pairs of a changeover, by post, leaver and share."""
    by_post: defaultdict[int, list[Mover]] = defaultdict(list)
    everyone = sorted(movers, key=lambda mover: mover.id)
    for mover in everyone:
        for post in {mover.before, mover.after} - {None}:
            assert post is not None
            by_post[post].append(mover)
    items: defaultdict[str, list[WorkItem]] = defaultdict(list)
    for item in work:
        items[item.agent].append(item)
    found: list[Pair] = []
    for post in sorted(by_post):
        for pair in _at_post(post, by_post[post], changeover):
            mine = items[pair.leaver.id][pair.share - 1 :: pair.shares]
            found.append(
                Pair(pair.post, pair.leaver, pair.successor, pair.receives, pair.share,
                     pair.shares, tuple(mine))
            )  # fmt: skip
    return tuple(found)


def _at_post(post: int, here: Sequence[Mover], changeover: date) -> Iterator[Pair]:
    leavers = _longest_first(each for each in here if each.before == post and each.after != post)
    joiners = [each for each in here if each.after == post and each.before != post]
    joiners.sort(key=lambda mover: (changeover in mover.away, mover.id))
    stay = _longest_first(
        each
        for each in here
        if each.before == post and each.after == post and changeover not in each.away
    )
    pairs: list[tuple[Mover, Mover | None, Receives]] = []
    for number, joiner in enumerate(joiners):
        if leavers:
            several = len(joiners) > len(leavers)
            leaver = leavers[number % len(leavers)]
            if number < len(leavers) or several:
                pairs.append((leaver, joiner, "successor"))
    for number, leaver in enumerate(leavers[len(joiners) :]):
        if stay:
            pairs.append((leaver, stay[number % len(stay)], "stays"))
        elif joiners:
            pairs.append((leaver, joiners[number % len(joiners)], "also"))
        else:
            pairs.append((leaver, None, "nobody"))
    pairs.sort(key=lambda pair: pair[0].id)
    for _, group in groupby(pairs, key=lambda pair: pair[0].id):
        mine = list(group)
        for share, (leaver, successor, receives) in enumerate(mine, 1):
            told: Receives = "one of several" if len(mine) > 1 else receives
            yield Pair(post, leaver, successor, told, share, len(mine))


def _longest_first(movers: Iterable[Mover]) -> list[Mover]:
    return sorted(movers, key=lambda mover: (-mover.days, mover.id))
