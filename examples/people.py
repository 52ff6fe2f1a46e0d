"""Made-up names and small helpers that both table generators share; nobody here is real."""

import csv
import io
import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "安柏晨初丹恩帆格航和嘉静珂岚黎敏宁欧佩琪然书棠薇希言一予泽舟清远明川若溪思齐景行"

WORKSPACE_DAY = date(2026, 11, 16)


def names(count: int, dice: random.Random) -> list[str]:
    """`count` different names, a third of them of two characters."""
    found: dict[str, None] = {}
    while len(found) < count:
        given = "".join(dice.choice(_GIVEN) for _ in range(dice.choice((1, 2, 2))))
        found[dice.choice(_SURNAMES) + given] = None
    return list(found)


def months_before(day: date, count: int) -> date:
    """The first day of the month `count` months before the month of `day`."""
    index = day.year * 12 + day.month - 1 - count
    return date(index // 12, index % 12 + 1, 1)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV text; None is an empty cell, a list is joined with 、."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return buffer.getvalue()


def write_csv(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    encoding: str = "utf-8-sig",
) -> None:
    """Write rows as a spreadsheet program would: CRLF, by default UTF-8 with a byte-order mark."""
    path.write_bytes(csv_text(header, rows).encode(encoding))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else str(value)
