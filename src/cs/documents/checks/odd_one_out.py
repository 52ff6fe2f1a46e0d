"""One figure of a list is far from all its neighbours, or a hair from them

The figures of one key in all items of a list are compared, durations in days. Found is the one that
is five times the largest of the others or less than a fifth of the smallest; that differs by up to
a fiftieth where all the others are equal; or that counts days where all the others count working
days, or the other way about; and the range that alone lacks an end, is a single number, or is more
than twice as wide as any other, by its end over its beginning. Any of it may be meant; more often a
digit, a zero or a word slipped.

Items with a `unit` are compared with those of the same unit. Lists of fewer than four items, and
percentages, say too little to be compared. Rating scales and points of bands have rules of their
own, and a figure beyond what is usual for its key is found by DOC075 alone.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: a, name: 一部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: b, name: 二部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: c, name: 三部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: d, name: 四部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: e, name: 五部, stint: 2 months, headcount: 5..8, may_extend: 11}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    posts:
      - {id: a, name: 一部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: b, name: 二部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: c, name: 三部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: d, name: 四部, stint: 2 months, headcount: 5..8, may_extend: 1}
      - {id: e, name: 五部, stint: 2 months, headcount: 5..8, may_extend: 1}
    ```
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cs.checking.rule import Rule
from cs.documents.figures import FEWEST, Stated, is_beyond_usual, rows_of
from cs.kernel.document import PolicySet
from cs.kernel.durations import Duration, Unit
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import Message, message
from cs.kernel.ranges import Range
from cs.kernel.texts import rounded

LARGER, SMALLER, NEAR = 5, 5, Fraction(1, 50)
"""So many times the largest, so small a part of the smallest, so little beside all the others."""
WIDER = 2
"""So many times as wide, end by beginning, as the widest of the other ranges."""
SPOKEN_OF = ("scale.", "points")
"""Keys that rules of their own compare: scales of components, points of bands."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each figure that stands alone among those of its key; lists that have too few aside."""
    for document in policies.documents:
        for _, rows in rows_of(document.policy):
            for key in dict.fromkeys(key for row in rows for key in row):
                stated = [row[key] for row in rows if key in row and not row[key].is_percent]
                if len(stated) < FEWEST:
                    continue
                if key.startswith(SPOKEN_OF):
                    continue
                for each in _suspects(stated):
                    others = [
                        other for other in stated if other is not each and other.alike == each.alike
                    ]
                    if len(others) + 1 < FEWEST or is_beyond_usual(each):
                        continue
                    if text := _oddness(each, others):
                        yield _finding(document.place.at(*each.route), text, others, document.place)


def _suspects(stated: Sequence[Stated]) -> list[Stated]:
    """Of figures those that can be the odd one, in their order.

    Only the ends of what is counted alike can be, and who alone has a unit or a form of range; to
    compare every figure with every other takes long for long lists.
    """
    alike: dict[tuple[str | None, str | None], list[int]] = {}
    for number, each in enumerate(stated):
        alike.setdefault(each.alike, []).append(number)
    found: set[int] = set()
    for numbers in alike.values():
        forms: dict[object, list[int]] = {}
        for number in numbers:
            forms.setdefault(_form(stated[number]), []).append(number)
        found |= {among[0] for among in forms.values() if len(among) == 1}
        for order in zip(*(_sizes(stated[number]) for number in numbers), strict=True):
            known = [(size, -n) for size, n in zip(order, numbers, strict=True) if size is not None]
            if known:
                found |= {-min(known)[1], -max(known)[1]}
    return [stated[number] for number in sorted(found)]


def _form(each: Stated) -> object:
    value = each.value
    if isinstance(value, Range):
        return value.high is None, not value.low, value.low == value.high
    return value.unit if isinstance(value, Duration) else None


def _sizes(each: Stated) -> tuple[Fraction | int | None, ...]:
    value = each.value
    return (None, value.low, value.high) if isinstance(value, Range) else (each.size, None, None)


