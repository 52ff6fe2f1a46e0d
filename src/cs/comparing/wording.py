"""Changes as sentences: what a value, a part and a change are in words."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cs.comparing.matching import sort_of
from cs.comparing.words import VALUES, field_words, kind_words
from cs.kernel.durations import Duration
from cs.kernel.fields import Minutes, Percent, Policy
from cs.kernel.messages import Message, message
from cs.kernel.ranges import Range
from cs.kernel.texts import plain

LONG = 80
"""Longer texts are cut in sentences; the record has them whole."""
TAGS = ("condition", "by")
"""Fields that say of which sort a part is; their value needs no name before it."""
# The markers that `Annotated` carries; mypy takes the aliases for the plain types.
_PERCENT = Percent.__metadata__[0]  # type: ignore[attr-defined]
_MINUTES = Minutes.__metadata__[0]  # type: ignore[attr-defined]


def thing(what: Message, owner: Message | None) -> Message:
    """A field or part, with what holds it."""
    return what if owner is None else message("{what} of {owner}", what=what, owner=owner)


def document_sentence(old: Policy | None, new: Policy | None) -> Message:
    """What became of a document."""
    policy = new or old
    assert policy is not None
    figures = {"kind": kind_words(policy.kind), "id": policy.id, "name": policy.name}
    if old is None:
        return message("The {kind} {id} «{name}» is new.", **figures)
    if new is None:
        return message("The {kind} {id} «{name}» is removed.", **figures)
    if old.id != new.id:
        return message("The {kind} {id} «{name}» was called {old} before.", **figures, old=old.id)
    return message("The {kind} {id} «{name}» changes.", **figures)


def renamed(owner: Message | None, old: object, new: object) -> Message:
    """Another id, of a part or of the document."""
    if owner is None:
        return message("The id changes from {old} to {new}.", old=figure(old), new=figure(new))
    return message("{owner} has the id {new} instead of {old}.", owner=owner, old=figure(old),
                   new=figure(new))  # fmt: skip


def added(where: Message, part_label: Message, part: BaseModel) -> Message:
    """A part that is new in a list."""
    if _is_tie_break(part):
        return message("{where}: {part} is added.", where=where, part=part_label)
    return message("{part} is new: {summary}.", part=part_label, summary=summary(part))


def removed(where: Message, part_label: Message, part: BaseModel) -> Message:
    """A part that is gone from a list."""
    if _is_tie_break(part):
        return message("{where}: {part} is removed.", where=where, part=part_label)
    return message("{part} is removed; it was: {summary}.", part=part_label, summary=summary(part))


def _is_tie_break(part: BaseModel) -> bool:
    return sort_of(type(part)) in ("promotion.ByComponent", "promotion.ByDate")


def reordered(what: Message, old: Sequence[object], new: Sequence[object]) -> Message:
    """The same things in another order."""
    return message("{what}: the order is now {new}; it was {old}.", what=what, new=tuple(new),
                   old=tuple(old))  # fmt: skip


def entry(what: Message, key: str) -> Message:
    """One entry of a mapping."""
    return message("{what}, {key}", what=what, key=key)


def listed(what: Message, gone: Sequence[object], come: Sequence[object]) -> Message:
    """Words added to a list, removed from it, or both."""
    old, new = tuple(figure(each) for each in gone), tuple(figure(each) for each in come)
    if not gone:
        return message("{what}: {new} added.", what=what, new=new)
    if not come:
        return message("{what}: {old} removed.", what=what, old=old)
    return message("{what}: {new} added, {old} removed.", what=what, new=new, old=old)


def changed(
    model: type[BaseModel],
    name: str,
    old: object,
    new: object,
    what: Message,
    owner: Message | None,
) -> Message:
    """Another value of a field."""
    before, after = field_figure(model, name, old), field_figure(model, name, new)
    if old is not None and new is not None and owner is not None:
        said = _own_words(f"{sort_of(model)}.{name}", owner, before, after)
        if said is not None:
            return said
    if _is_number(old) and _is_number(new):
        figures = {"what": what, "old": before, "new": after}
        # Both are numbers; mypy narrows by calls only where they are declared to.
        if old < new:  # type: ignore[operator]
            return message("{what} rises from {old} to {new}.", **figures)
        return message("{what} falls from {old} to {new}.", **figures)
    return stated(what, None if old is None else before, None if new is None else after)


def stated(what: Message, old: object, new: object) -> Message:
    """A value changed, newly stated or no longer stated."""
    if old is None:
        return message("{what} is now stated: {new}.", what=what, new=figure(new))
    if new is None:
        return message("{what} is no longer stated; it was: {old}.", what=what, old=figure(old))
    return message("{what} changes from {old} to {new}.", what=what, old=figure(old),
                   new=figure(new))  # fmt: skip


def _own_words(field: str, owner: Message, old: object, new: object) -> Message | None:
    """Fields that have a sentence of their own."""
    match field:
        case "promotion.Band.points":
            return message("{owner} gives {new} points instead of {old}.", owner=owner, old=old,
                           new=new)  # fmt: skip
        case "rotation.Post.stint":
            return message("A stint at {owner} lasts {new} instead of {old}.", owner=owner,
                           old=old, new=new)  # fmt: skip
        case "promotion.TenureCondition.at_least":
            return message("{owner} asks for at least {new} instead of {old}.", owner=owner,
                           old=old, new=new)  # fmt: skip
        case "promotion.Step.duration":
            return message("{owner} may take {new} instead of {old}.", owner=owner, old=old,
                           new=new)  # fmt: skip
        case _:
            return None


def field_figure(model: type[BaseModel], name: str, value: object) -> object:
    """A field's value in words."""
    field = model.model_fields[name]
    if isinstance(value, Decimal) and _marked(field, _PERCENT):
        return f"{plain(value)}%"
    if isinstance(value, int) and _marked(field, _MINUTES):
        return f"{value // 60:02}:{value % 60:02}"
    if isinstance(value, str) and (name, value) in VALUES:
        return VALUES[name, value]
    if isinstance(value, tuple):
        return tuple(field_figure(model, name, each) for each in value)
    return figure(value)


