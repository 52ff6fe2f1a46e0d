"""`cs promote` answers conditions from the tables of agents' past that the workspace states."""

import json
from pathlib import Path

from tests.promotion.offices import LADDER, promote

WORKSPACE = """kind: workspace
id: office
name: 测试
as_of: 2026-11-20
tables:
  staff: staff.csv
  stints: stints.csv
  leave: leave.csv
  reviews: reviews.csv
  training: training.csv
  discipline: discipline.csv
"""
REVIEW = """kind: review
id: monthly
name: 月度考核
cycle: monthly
effective: 2026-01-01
results_within: 10 working days
indicators:
- {id: quality, name: 满意度, weight: 100%, direction: higher, target: 95, floor: 60}
runs: {gap: breaks, leave: skips, new_post: continues}
grades:
- {id: 优秀, from: 90, includes: from}
- {id: 良好, to: 90, includes: neither}
"""
POLICY = """kind: promotion
id: leader
name: 组长竞聘
from: star3
to: leader
eligibility:
- {id: runs, name: 连续优秀, rule: {condition: reviews, at_least: 优秀, in_a_row: 3}}
- id: clean
  name: 无处罚
  rule: {condition: discipline, blocks: same_and_following_year, offset: within_year}
- {id: courses, name: 课程, rule: {condition: training, all_of: 领导与管理}}
- {id: posts, name: 轮岗, rule: {condition: rotated_posts}}
components:
- {id: ability, name: 能力, weight: 100%, scale: {from: 0, to: 100}, raters: {who: 主管}}
scoring: {missing: refuse, tie_breaks: []}
windows: [{month: 12, opens: 1, closes: 10}]
"""
TABLES = {
    "staff": "工号,姓名,职级\nE1,测试甲,star3\nE2,测试乙,star3\nE3,测试丙,star3\n",
    "stints": "工号,岗位,开始日期,结束日期\nE1,一部,2026-01-01,2026-03-31\n"
    "E2,一部,2026-01-01,2026-03-31\n",
    "leave": "工号,开始日期,结束日期\nE1,2026-09-01,2026-09-30\n",
    "reviews": "工号,期间,等级,得分\nE1,2026-07,优秀,\nE1,2026-08,,95\nE1,2026-10,优秀,\n"
    "E2,2026-08,优秀,\nE2,2026-09,良好,\nE2,2026-10,优秀,\n",
    "training": "工号,课程,完成日期\nE1,领导与管理,2026-05-06\n",
    "discipline": "工号,处分日期,处分\nE2,2025-05-06,警告\n",
}


def office(root: Path, workspace: str = WORKSPACE, **changed: str) -> Path:
    (root / "policies").mkdir(parents=True)
    documents = {"workspace": workspace, "ladder": LADDER, "promotion": POLICY, "review": REVIEW}
    for name, text in documents.items():
        (root / "policies" / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name, text in (TABLES | changed).items():
        (root / f"{name}.csv").write_text(text, encoding="utf-8")
    return root


def verdicts(root: Path, *arguments: str) -> dict[str, dict[str, str]]:
    ending = promote(root, "eligible", "--format", "json", *arguments)
    assert ending.code == 0, ending.err
    return {
        candidate["id"]: {each["id"]: each["verdict"] for each in candidate["conditions"]}
        for candidate in json.loads(ending.out)["candidates"]
    }


def test_each_condition_is_answered_from_its_table(tmp_path: Path) -> None:
    found = verdicts(office(tmp_path))
    assert found["E1"] == dict.fromkeys(("runs", "clean", "courses", "posts"), "met")
    assert found["E2"] == {"runs": "unmet", "clean": "unmet", "courses": "unmet", "posts": "met"}
    assert found["E3"] == {"runs": "unmet", "clean": "met", "courses": "unmet", "posts": "unmet"}


def test_the_explanation_names_the_table_and_the_periods(tmp_path: Path) -> None:
    root = office(tmp_path)
    (root / "candidates.csv").write_text("工号,能力\nE1,80\nE2,90\n", encoding="utf-8")
    ending = promote(root, "explain", "E2", "--candidates", "candidates.csv")
    assert "1 in a row of 优秀 or better up to 2026-10; 2026-09 is 良好; needs 3" in ending.out
    assert "from the table of reviews" in ending.out
    assert "警告 of 2025-05-06 counts until 2026-12-31" in ending.out
    met = promote(root, "explain", "E1", "--candidates", "candidates.csv").out
    assert "3 in a row of 优秀 or better, 2026-07 to 2026-10; needs 3" in met
    assert "posts completed: 1 (一部 to 2026-03-31); needed: 1" in met


def test_what_is_read_is_recorded(tmp_path: Path) -> None:
    ending = promote(office(tmp_path), "eligible", "--format", "json")
    files = {each["file"] for each in json.loads(ending.out)["provenance"]["inputs"]}
    assert {f"{name}.csv" for name in TABLES} <= files


def test_without_tables_nobody_is_eligible_and_nobody_is_refused(tmp_path: Path) -> None:
    alone = WORKSPACE.partition("  stints:")[0]
    found = verdicts(office(tmp_path, alone))
    assert found["E1"] == dict.fromkeys(("runs", "clean", "courses", "posts"), "unknown")


def test_a_result_of_another_cycle_stops_the_round(tmp_path: Path) -> None:
    root = office(tmp_path, reviews="工号,期间,等级\nE1,2026Q3,优秀\nE2,2026-10,卓越\n")
    ending = promote(root, "eligible")
    assert ending.code == 2
    assert "2026Q3 is no period of the review monthly." in ending.err
    assert "The review monthly has no grade 卓越." in ending.err


def test_two_results_of_one_period_stop_the_round(tmp_path: Path) -> None:
    root = office(tmp_path, reviews="工号,期间,等级\nE1,2026-10,优秀\nE1,2026年10月,良好\n")
    ending = promote(root, "eligible")
    assert ending.code == 2
    assert "Agent E1 has two different results for 2026-10." in ending.err
