"""Quantities are read from names as people write them, and nothing else is taken for one."""

import pytest

from cs.kernel.quantities import quantities


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("任职满一年", 12, "month"),
        ("半年内一项技能升一级", 6, "month"),
        ("两年内达到晋升条件", 24, "month"),
        ("截至窗口开始连续六个月绩效在优秀以上", 6, "month"),
        ("满6月", 6, "month"),
        ("连续两个季度", 6, "month"),
        ("3个工作日内", 3, "working day"),
        ("二十五天", 25, "day"),
        ("15日内", 15, "day"),
        ("结业考核80分以上", 80, "point"),
        ("八十分以上", 80, "point"),
        ("面试占40％", 40, "percent"),
        ("百分之六十", 60, "percent"),
        ("连续三次", 3, "times"),
        ("20秒接听率", 20, "second"),
        ("six months", 6, "month"),
        ("6-month trial", 6, "month"),
        ("half a year", 6, "month"),
        ("within five working days", 5, "working day"),
    ],
)
def test_a_quantity_is_read(text: str, number: int, unit: str) -> None:
    (found,) = quantities(text)
    assert (found.number, found.unit) == (number, unit)


@pytest.mark.parametrize(
    "text",
    [
        "六月晋升", "第三年", "2026年6月", "2026年度", "12月轮次", "十分重要", "一次性奖金",
        "三四个月", "一年半", "1.5年", "一年级", "三星及以上", "六部门轮岗", "一对一辅导",
        "year-2", "Phase 3", "every month",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_quantity_is_none(text: str) -> None:
    assert quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "is_run"), [("连续六月", True), ("满六月", False), ("six months in a row", True)]
)
def test_a_run_is_told_from_a_time(text: str, is_run: bool) -> None:
    (found,) = quantities(text)
    assert found.in_a_row is is_run
