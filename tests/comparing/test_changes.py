"""What changed, in words of the domain: given these two texts, these sentences."""

import pytest

from tests.comparing.versions import PROMOTION, ROTATION, changes, said, single

LADDER = """kind: ladder
id: house
name: 阶梯
tracks: [{id: t, name: T}]
grades:
- {id: a, name: 一星, track: t, level: 1}
- {id: b, name: 二星, track: t, level: 2}
moves: [{from: a, to: b}]
"""


@pytest.mark.parametrize(
    ("text", "old", "new", "sentence"),
    [
        (PROMOTION, "weight: 60%", "weight: 50%",
         "the weight of «面试考评» falls from 60% to 50%."),
        (PROMOTION, "weight: 40%", "weight: 45", "the weight of «PM成绩» rises from 40% to 45%."),
        (PROMOTION, "points: 30", "points: 25",
         "the band from 60 to 70 of «PM成绩» gives 25 points instead of 30."),
        (PROMOTION, "at_least: 1 year", "at_least: 2 years",
         "the condition «任职满一年» asks for at least 2 years instead of 1 year."),
        (PROMOTION, "missing: refuse", "missing: zero",
         "what a missing score does changes from the candidate is not ranked to it counts zero."),
        (PROMOTION, ", {by: hired}", "",
         "what decides ties: the earlier first day in the firm is removed."),
        (PROMOTION, "{condition: tenure, at_least: 1 year}", "{condition: skills, all_of: 流程}",
         "the rule of the condition «任职满一年» changes from tenure, the least time 1 year to "
         "skills, the skills asked for 流程."),
        (PROMOTION, "missing: refuse", "missing: refuse\n  pass_mark: 60.50",
         "the pass mark is now stated: 60.5."),
        (PROMOTION, "kind: promotion", "kind: promotion\neffective: 2026-01-01",
         "the first day in force is now stated: 2026-01-01."),
        (ROTATION, "三部, stint: 2 months", "三部, stint: 3 months",
         "A stint at post «三部» lasts 3 months instead of 2 months."),
        (ROTATION, "teaches: 流程", "teaches: [流程, 产品]",
         "the skills taught of post «一部»: 产品 added."),
        (ROTATION, "三部, stint: 2 months, headcount: 2..4",
         "三部, stint: 2 months, headcount: 3..",
         "the headcount of post «三部» changes from 2..4 to 3 or more."),
        (ROTATION, "fairness: 1", "fairness: 2", "the weight of fairness rises from 1 to 2."),
        (LADDER, "- {id: b, name: 二星, track: t, level: 2}\nmoves: [{from: a, to: b}]",
         "- {id: b, name: 二星, track: t, level: 2}\nmoves: []",
         "the move from a to b is removed; it was: the grade moved from a, the grade moved to b."),
    ],
)  # fmt: skip
def test_a_change_is_said_in_a_sentence(text: str, old: str, new: str, sentence: str) -> None:
    assert old in text
    assert said(text, text.replace(old, new)) == [sentence]


@pytest.mark.parametrize(
    "same",
    [
        PROMOTION.replace("60%", "60").replace("1 year", "P1Y"),
        PROMOTION.replace("name: 组长竞聘\n", "# remark\nname: '组长竞聘'\n\n"),
        PROMOTION.replace("id: leader\nname: 组长竞聘", "name: 组长竞聘\nid: leader"),
        PROMOTION.replace("points: 30", "points: 30.0"),
        PROMOTION.replace("  - {to: 60, includes: neither, points: 0}\n", "").replace(
            "points: 40}\n", "points: 40}\n  - {points: 0, to: 60, includes: neither}\n"
        ),
    ],
    ids=["notation", "layout", "keys", "zeros", "bands"],
)
def test_what_says_the_same_is_no_change(same: str) -> None:
    assert same != PROMOTION
    assert changes(PROMOTION, same).documents == ()


def test_parts_are_matched_by_id_and_not_by_position() -> None:
    lines = ROTATION.splitlines(keepends=True)
    turned = "".join([*lines[:4], lines[6], lines[5], lines[4], *lines[7:]])

    assert said(ROTATION, turned) == []


def test_the_order_of_posts_counts_in_a_ring() -> None:
    ring = ROTATION.replace("posts:\n", "order: ring\nposts:\n", 1)
    lines = ring.splitlines(keepends=True)
    turned = "".join([*lines[:5], lines[6], lines[5], *lines[7:]])

    assert said(ring, turned) == [
        "the posts: the order is now post «二部», post «一部», post «三部»; "
        "it was post «一部», post «二部», post «三部»."
    ]


def test_the_order_of_tie_breaks_counts() -> None:
    turned = PROMOTION.replace(
        "[{by: component, component: interview}, {by: hired}]",
        "[{by: hired}, {by: component, component: interview}]",
    )

    (sentence,) = said(PROMOTION, turned)
    assert sentence.startswith("what decides ties: the order is now the earlier first day")


def test_a_part_with_another_id_that_says_the_same_is_renamed() -> None:
    change = single(PROMOTION, PROMOTION.replace("id: pm", "id: projects"))

    assert (change.what, change.old, change.new) == ("renamed", "pm", "projects")
    assert change.text.english() == "«PM成绩» has the id projects instead of pm."


def test_renaming_is_not_guessed_where_two_are_alike() -> None:
    twice = ROTATION.replace("id: 二部, name: 二部", "id: x, name: 甲").replace(
        "id: 三部, name: 三部", "id: y, name: 甲"
    )
    other = ROTATION.replace("id: 二部, name: 二部", "id: z, name: 甲")
    other = other.replace("- {id: 三部, name: 三部, stint: 2 months, headcount: 2..4}\n", "")

    what = [each.what for document in changes(twice, other).documents for each in document.changes]
    assert what == ["added", "removed", "removed"]


def test_documents_come_go_and_are_renamed() -> None:
    old = f"{PROMOTION}---\n{ROTATION}"
    new = f"{PROMOTION.replace('id: leader', 'id: chief')}---\n{LADDER}"

    found = [(each.what, each.policy.id) for each in changes(old, new).documents]
    assert found == [("renamed", "chief"), ("added", "house"), ("removed", "posts")]


def test_versions_of_one_policy_are_matched_by_their_period() -> None:
    first = PROMOTION.replace("kind: promotion", "kind: promotion\neffective: 2026-01-01")
    second = PROMOTION.replace("kind: promotion", "kind: promotion\neffective: 2027-01-01")
    changed = second.replace("60%", "50%")

    old, new = f"{first}---\n{second}", f"{changed}---\n{first}"
    assert said(old, new) == ["the weight of «面试考评» falls from 60% to 50%."]


def test_both_places_are_kept() -> None:
    change = single(PROMOTION, PROMOTION.replace("points: 30", "points: 25"))

    assert change.path == ("components", "pm", "bands", "[1]", "points")
    assert change.old_place is not None
    assert change.new_place is not None
    assert change.old_place.route == ("components", 1, "bands", 1, "points")
    assert change.new_place.route == ("components", 1, "bands", 1, "points")


def test_a_band_whose_edge_moves_stays_the_same_band() -> None:
    moved = PROMOTION.replace("{from: 60, to: 70", "{from: 60, to: 75").replace(
        "{from: 70, includes", "{from: 75, includes"
    )

    assert said(PROMOTION, moved) == [
        "the upper edge of the band from 60 to 75 of «PM成绩» rises from 70 to 75.",
        "the lower edge of the band from 75 up of «PM成绩» rises from 70 to 75.",
    ]
