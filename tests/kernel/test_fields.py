"""Field types: exact numbers, percentages, ranges, times; nothing coerced silently."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from cs.kernel.fields import Identifier, Minutes, Number, Percent, Policy, RangeField
from cs.kernel.ranges import Range, parse_range


def error_types(kind: object, value: object) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return [error["type"] for error in caught.value.errors()]


@pytest.mark.parametrize("value", ["40%", 40, Decimal(40), " 40 %", "40％"])
def test_percent(value: object) -> None:
    assert TypeAdapter(Percent).validate_python(value) == 40


@pytest.mark.parametrize("value", ["forty", True, None, "-3%", -3, 1001])
def test_not_a_percent(value: object) -> None:
    assert error_types(Percent, value)[0] in {"cs_percent", "cs_number"}


def test_numbers_are_exact_and_bounded() -> None:
    assert TypeAdapter(Number).validate_python(Decimal("0.1")) == Decimal("0.1")
    assert error_types(Number, Decimal("0.1234567")) == ["cs_number_places"]
    assert error_types(Number, 10**9) == ["cs_number_size"]
    assert error_types(Number, True) == ["cs_number"]
    assert error_types(Number, "12") == ["cs_number"]


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("8..12", 8, 12), ("8..", 8, None), ("..12", 0, 12), (7, 7, 7), ("7", 7, 7), ("8~12", 8, 12)],
)
def test_ranges(value: str | int, low: int, high: int | None) -> None:
    assert parse_range(value) == Range(low, high)
    assert TypeAdapter(RangeField).validate_python(value) == Range(low, high)


@pytest.mark.parametrize("value", ["12..8", "..", "", "a..b", -1, 2.5, True])
def test_not_a_range(value: object) -> None:
    assert error_types(RangeField, value) == ["cs_range"]


def test_a_range_knows_its_members_and_its_written_form() -> None:
    assert 8 in Range(8, None)
    assert 7 not in Range(8, 12)
    assert [str(Range(8, 12)), str(Range(8, None)), str(Range(7, 7))] == ["8..12", "8..", "7"]


@pytest.mark.parametrize(("text", "minutes"), [("09:30", 570), ("9:30", 570), ("24:00", 1440)])
def test_times(text: str, minutes: int) -> None:
    assert TypeAdapter(Minutes).validate_python(text) == minutes


@pytest.mark.parametrize("value", ["24:01", "9:60", "1350", 1350, "noon"])
def test_not_a_time(value: object) -> None:
    assert error_types(Minutes, value) == ["cs_time"]


def test_identifiers_may_be_chinese() -> None:
    assert TypeAdapter(Identifier).validate_python("客户服务一部") == "客户服务一部"
    assert error_types(Identifier, "two words") == ["cs_id"]


def test_a_policy_is_in_force_from_its_first_to_its_last_day() -> None:
    policy = Policy(
        kind="x", id="p", name="n", effective=date(2026, 1, 1), until=date(2026, 12, 31)
    )
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [policy.in_force(day) for day in days] == [False, True, True, False]
