"""A name says one figure, and the line another

The name, the id or the note of an item states a quantity (满一年, 连续六个月, 80分以上,
`six months`), and the item has figures of that unit, none of which is that quantity. People go by
the name, the program by the figure; one of the two was not changed with the other. Likewise the
name of a policy that says how often (月度, 季度) against its `cycle`.

A quantity of which the item states no figure of its unit is left alone; so is a note that speaks of
several.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: 任职年限, name: 任现职级满一年, rule: {condition: tenure, at_least: 1 month}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 组长竞聘
    eligibility:
      - {id: 任职年限, name: 任现职级满一年, rule: {condition: tenure, at_least: 1 year}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cs.checking.rule import Rule
from cs.documents.figures import Figure, Stated, figures_of, own_figures_of
from cs.documents.texts import models_of
from cs.kernel.document import Document, PolicySet
from cs.kernel.durations import Duration, Unit
from cs.kernel.fields import Model, Policy
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.mends import write_instead
from cs.kernel.messages import Message, message
from cs.kernel.quantities import Quantity, QuantityUnit, quantities
from cs.kernel.ranges import Range

RUN = "in_a_row"
"""The key that counts periods of a review; without it, one is enough."""
_TIMES = frozenset({"in_a_row", "times", "most_a_month", "per_period"})
_PEOPLE = frozenset({"min_raters", "vacancies", "least", "headcount"})
_UNIT_OF_KEY: dict[str, QuantityUnit] = {
    "days": "day", "weeks": "week", "months": "month", "hours": "hour", "minutes": "minute",
    "seconds": "second",
}  # fmt: skip
_UNIT_OF_WORD: dict[str, QuantityUnit] = {
    "%": "percent", "％": "percent", "分": "point", "points": "point", "天": "day", "days": "day",
    "小时": "hour", "hours": "hour", "分钟": "minute", "minutes": "minute", "秒": "second",
    "seconds": "second", "次": "times", "人": "person",
}  # fmt: skip
_SPANS = {Unit.DAY: (1, 1), Unit.WEEK: (7, 7), Unit.MONTH: (28, 31), Unit.YEAR: (365, 366)}
"""Days that a unit has at least and at most."""
_CYCLES = (
    (re.compile(r"(?<![年两二三四0-9])月度|每月|\bmonthly\b", re.IGNORECASE), 1),
    (re.compile(r"(?<![个一二三四两0-9])季度|\bquarterly\b", re.IGNORECASE), 3),
    (re.compile(r"半年度|每半年|\bhalf-yearly\b", re.IGNORECASE), 6),
    (re.compile(r"(?<![半0-9〇一二三四五六七八九])年度|\b(?:yearly|annual)\b", re.IGNORECASE), 12),
)
_CYCLE_WORDS = {1: "1 month", 3: "3 months", 6: "6 months", 12: "1 year"}
_ANY_CYCLE = (1, 3, 6, 12)


@dataclass(frozen=True)
class _Said:
    key: str
    text: str
    quantity: Quantity


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each text of an item that states a quantity which none of its figures is."""
    elsewhere = _cycles(policies.documents) or _ANY_CYCLE
    for document in policies.documents:
        cycles = _cycles((document,)) or elsewhere
        for route, model in models_of(document.policy):
            place = document.place.at(*route)
            yield from _of_item(place, model, cycles)
        yield from _of_cycle(document)


def _cycles(documents: tuple[Document[Policy], ...]) -> tuple[int, ...]:
    """The months of the review cycles that documents state."""
    found = (getattr(document.policy, "cycle", None) for document in documents)
    return tuple({each.months for each in found if isinstance(each, Duration) and each.months})


def _of_item(place: Place, model: Model, cycles: tuple[int, ...]) -> Iterator[Finding]:
    said = tuple(_said(model))
    if not said:
        return
    everything = tuple(figures_of(model))
    own = tuple(_own(model))
    told: set[tuple[int, str]] = set()
    for each in said:
        quantity = each.quantity
        if (quantity.number, quantity.unit) in told:
            continue
        told.add((quantity.number, quantity.unit))
        beside = tuple(one for one in own if _is_of_unit(one, quantity))
        is_met = any(_is(one, quantity, cycles) for one in (*everything, *own))
        if not beside or is_met or (each.key == "notes" and len(beside) > 1):
            continue
        yield _finding(place, each, beside, cycles)
        return  # an id and a name say the same in two ways


def _said(model: Model) -> Iterator[_Said]:
    for key in ("name", "id", "notes"):
        text = getattr(model, key, None)
        if key not in model.model_fields_set or not isinstance(text, str):
            continue
        found = quantities(text)
        if key != "notes" or len({each.unit for each in found}) == len(found):
            yield from (_Said(key, text, each) for each in found)


def _own(model: Model) -> Iterator[Stated]:
    """Its own figures, not those of lists in it; of a policy, not those of its parts either."""
    for each in own_figures_of(model):
        if not isinstance(model, Policy) or len(each.route) == 1:
            yield each
    for route, part in models_of(model, into_lists=False):
        if RUN in type(part).model_fields and RUN not in part.model_fields_set:
            yield Stated(route, RUN, 1, is_percent=False)


def _unit(each: Stated) -> QuantityUnit | None:
    """What a figure counts, a duration aside."""
    last = each.key.rpartition(".")[2]
    words = last.split("_")
    if each.is_percent:
        return "percent"
    if last in _TIMES:
        return "times"
    if last in _PEOPLE:
        return "person"
    if word := next((word for word in words if word in _UNIT_OF_KEY), None):
        return _UNIT_OF_KEY[word]
    if each.counts is not None:
        return _UNIT_OF_WORD.get(each.counts)
    return "point" if isinstance(each.value, Decimal) else None


