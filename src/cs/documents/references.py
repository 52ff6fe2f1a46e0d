"""What stands across documents: references, double definitions, periods in force."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import TypeAlias

from cs.documents.codes import (
    DANGLING,
    DUPLICATE_DEFINITION,
    ENDS_BEFORE_START,
    OVERLAPPING_PERIODS,
)
from cs.documents.shape import marked, sorts_defined
from cs.kernel.document import Document
from cs.kernel.fields import Defines, Policy, RefersTo
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.mends import write_word
from cs.kernel.messages import Message, message
from cs.kernel.suggestions import nearest

POLICY_SORT = "policy"
MAX_SUGGESTED = 200
"""Ids for which the nearest known one is looked up; each costs a look at all that are known."""

MAX_RELATED = 20
"""Further places of one id that a finding names; their number is in its text."""

_Known: TypeAlias = Mapping[str, Place]


@dataclass(frozen=True)
class _Mention:
    marker: Defines | RefersTo
    value: str
    place: Place


def cross_findings(
    documents: Sequence[Document[Policy]], failed_models: Iterable[type[Policy]]
) -> Iterator[Finding]:
    """All findings across documents.

    `failed_models` are the models of documents that could not be read: what they would have
    defined is not called missing.
    """
    unknown = frozenset[str]().union(*(sorts_defined(model) for model in failed_models))
    mentions = {
        (document.file, document.index): [
            _Mention(marker, value, document.place.at(*route))
            for marker, value, route in marked(document.policy)
        ]
        for document in documents
    }
    for document in documents:
        yield from _periods(document)
    for own in mentions.values():
        yield from _duplicates(own)
    yield from _dangling(mentions, unknown)
    yield from _overlaps(documents)


def _periods(document: Document[Policy]) -> Iterator[Finding]:
    policy = document.policy
    if policy.effective and policy.until and policy.effective > policy.until:
        yield Finding(
            ENDS_BEFORE_START,
            Severity.ERROR,
            message(
                "The last day in force, {until}, is before the first, {effective}.",
                until=policy.until,
                effective=policy.effective,
            ),
            document.place / "until",
            related=(Related(document.place / "effective", message("The first day is here.")),),
        )


def _duplicates(mentions: Iterable[_Mention]) -> Iterator[Finding]:
    first: dict[tuple[str, str], Place] = {}
    for mention in mentions:
        if not isinstance(mention.marker, Defines):
            continue
        key = (mention.marker.sort, mention.value)
        if key not in first:
            first[key] = mention.place
            continue
        yield Finding(
            DUPLICATE_DEFINITION,
            Severity.ERROR,
            message("The id {id} is given a second time.", id=mention.value),
            mention.place,
            mend=message("Give each its own id."),
            related=(Related(first[key], message("It is given here first.")),),
        )


def _dangling(
    mentions: Mapping[tuple[str, int], list[_Mention]], unknown: frozenset[str]
) -> Iterator[Finding]:
    everything = [mention for own in mentions.values() for mention in own]
    everywhere = _definitions(everything)
    groups: list[tuple[list[_Mention], _Known]] = []
    across: dict[tuple[str, str], list[_Mention]] = {}
    for own in mentions.values():
        here = _definitions(own)
        inside: dict[tuple[str, str], list[_Mention]] = {}
        for mention in own:
            marker = mention.marker
            if not isinstance(marker, RefersTo):
                continue
            in_document = marker.within == "document"
            known: _Known = (here if in_document else everywhere).get(marker.sort, {})
            # a workspace that defines none of a sort keeps them elsewhere: nothing to compare with
            is_open = not in_document and (marker.sort in unknown or not known)
            if is_open or mention.value in known:
                continue
            found = (inside if in_document else across).setdefault((marker.sort, mention.value), [])
            if not found:
                groups.append((found, known))
            found.append(mention)
    used = _used(everything) if groups else frozenset()
    for number, (group, known) in enumerate(groups):
        yield _dangling_finding(group, known, used, suggest=number < MAX_SUGGESTED)


def _dangling_finding(
    group: list[_Mention], known: _Known, used: frozenset[tuple[str, str]], *, suggest: bool
) -> Finding:
    """One finding for all places of one id: where there are several, its definition was renamed."""
    mention, *further = group
    sort = mention.marker.sort
    figures = {"id": mention.value, "sort": sort_name(sort), "places": len(group)}
    near = nearest(mention.value, known) if suggest else None
    unused = [each for each in known if (sort, each) not in used] if suggest and further else []
    renamed = unused[0] if len(unused) == 1 else nearest(mention.value, unused)
    text = message("{id} is not defined; what belongs here is the id of one: {sort}.", **figures)
    mend = message("Did you mean {word}?", word=near) if near else None
    related = [Related(each.place, message("It is named here too.")) for each in further]
    if further:
        text = message(
            "{id} is not defined; what belongs here is the id of one: {sort}. Places that name "
            "it: {places}.",
            **figures,
        )
    if renamed is not None:
        mend = message(
            "If {word} is the new id, write it in these places too; else give it back the id {id}.",
            word=renamed,
            id=mention.value,
        )
        related.insert(
            0,
            Related(
                known[renamed],
                message("{word} is defined here, and nothing names it.", word=renamed),
            ),
        )
    return Finding(
        DANGLING,
        Severity.ERROR,
        text,
        mention.place,
        expected=message("one of: {words}", words=tuple(nsmallest(12, known))) if known else None,
        mend=mend,
        related=tuple(related[:MAX_RELATED]),
        fix=None if further else write_word(mention.place, mention.value, near, known),
    )


def sort_name(sort: str) -> Message:
    """What a sort of things is called."""
    return {
        "grade": message("grade"),
        "post": message("post"),
        "track": message("track"),
        "skill": message("skill"),
        "policy": message("policy"),
        "review grade": message("grade of a review"),
        "indicator": message("indicator"),
        "course": message("course"),
        "training": message("training"),
        "agreement": message("agreement"),
    }.get(sort) or message("{sort}", sort=sort)


def _definitions(mentions: Iterable[_Mention]) -> dict[str, dict[str, Place]]:
    """Of each sort the ids that are defined, each with the first place."""
    result: dict[str, dict[str, Place]] = {}
    for mention in mentions:
        if isinstance(mention.marker, Defines) and mention.marker.sort != POLICY_SORT:
            result.setdefault(mention.marker.sort, {}).setdefault(mention.value, mention.place)
    return result


def _used(mentions: Iterable[_Mention]) -> frozenset[tuple[str, str]]:
    """Sort and id of everything that is named somewhere."""
    return frozenset(
        (each.marker.sort, each.value) for each in mentions if isinstance(each.marker, RefersTo)
    )


def _overlaps(documents: Sequence[Document[Policy]]) -> Iterator[Finding]:
    groups: dict[tuple[str, str], list[Document[Policy]]] = {}
    for document in documents:
        groups.setdefault((document.policy.kind, document.policy.id), []).append(document)
    for (_, name), group in groups.items():
        for earlier, later in _overlapping(group):
            yield Finding(
                OVERLAPPING_PERIODS,
                Severity.ERROR,
                message("Two policies with the id {id} are in force on the same days.", id=name),
                later.place / "id",
                mend=message(
                    "Give one of them another id, or set effective and until so that they follow"
                    " each other."
                ),
                related=(Related(earlier.place / "id", message("The other is here.")),),
            )


def _overlapping(
    group: Sequence[Document[Policy]],
) -> Iterator[tuple[Document[Policy], Document[Policy]]]:
    """Each document that begins while another is in force, with that other; in order of writing.

    One other is enough: of many versions on the same days, each is named once.
    """
    order = sorted(enumerate(group), key=lambda each: each[1].policy.effective or date.min)
    lasting: tuple[int, Document[Policy]] | None = None
    for number, document in order:
        begins, ends = document.policy.effective or date.min, _end(document)
        if lasting and begins <= min(_end(lasting[1]), ends):
            pair = sorted((lasting, (number, document)), key=lambda each: each[0])
            yield pair[0][1], pair[1][1]
        if lasting is None or ends > _end(lasting[1]):
            lasting = (number, document)


def _end(document: Document[Policy]) -> date:
    return document.policy.until or date.max
