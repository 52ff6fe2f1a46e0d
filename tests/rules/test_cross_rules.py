"""What the rules across documents say."""

from cs.kernel.agents import Agent
from tests.rules.builders import findings

TENURE = """kind: promotion
id: leader
name: 组长竞聘
eligibility:
  - {{id: t, name: 任现职, rule: {{condition: tenure, clock: post, at_least: {0}}}}}
components:
  - {{id: c, name: 评议, weight: 100%, scale: {{from: 0, to: 100}}}}
---
kind: rotation
id: r
name: 轮岗
order: free
period: {1}
posts:
  - {{id: a, name: 甲部, stint: {2}, may_extend: 1, headcount: 1..9}}
  - {{id: b, name: 乙部, stint: {2}, headcount: 1..9}}
"""


def test_tenure_is_compared_with_the_longest_stay_in_any_unit() -> None:
    (finding,) = findings("XPL003", TENURE.format("1 year", "month", "3 months"))
    assert "lets nobody stay longer than 4 months" in finding.message.english()
    assert not findings("XPL003", TENURE.format("4 months", "month", "3 months"))
    assert findings("XPL003", TENURE.format("1 month", "week", "2 weeks"))
    assert not findings("XPL003", TENURE.format("20 days", "week", "2 weeks"))


def test_policies_that_follow_one_another_do_not_conflict() -> None:
    policy = """kind: promotion
id: leader
name: 组长竞聘
{period}
components:
  - {{id: c, name: 评议, weight: 100%, scale: {{from: 0, to: 100}}}}
probation: {{lasts: {lasts}}}
"""
    old = policy.format(period="until: 2026-06-30", lasts="1 month")
    new = policy.format(period="effective: 2026-07-01", lasts="2 weeks")
    both = policy.format(period="effective: 2026-06-01", lasts="2 weeks").replace(
        "id: leader", "id: other"
    )
    assert not findings("XPL006", f"{old}---\n{new}")
    assert findings("XPL006", f"{old}---\n{both}")


LADDER = """kind: ladder
id: ladder
name: 职位阶梯
tracks: [{id: title, name: 职称通道, promotes: title}]
grades:
  - {id: 一星, name: 一星, track: title, level: 1, requires: [服务流程]}
  - {id: 二星, name: 二星, track: title, level: 2, requires: [服务流程, 产品知识]}
  - {id: 三星, name: 三星, track: title, level: 3}
"""


def test_a_skill_required_in_several_places_is_one_finding_without_a_mend() -> None:
    skills = "kind: development\nid: d\nname: 发展\nskills: [{id: 业务流程, name: 业务流程}]\n"
    process, product = findings("XPL033", f"{LADDER}---\n{skills}")
    assert process.message.figures["skill"] == "服务流程"
    assert [each.message.english() for each in process.related] == [
        "It is required here too.",
        "The skills that are known.",
    ]
    assert process.fix is None
    assert len(product.related) == 1


def test_a_hole_in_a_list_of_grades_is_one_only_where_all_its_grades_are_known() -> None:
    promotion = """---
kind: promotion
id: leader
name: 组长竞聘
from: [{}]
components: [{{id: c, name: 评议, weight: 100%, scale: {{from: 0, to: 100}}}}]
"""
    assert findings("XPL052", LADDER + promotion.format("一星, 三星"))
    rotation = """---
kind: rotation
id: r
name: 轮岗
order: free
who: {grades: [一星, 两星, 三星]}
posts:
  - {id: a, name: 甲部, stint: 2 months, headcount: 1..9}
  - {id: b, name: 乙部, stint: 2 months, headcount: 1..9}
"""
    assert not findings("XPL052", LADDER + rotation)  # 两星 is rather 二星 under another name
    shared = LADDER + "  - {id: 组长, name: 组长, track: title, level: 2}\n"
    assert not findings("XPL052", shared + promotion.format("一星, 二星, 三星"))


def test_the_grade_suggested_to_the_staff_table_is_one_that_nobody_holds() -> None:
    named = LADDER.replace("name: 一星", "name: 一星客服").replace("name: 二星", "name: 二星客服")
    staff = (Agent("A1", "甲", grade="一星客服"), Agent("A2", "乙", grade="两星客服"))
    (finding,) = findings("LAD008", named, staff)
    assert finding.mend is not None
    assert finding.mend.figures["near"] == "二星客服"
