"""Which quantities does a text state, such as 满一年, 连续六个月, 80分以上 or `six months`?

Read by patterns: a number in digits, Chinese numerals or English words up to twelve, and a unit
after it. Left out is what only looks like a quantity: ordinals (第三年), dates (2026年6月, 12月),
idioms (十分, 一次性), and numbers that are not one (三四个月, 一年半).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

QuantityUnit = Literal[
    "day", "working day", "week", "month", "hour", "minute", "second", "percent", "point",
    "times", "person",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a unit; years and quarters are given in months.

    Attributes:
        text: as it was written.
        in_a_row: whether it counts a run without gap (连续六个月).
    """

    number: int
    unit: QuantityUnit
    text: str
    in_a_row: bool = False


_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2}
_WORDS = {
    word: number
    for number, word in enumerate(
        (
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ),
        1,
    )
}
_UNITS: dict[str, tuple[int, QuantityUnit]] = {
    "个工作日": (1, "working day"), "工作日": (1, "working day"), "个自然日": (1, "day"),
    "自然日": (1, "day"), "天": (1, "day"), "日": (1, "day"), "个星期": (1, "week"),
    "星期": (1, "week"), "周": (1, "week"), "个月": (1, "month"), "月": (1, "month"),
    "个季度": (3, "month"), "季度": (3, "month"), "年": (12, "month"), "小时": (1, "hour"),
    "个小时": (1, "hour"), "分钟": (1, "minute"), "秒": (1, "second"), "次": (1, "times"),
    "人": (1, "person"), "%": (1, "percent"), "分": (1, "point"),
    "working day": (1, "working day"), "business day": (1, "working day"), "day": (1, "day"),
    "calendar day": (1, "day"), "week": (1, "week"), "month": (1, "month"),
    "quarter": (3, "month"), "year": (12, "month"), "hour": (1, "hour"),
    "minute": (1, "minute"), "second": (1, "second"), "time": (1, "times"),
    "people": (1, "person"), "person": (1, "person"), "percent": (1, "percent"),
    "point": (1, "point"),
}  # fmt: skip
_NUMERAL = r"[0-9]{1,4}|半|[一二两三四五六七八九十]{1,3}"
_CHINESE = re.compile(
    rf"(?P<run>连续)?(?P<full>满|近|每|不足|超过)?(?<![第0-9.\-/年月一二两三四五六七八九十数])"
    rf"(?P<number>{_NUMERAL})\s*"
    r"(?P<unit>个?工作日|个?自然日|天|日(?=内|前|后|以)|个?星期|周(?!年)|个月|月|个?季度"
    r"|年(?![级度代终会0-9])|个?小时|分钟|秒|次(?!性)|人(?![事力员次才工])|%"
    r"|分(?![钟之部组级类公店析配]))(?!半)"
)
_HUNDREDTHS = re.compile(r"百分之(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,3})")
_ENGLISH = re.compile(
    r"(?<![\w.\-])(?P<number>[0-9]{1,4}|" + "|".join(_WORDS) + r"|half a|half)[\s\-]+"
    r"(?P<unit>(?:working|business|calendar) day|day|week|month|quarter|year|hour|minute|second"
    r"|time|people|person|percent|point)s?\b(?P<run>\s+in a row|\s+running)?",
    re.IGNORECASE,
)
_MOST_YEARS = 50
"""More years than this are a date."""


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a text, in its order; those of one language first."""
    folded = unicodedata.normalize("NFKC", text)
    return (*_chinese(folded), *_hundredths(folded), *_english(folded))


def _chinese(text: str) -> Iterator[Quantity]:
    for match in _CHINESE.finditer(text):
        unit, number = match["unit"], match["number"]
        is_run = match["run"] is not None
        if unit == "月" and not (is_run or match["full"]):
            continue  # 六月 is June
        if unit == "分" and not number.isdigit() and len(number) == 1:
            continue  # 十分
        yield from _quantity(number, unit, f"{number}{unit}", is_run=is_run)


def _hundredths(text: str) -> Iterator[Quantity]:
    for match in _HUNDREDTHS.finditer(text):
        yield from _quantity(match["number"], "%", match[0])


def _english(text: str) -> Iterator[Quantity]:
    for match in _ENGLISH.finditer(text):
        unit = " ".join(match["unit"].lower().split())
        yield from _quantity(match["number"].lower(), unit, match[0], is_run=bool(match["run"]))


def _quantity(number: str, unit: str, text: str, *, is_run: bool = False) -> Iterator[Quantity]:
    times, named = _UNITS[unit]
    if number in ("半", "half", "half a"):
        if unit in ("年", "year"):
            yield Quantity(6, named, text, is_run)
        return
    count = _count(number)
    if count and not (unit in ("年", "year") and count > _MOST_YEARS):
        yield Quantity(count * times, named, text, is_run)


def _count(number: str) -> int | None:
    """A number up to 99 in Chinese numerals, up to twelve in English, or in digits."""
    if number.isdigit():
        return int(number)
    if number in _WORDS:
        return _WORDS[number]
    tens, ten, ones = number.partition("十")
    if not ten:
        return _DIGITS.get(number)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
