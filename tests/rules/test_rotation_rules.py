"""What the rules of rotations say, with their figures."""

import pytest

from cs.kernel.agents import Agent
from cs.kernel.findings import format_route
from tests.rules.builders import findings

HEAD = "kind: rotation\nid: r\nname: 轮岗\n"


def rotation(posts: str, rules: str = "", order: str = "free") -> str:
    lines = "".join(f"  - {{{post}}}\n" for post in posts.split("\n") if post)
    return f"{HEAD}order: {order}\nposts:\n{lines}{rules}"


def people(*posts: str) -> tuple[Agent, ...]:
    return tuple(Agent(f"A{n}", "甲", post=post) for n, post in enumerate(posts))


def six(headcount_of_three: str, headcount_of_two: str) -> str:
    return "\n".join(
        f"id: p{n}, name: 第{n}部, stint: {months} months, "
        f"headcount: {headcount_of_three if months == 3 else headcount_of_two}"
        for n, months in enumerate((3, 2, 2, 3, 2, 3), start=1)
    )


def test_the_ring_of_the_source_needs_headcounts_of_three_to_two() -> None:
    staff = people(*(["p1"] * 150))
    fits = rotation(six("30", "20"), order="ring")
    level = rotation(six("25", "25"), order="ring")
    assert not findings("ROT002", fits, staff)
    (finding,) = findings("ROT002", level, staff)
    assert "第1部 3/15 = 30 (25)" in finding.message.english()
    assert "第2部 2/15 = 20 (25)" in finding.message.english()


def test_shares_are_forced_by_a_ring_or_a_full_tour_only() -> None:
    level = six("25", "25")
    assert not findings("ROT002", rotation(level))
    assert not findings("ROT002", rotation(level, "rules: {no_return: 4}\n"))
    assert findings("ROT002", rotation(level, "rules: {no_return: 5}\n"))
    assert findings("ROT002", rotation(level, "rules: {no_return: all}\n"))


def test_stints_that_may_vary_can_level_the_headcounts() -> None:
    posts = six("25", "25").replace("stint: 2 months", "stint: 2 months, may_extend: 1")
    assert not findings("ROT002", rotation(posts, order="ring"), people(*(["p1"] * 150)))
    assert findings("ROT002", rotation(posts, order="ring"), people(*(["p1"] * 151)))


TWO_POSTS = """\
id: a, name: 甲部, stint: 3 months, headcount: {0}
id: b, name: 乙部, stint: 3 months, headcount: {0}"""


@pytest.mark.parametrize(
    ("share", "headcount", "count"),
    [
        ("33%", "10..12", 1),  # 99% in three months
        ("34%", "10..12", 0),
        ("34%", "2", 1),  # 34% of two is nobody
        ("34%", "4", 1),  # one of four a month, and four must leave in three months
        ("34%", "3..", 0),
        ("34%", "0..2", 0),  # an empty post has nobody who must leave
    ],
)
def test_a_leaving_share_must_empty_a_post_in_its_longest_stint(
    share: str, headcount: str, count: int
) -> None:
    text = rotation(TWO_POSTS.format(headcount), f"rules: {{leaving_share: {share}}}\n")
    assert len(findings("ROT004", text)) == count


def test_a_leaving_share_is_named_once_with_all_posts_and_the_share_that_would_do() -> None:
    text = rotation(TWO_POSTS.format("4"), "rules: {leaving_share: 34%}\n")
    (finding,) = findings("ROT004", text)
    assert [format_route(each.place.route) for each in finding.related] == ["posts[0]", "posts[1]"]
    assert finding.expected is not None
    # a third of four is one agent, and three months see three leave; half of four is two
    assert finding.expected.english() == "at least 50%"
    assert not findings("ROT004", text.replace("34%", "50%"))


def test_experience_of_newcomers_is_bounded_by_the_stint() -> None:
    text = rotation(
        TWO_POSTS.format("5..8"), "rules: {experienced_share: 70%, experienced_after: 1}\n"
    )
    finding, _ = findings("ROT005", text)
    assert "70% must be experienced; of agents there for the first time at most 66.7%" in (
        finding.message.english()
    )


@pytest.mark.parametrize(
    ("staff", "message"),
    [
        (people("a", "b"), "The least headcounts sum to 4; agents who rotate: 2."),
        (people(*"aaabbb"), None),
        (people(*"aaaabbb"), "The largest headcounts sum to 6; agents who rotate: 7."),
        (people(*"aaabbb", "elsewhere", "甲 部"), "The largest headcounts sum to 6; agents who "
         "rotate: 7."),
    ],
)  # fmt: skip
def test_headcounts_are_compared_with_those_who_rotate(
    staff: tuple[Agent, ...], message: str | None
) -> None:
    found = findings("ROT009", rotation(TWO_POSTS.format("2..3")), staff)
    assert [finding.message.english() for finding in found] == ([message] if message else [])


@pytest.mark.parametrize(("level", "wrong"), [("99%", False), ("100%", True), ("150%", True)])
def test_no_post_keeps_all_skill_there_is(level: str, wrong: bool) -> None:
    text = rotation(
        f"id: a, name: 甲部, stint: 2 months, headcount: 1, skill_level: {level}\n"
        "id: b, name: 乙部, stint: 2 months, headcount: 1"
    ) + "learning: {half_learnt_in: 2 months, half_forgotten_in: 1 year}\n"  # fmt: skip
    assert [each.place.route for each in findings("ROT006", text)] == (
        [("posts", 0, "skill_level")] if wrong else []
    )


def test_a_skill_that_somebody_holds_is_a_warning_only() -> None:
    text = rotation(
        "id: a, name: 甲部, stint: 2 months, headcount: 1..2\n"
        "id: b, name: 乙部, stint: 2 months, headcount: 1..2, requires: 粤语"
    )
    holder = Agent("A1", "甲", post="a", skills=("粤语",))
    assert [each.severity for each in findings("ROT007", text)] == ["error"]
    assert [each.severity for each in findings("ROT007", text, (holder,))] == ["warning"]


def test_courses_open_posts_that_stand_in_a_circle() -> None:
    circle = rotation(
        "id: a, name: 甲部, stint: 2 months, headcount: 1, requires: x, teaches: y\n"
        "id: b, name: 乙部, stint: 2 months, headcount: 1, requires: y, teaches: x"
    )
    assert len(findings("ROT008", circle)) == 2
    assert not findings("ROT008", f"{circle}courses:\n  - {{id: c, name: 课, teaches: x}}\n")
