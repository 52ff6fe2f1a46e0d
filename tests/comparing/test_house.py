"""The house workspace: its own policies, with one thing changed, on its own tables."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.policy_commands.workspaces import cs

ROOT = Path(__file__).parents[2]
CANDIDATES = "examples/team-leader/candidates.csv"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the house workspace with its tables."""
    shutil.copytree(ROOT / "policies", tmp_path / "policies")
    for table in ROOT.glob("examples/*/*.csv"):
        target = tmp_path / table.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(table, target)
    return tmp_path


def diff(house: Path, file: str, old: str, new: str, *options: str) -> dict[str, Any]:
    """What `cs policy diff` says of one edit of one house policy."""
    path = house / "policies" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    ending = cs("policy", "diff", str(ROOT / "policies"), "-C", str(house), "--no-plans",
                "--output", "json", *options)  # fmt: skip
    assert ending.code == 0, ending.err
    found: dict[str, Any] = json.loads(ending.out)
    return found


def test_a_second_year_of_tenure_rules_people_out(house: Path) -> None:
    found = diff(house, "promotion.yaml", "at_least: 1 year", "at_least: 2 years")

    (impact,) = found["promotions"]
    assert {each["after"] for each in impact["eligibility"]["moves"]} == {"unmet"}
    assert [each["condition"] for each in impact["eligibility"]["by_condition"]] == [
        "担任现职级满一年"
    ]
    assert found["rotations"] == []


def test_a_weight_moves_ranks_and_is_a_finding(house: Path) -> None:
    found = diff(house, "promotion.yaml", "weight: 30%", "weight: 20%",
                 "--candidates", str(house / CANDIDATES))  # fmt: skip

    (impact,) = found["promotions"]
    assert impact["ranks"]["scores"] > 0
    assert all(
        [point["component"] for point in each["points"]] == ["面试考评"]
        for each in impact["ranks"]["named"]
    )
    assert "PRM001" in [each["code"] for each in found["findings"]["appeared"]]
    assert impact["eligibility"]["moves"] == []


def test_a_band_touches_nobody_outside_of_it(house: Path) -> None:
    found = diff(house, "promotion.yaml", "points: 6}", "points: 7}",
                 "--candidates", str(house / CANDIDATES))  # fmt: skip

    (impact,) = found["promotions"]
    assert 0 < impact["ranks"]["scores"] < impact["candidates"]


def test_a_longer_stint_is_said_and_asks_another_plan(house: Path) -> None:
    text = (house / "policies" / "rotation.yaml").read_text(encoding="utf-8")
    post = re.search(r"name: 客户服务三部\n    stint: 2 months", text)
    assert post is not None
    found = diff(house, "rotation.yaml", post[0], post[0].replace("2 months", "3 months"))

    ((change,),) = ([each["text"] for each in document["changes"]]
                    for document in found["documents"])  # fmt: skip
    assert change == "A stint at post «客户服务三部» lasts 3 months instead of 2 months."
    assert [each["verdict"] for each in found["rotations"]] == ["not_asked"]
    assert found["promotions"] == []


def test_remarks_and_notation_are_no_change(house: Path) -> None:
    found = diff(house, "promotion.yaml", "weight: 30%", "weight: 30 # as before")

    assert (found["documents"], found["promotions"]) == ([], [])
    assert found["findings"] == {"appeared": [], "vanished": []}
