"""One item of a list lacks a key that all the others state

All items of a list but one state a figure, a word, a name or a yes or no under the same key. Either
the one has what the key's default says, which readers do not see, or the line was lost. Documents
of one kind are compared likewise. Edges of bands (`from`, `to`) may be open, and the lowest grade
asks for no `experience`; these are left alone, and so are lists of fewer than five items, and
sources and notes.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    owner: 客服总监
    posts:
      - {id: a, name: 一部, stint: 2 months, headcount: 5..8, manager: 一部经理}
      - {id: b, name: 二部, stint: 2 months, headcount: 5..8, manager: 二部经理}
      - {id: c, name: 三部, stint: 2 months, headcount: 5..8, manager: 三部经理}
      - {id: d, name: 四部, stint: 2 months, headcount: 5..8, manager: 四部经理}
      - {id: e, name: 五部, stint: 2 months, headcount: 5..8}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    owner: 客服总监
    posts:
      - {id: a, name: 一部, stint: 2 months, headcount: 5..8, manager: 一部经理}
      - {id: b, name: 二部, stint: 2 months, headcount: 5..8, manager: 二部经理}
      - {id: c, name: 三部, stint: 2 months, headcount: 5..8, manager: 三部经理}
      - {id: d, name: 四部, stint: 2 months, headcount: 5..8, manager: 四部经理}
      - {id: e, name: 五部, stint: 2 months, headcount: 5..8, manager: 五部经理}
    ```
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel

from cs.checking.rule import Rule
from cs.documents.figures import FEWEST, forms_of
from cs.kernel.document import PolicySet
from cs.kernel.durations import Duration
from cs.kernel.fields import Model, Policy
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import Message, message
from cs.kernel.texts import plain

ASIDE = frozenset({"from", "to", "experience", "source", "notes", "effective", "until"})
"""Keys that one end of a list mostly lacks with good reason, prose, and periods of versions."""


@dataclass(frozen=True)
class _Lacking:
    key: str
    counts_as: str | None
    number: int
    other: int


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each item, and each document of a kind, that alone lacks a key."""
    for document in policies.documents:
        for route, items in forms_of(document.policy):
            for each in _lacking(items):
                place = document.place.at(*route)
                yield _finding(
                    each,
                    place / each.number,
                    message(
                        "{key} is not stated here; all {count} other items state it.",
                        key=each.key,
                        count=len(items) - 1,
                    )
                    if each.counts_as is None
                    else message(
                        "{key} is not stated here, so that {default} holds; all {count} other "
                        "items state it.",
                        key=each.key,
                        default=each.counts_as,
                        count=len(items) - 1,
                    ),
                    message("{key} in every item, or in none", key=each.key),
                    place.at(each.other, each.key),
                    message("One of the other items."),
                )
    yield from _documents(policies)


def _documents(policies: PolicySet) -> Iterator[Finding]:
    by_kind: dict[type[Policy], list[int]] = {}
    for index, document in enumerate(policies.documents):
        by_kind.setdefault(type(document.policy), []).append(index)
    for indices in by_kind.values():
        own = [policies.documents[index] for index in indices]
        for each in _lacking([document.policy for document in own]):
            yield _finding(
                each,
                own[each.number].place,
                message(
                    "{key} is not stated here; all {count} other policies of this kind state it.",
                    key=each.key,
                    count=len(own) - 1,
                )
                if each.counts_as is None
                else message(
                    "{key} is not stated here, so that {default} holds; all {count} other "
                    "policies of this kind state it.",
                    key=each.key,
                    default=each.counts_as,
                    count=len(own) - 1,
                ),
                message("{key} in every policy of this kind, or in none", key=each.key),
                own[each.other].place / each.key,
                message("One of the other policies."),
            )


def _lacking(items: Sequence[Model]) -> Iterator[_Lacking]:
    """What one of the items alone does not state."""
    if len(items) < FEWEST + 1:
        return
    for name, info in type(items[0]).model_fields.items():
        key = info.alias or name
        if key in ASIDE:
            continue
        without = [number for number, item in enumerate(items) if not _states(item, name)]
        if len(without) != 1:
            continue
        (number,) = without
        if all(_is_plain(getattr(item, name)) for item in items if item is not items[number]):
            counts_as = _shown(getattr(items[number], name))
            yield _Lacking(key, counts_as, number, 0 if number else 1)


def _states(item: Model, name: str) -> bool:
    return name in item.model_fields_set and getattr(item, name) is not None


def _is_plain(value: object) -> bool:
    """Whether it is a figure or words, not a part of its own: of parts one often has another."""
    if isinstance(value, tuple):
        return all(_is_plain(each) for each in value)
    return not isinstance(value, BaseModel | dict)


def _shown(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return plain(Decimal(value))
    return str(value) if isinstance(value, str | Duration) else None


def _finding(
    each: _Lacking, place: Place, text: Message, expected: Message, other: Place, words: Message
) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=expected,
        mend=message("State {key} here too.", key=each.key)
        if each.counts_as is None
        else message("State {key} here too, even if the default is meant.", key=each.key),
        related=(Related(other, words),),
    )


RULE = Rule("DOC074", "left-out-once", Severity.INFO, check)
