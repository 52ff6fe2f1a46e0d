"""What a model refuses, in plain words: one finding for one error, keyed on its type and context.

The texts of pydantic are never read or shown. `WORDED` lists the types that are understood; any
other falls back to words that are plain too.
"""

from collections.abc import Callable, Mapping, Sequence, Sized
from dataclasses import dataclass
from datetime import date
from typing import Any

from cs.documents.codes import (
    MISSING_KEY,
    NOT_ALLOWED,
    OUT_OF_BOUNDS,
    UNKNOWN_KEY,
    WRONG_VALUE,
)
from cs.documents.retyping import written_right
from cs.documents.shape import Landing, Shape, aliases
from cs.kernel.findings import Finding, Fix, Place, Route, Severity, format_route
from cs.kernel.mends import write_instead, write_word
from cs.kernel.messages import Message, message
from cs.kernel.suggestions import nearest


@dataclass(frozen=True)
class Refusal:
    """One error of a model, with what stands at its place.

    Attributes:
        kind: pydantic's type of error.
        context: its figures.
        value: the data that stands there, None if nothing does.
        written: the text of the scalar there.
        siblings: the keys beside it, its own included.
        list_route: of the list in brackets, or of the single item in its place, whose only item it
            is; None if it is not alone.
    """

    kind: str
    context: Mapping[str, Any]
    landing: Landing
    value: Any
    written: str | None
    place: Place
    siblings: tuple[str, ...] = ()
    list_route: Route | None = None

    @property
    def field(self) -> str:
        """The field as people write it."""
        return format_route(self.landing.route)


EXPECTED: Mapping[str, Message] = {
    "string_type": message("text"),
    "int_type": message("a whole number, for example 3"),
    "bool_type": message("true or false"),
    "date_type": message("a day, for example 2026-01-31, without quotes"),
    "tuple_type": message("a list"),
    "model_type": message("keys with values"),
    "model_attributes_type": message("keys with values"),
    "dict_type": message("keys with values"),
    "decimal_type": message("a number, for example 12.5"),
    "cs_number": message("a number, for example 12.5"),
    "cs_number_size": message("a number below 1000000000"),
    "cs_number_places": message("a number with at most 6 decimals"),
    "cs_percent": message("a percentage from 0% to 1000%, for example 40%"),
    "cs_duration": message("a duration, for example 3 months, 2 weeks, 5 working days or P3M"),
    "cs_range": message("a range, the smaller end first, or a whole number: 8..12, 8.. or 10"),
    "cs_time": message("a time of day, for example 08:30"),
    "cs_id": message(
        "an id: letters, digits, dots, hyphens and underscores, at most 64, the first a letter"
        " or a digit"
    ),
    "cs_month": message("a month, for example 2026-12"),
    "cs_code": message("a code, for example PRM001"),
    "cs_cell": message("text, a number, a day, true or false, or a list of these"),
}
"""What belongs in a field, by the type of error that its refusal has."""


def word(refusal: Refusal) -> Finding:
    """The finding for one error of a model."""
    return WORDED.get(refusal.kind, _other)(refusal)


def word_union(refusals: Sequence[Refusal]) -> Finding:
    """The finding for a value that fits no member of a union without a key to tell them apart."""
    refusal = refusals[0]
    words = refusal.landing.shape.words
    others = [word(each).expected for each in refusals if each.kind != "literal_error"]
    expected = _either(words, next(filter(None, others), None))
    return _finding(
        refusal,
        WRONG_VALUE,
        _not_fitting(refusal),
        expected,
        _meant(refusal, words),
        _slip(refusal, words) or next(filter(None, map(_rewritten, refusals)), None),
    )


def _wrong_type(refusal: Refusal) -> Finding:
    fix = _rewritten(refusal)
    mend = _retype(refusal) or (fix.title if fix else None)
    expected = EXPECTED[refusal.kind]
    return _finding(refusal, WRONG_VALUE, _not_fitting(refusal), expected, mend, fix)


def lists_ids(refusal: Refusal) -> bool:
    """Whether several ids stand in one text, parted by Chinese commas: `[甲，乙]`."""
    return refusal.kind == "cs_id" and _rewritten(refusal) is not None


def _rewritten(refusal: Refusal) -> Fix | None:
    """The value written so that the field takes it, where there is one way to do so."""
    if refusal.written is None or refusal.value is None:
        return None
    text = written_right(
        refusal.kind,
        refusal.written,
        is_text=isinstance(refusal.value, str),
        in_list=refusal.list_route is not None,
    )
    if text is None:
        return None
    place = refusal.place
    if text.startswith("[") and refusal.list_route is not None:
        place = Place(place.file, refusal.list_route, document=place.document)
    return write_instead(place, text)


