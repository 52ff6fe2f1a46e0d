"""The tables of the examples: made by their seeded scripts, readable, and real enough."""

import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from cs.kernel.agents import Agent
from cs.tables.histories import read_ratings
from cs.tables.people import read_leave, read_pins, read_staff, read_stints
from cs.tables.reading import RawTable, read_raw

EXAMPLES = Path(__file__).parents[2] / "examples"
SIX, LEADER = EXAMPLES / "six-departments", EXAMPLES / "team-leader"
WEEKLY = EXAMPLES / "weekly-queues"
PROMOTIONS = tuple(
    EXAMPLES / name
    for name in ("recruiting-leader", "stars-and-posts", "notice", "five-steps", "seven-conditions")
)


def table(path: Path) -> RawTable:
    raw = read_raw(path.read_bytes(), path.name)
    assert isinstance(raw, RawTable)
    return raw


def staff(directory: Path) -> tuple[Agent, ...]:
    agents, findings = read_staff([table(directory / "staff.csv")])
    assert not findings
    return agents


@pytest.mark.parametrize(
    "directory", [SIX, LEADER, WEEKLY, *PROMOTIONS], ids=lambda path: path.name
)
def test_the_script_beside_the_tables_makes_them_again(directory: Path, tmp_path: Path) -> None:
    script = [sys.executable, str(directory / "generate.py"), str(tmp_path)]
    subprocess.run(script, check=True, timeout=60)
    made = sorted(tmp_path.iterdir())
    assert {file.name for file in made} >= {"staff.csv"}
    for file in made:
        assert file.read_bytes() == (directory / file.name).read_bytes(), file.name


def test_six_departments_hold_144_rotating_agents_in_the_shares_of_their_stints() -> None:
    agents = staff(SIX)
    rotating = [agent for agent in agents if (agent.grade or "").endswith("星客服")]
    assert Counter(agent.post for agent in rotating) == {
        "一部": 29, "二部": 19, "三部": 19, "四部": 29, "五部": 19, "六部": 29,
    }  # fmt: skip
    assert {agent.status for agent in agents} == {"regular", "probation"}
    assert sum(agent.leaves is not None for agent in agents) == 5
    assert sum(agent.post == "六部" and not agent.agreements for agent in rotating) == 0


def test_the_other_tables_of_six_departments_fit_its_staff() -> None:
    known = {agent.id for agent in staff(SIX)}
    for name, read in (("stints", read_stints), ("leave", read_leave), ("pins", read_pins)):
        rows, findings = read([table(SIX / f"{name}.csv")], known)
        assert rows
        assert not findings


def test_ids_of_the_two_staffs_are_disjoint() -> None:
    assert {agent.id for agent in staff(SIX)}.isdisjoint(agent.id for agent in staff(LEADER))
    assert {agent.id for agent in staff(WEEKLY)}.isdisjoint(agent.id for agent in staff(SIX))


@pytest.mark.parametrize("directory", PROMOTIONS, ids=lambda path: path.name)
def test_the_staffs_of_promotions_are_of_real_size_and_consistent(directory: Path) -> None:
    agents = staff(directory)
    ids = {agent.id for agent in agents}
    assert 40 <= len(agents) == len(ids) <= 100
    assert {agent.leader for agent in agents} - ids == {None}
    assert all(
        agent.hired and agent.grade_since and agent.hired <= agent.grade_since for agent in agents
    )


def test_candidates_are_a_gb18030_file_and_the_same_workbook() -> None:
    data = (LEADER / "candidates.csv").read_bytes()
    text = data.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    with pytest.raises(UnicodeDecodeError):
        data.decode("gbk")
    by_csv, by_xlsx = table(LEADER / "candidates.csv"), table(LEADER / "candidates.xlsx")
    assert text.startswith("工号,姓名,能力表现,PM成绩,面试考评:K201")
    assert by_csv.headers == by_xlsx.headers
    assert _values(by_csv) == _values(by_xlsx)
    assert len(_values(by_csv)) == 36


def _values(raw: RawTable) -> list[tuple[object, ...]]:
    return [tuple(_value(cell) for cell in row) for row in raw.frame.rows()]


def _value(cell: str | None) -> object:
    try:
        return Decimal(cell or "").normalize()
    except ArithmeticError:
        return cell or None


def test_the_ratings_of_both_departments_are_made_again_by_their_script(tmp_path: Path) -> None:
    script = [sys.executable, str(EXAMPLES / "ratings.py"), str(tmp_path)]
    subprocess.run(script, check=True, timeout=60)
    for folder in (SIX, LEADER):
        made = (tmp_path / folder.name / "ratings.csv").read_bytes()
        assert made == (folder / "ratings.csv").read_bytes()
        assert len(made) < 1_000_000


def test_the_ratings_hold_months_of_every_agent_under_review() -> None:
    for folder, months in ((SIX, 6), (LEADER, 3)):
        known = {agent.id for agent in staff(folder)}
        rows, findings = read_ratings([table(folder / "ratings.csv")], known)
        assert not findings
        assert len({str(row.period) for row in rows}) == months
        october = {row.agent for row in rows if str(row.period) == "2026-10"}
        under_review = [
            agent.id for agent in staff(folder)
            if (agent.grade or "").endswith("星客服") and str(agent.hired) < "2026-11"
        ]  # fmt: skip
        assert october == set(under_review)
