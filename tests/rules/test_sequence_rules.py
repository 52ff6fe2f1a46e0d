"""Rules about sequences, seasons and skill: what cannot be, and what says nothing."""

import pytest

from tests.rules.builders import findings


def rotation(posts: str, rest: str = "", order: str = "free") -> str:
    return f"kind: rotation\nid: r\nname: 轮岗\norder: {order}\nposts:\n{posts}{rest}"


def three(a: str = "", b: str = "", c: str = "") -> str:
    return "".join(
        f"  - {{id: {name}, name: {name.upper()}, stint: 2 months, headcount: 1..5{more}}}\n"
        for name, more in (("a", a), ("b", b), ("c", c))
    )


def severities(code: str, text: str) -> list[str]:
    return [finding.severity for finding in findings(code, text)]


def test_more_posts_than_named_can_never_come_before() -> None:
    text = rotation(three(c=", after: {posts: [a, b], at_least: 3}"))
    assert severities("ROT040", text) == ["error"]
    assert not findings("ROT040", text.replace("3}", "2}"))


def test_a_post_after_itself_is_a_circle() -> None:
    assert severities("ROT040", rotation(three(c=", after: {posts: c}"))) == ["warning"]
    enough = three(c=", after: {posts: [a, c], at_least: 1}")
    assert not findings("ROT040", rotation(enough))


def test_a_post_behind_a_circle_is_closed_too() -> None:
    text = three(", after: {posts: b}", ", after: {posts: a}", ", after: {posts: a}")
    assert len(findings("ROT040", rotation(text))) == 3


@pytest.mark.parametrize(
    ("times", "rest", "found"),
    [
        # Open at both ends, a stint of 2 months at each of 5 times between: 2 + 3 * 2 + 4 * 2.
        ("5", "", True),
        ("4", "", False),
        ("4", "  no_return: all\n", True),
        ("3", "  no_return: all\n", False),
        ("0..9", "", False),
    ],
)
def test_a_year_has_room_for_so_many_stints(times: str, rest: str, found: bool) -> None:
    rules = f"rules:\n  times: [{{posts: a, times: {times}}}]\n{rest}"
    assert bool(findings("ROT041", rotation(three(), rules))) is found


def test_stints_at_several_posts_may_follow_one_another() -> None:
    rules = "rules:\n  times: [{posts: [a, b], times: 7}]\n"
    assert not findings("ROT041", rotation(three(), rules))
    assert findings("ROT041", rotation(three(), rules.replace("7", "8")))


def test_a_bar_longer_than_the_way_round_is_an_error() -> None:
    barred = three(", return_after: 6 months")
    assert severities("ROT042", rotation(barred, order="ring")) == ["error"]
    assert severities("ROT042", rotation(barred, "rules: {no_return: all}\n")) == ["error"]
    assert not findings("ROT042", rotation(barred))
    extended = three(", return_after: 6 months", ", may_extend: 1", ", may_extend: 1")
    assert not findings("ROT042", rotation(extended, order="ring"))


@pytest.mark.parametrize(
    ("rules", "months", "found"),
    [("", 2, True), ("", 3, False), ("rules: {no_return: 2}\n", 4, True),
     ("rules: {no_return: 2}\n", 5, False)],
)  # fmt: skip
def test_a_bar_within_the_stints_between_changes_nothing(
    rules: str, months: int, found: bool
) -> None:
    text = rotation(three(f", return_after: {months} months"), rules)
    assert severities("ROT042", text) == ["warning"] * found


def test_order_decides_what_may_follow_and_be_paired() -> None:
    text = three(", followed_by: c", ", paired_with: a", ", paired_with: c")
    assert len(findings("ROT043", rotation(text))) == 1
    assert len(findings("ROT043", rotation(text, order="ring"))) == 2
    itself = three(", followed_by: [a, b]")
    assert len(findings("ROT043", rotation(itself))) == 1


def test_allowed_headcounts_are_held_against_every_season() -> None:
    season = "seasons: [{months: [1, 2], headcount: 8..9}]"
    outside = three(f", headcounts: [2, 4], {season}")
    assert severities("ROT044", rotation(outside)) == ["error"]
    assert severities("ROT044", rotation(three(f", headcounts: [2, 7, 8], {season}"))) == [
        "warning"
    ]
    assert not findings("ROT044", rotation(three(f", headcounts: [2, 8], {season}")))


def test_a_month_named_twice_within_a_season_counts_too() -> None:
    text = three(", seasons: [{months: [1, 1], headcount: 8..9}]")
    assert len(findings("ROT045", rotation(text))) == 1


def test_learning_without_a_post_that_asks_is_a_warning() -> None:
    learning = "learning: {half_learnt_in: 2 months, half_forgotten_in: 1 year}\n"
    assert severities("ROT046", rotation(three(), learning)) == ["warning"]
    assert severities("ROT046", rotation(three(", skill_level: 30%"))) == ["error"]
    assert not findings("ROT046", rotation(three(", skill_level: 30%"), learning))