def _not_fitting(refusal: Refusal) -> Message:
    value, name = refusal.value, refusal.field
    if not name:
        return message("The document does not consist of keys with values.")
    if value is None:
        return message("{field} has no value.", field=name)
    if isinstance(value, tuple):
        if len(value) == 1:
            return message("{field} is a list, where a single value belongs.", field=name)
        return message("{field} cannot be a list.", field=name)
    if isinstance(value, dict):
        return message("{field} cannot have keys of its own.", field=name)
    return message("{field} cannot be {value}.", field=name, value=_shown(refusal))


def _retype(refusal: Refusal) -> Message | None:
    value, written = refusal.value, refusal.written or ""
    if value is None:
        return message("Write the value, or delete the line if the field may be left out.")
    if isinstance(value, tuple) and len(value) == 1 and not isinstance(value[0], tuple | dict):
        return message("Write it without brackets: {value}", value=str(value[0])[:60])
    if refusal.kind == "string_type" and not isinstance(value, tuple | dict):
        return message('Put it in quotes: "{value}"', value=_shown(refusal))
    if refusal.kind == "date_type" and isinstance(value, str):
        try:
            date.fromisoformat(written)
        except ValueError:
            return message("Write it as year-month-day: 2026-01-31")
        return message("Write it without quotes: {value}", value=written)
    if refusal.kind in ("int_type", "cs_number", "cs_percent", "decimal_type") and isinstance(
        value, str
    ):
        if written.strip().lstrip("+-").replace(".", "", 1).isdecimal():
            return message("Write it as a plain number, without quotes or leading zeros.")
        if refusal.kind != "cs_percent" and ("%" in written or "％" in written):
            return message("Write it without the percent sign.")
    if refusal.kind == "bool_type" and isinstance(value, str):
        if written.lower() in ("yes", "on", "y", "是"):
            return message("Write it as true.")
        if written.lower() in ("no", "off", "n", "否"):
            return message("Write it as false.")
    if refusal.kind == "cs_duration" and isinstance(value, int):
        return message("Say what it counts, for example {value} months.", value=_shown(refusal))
    if refusal.kind == "tuple_type":
        return message("Write it as a list: a line beginning with a hyphen for each item.")
    return None


def _unknown_key(refusal: Refusal) -> Finding:
    key = str(refusal.landing.route[-1]) if refusal.landing.route else ""
    owner = refusal.landing.owner
    known = sorted(aliases(owner)) if owner else []
    near = nearest(key, known)
    mend = (
        message("Did you mean {word}?", word=near)
        if near
        else message("The keys here are: {words}.", words=tuple(known))
    )
    place = Place(
        refusal.place.file,
        refusal.landing.route,
        on_key=True,
        document=refusal.place.document,
    )
    text = message("There is no key {key} here.", key=key[:60])
    fix = write_word(place, key, near, known) if near not in refusal.siblings else None
    return Finding(UNKNOWN_KEY, Severity.ERROR, text, place, mend=mend, fix=fix)


def _missing(refusal: Refusal) -> Finding:
    rest = [str(step) for step in refusal.landing.rest]
    key = rest[-1] if rest else refusal.field
    place = Place(
        refusal.place.file,
        refusal.landing.route,
        on_key=bool(refusal.landing.route),
        document=refusal.place.document,
    )
    text = (
        message("{field} lacks the key {key}.", field=refusal.field, key=key)
        if refusal.landing.route
        else message("The document lacks the key {key}.", key=key)
    )
    return Finding(
        MISSING_KEY, Severity.ERROR, text, place, mend=message("Add a line {key}: …", key=key)
    )


def _not_allowed(refusal: Refusal) -> Finding:
    words = refusal.landing.shape.words
    return _finding(
        refusal,
        NOT_ALLOWED,
        _not_fitting(refusal),
        _either(words, None),
        _meant(refusal, words),
        _slip(refusal, words),
    )


def _no_tag(refusal: Refusal) -> Finding:
    tagged = refusal.landing.shape.tagged()
    key = refusal.landing.shape.discriminator or ""
    return Finding(
        MISSING_KEY,
        Severity.ERROR,
        message(
            "{field} lacks the key {key}, which says what it is.", field=refusal.field, key=key
        ),
        refusal.place,
        _either(tuple(tagged), None),
        message("Add a line {key}: …", key=key),
    )


