"""A mistake planted in a line of the house policies is found, at that line."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from cs.catalogue import KINDS, RULES
from cs.checking.rule import Rule
from cs.documents import Source, load
from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import Document, PolicySet
from cs.kernel.fields import Policy
from cs.tables.people import read_staff
from cs.tables.raw import RawTable
from cs.tables.reading import read_raw

AS_OF = date(2026, 11, 16)
ROOT = Path(__file__).parents[2]
HOUSE = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "policies").iterdir()}

MISTAKES = [
    ("promotion.yaml", "weight: 30%", "weight: 20%", "PRM001"),
    ("promotion.yaml", "components_stated: 5", "components_stated: 6", "PRM002"),
    ("promotion.yaml", "to: 70, includes: from,", "to: 70,", "PRM003"),
    ("promotion.yaml", "to: 80, includes: from, points: 8", "to: 81, includes: from, points: 8",
     "PRM004"),
    ("promotion.yaml", "{to: 60, includes", "{to: 59, includes", "PRM005"),
    ("promotion.yaml", "{from: 60, to: 70,", "{from: 70, to: 60,", "PRM006"),
    ("promotion.yaml", "points: 6", "points: 9", "PRM007"),
    ("promotion.yaml", "points: 10}", "points: 100}", "PRM008"),
    ("promotion.yaml", "points: 10}", "points: 9}", "PRM009"),
    ("promotion.yaml", "scale: {from: 0, to: 100} # house decision: the source gives no scale", "",
     "PRM010"),
    ("promotion.yaml", "missing: refuse #", "#", "PRM015"),
    ("promotion.yaml", "      - {to: 60, includes: neither, points: 0}\n", "", "PRM016"),
    ("promotion.yaml", "actor: 人力资源部\n    duration: 3", "actor: 直接上级\n    duration: 3",
     "PRM017"),
    ("promotion.yaml", "actor: 客服运营总监", "actor: 客服经理", "PRM018"),
    ("promotion.yaml", "who: 客服主管 #", "who: 面试小组 #", "PRM019"),
    ("promotion.yaml", "min_raters: 3 # house decision: fewer", "min_raters: 1 #", "PRM020"),
    ("promotion.yaml", "component: capability}", "component: capacity}", "PRM022"),
    ("promotion.yaml", "name: 经理评分", "name: 同事打分", "PRM023"),
    ("promotion.yaml", "month: 6, opens: 1, closes: 10", "month: 6, opens: 1", "PRM024"),
    ("promotion.yaml", "month: 6, opens: 1,", "month: 6, opens: 11,", "PRM025"),
    ("promotion.yaml", "actor: 人事专员\n    duration: 5 working days",
     "actor: 人事专员\n    duration: 5 days", "PRM026"),
    ("promotion.yaml", "act: notice", "act: other", "PRM027"),
    ("promotion.yaml", "act: approve", "act: other", "PRM028"),
    ("promotion.yaml", "name: 适岗期", "name: 试用期", "PRM029"),
    ("promotion.yaml", "  total: 100", "  total: 100\n  pass_mark: 101", "PRM031"),
    ("promotion.yaml", ", judge: 培训专员", "", "PRM033"),
    ("promotion.yaml", "clock: grade", "clock: post", "XPL003"),
    ("promotion.yaml", "from: [三星客服,", "from: [二星客服,", "XPL001"),
    ("promotion.yaml", "from: [三星客服,", "from: [一星客服,", "XPL008"),
    ("promotion.yaml", "\nto: 组长", "\nto: 五星客服", "XPL004"),
    ("promotion.yaml", "  limit: 3 months #", "  #", "PRM061"),
    ("promotion.yaml", "  appeal_to: 人力资源部", "  appeal_to: 客服运营总监", "PRM062"),
    ("promotion.yaml", "  written: true\n", "", "PRM063"),
    ("promotion.yaml", "filling: [internal, acting, external]",
     "filling: [internal, [acting, external]]", "PRM064"),
    ("promotion.yaml", "{condition: judgement, column: 连续六月优秀, judge: 人事专员}",
     "{condition: reviews, review: weekly, at_least: 优秀, in_a_row: 6}", "XPL020"),
    ("promotion.yaml", "{condition: judgement, column: 连续六月优秀, judge: 人事专员}",
     "{condition: reviews, at_least: 优秀, in_a_row: 60}", "XPL022"),
    ("promotion.yaml", "{condition: judgement, column: 连续六月优秀, judge: 人事专员}",
     "{condition: discipline, blocks: following_year, offset: never}", "PRM060"),
    ("review.yaml", "weight: 20%\n    direction", "weight: 10%\n    direction", "REV001"),
    ("review.yaml", "name: 同事\n    weight: 20%", "name: 同事\n    weight: 30%", "REV002"),
    ("review.yaml", "name: 同事\n    weight: 20%", "name: 同事", "REV003"),
    ("review.yaml", "    min_raters: 5\n", "", "REV004"),
    ("review.yaml", "role: self", "role: subordinate", "REV005"),
    ("review.yaml", "min_raters: 3 #", "min_raters: 2 #", "REV006"),
    ("review.yaml", "    measured_by: 话务系统\n", "", "REV007"),
    ("review.yaml", "missing_values: refuse\n", "", "REV008"),
    ("review.yaml", "from: 80, to: 90, includes: from", "from: 80, to: 90", "REV009"),
    ("review.yaml", "from: 80, to: 90, includes: from", "from: 80, to: 91, includes: from",
     "REV010"),
    ("review.yaml", "from: 80, to: 90, includes: from", "from: 81, to: 90, includes: from",
     "REV011"),
    ("review.yaml", "  - {id: 待改进, to: 60, includes: neither}\n", "", "REV012"),
    ("review.yaml", "{id: 优秀, from: 90, includes: from}", "{id: 优秀, to: 60, includes: neither}",
     "REV013"),
    ("review.yaml", "{id: 优秀, from: 90,", "{id: 优秀, from: 900,", "REV014"),
    ("review.yaml", "{id: 优秀, from: 90, includes: from}", "{id: 优秀}", "REV015"),
    ("review.yaml", "target: 6\n", "target: 16\n", "REV017"),
    ("review.yaml", "direction: lower #", "#", "REV018"),
    ("review.yaml", "act: dismiss, at_most: 待改进, in_a_row: 6", "act: dismiss, at_most: 待改进",
     "REV019"),
    ("review.yaml", "at_most: 待改进, in_a_row: 6", "at_most: 待改进, in_a_row: 3", "REV020"),
    ("review.yaml", "notice: 30 days", "notice: 3 days", "REV021"),
    ("review.yaml", "act: coach, at_most: 待改进", "act: coach, at_most: 优秀", "REV023"),
    ("review.yaml", "  share: 10%\n", "", "REV024"),
    ("review.yaml", "may_rate: false", "may_rate: true", "REV025"),
    ("review.yaml", "cycle: monthly", "cycle: 4 weeks", "REV027"),
    ("review.yaml", "  gap: breaks\n", "", "XPL021"),
    ("ladder.yaml", "headcount: 12..16", "headcount: 12..", "XPL002"),
    ("ladder.yaml", "headcount: 6 #", "#", "LAD004"),
    ("ladder.yaml", "level: 3", "level: 2", "LAD001"),
    ("ladder.yaml", "level: 6", "level: 7", "LAD002"),
    ("ladder.yaml", "  - {from: 组长, to: 主管}\n", "", "LAD003"),
    ("ladder.yaml", "experience: 2 years # house decision\n    training: [客户",
     "experience: 2 months\n    training: [客户", "LAD006"),
    ("ladder.yaml", "requires: [服务流程, 产品知识]", "requires: [服务流程, 产品知知]", "XPL005"),
    ("rotation.yaml", "stint: 3 months", "stint: 3 weeks", "ROT001"),
    ("rotation.yaml", "no_return: 2", "no_return: 6", "ROT003"),
    ("rotation.yaml", "leaving_share: 60%", "leaving_share: 20%", "ROT004"),
    ("rotation.yaml", "experienced_share: 40%", "experienced_share: 90%", "ROT005"),
    ("rotation.yaml", "leaving_share: 60%", "leaving_share: 600%", "ROT006"),
    ("rotation.yaml", "requires: 产品知识", "requires: 产品知知", "ROT007"),
    ("rotation.yaml", "headcount: 27..30", "headcount: 72..80", "ROT009"),
    ("rotation.yaml", "owner: 客服运营总监\n", "", "ROT011"),
    ("rotation.yaml", "order: free\n", "", "ROT012"),
    ("rotation.yaml", "name: 客户服务二部", "name: 客户服务一部", "ROT013"),
    ("rotation.yaml", "agreement: 保密协议", "agreement: 保密承诺书", "ROT016"),
    ("rotation.yaml", "signatures: 2", "signatures: 1", "ROT017"),
    ("promotion.yaml", "rule: {condition: grade}",
     "rule: {condition: column, column: PM成绩, at_least: 80}", "PRM036"),
    ("promotion.yaml", "month: 12, opens: 1, closes: 10",
     "month: 10, opens: 1, closes: 3", "PRM038"),
    ("promotion.yaml", "month: 12, opens: 1, closes: 10, takes_effect: {month: 3}",
     "month: 7, opens: 1", "PRM039"),
    ("promotion.yaml", "takes_effect: {month: 3}", "takes_effect: {month: 1}", "PRM040"),
    ("promotion.yaml", "effective: 2026-01-01",
     "effective: 2026-01-01\nuntil: 2026-12-31", "PRM041"),
    ("promotion.yaml", "duration: 5 working days\n    input: [个人简历",
     "duration: 15 working days\n    input: [个人简历", "PRM042"),
    ("promotion.yaml", "takes_effect: {month: 3}", "takes_effect: {month: 2}", "PRM043"),
    ("promotion.yaml", "act: objection\n    actor: 人事专员",
     "act: objection\n    actor: 客服经理", "PRM044"),
    ("promotion.yaml", "act: notice\n    actor: 人事专员",
     "act: notice\n    actor: 直接上级", "PRM045"),
    ("promotion.yaml", "waiver: 董事长", "waiver: 直接上级", "PRM046"),
    ("promotion.yaml", "name: 三星及以上职称", "name: 大专以上学历", "PRM048"),
    ("promotion.yaml", "column: 课程完成", "column: 忠诚度", "PRM049"),
    ("promotion.yaml", "clock: grade, at_least: 1 year",
     "clock: grade, at_least: 40 years", "XPL010"),
    ("ladder.yaml", "headcount: 12..16", "headcount: 0", "XPL009"),
    ("ladder.yaml", "experience: 2 years # house decision: a",
     "experience: 6 months # a", "XPL011"),
    ("promotion.yaml", "actor: 人力资源部", "actor: 人事部", "XPL013"),
    ("promotion.yaml", "who: 面试小组", "who: 四星客服", "XPL014"),
    ("ladder.yaml", "headcount: 3 #", "headcount: 40 #", "LAD007"),
    ("ladder.yaml", "id: 二星客服\n    name: 二星客服", "id: 二星\n    name: 二星", "LAD008"),
    ("rotation.yaml", "owner: 客服运营总监", "owner: 一部客服经理", "ROT018"),
    ("rotation.yaml", "name: 客户服务五部", "name: 客户服务五年级", "ROT021"),
    ("rotation.yaml", "按服务流程受理咨询", "按服务流程受理??咨询", "DOC060"),
    ("rotation.yaml", "解答产品问题,", "解答产品问题以及,", "DOC061"),
    ("ladder.yaml", "  - {from: 主管, to: 经理}", "  - {from: 组长, to: 主管}", "DOC062"),
    ("rotation.yaml", "duties: [按服务流程受理咨询, 登记",
     "duties: [1.按服务流程受理咨询, 3.登记", "DOC063"),
    ("development.yaml", "mentors: {grades: [二星客服, 三星客服, 四星客服, 五星客服, 组长]}",
     "mentors: {teams: 没有的班组}", "DEV001"),
    ("development.yaml", "levels_above: 1..", "levels_above: 3..",
     "DEV003"),
    ("development.yaml", "mentees: {status: probation, sites: 总部}",
     "mentees: {status: probation}", "DEV006"),
    ("development.yaml", "  trained_by: 角色培训", "  share: 100%",
     "DEV007"),
    ("development.yaml", "  trained_by: 角色培训", "  share: 10%\n  may_rate: true",
     "DEV008"),
    ("development.yaml", "{level: 3, name: 精通", "{level: 4, name: 精通",
     "DEV009"),
    ("development.yaml", "{skill: 辅导, level: 2}", "{skill: 辅导, level: 5}",
     "DEV010"),
    ("development.yaml", "    after: 辅导班", "    after: [辅导班, 管理班]",
     "DEV011"),
    ("development.yaml", "    criterion: 情景演练合格\n", "",
     "DEV012"),
    ("development.yaml", "lasts: 10 working days # house", "lasts: 7 working days # house",
     "DEV013"),
    ("development.yaml", ", within: 6 months}", "}",
     "DEV014"),
    ("development.yaml", "  trained_by: 角色培训", "  share: 20%",
     "XPL030"),
    ("review.yaml", "\nmentor:", "\nnotes: |",
     "XPL031"),
    ("development.yaml", "    courses: 管理班\n", "",
     "XPL032"),
    ("development.yaml", "{id: 服务流程, name: 服务流程,", "{id: 流程, name: 流程,",
     "XPL033"),
    ("confidentiality.yaml", "  - id: 保密协议\n    name: 保密协议", "  - id: 保密\n    name: 保密",
     "XPL034"),
    ("confidentiality.yaml", "    shown: pseudonyms\n", "",
     "XPL035"),
    ("attendance.yaml", "notice: 3 working days, ", "",
     "ATT001"),
    ("attendance.yaml", "foreseen: false, within: 1 month", "notice: 2 months, within: 1 month",
     "ATT002"),
    ("attendance.yaml", "{of: 组长, approver: 客服经理}", "{of: 组长, approver: 组长}",
     "ATT003"),
    ("rotation.yaml", "headcount: 17..20", "headcount: 7..20",
     "DOC073"),
    ("rotation.yaml", "    manager: 三部客服经理\n", "",
     "DOC074"),
    ("rotation.yaml", "manager: 三部客服经理", "manager: 二部客服经理",
     "DOC077"),
    ("promotion.yaml", "at_least: 1 year", "at_least: 1 month",
     "DOC078"),
    ("review.yaml", "cycle: monthly", "cycle: quarterly",
     "DOC078"),
    ("promotion.yaml", "scale: {from: 0, to: 100} # the one", "scale: {from: 0, to: 10} # the one",
     "PRM077"),
    ("attendance.yaml", "  - {of: 组长, approver: 客服经理}\n", "",
     "ATT004"),
    ("attendance.yaml", "{of: 坐席员, from: 3,", "{of: 坐席员, from: 5,",
     "ATT005"),
    ("attendance.yaml", "{of: 坐席员, from: 3, includes: neither,",
     "{of: 坐席员, from: 3, includes: from,", "ATT006"),
    ("attendance.yaml", "{of: 坐席员, from: 3, includes: neither,", "{of: 坐席员, from: 3,",
     "ATT007"),
    ("attendance.yaml", "{from: 10, to: 30,", "{from: 8, to: 30,",
     "ATT008"),
    ("attendance.yaml", "{from: 30, to: 60,", "{from: 40, to: 60,",
     "ATT009"),
    ("attendance.yaml", "includes: to, act: deduct", "includes: to, act: remind",
     "ATT010"),
    ("attendance.yaml", "    - {to: 3, includes: neither, act: written warning}\n", "",
     "ATT012"),
    ("attendance.yaml", "most: 15 days, handover: true", "most: 15 days",
     "ATT013"),
    ("attendance.yaml", "paid: true, notice: 10 working days, a_year: 15 working days",
     "paid: true, notice: 10 working days, most: 20 working days, a_year: 15 working days",
     "ATT014"),
    ("attendance.yaml", "notice: 3 working days", "notice: 3 days",
     "ATT015"),
    ("confidentiality.yaml", "    readers: [客服经理, 客服运营总监]\n", "",
     "SEC001"),
    ("confidentiality.yaml", "readers: [坐席员, 组长, 客服经理]", "readers: [全体员工]",
     "SEC002"),
    ("confidentiality.yaml", "approved_by: 客服运营总监", "approved_by: 组长",
     "SEC003"),
    ("confidentiality.yaml", "    kept_for: 3 years\n", "",
     "SEC004"),
    ("confidentiality.yaml", ", act: warn, decided_by: 客服经理}", ", decided_by: 客服经理}",
     "SEC005"),
    ("confidentiality.yaml", "act: written warning", "act: remind",
     "SEC006"),
    ("confidentiality.yaml", "who: {posts: [六部,", "who: {posts: [一部,",
     "SEC007"),
    ("confidentiality.yaml", "    agreement: 保密协议\n", "",
     "SEC008"),
    ("roster.yaml", "  - {id: 晚班, name: 晚班, from: \"23:30\", to: \"08:00\"",
     "  - {id: 晚班, name: 晚班, from: \"23:30\", to: \"06:00\"", "RST001"),
    ("confidentiality.yaml", "who: {posts: [六部,", "who: {posts: [七部,",
     "XPL056"),
    ("roster.yaml", "hours: {from: \"00:00\", to: \"24:00\"}",
     "hours: {from: \"08:00\", to: \"22:00\"}", "RST004"),
    ("roster.yaml", "from: \"15:30\", to: \"24:00\"", "from: \"07:30\", to: \"16:00\"",
     "RST005"),
    ("roster.yaml", "from: \"15:30\", to: \"24:00\"", "from: \"15:50\", to: \"24:00\"",
     "RST006"),
    ("roster.yaml", "pattern: [早班, 早班, 中班,", "pattern: [早班, 中班, 早班,",
     "RST008"),
    ("roster.yaml", "rest_hours: 11", "rest_hours: 40",
     "RST009"),
    ("roster.yaml", "hours_a_week: 40", "hours_a_week: 41",
     "RST010"),
    ("roster.yaml", "from: \"07:30\", to: \"16:00\"", "from: \"07:30\", to: \"17:00\"",
     "RST011"),
    ("roster.yaml", "hours_a_week: 40", "hours_a_week: 40..48",
     "RST012"),
    ("roster.yaml", "晚班, rest, rest]", "晚班, rest]",
     "RST013"),
    ("roster.yaml", "service_level: 80%", "service_level: 100%",
     "RST014"),
    ("roster.yaml", "least_experienced: 1", "least_experienced: 15",
     "RST015"),
    ("roster.yaml", "to: \"22:00\", least: 10", "to: \"22:00\", least: 70",
     "RST016"),
    ("roster.yaml", "to: \"22:00\", least: 10", "to: \"22:00\", least: 30",
     "RST016"),
    ("roster.yaml", "to: \"16:00\", break_minutes: 30", "to: \"16:00\", break_minutes: 510",
     "RST017"),
    ("roster.yaml", "rest_hours: 11", "rest_hours: 15.5",
     "RST018"),
    ("roster.yaml", "  is_paid: true # house decision\n", "",
     "RST019"),
    ("roster.yaml", "notice: 2 weeks", "notice: 3 days",
     "RST020"),
    ("roster.yaml", "pattern: [早班,", "pattern: [早斑,",
     "RST021"),
]  # fmt: skip


def staff_tables() -> list[RawTable]:
    tables = []
    for example in ("six-departments", "team-leader"):
        path = ROOT / "examples" / example / "staff.csv"
        raw = read_raw(path.read_bytes(), path.name)
        assert isinstance(raw, RawTable)
        tables.append(raw)
    return tables


@cache
def agents() -> tuple[Agent, ...]:
    return read_staff(staff_tables())[0]


def documents(file: str, text: str) -> tuple[Document[Policy], ...]:
    loaded = load([Source(file, text.encode())], KINDS)
    assert loaded.documents, [finding.message.english() for finding in loaded.findings]
    return loaded.documents


@cache
def right_documents() -> dict[str, tuple[Document[Policy], ...]]:
    return {file: documents(file, text) for file, text in HOUSE.items()}


def codes(
    changed: dict[str, tuple[Document[Policy], ...]], rules: Iterable[Rule] = RULES
) -> set[str]:
    together = tuple(each for group in (right_documents() | changed).values() for each in group)
    policies = PolicySet(together, WorkingCalendar(), agents(), AS_OF)
    return {finding.code for rule in rules for finding in rule.check(policies)}


@pytest.mark.parametrize(
    ("file", "right", "wrong", "code"),
    MISTAKES,
    ids=[f"{m[3]}-{n}" for n, m in enumerate(MISTAKES)],
)
def test_a_planted_mistake_is_found(file: str, right: str, wrong: str, code: str) -> None:
    text = HOUSE[file]
    assert right in text, "the house policy has changed: mend this case"
    rules = [rule for rule in RULES if rule.code == code]
    assert codes({file: documents(file, text.replace(right, wrong, 1))}, rules) == {code}


def test_without_a_mistake_nothing_is_found() -> None:
    assert codes({}) == set()
