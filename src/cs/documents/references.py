"""What stands across documents: references, double definitions, periods in force."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

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
from cs.kernel.messages import Message, message
from cs.kernel.suggestions import nearest

POLICY_SORT = "policy"


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
    everywhere = _definitions(mention for own in mentions.values() for mention in own)
    for own in mentions.values():
        here = _definitions(own)
        for mention in own:
            marker = mention.marker
            if not isinstance(marker, RefersTo):
                continue
            in_document = marker.within == "document"
            known = (here if in_document else everywhere).get(marker.sort, Counter())
            # a workspace that defines none of a sort keeps them elsewhere: nothing to compare with
            is_open = not in_document and (marker.sort in unknown or not known)
            if is_open or mention.value in known:
                continue
            yield _dangling_finding(mention, known)


def _dangling_finding(mention: _Mention, known: Counter[str]) -> Finding:
    near = nearest(mention.value, known)
    return Finding(
        DANGLING,
        Severity.ERROR,
        message(
            "{id} is not defined; it should be the id of a {sort}.",
            id=mention.value,
            sort=sort_name(mention.marker.sort),
        ),
        mention.place,
        expected=message("one of: {words}", words=tuple(sorted(known)[:12])) if known else None,
        mend=message("Did you mean {word}?", word=near) if near else None,
    )


def sort_name(sort: str) -> Message:
    """What a sort of things is called."""
    return {
        "grade": message("grade"),
        "post": message("post"),
        "track": message("track"),
        "skill": message("skill"),
        "policy": message("policy"),
    }.get(sort) or message("{sort}", sort=sort)


def _definitions(mentions: Iterable[_Mention]) -> dict[str, Counter[str]]:
    result: dict[str, Counter[str]] = {}
    for mention in mentions:
        if isinstance(mention.marker, Defines) and mention.marker.sort != POLICY_SORT:
            result.setdefault(mention.marker.sort, Counter())[mention.value] += 1
    return result


def _overlaps(documents: Sequence[Document[Policy]]) -> Iterator[Finding]:
    groups: dict[tuple[str, str], list[Document[Policy]]] = {}
    for document in documents:
        groups.setdefault((document.policy.kind, document.policy.id), []).append(document)
    for (_, name), group in groups.items():
        for earlier, later in combinations(group, 2):
            if not _overlap(earlier.policy, later.policy):
                continue
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


def _overlap(one: Policy, other: Policy) -> bool:
    starts = max(one.effective or date.min, other.effective or date.min)
    ends = min(one.until or date.max, other.until or date.max)
    return starts <= ends
