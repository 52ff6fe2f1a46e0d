"""`cs rotate plan --by site`: the policy holds for each site, each has a plan and a file."""

import json
from pathlib import Path

import pytest

from cs.rotation.sites import commands
from cs.rotation.sites.solving import Task
from tests.rotation.conftest import Run


@pytest.fixture
def sites(office: Path) -> Path:
    """The office twice, in two cities, each with a policy of its own."""
    staff = office / "staff.csv"
    header, *rows = staff.read_text(encoding="utf-8").splitlines()
    both = [f"{row},北京" for row in rows] + [f"Z{row},上海" for row in rows]
    staff.write_text("\n".join([f"{header},site", *both]) + "\n", encoding="utf-8")
    stated = (office / "policies" / "rotation.yaml").read_text(encoding="utf-8")
    (office / "policies" / "rotation.yaml").unlink()
    for name, site in (("north", "北京"), ("south", "上海")):
        own = stated.replace("id: house", f"id: {name}") + f"who: {{sites: [{site}]}}\n"
        (office / "policies" / f"{name}.yaml").write_text(own, encoding="utf-8")
    return office


def test_each_site_is_planned_as_if_it_were_alone(sites: Path, cs: Run) -> None:
    ending = cs("rotate", "plan", "--by", "site", "--months", "4", "--workers", "2",
                "--format", "json", "--quiet")  # fmt: skip
    assert ending.code == 0, ending.err
    record = json.loads(ending.out)
    assert record["schema"] == "cs/rotation-sites@1"
    assert [(one["policy"], one["plan"]["status"]) for one in record["sites"]] == [
        ("north", "proven"), ("south", "proven"),
    ]  # fmt: skip
    assert [len(one["plan"]["agents"]) for one in record["sites"]] == [6, 6]
    again = cs("rotate", "plan", "--by", "site", "--months", "4", "--workers", "1",
               "--format", "json", "--quiet")  # fmt: skip
    assert again == ending
    alone = cs("rotate", "plan", "--policy", "south", "--months", "4", "--format", "json",
               "--quiet")  # fmt: skip
    plan = json.loads(alone.out)
    assert record["sites"][1]["plan"]["agents"] == plan["agents"]


def test_a_file_and_a_line_for_each_site(sites: Path, cs: Run) -> None:
    ending = cs("rotate", "plan", "--by", "site", "--months", "4", "--workers", "1", "--quiet",
                "--out", str(sites / "plan.csv"))  # fmt: skip
    assert ending.code == 0
    assert "Policies planned: 2" in ending.out
    assert (sites / "plan.north.csv").exists()
    assert (sites / "plan.south.csv").exists()


def test_policies_that_are_not_independent_are_refused(sites: Path, cs: Run) -> None:
    south = sites / "policies" / "south.yaml"
    text = south.read_text(encoding="utf-8")
    south.write_text(text.replace("[上海]", "[上海, 北京]"), encoding="utf-8")
    both = cs("rotate", "plan", "--by", "site")
    assert both.code == 2
    assert "The policies south and north both rotate site 北京." in both.err
    south.write_text(text.replace("who: {sites: [上海]}\n", ""), encoding="utf-8")
    none = cs("rotate", "plan", "--by", "site")
    assert none.code == 2
    assert "Policy south names no sites" in none.err


def test_what_does_not_go_together_is_refused(sites: Path, cs: Run) -> None:
    ending = cs("rotate", "plan", "--by", "site", "--agent", "E1")
    assert ending.code == 2
    assert "--by site shows and writes whole sites" in ending.err


def test_agents_at_no_site_of_the_policies_are_counted(sites: Path, cs: Run) -> None:
    staff = sites / "staff.csv"
    text = staff.read_text(encoding="utf-8")
    more = "Y1,测试员七,早班,售前咨询,2026-11-01,广州\nY2,测试员八,早班,售前咨询,2026-11-01,\n"
    staff.write_text(text + more, encoding="utf-8")
    ending = cs("rotate", "plan", "--by", "site", "--months", "2", "--workers", "1")
    assert ending.code == 0
    assert "Agents at no site of these policies, left out: 2 (Y1, Y2)" in ending.err


def test_a_site_where_nobody_is_is_named(sites: Path, cs: Run) -> None:
    south = sites / "policies" / "south.yaml"
    text = south.read_text(encoding="utf-8")
    south.write_text(text.replace("[上海]", "[上海市]"), encoding="utf-8")
    ending = cs("rotate", "plan", "--by", "site", "--months", "2", "--workers", "1")
    assert (ending.code, ending.out) == (2, "")
    assert "Policy south: the staff table has nobody at site 上海市." in ending.err
    assert "Did you mean 上海?" in ending.err
    staff = sites / "staff.csv"
    table = staff.read_text(encoding="utf-8")
    staff.write_text(table.replace(",site\n", ",place\n", 1), encoding="utf-8")
    assert "names no sites" in cs("rotate", "plan", "--by", "site").err


def test_a_site_without_a_plan_says_how_to_learn_why(sites: Path, cs: Run) -> None:
    pins = sites / "pins.csv"
    pins.write_text("工号,岗位,开始,结束,类型\nZE1,投诉处理,2026-12-01,2026-12-31,必须\n",
                    encoding="utf-8")  # fmt: skip
    ending = cs("rotate", "plan", "--by", "site", "--months", "2", "--workers", "1", "--quiet",
                "--out", str(sites / "plan.csv"))  # fmt: skip
    assert ending.code == 1
    assert "cs rotate plan --policy south" in " ".join(ending.out.split())
    assert (sites / "plan.north.csv").exists()
    assert not (sites / "plan.south.csv").exists()


def test_start_gap_and_seed_hold_for_every_site(
    sites: Path, cs: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks: list[Task] = []

    def none_planned(given: list[Task], *_: object) -> list[None]:
        tasks.extend(given)
        return [None] * len(given)

    monkeypatch.setattr(commands, "solve_all", none_planned)
    asked = ("--start", "2027-02", "--months", "2", "--gap", "2%", "--seed", "5")
    assert cs("rotate", "plan", "--by", "site", *asked, "--workers", "1").code == 0
    assert [(task.name, task.gap, task.seed) for task in tasks] == [
        ("north", 0.02, 5), ("south", 0.02, 5),
    ]  # fmt: skip
    assert [task.problem.periods[0].label for task in tasks] == ["2027-02", "2027-02"]


def test_no_scheduler_no_plan(sites: Path, cs: Run) -> None:
    pytest.importorskip("distributed")
    ending = cs("rotate", "plan", "--by", "site", "--scheduler", "nonsense://x")
    assert ending.code == 2
    assert "No Dask scheduler answers at nonsense://x." in ending.err
