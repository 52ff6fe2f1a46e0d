"""What rules say of roles, of the staff against posts and grades, and of texts."""

import pytest

from cs.catalogue import RULES
from cs.kernel.agents import Agent
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding
from cs.kernel.roles import aliases_of
from tests.rules.builders import findings, policies, said

PROCESS = """kind: promotion
id: leader
name: 晋升
components:
  - {id: a, name: 能力, weight: 60%, scale: {from: 0, to: 100}, raters: {who: 班长}}
  - {id: b, name: 面试, weight: 40%, scale: {from: 0, to: 100}, raters: {who: leader}}
process:
  - {id: propose, name: 提报, act: propose, actor: 班长}
  - {id: approve, name: 核准, act: approve, actor: 组长}
"""


def with_roles(code: str, text: str, roles: dict[str, tuple[str, ...]]) -> list[Finding]:
    known = policies(text)
    named = PolicySet(known.documents, known.calendar, None, known.as_of, aliases_of(roles))
    (rule,) = [rule for rule in RULES if rule.code == code]
    return list(rule.check(named))


def test_words_for_one_role_count_as_that_role() -> None:
    roles = {"组长": ("班长", "Leader")}
    assert not findings("PRM017", PROCESS)
    (approval,) = with_roles("PRM017", PROCESS, roles)
    assert len(approval.related) == 3
    (half,) = with_roles("PRM019", PROCESS, roles)
    assert "100%" in half.message.english()


def test_words_that_may_be_one_role_are_asked_about_until_the_workspace_says() -> None:
    assert len(findings("XPL013", PROCESS)) == 2
    assert not with_roles("XPL013", PROCESS, {"组长": ("班长", "leader")})
    assert not with_roles("XPL013", PROCESS, {"组长": ("leader",), "班长": ()})


def test_roles_that_share_a_word_are_one() -> None:
    found = aliases_of({"组长": ("班长",), "领班": ("班长",), "经理": ()})
    assert found["组长"] == found["班长"] == found["领班"] != found["经理"]


CONSTANT = """kind: promotion
id: leader
name: 晋升
eligibility:
  - {{id: pm, name: PM, rule: {{condition: column, column: PM成绩, {bounds}}}}}
components:
  - id: pm
    name: PM成绩
    weight: 10%
    bands:
      - {{to: 60, includes: neither, points: 0}}
      - {{from: 60, to: 80, includes: from, points: 6}}
      - {{from: 80, includes: from, points: 10}}
  - {{id: b, name: 面试, weight: 90%, scale: {{from: 0, to: 100}}}}
"""


@pytest.mark.parametrize(
    ("bounds", "code"),
    [
        ("at_least: 80", "PRM036"),
        ("at_least: 79.999999", "PRM037"),
        ("at_least: 60, at_most: 79", "PRM036"),
        ("at_least: 60, at_most: 80", "PRM037"),
        ("at_most: 59", "PRM036"),
        ("at_least: 0", None),
    ],
)
def test_conditions_decide_which_bands_can_be_met(bounds: str, code: str | None) -> None:
    text = CONSTANT.format(bounds=bounds)
    found = {each for each in ("PRM036", "PRM037") if findings(each, text)}
    assert found == ({code} if code else set())


def test_a_constant_component_says_how_much_decides_nobody() -> None:
    (finding,) = findings("PRM036", CONSTANT.format(bounds="at_least: 80"))
    assert said(finding) == (
        "components[0].bands",
        "PM成绩: whoever is eligible gets 10 points from it, so 10% of the score decides nobody.",
    )


ROTATION = """kind: rotation
id: r
name: 轮岗
order: free
posts:
  - {id: a, name: 甲部, stint: 2 months, headcount: 0..4}
  - {id: b, name: 乙部, stint: 2 months, headcount: 2..4, requires: 粤语, agreement: 保密协议}
"""


def agent(number: int, post: str, *skills: str, signed: bool = True) -> Agent:
    agreements = ("保密协议",) if signed else ()
    return Agent(f"A{number}", "甲", post=post, skills=skills, agreements=agreements)


def test_who_may_enter_a_post_needs_its_skills_and_its_agreement() -> None:
    able = (agent(1, "a", "粤语"), agent(2, "b"), agent(3, "a"))
    assert not findings("ROT020", ROTATION, able)
    unable = (agent(1, "a", "粤语", signed=False), agent(2, "b"), agent(3, "a"))
    (finding,) = findings("ROT020", ROTATION, unable)
    assert finding.message.english() == (
        "乙部 needs 2 agents; of 3 who rotate, 1 may be there after the next changeover."
    )
    assert [each.message.english() for each in finding.related] == [
        "The headcount is 2..4.",
        "Agents who hold 粤语 now: 1.",
        "Agents who have signed 保密协议: 2.",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("确??蛻舻玫", "DOC060"),
        ("锟斤拷客服", "DOC060"),
        ("客服\ufffd部", "DOC060"),
        ("真的吗？？", None),
        ("Is it so??", None),
        ("包括以下情形：", "DOC061"),
        ("按规定处理，", "DOC061"),
        ("training and", "DOC061"),
        ("处理投诉（含升级投诉", "DOC061"),
        ("两项之和", None),
        ("处理投诉（含升级投诉）", None),
        ("brand", None),
    ],
)
def test_signs_of_damage_in_a_text(text: str, code: str | None) -> None:
    document = ROTATION + f'notes: "{text}"\n'
    found = {each for each in ("DOC060", "DOC061") if findings(each, document)}
    assert found == ({code} if code else set())


@pytest.mark.parametrize(
    ("duties", "number"),
    [
        ("[1.受理, 2.登记, 3.跟踪]", None),
        ("[1.受理, 3.跟踪]", 1),
        ("[2、受理, 3、跟踪]", 0),
        ("[受理, 登记]", None),
        ("[1.5倍加班费, 2.0版]", None),
    ],
)
def test_numbers_of_a_list(duties: str, number: int | None) -> None:
    text = ROTATION.replace("headcount: 0..4}", f"headcount: 0..4, duties: {duties}}}")
    found = [said(each)[0] for each in findings("DOC063", text)]
    assert found == ([] if number is None else [f"posts[0].duties[{number}]"])
