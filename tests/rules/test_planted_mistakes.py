"""A mistake planted in a line of the house policies is found, at that line."""

from pathlib import Path

import pytest

from cs.catalogue import KINDS, RULES
from cs.documents import Source, load
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import Document, PolicySet
from cs.kernel.fields import Policy
from cs.tables.people import read_staff
from cs.tables.raw import RawTable
from cs.tables.reading import read_raw

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
    ("ladder.yaml", "headcount: 12..16", "headcount: 12..", "XPL002"),
    ("ladder.yaml", "headcount: 6 #", "#", "LAD004"),
    ("ladder.yaml", "level: 3", "level: 2", "LAD001"),
    ("ladder.yaml", "level: 6", "level: 7", "LAD002"),
    ("ladder.yaml", "  - {from: 组长, to: 主管}\n", "", "LAD003"),
    ("ladder.yaml", "experience: 2 years # house decision\n    source: \"[003-B]",
     "experience: 2 months\n    source: \"[003-B]", "LAD006"),
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
]  # fmt: skip


def staff_tables() -> list[RawTable]:
    tables = []
    for example in ("six-departments", "team-leader"):
        path = ROOT / "examples" / example / "staff.csv"
        raw = read_raw(path.read_bytes(), path.name)
        assert isinstance(raw, RawTable)
        tables.append(raw)
    return tables


AGENTS, _ = read_staff(staff_tables())


def documents(file: str, text: str) -> tuple[Document[Policy], ...]:
    loaded = load([Source(file, text.encode())], KINDS)
    assert loaded.documents, [finding.message.english() for finding in loaded.findings]
    return loaded.documents


RIGHT = {file: documents(file, text) for file, text in HOUSE.items()}


def codes(changed: dict[str, tuple[Document[Policy], ...]]) -> set[str]:
    together = tuple(each for group in (RIGHT | changed).values() for each in group)
    policies = PolicySet(together, WorkingCalendar(), AGENTS)
    return {finding.code for rule in RULES for finding in rule.check(policies)}


@pytest.mark.parametrize(
    ("file", "right", "wrong", "code"),
    MISTAKES,
    ids=[f"{m[3]}-{n}" for n, m in enumerate(MISTAKES)],
)
def test_a_planted_mistake_is_found(file: str, right: str, wrong: str, code: str) -> None:
    text = HOUSE[file]
    assert right in text, "the house policy has changed: mend this case"
    assert code in codes({file: documents(file, text.replace(right, wrong, 1))})


def test_without_a_mistake_nothing_is_found() -> None:
    assert codes({}) == set()