def _unknown_tag(refusal: Refusal) -> Finding:
    words = tuple(refusal.landing.shape.tagged())
    key = refusal.landing.shape.discriminator or ""
    tag = str(refusal.context.get("tag", ""))
    near = nearest(tag, words)
    place = Place(
        refusal.place.file,
        (*refusal.landing.route, key),
        document=refusal.place.document,
    )
    return Finding(
        NOT_ALLOWED,
        Severity.ERROR,
        message("{field} cannot be {value}.", field=f"{refusal.field}.{key}", value=tag[:60]),
        place,
        _either(words, None),
        message("Did you mean {word}?", word=near) if near else None,
        fix=write_word(place, tag, near, words),
    )


def _bound(template: Callable[[Any], Message], figure: str) -> Callable[[Refusal], Finding]:
    def finding(refusal: Refusal) -> Finding:
        expected = template(refusal.context.get(figure))
        return _finding(refusal, OUT_OF_BOUNDS, _not_fitting(refusal), expected, None)

    return finding


def items_in(value: object) -> int:
    """How many items stand where a list belongs; one that stands for its list is one."""
    return len(value) if isinstance(value, Sized) and not isinstance(value, str) else 1


def _length(template: Callable[[Any], Message], figure: str) -> Callable[[Refusal], Finding]:
    def finding(refusal: Refusal) -> Finding:
        # pydantic counts only the items that are right
        value = refusal.value
        is_text = refusal.kind.startswith("string") and isinstance(value, str)
        actual = len(value) if is_text else items_in(value)
        text = message("{field} has the length {actual}.", field=refusal.field, actual=actual)
        expected = template(refusal.context.get(figure))
        return _finding(refusal, OUT_OF_BOUNDS, text, expected, None)

    return finding


def _pattern(refusal: Refusal) -> Finding:
    pattern = str(refusal.context.get("pattern", ""))
    expected = {
        r"^[A-Z]{2}$": message("two capital letters, for example CN"),
        r"^[A-Z]{3}$": message("three capital letters, for example CNY"),
    }.get(pattern)
    return _finding(refusal, WRONG_VALUE, _not_fitting(refusal), expected, None)


def _other(refusal: Refusal) -> Finding:
    return _finding(refusal, WRONG_VALUE, _not_fitting(refusal), None, None)


def _finding(
    refusal: Refusal,
    code: str,
    text: Message,
    expected: Message | None,
    mend: Message | None,
    fix: Fix | None = None,
) -> Finding:
    return Finding(code, Severity.ERROR, text, refusal.place, expected, mend, fix=fix)


def _either(words: tuple[str, ...], other: Message | None) -> Message | None:
    if words and other:
        return message("one of: {words}; or {other}", words=words, other=other)
    if words:
        return message("one of: {words}", words=words)
    return other


def _meant(refusal: Refusal, words: tuple[str, ...]) -> Message | None:
    near = nearest(str(refusal.value), words) if isinstance(refusal.value, str) else None
    return message("Did you mean {word}?", word=near) if near else None


def _slip(refusal: Refusal, words: tuple[str, ...]) -> Fix | None:
    if not isinstance(refusal.value, str):
        return None
    return write_word(refusal.place, refusal.value, nearest(refusal.value, words), words)


def _shown(refusal: Refusal) -> str:
    text = refusal.written if refusal.written is not None else str(refusal.value)
    folded = " ".join(text.split())
    if not folded:
        return '""'
    return folded if len(folded) <= 60 else f"{folded[:57]}…"


WORDED: Mapping[str, Callable[[Refusal], Finding]] = {
    **dict.fromkeys(EXPECTED, _wrong_type),
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _not_allowed,
    "union_tag_not_found": _no_tag,
    "union_tag_invalid": _unknown_tag,
    "greater_than_equal": _bound(lambda n: message("{limit} or more", limit=n), "ge"),
    "less_than_equal": _bound(lambda n: message("{limit} or less", limit=n), "le"),
    "greater_than": _bound(lambda n: message("more than {limit}", limit=n), "gt"),
    "less_than": _bound(lambda n: message("less than {limit}", limit=n), "lt"),
    "string_too_short": _length(
        lambda n: message("at least this many characters: {limit}", limit=n), "min_length"
    ),
    "string_too_long": _length(
        lambda n: message("at most this many characters: {limit}", limit=n), "max_length"
    ),
    "too_short": _length(
        lambda n: message("at least this many items: {limit}", limit=n), "min_length"
    ),
    "too_long": _length(
        lambda n: message("at most this many items: {limit}", limit=n), "max_length"
    ),
    "string_pattern_mismatch": _pattern,
}
"""How each type of error is worded."""


def is_plain_union(shape: Shape) -> bool:
    """Whether a value may be one of several things with no key to tell which."""
    return bool(shape.members) and shape.discriminator is None
