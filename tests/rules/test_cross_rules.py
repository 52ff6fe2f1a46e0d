"""What the rules across documents say."""

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