def _is_of_unit(each: Stated, quantity: Quantity) -> bool:
    if isinstance(each.value, Duration):
        in_months = each.value.months is not None
        if quantity.unit == "month":
            return in_months or each.value.count in (quantity.number, quantity.number // 12)
        if quantity.unit in ("day", "week", "working day"):
            return not in_months or each.value.count == quantity.number
        return False
    if quantity.in_a_row and each.key.endswith(RUN):
        return quantity.unit in ("month", "times")
    return _unit(each) == quantity.unit


def _is(each: Stated, quantity: Quantity, cycles: tuple[int, ...]) -> bool:
    value = each.value
    if isinstance(value, Duration):
        return _lasts(value, quantity)
    if quantity.in_a_row and each.key.endswith(RUN) and quantity.unit == "month":
        return any(_is_number(value, quantity.number, months) for months in cycles)
    is_weight = quantity.unit == "point" and each.key.endswith("weight")
    return (is_weight or _unit(each) == quantity.unit) and _is_number(value, quantity.number)


def _is_number(value: Figure, number: int, times: int = 1) -> bool:
    if isinstance(value, Range):
        return number in (value.low, value.high) or (
            value.low <= number and (value.high is None or number <= value.high)
        )
    return not isinstance(value, Duration) and value * times == number


def _lasts(value: Duration, quantity: Quantity) -> bool:
    if quantity.unit == "working day" or value.unit is Unit.WORKING_DAY:
        in_weeks = value.unit is Unit.WORKING_DAY and quantity.unit == "week"
        return (
            value.unit is Unit.WORKING_DAY
            and quantity.unit in ("day", "working day", "week")
            and value.count == quantity.number * (5 if in_weeks else 1)
        )
    units: dict[str, Unit] = {"day": Unit.DAY, "week": Unit.WEEK, "month": Unit.MONTH}
    if quantity.unit not in units:
        return False
    if quantity.unit == "month" and value.months is not None:
        return value.months == quantity.number
    low, high = (days * value.count for days in _SPANS[value.unit])
    least, most = (days * quantity.number for days in _SPANS[units[quantity.unit]])
    return low <= most and least <= high


def _finding(
    place: Place, said: _Said, beside: tuple[Stated, ...], cycles: tuple[int, ...]
) -> Finding:
    text = place.at(said.key)
    only = beside[0] if len(beside) == 1 else None
    figure = None if only is None else _written(said.quantity, only, cycles)
    others = beside if only is None else ()
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "{where} is «{text}» and says {quantity}; {figures}.",
            where=said.key,
            text=said.text,
            quantity=said.quantity.text,
            figures=[message("{key} is {figure}", key=e.key, figure=str(e)) for e in beside],
        ),
        text if only is None else place.at(*only.route),
        expected=message("one figure in the name and in the line"),
        mend=_mend(figure),
        related=tuple(Related(place.at(*each.route), message("The figure.")) for each in others)
        or (Related(text, message("What the name says.")),),
        fix=write_instead(place.at(*only.route), figure, safe=False)
        if only is not None and figure is not None and not _is_default(only)
        else None,
    )


def _is_default(each: Stated) -> bool:
    """Whether the figure is stated nowhere."""
    return not each.route or each.route[-1] != each.key.rpartition(".")[2]


def _mend(figure: str | None) -> Message:
    if figure is None:
        return message("Correct the line if the name is right; else change the name.")
    return message(
        "Write {figure} in the line if the name is right; else change the name.", figure=figure
    )


def _written(said: Quantity, each: Stated, cycles: tuple[int, ...]) -> str | None:
    """The quantity as it would stand in the figure's line."""
    if isinstance(each.value, Range):
        return None
    if isinstance(each.value, Duration):
        in_years = said.unit == "month" and said.number % 12 == 0
        unit = "year" if in_years else said.unit
        count = said.number // 12 if in_years else said.number
        return f"{count} {unit}{'' if count == 1 else 's'}"
    if said.unit == "month" and each.key.endswith(RUN):
        return str(said.number // cycles[0]) if len(cycles) == 1 else None
    return f"{said.number}%" if each.is_percent else str(said.number)


def _of_cycle(document: Document[Policy]) -> Iterator[Finding]:
    cycle, name = getattr(document.policy, "cycle", None), document.policy.name
    if not isinstance(cycle, Duration) or cycle.months is None:
        return
    found = [(match[0], months) for word, months in _CYCLES for match in word.finditer(name)]
    if not found or any(months == cycle.months for _, months in found):
        return
    word = _CYCLE_WORDS[found[0][1]]
    yield Finding(
        RULE.code,
        RULE.severity,
        message(
            "{where} is «{text}» and says {quantity}; {figures}.",
            where="name",
            text=name,
            quantity=found[0][0],
            figures=[message("{key} is {figure}", key="cycle", figure=str(cycle))],
        ),
        document.place / "cycle",
        expected=message("one figure in the name and in the line"),
        mend=_mend(word),
        related=(Related(document.place / "name", message("What the name says.")),),
        fix=write_instead(document.place / "cycle", word, safe=False),
    )


RULE = Rule("DOC078", "name-against-figure", Severity.WARNING, check, fixes="unsafe")
