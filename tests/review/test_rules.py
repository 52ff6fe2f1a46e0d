"""What the rules about reviews say beyond their pages."""

from datetime import date

import pytest

from cs.catalogue import KINDS
from cs.documents import Source, load
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import PolicySet
from tests.rules.builders import BY_CODE, codes, findings, only_policy, said

HEAD = """kind: review
id: monthly
name: 月度考核
cycle: {cycle}
{more}
indicators:
  - {{id: a, name: 满意度, weight: 100%, direction: higher, target: 95, floor: 60}}
"""
BANDS = """grades:
  - {id: 优秀, from: 90, includes: from}
  - {id: 合格, to: 90, includes: neither}
"""
RUNS = "runs: {gap: breaks, leave: skips, new_post: continues}\n"


def review(more: str = "", tail: str = "", cycle: str = "monthly") -> str:
    return HEAD.format(cycle=cycle, more=more) + tail


def promotion(rule: str, more: str = "") -> str:
    return f"""---
kind: promotion
id: leader
name: 组长竞聘
eligibility:
  - {{id: e, name: 连续优秀, rule: {{condition: reviews, {rule}}}}}
components:
  - {{id: c, name: 评议, weight: 100%, scale: {{from: 0, to: 100}}}}
{more}"""


def said_of(code: str, text: str, as_of: date | None = None) -> list[tuple[str, str]]:
    loaded = load([Source("a.yaml", text.encode())], KINDS)
    assert not loaded.findings, [each.message.english() for each in loaded.findings]
    policies = PolicySet(loaded.documents, WorkingCalendar(), None, as_of)
    return [said(each) for each in BY_CODE[code].check(policies)]


def test_equal_weights_settle_what_is_open_and_sum_to_100() -> None:
    text = review(tail="raters: [{role: customer}, {role: superior}, {role: peer}]\n")
    settle = BY_CODE["REV003"].settle
    assert settle is not None
    settled = settle(only_policy(text), "equal")
    assert settled is not None
    assert sum(each.weight for each in settled.raters) == 100  # type: ignore[attr-defined]
    assert settle(only_policy(text), "half") is None


def test_an_edge_settled_upward_belongs_to_the_better_grade() -> None:
    text = review(tail="grades: [{id: 优秀, from: 90}, {id: 合格, to: 90}]\n")
    settle = BY_CODE["REV009"].settle
    assert settle is not None
    settled = settle(only_policy(text), "from")
    assert settled is not None
    assert [each.includes for each in settled.grades] == ["from", "from"]  # type: ignore[attr-defined]
    assert len(findings("REV009", text)) == 1


@pytest.mark.parametrize(
    ("quotas", "count"),
    [
        ("[{grade: 优秀, at_most: 20%}]", 0),
        ("[{grade: 优秀, at_most: 20%}, {grade: 合格, at_least: 80%}]", 0),
        ("[{grade: 优秀, at_least: 30%}, {grade: 合格, at_least: 80%}]", 1),
        ("[{grade: 优秀, at_least: 30%, at_most: 20%}]", 1),
        ("[{grade: 优秀, at_most: 20%}, {grade: 合格, at_most: 79.9%}]", 1),
    ],
)
def test_quotas_must_leave_a_distribution(quotas: str, count: int) -> None:
    assert len(findings("REV016", review(tail=f"{BANDS}quotas: {quotas}\n"))) == count


def test_training_of_a_milder_grade_or_a_longer_run_does_not_come_before_dismissal() -> None:
    grades = "grades: [{id: 好, from: 80, includes: from}, {id: 中, from: 60, to: 80, includes: " \
        "from}, {id: 差, to: 60, includes: neither}]\n"  # fmt: skip
    dismissal = "{id: d, name: 辞退, act: dismiss, at_most: 差, in_a_row: 3, notice: 30 days}"

    def first(training: str) -> bool:
        listed = f"consequences: [{training}, {dismissal}]\n"
        return not findings("REV019", review(tail=grades + listed))

    assert first("{id: t, name: 培训, act: train, at_most: 差, in_a_row: 2}")
    assert first("{id: t, name: 培训, act: train, at_most: 中, in_a_row: 2}")
    assert not first("{id: t, name: 培训, act: train, at_most: 差, in_a_row: 3}")
    assert not first("{id: t, name: 培训, act: coach, at_most: 差, in_a_row: 2}")


