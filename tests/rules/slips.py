"""What people make of one value when they mistype it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from cs.checking.undecidable import Slip
from cs.documents import nodes
from cs.kernel.durations import Duration
from cs.kernel.findings import Route
from cs.kernel.ranges import Range

CLASSES: Mapping[str, Slip] = {
    **dict.fromkeys(
        (
            "one more", "one less", "digits swapped", "neighbour copied",
            "one day", "month", "hour", "minute",
        ),
        "near",
    ),
    **dict.fromkeys(
        (
            "digit dropped", "digit doubled", "factor ten", "sign", "percent lost",
            "percent as share", "unit", "end lost", "ends swapped", "year", "century",
            "day and month", "half a day", "hour and minute",
        ),
        "far",
    ),
    **dict.fromkeys(("word", "sibling", "yes and no"), "other"),
    **dict.fromkeys(("key dropped", "item dropped"), "gone"),
    **dict.fromkeys(("key repeated", "item repeated"), "twice"),
    "items swapped": "order",
}  # fmt: skip
"""Of every slip its class in `cs.checking.undecidable`."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that carries meaning: where it stands, what it is and what else could stand there."""

    node: nodes.Scalar
    route: Route
    pattern: str
    value: object
    words: tuple[str, ...]
    siblings: tuple[str, ...]


_UNITS = ("days", "working days", "weeks", "months", "years")
_CLOCK = re.compile(r'"(\d\d):(\d\d)"')
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def scalar_slips(held: Value, text: str) -> Iterator[tuple[str, str]]:
    """What could stand there instead, by the name of the slip; each once."""
    seen = {text}
    for slip, now in _all_slips(held, text):
        if now not in seen:
            seen.add(now)
            yield slip, now


def _all_slips(held: Value, text: str) -> Iterator[tuple[str, str]]:
    match held.value:
        case bool():
            yield "yes and no", "false" if held.value else "true"
        case Duration():
            if match := re.fullmatch(r"(\d+) (.+)", text):
                for slip, number in number_slips(match[1]):
                    yield slip, f"{number} {match[2]}"
                for unit in _UNITS:
                    yield "unit", f"{match[1]} {unit}"
            else:  # a word of a cycle
                for word in ("monthly", "quarterly", "half-yearly", "yearly"):
                    yield "word", word
        case Range():
            for found in _NUMBER.finditer(text):
                for slip, number in number_slips(found[0]):
                    yield slip, text[: found.start()] + number + text[found.end() :]
            if ".." in text:
                low, _, high = text.partition("..")
                yield "ends swapped", f"{high}..{low}"
                yield "end lost", f"{low}.."
                yield "end lost", f"..{high}"
                yield "end lost", low
                yield "end lost", high
        case date():
            yield from _date_slips(held.value)
        case int() if found := _CLOCK.fullmatch(text):
            yield from _clock_slips(int(found[1]), int(found[2]))
        case int() | Decimal():
            sign, number, percent = re.fullmatch(r"(-?)([\d.]+)(.*)", text).groups()  # type: ignore[union-attr]
            for slip, other in number_slips(number):
                yield slip, f"{sign}{other}{percent}"
            yield "sign", f"{'' if sign else '-'}{number}{percent}"
            if percent:
                yield "percent lost", f"{sign}{number}"
                yield "percent as share", f"{sign}{(Decimal(number) / 100).normalize():f}"
        case str():
            for word in held.words:
                yield "word", word
            for other in held.siblings:
                yield "sibling", other


def number_slips(text: str) -> Iterator[tuple[str, str]]:
    """What becomes of the digits of a number: typed wrongly, or one off."""
    number = Decimal(text)
    for place, digit in enumerate(text):
        if digit.isdigit():
            rest = text[:place] + text[place + 1 :]
            if rest.strip("."):
                yield "digit dropped", _plain(rest)
            yield "digit doubled", _plain(text[:place] + digit + text[place:])
    for place in range(len(text) - 1):
        if text[place : place + 2].isdigit():
            swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
            yield "digits swapped", _plain(swapped)
    yield "factor ten", f"{(number * 10).normalize():f}"
    yield "factor ten", f"{(number / 10).normalize():f}"
    yield "one more", f"{number + 1:f}"
    if number >= 1:
        yield "one less", f"{number - 1:f}"


def _plain(digits: str) -> str:
    """Without zeros that lead, which YAML would read as text."""
    return digits.lstrip("0") or "0" if "." not in digits else digits.strip(".")


def _clock_slips(hour: int, minute: int) -> Iterator[tuple[str, str]]:
    for hours in (-1, 1):
        yield "hour", f'"{(hour + hours) % 24:02}:{minute:02}"'
    yield "half a day", f'"{(hour + 12) % 24:02}:{minute:02}"'
    yield "hour and minute", f'"{minute:02}:{hour:02}"'
    yield "minute", f'"{hour:02}:{(minute + 30) % 60:02}"'
    yield "digits swapped", f'"{hour % 10}{hour // 10}:{minute:02}"'


def _date_slips(day: date) -> Iterator[tuple[str, str]]:
    for years in (-1, 1):
        yield "year", f"{day.year + years}{day.isoformat()[4:]}"
    yield "century", f"{day.year + 100}{day.isoformat()[4:]}"
    for days in (-1, 1):
        yield "one day", (day + timedelta(days=days)).isoformat()
    for months in (-1, 1):
        month = (day.month - 1 + months) % 12 + 1
        yield "month", day.replace(month=month, day=min(day.day, 28)).isoformat()
    yield "day and month", f"{day.year}-{day.day:02}-{day.month:02}"