def figure(value: object) -> object:
    """A value as a sentence has it."""
    if isinstance(value, bool):
        return message("yes") if value else message("no")
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, (Duration, Message)):
        return value
    if isinstance(value, BaseModel):
        return summary(value)
    if isinstance(value, Range):
        return _range(value)
    if isinstance(value, (tuple, list)):
        return tuple(figure(each) for each in value) or message("nothing")
    if value is None:
        return message("nothing")
    text = " ".join(str(value).split())
    return text if len(text) <= LONG else f"{text[: LONG - 1]}…"


def _range(value: Range) -> object:
    return str(value) if value.high is not None else message("{low} or more", low=value.low)


def summary(part: BaseModel) -> object:
    """What a part says, in one line; where it comes from and its notes are left out."""
    return tuple(_said(part)) or message("nothing further")


def _said(part: BaseModel) -> Iterator[Message]:
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if name in ("id", "name", "notes", "note"):
            continue
        if name == "source" and sort_of(type(part)) != "career.Move":
            continue
        if value is None or value == field.get_default(call_default_factory=True):
            continue
        if name in TAGS:
            yield message("{value}", value=field_figure(type(part), name, value))
        elif isinstance(value, BaseModel):
            yield from _said(value)
        elif isinstance(value, tuple) and any(isinstance(each, BaseModel) for each in value):
            yield message("{what}: {count}", what=field_words(type(part), name), count=len(value))
        else:
            yield message("{what} {value}", what=field_words(type(part), name),
                          value=field_figure(type(part), name, value))  # fmt: skip


def _is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _marked(field: FieldInfo, mark: object) -> bool:
    """Whether a field or one of its alternatives carries a type's mark."""
    if mark in field.metadata:
        return True
    return any(mark in getattr(each, "__metadata__", ()) for each in _inner(field.annotation))


def _inner(annotation: Any) -> Iterator[Any]:
    yield annotation
    for each in get_args(annotation):
        yield from _inner(each)


def plain_value(value: object) -> object:
    """A value as plain data for a record: exact numbers as texts, parts as objects."""
    if isinstance(value, BaseModel):
        return {
            field.alias or name: plain_value(getattr(value, name))
            for name, field in type(value).model_fields.items()
        }
    if isinstance(value, (tuple, list)):
        return [plain_value(each) for each in value]
    if isinstance(value, dict):
        return {str(key): plain_value(each) for key, each in value.items()}
    if isinstance(value, Decimal):
        return plain(value)
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (Duration, Range)):
        return str(value)
    return str(value)
