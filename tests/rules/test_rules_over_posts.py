"""Seasons, allowed numbers, groups of posts and leave pools against headcounts and the staff."""

from cs.kernel.agents import Agent
from tests.rules.builders import findings

STAFF = tuple(Agent(f"A{n}", f"A{n}", post=post) for n, post in enumerate("aabb", 1))


def rotation(a: str, b: str, rest: str = "", order: str = "free") -> str:
    posts = "".join(
        f"  - {{id: {name}, name: {name.upper()}, stint: 2 months, {says}}}\n"
        for name, says in (("a", a), ("b", b))
    )
    return f"kind: rotation\nid: r\nname: 轮岗\norder: {order}\nposts:\n{posts}{rest}"


def said(code: str, text: str, staff: tuple[Agent, ...] | None = None) -> list[str]:
    return [finding.message.english() for finding in findings(code, text, staff)]


def test_a_season_can_ask_for_more_agents_than_there_are() -> None:
    season = "headcount: 1..3, seasons: [{months: [6, 11], headcount: 4}]"
    assert said("ROT009", rotation(season, "headcount: 1..3"), STAFF) == [
        "In month 6 the least headcounts sum to 5; agents who rotate: 4."
    ]
    assert not said("ROT009", rotation(season, "headcount: 0..3"), STAFF)


def test_a_season_can_hold_fewer_agents_than_there_are() -> None:
    season = "headcount: 1..3, seasons: [{months: 2, headcount: 0}]"
    assert said("ROT009", rotation(season, "headcount: 1..3"), STAFF) == [
        "In month 2 the largest headcounts sum to 3; agents who rotate: 4."
    ]


def test_only_allowed_numbers_count_towards_the_sums() -> None:
    text = rotation("headcount: 0..4, headcounts: [0, 2]", "headcount: 1")
    assert said("ROT009", text, STAFF) == ["The largest headcounts sum to 3; agents who rotate: 4."]


def test_a_group_of_posts_can_hold_fewer_agents_than_there_are() -> None:
    group = "rules:\n  post_groups: [{posts: [a, b], headcount: 2..3}]\n"
    text = rotation("headcount: 1..3", "headcount: 1..3", group)
    (found,) = findings("ROT009", text, STAFF)
    assert found.message.english() == (
        "A + B together may hold 2..3, and the other posts at most 0; agents who rotate: 4."
    )
    assert found.place.route == ("rules", "post_groups", 0, "headcount")
    assert not said("ROT009", text.replace("2..3}", "2..4}"), STAFF)


def test_a_group_of_posts_can_ask_for_more_agents_than_there_are() -> None:
    group = "rules:\n  post_groups: [{posts: [a, b], headcount: 5..6}]\n"
    text = rotation("headcount: 1..3", "headcount: 1..3", group)
    (found,) = findings("ROT009", text, STAFF)
    assert found.message.english() == (
        "A + B together must hold 5..6, and the other posts at least 0; agents who rotate: 4."
    )
    assert found.place.route == ("rules", "post_groups", 0, "headcount")
    assert found.expected is not None
    assert found.expected.english() == "from at most 4"
    assert not said("ROT009", text.replace("5..6}", "4..6}"), STAFF)
    # what the posts themselves cannot hold is said once
    assert not said("ROT009", text.replace("5..6}", "7..9}"), STAFF)
    assert said("ROT047", text.replace("5..6}", "7..9}"), STAFF)


def test_a_group_must_fit_the_headcounts_of_every_month() -> None:
    group = "rules:\n  post_groups: [{posts: [a, b], headcount: 4..5}]\n"
    season = "headcount: 1..3, seasons: [{months: 12, headcount: 0}]"
    assert said("ROT047", rotation(season, "headcount: 1..3", group)) == [
        "A + B together must hold 4..5; their largest headcounts sum to 3."
    ]
    assert not said("ROT047", rotation("headcount: 1..3", "headcount: 1..3", group))


def test_long_run_shares_are_held_against_the_mean_of_the_seasons() -> None:
    def ring(a: str) -> str:
        return rotation(a, "headcount: 2", order="ring")

    assert said("ROT002", ring("headcount: 4"), STAFF)
    every_other = "headcount: 1, seasons: [{months: [1, 3, 5, 7, 9, 11], headcount: 3}]"
    assert not said("ROT002", ring(every_other), STAFF)
