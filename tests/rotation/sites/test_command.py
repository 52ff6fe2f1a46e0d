"""`cs rotate plan --by site`: the policy holds for each site, each has a plan and a file."""

import json
from pathlib import Path

import pytest

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


def test_no_scheduler_no_plan(sites: Path, cs: Run) -> None:
    pytest.importorskip("distributed")
    ending = cs("rotate", "plan", "--by", "site", "--scheduler", "nonsense://x")
    assert ending.code == 2
    assert "No Dask scheduler answers at nonsense://x." in ending.err
