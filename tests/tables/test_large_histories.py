"""Courses and punishments of large tables: the values and findings of small ones."""

import pytest

from cs.kernel.calendars import WorkingCalendar
from cs.kernel.findings import Finding
from cs.promotion.conditions.condition import DISCIPLINE_FACT, TRAINING_FACT
from cs.promotion.histories import Past
from cs.promotion.history_facts import history_fact
from cs.tables import histories
from cs.tables.table_columns import ColumnRows
from tests.promotion.rounds import DAY
from tests.tables.builders import table

TRAINING = """agent,course,completed,score,passed
E1,甲,2026-03-01,90,是
E2,甲,2026/3/2,,
E1,乙,2026-02-01,70.5,否
E3,乙,,,
E4,丙,2026-05-01,,yes
E1,乙,2026-02-02,,
E1,乙,2026-02-02,,
E1,甲,2026-01-31,,
"""
DISCIPLINE = """agent,date,measure,until,reason
E1,2026-03-01,警告,2026-09-01,x
E2,2026-03-02,记过,,
E1,2026-02-01,警告,,y
E1,2026-02-01,警告,2026-08-01,y
"""
FAULTY = [
    (TRAINING, "E5,甲,2026-02-30,,\n,甲,2026-03-01,,\nE5,,2026-03-01,many,maybe\n"),
    (DISCIPLINE, "E5,2026-02-30,警告,,\nE5,2026-03-01,警告,2026-02-01,\nE5,2026-03-01,,,\n"),
    (TRAINING, "E9,甲,2026-03-01,,\n"),
]


def read(text: str, monkeypatch: pytest.MonkeyPatch, many: int) -> tuple[list[object], Past]:
    """All that is read of a table, and the past of it."""
    monkeypatch.setattr(histories, "MANY", many)
    raw = table(text)
    known = {f"E{number}" for number in range(1, 6)}
    findings: tuple[Finding, ...]
    if text.startswith("agent,course"):
        courses, findings = histories.read_training([raw], known)
        assert isinstance(courses, ColumnRows) == (many == 0)
        return [list(courses), findings], Past(training=courses)
    punishments, findings = histories.read_discipline([raw], known)
    assert isinstance(punishments, ColumnRows) == (many == 0)
    return [list(punishments), findings], Past(discipline=punishments)


@pytest.mark.parametrize(("text", "more"), [*FAULTY, (TRAINING, ""), (DISCIPLINE, "")])
def test_a_large_table_has_the_rows_and_findings_of_a_small_one(
    text: str, more: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (large, past), (small, other) = (read(text + more, monkeypatch, many) for many in (0, 99))
    assert large == small
    assert bool(large[1]) == bool(more)
    ids = ["E3", "E1", "E7", "E2", "E4", "E5"]
    name = TRAINING_FACT if text is TRAINING else DISCIPLINE_FACT
    both = [
        history_fact(name, ids, each, (), {}, DAY, WorkingCalendar())[0] for each in (past, other)
    ]
    for candidate in range(len(ids)):
        assert both[0].of(candidate) == both[1].of(candidate)
    assert both[0].of(1) != both[0].of(2)


def test_files_with_different_columns_are_one_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(histories, "MANY", 0)
    raws = [table(TRAINING), table("agent,course\nE1,丁\n")]
    courses, findings = histories.read_training(raws)
    monkeypatch.setattr(histories, "MANY", 99)
    assert list(courses) == list(histories.read_training(raws)[0])
    assert findings == ()