def _oddness(each: Stated, others: Sequence[Stated]) -> Message | None:
    if isinstance(each.value, Range):
        return _odd_range(each.key, each.value, others)
    size = each.size
    sizes = [other.size for other in others if other.size is not None]
    if size is None or len(sizes) < len(others):
        return None
    if unit := _other_unit(each, others):
        return unit
    least, most = min(sizes), max(sizes)
    is_near = least == most != size and abs(size - least) <= abs(least) * NEAR
    is_larger = least >= 0 and size > max(LARGER * most, Fraction(LARGER))
    is_smaller = size < 0 < least or 0 < size * SMALLER < least
    if not is_near and not is_larger and not is_smaller:
        return None
    low, high = (
        min(others, key=lambda one: one.size or 0),
        max(others, key=lambda one: one.size or 0),
    )
    if str(low) == str(high):
        return message(
            "{key} is {figure} here and {other} in all other items.",
            key=each.key,
            figure=str(each),
            other=str(low),
        )
    return message(
        "{key} is {figure} here; in the other items it is from {low} to {high}.",
        key=each.key,
        figure=str(each),
        low=str(low),
        high=str(high),
    )


def _odd_range(key: str, value: Range, others: Sequence[Stated]) -> Message | None:
    ranges = [other.value for other in others if isinstance(other.value, Range)]
    if value.high is None and all(other.high is not None for other in ranges):
        return message("{key} has no upper end here, and one in all other items.", key=key)
    if not value.low and all(other.low for other in ranges):
        return message("{key} has no lower end here, and one in all other items.", key=key)
    if value.low == value.high and all(other.low != other.high for other in ranges):
        return message("{key} is one number here, and a range in all other items.", key=key)
    low_ends = [other.low for other in ranges]
    ends = [other.high for other in ranges if other.high is not None]
    if value.high and value.low and len(ends) == len(ranges) and all(low_ends):
        widest = max(Fraction(high, low) for low, high in zip(low_ends, ends, strict=True))
        has_lost_a_digit = value.low < min(low_ends) <= min(ends) <= value.high <= max(ends)
        has_one_too_many = value.high > max(ends) >= max(low_ends) >= value.low >= min(low_ends)
        if (has_lost_a_digit or has_one_too_many) and Fraction(
            value.high, value.low
        ) > WIDER * widest:
            return message(
                "{key} is {figure}, its end {times} times its beginning; in the other items {most} "
                "times at most.",
                key=key,
                figure=str(value),
                times=rounded(Fraction(value.high, value.low)),
                most=rounded(widest),
            )
    if value.low * SMALLER < min(other.low for other in ranges):
        return message(
            "{key} is {figure} here; in the other items it begins at {low} or above.",
            key=key,
            figure=str(value),
            low=min(other.low for other in ranges),
        )
    return None


def _other_unit(each: Stated, others: Sequence[Stated]) -> Message | None:
    days = {Unit.DAY, Unit.WORKING_DAY}
    units = {other.value.unit for other in others if isinstance(other.value, Duration)}
    if not isinstance(each.value, Duration) or len(units) > 1 or each.value.unit in units:
        return None
    if not {each.value.unit, *units} <= days:
        return None
    return message(
        "{key} counts calendar days here and working days in all other items.", key=each.key
    ) if each.value.unit is Unit.DAY else message(
        "{key} counts working days here and calendar days in all other items.", key=each.key
    )  # fmt: skip


def _finding(place: Place, text: Message, others: Sequence[Stated], top: Place) -> Finding:
    return Finding(
        RULE.code,
        RULE.severity,
        text,
        place,
        expected=message("a figure like those of its neighbours, unless it is meant"),
        mend=message("Check the figure for a slip of the hand."),
        related=(Related(top.at(*others[0].route), message("One of the other items.")),),
    )


RULE = Rule("DOC073", "odd-one-out", Severity.INFO, check, gives_way=True)