def test_circles_of_mentors_are_counted_once_each() -> None:
    from cs.kernel.agents import Agent

    pairs = {"A": "B", "B": "A", "C": "A", "D": "E", "E": "F", "F": "D", "G": "G"}
    staff = tuple(Agent(id_, id_, mentor=mentor) for id_, mentor in pairs.items())
    text = review(more="mentor: {share: 10%, may_rate: false}")
    (finding,) = findings("REV026", text, staff)
    assert "circles: 3, for example A → B → A; D → E → F → D; G → G" in finding.message.english()
    assert not findings("REV026", review(more="mentor: {share: 0%}"), staff)


def test_six_quarterly_results_name_the_first_window_that_can_have_them() -> None:
    windows = "windows: [{month: 6, opens: 1, closes: 10}, {month: 12, opens: 1, closes: 10}]\n"
    text = review("effective: 2026-01-01", RUNS + BANDS, "quarterly")
    text += promotion("at_least: 优秀, in_a_row: 6", windows)
    (found,) = said_of("XPL022", text, date(2026, 11, 16))
    assert found == (
        "eligibility[0].rule.in_a_row",
        "«连续优秀» needs 6 results in a row, which take 18 months; reviews began on 2026-01-01, "
        "so by the window of 2026-12-01 an agent has 3. The first window in which anybody can meet "
        "it opens on 2027-12-01.",
    )
    assert not said_of("XPL022", text, date(2027, 11, 1))
    ending = text.replace("id: leader\n", "id: leader\nuntil: 2027-06-30\n")
    (found,) = said_of("XPL022", ending, date(2026, 11, 16))
    assert "no window before the policy ends has enough" in found[1]


def test_an_earlier_version_of_the_review_gave_results_too() -> None:
    windows = "windows: [{month: 12, opens: 1, closes: 10}]\n"
    old = review("effective: 2025-01-01\nuntil: 2026-08-31", RUNS + BANDS)
    new = review("effective: 2026-09-01", RUNS + BANDS)
    condition = promotion("at_least: 优秀, in_a_row: 6", windows)
    assert said_of("XPL022", new + condition, date(2026, 11, 1))
    assert not said_of("XPL022", f"{old}---\n{new}{condition}", date(2026, 11, 1))


def test_the_review_that_a_condition_means_must_be_clear() -> None:
    monthly = review(tail=RUNS + BANDS)
    yearly = "---\n" + monthly.replace("id: monthly", "id: yearly").replace("优秀", "卓越")
    both = monthly + yearly
    assert not findings("XPL020", monthly + promotion("at_least: 优秀"))
    (finding,) = findings("XPL020", both + promotion("at_least: 优秀"))
    assert "which of them counts is not stated" in finding.message.english()
    assert not findings("XPL020", both + promotion("at_least: 优秀, review: monthly"))
    (finding,) = findings("XPL020", both + promotion("at_least: 优秀, review: yearly"))
    assert said(finding) == (
        "eligibility[0].rule.review", "The review yearly has no grade 优秀.",
    )  # fmt: skip
    (finding,) = findings("XPL020", both + promotion("at_least: 优秀, review: weekly"))
    assert finding.message.english() == "There is no review weekly."


def test_runs_are_counted_by_consequences_too() -> None:
    once = "consequences: [{id: c, name: 辅导, act: coach, at_most: 合格}]\n"
    twice = once.replace("合格}", "合格, in_a_row: 2}")
    assert not findings("XPL021", review(tail=BANDS + once))
    (finding,) = findings("XPL021", review("runs: {gap: breaks}", BANDS + twice))
    assert said(finding)[0] == "runs"
    assert "lacking: leave, new_post" in finding.message.english()


def test_the_source_as_it_stands_is_found_out() -> None:
    """[001]: three sources without weights, «excellent» without a score, transfer or dismissal."""
    source = """kind: review
id: r
name: 绩效评估
cycle: 3 months
indicators:
  - {id: a, name: 客户满意度, weight: 50%, target: 95}
  - {id: b, name: 团队协作, weight: 50%, target: 90}
raters:
  - {role: customer}
  - {role: superior}
  - {role: peer}
grades: [{id: 优秀}, {id: 不达标}]
rewards: [{id: r, name: 奖金, act: bonus, at_least: 优秀}]
consequences:
  - {id: 调岗, name: 岗位调整, act: transfer, at_most: 不达标, in_a_row: 3}
  - {id: 辞退, name: 辞退, act: dismiss, at_most: 不达标, in_a_row: 3}
"""
    assert {code for code in codes(source) if code[:3] in ("REV", "XPL")} == {
        "REV003", "REV004", "REV005", "REV008", "REV015", "REV018", "REV019", "REV020", "REV021",
        "REV022", "XPL021",
    }  # fmt: skip
