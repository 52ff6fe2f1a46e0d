"""One policy, other weights for certain posts: checked, scored, explained, verified, replayed."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cs.kernel.calendars import WorkingCalendar
from cs.locale import set_language
from cs.promotion.building import Surroundings, build
from cs.promotion.policy import PromotionPolicy
from cs.promotion.positions import policy_at
from cs.promotion.problem import Round, Vacancies
from cs.promotion.ranking import decide
from cs.promotion.verifier import verify
from tests.promotion.offices import POLICY, office, promote
from tests.promotion.rounds import policy
from tests.promotion.test_building import DAY, table

OTHERWISE = """weights_for:
- posts: [投诉处理, 在线客服]
  weights: [{component: ability, weight: 10%}, {component: interview, weight: 70%}]
"""


@pytest.fixture(autouse=True)
def english_afterwards() -> object:
    """Commands set the language of the process."""
    yield
    set_language("en")


def firm(root: Path, weights: str = OTHERWISE) -> Path:
    return office(root, policy=POLICY + weights)


def test_another_post_has_another_ranking_and_says_so(tmp_path: Path) -> None:
    root = firm(tmp_path)
    shown = promote(root, "score", "candidates.csv", "--post", "投诉处理").out
    general = promote(root, "score", "candidates.csv").out

    # E2 has 80, 12 of 20 and 8.5: 8 + 12 + 59.5; E1 has 90, 20 and 8.5: 9 + 20 + 59.5.
    assert "88.50" in shown
    assert "79.50" in shown
    assert "Weights for the post 投诉处理: 工作能力表现 10%, PM成绩 20%, 面试考评 70%" in (
        " ".join(shown.split())
    )
    assert "90.00" in general
    assert "the policy has others for 投诉处理, 在线客服" in " ".join(general.split())


def test_the_record_holds_the_post_and_is_replayed(tmp_path: Path) -> None:
    root = firm(tmp_path)
    assert (
        promote(root, "score", "candidates.csv", "--post", "在线客服", "--out", "r.json").code == 0
    )
    record = json.loads((root / "r.json").read_text(encoding="utf-8"))

    assert record["asked"]["post"] == "在线客服"
    assert [part["weight"] for part in record["components"]] == ["10", "20", "70"]
    assert promote(root, "replay", "r.json").code == 0
    explained = promote(root, "explain", "E1", "--candidates", "candidates.csv", "--post",
                        "投诉处理").out  # fmt: skip
    assert "工作能力表现, weight 10%" in explained
    assert "Weights for the post 投诉处理" in explained


def test_a_post_that_the_policy_does_not_name_is_refused(tmp_path: Path) -> None:
    root = firm(tmp_path / "a")
    ending = promote(root, "score", "candidates.csv", "--post", "投诉受理")
    same = promote(office(tmp_path / "b"), "score", "candidates.csv", "--post", "投诉处理")

    assert (ending.code, "it does for 投诉处理, 在线客服" in ending.err) == (2, True)
    assert (same.code, "same weights for every post" in same.err) == (2, True)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ("[{component: ability, weight: 10%}]", "sum to 70%, not to 100%"),
        ("[{component: abilty, weight: 40%}]", "There is no component abilty"),
        ("[{component: pm, weight: 20%}, {component: pm, weight: 20%}]", "has two weights"),
    ],
)
def test_weights_that_cannot_hold_are_errors(tmp_path: Path, weights: str, said: str) -> None:
    root = firm(tmp_path, f"weights_for: [{{posts: 投诉处理, weights: {weights}}}]\n")
    ending = promote(root, "score", "candidates.csv")

    assert (ending.code, "PRM096" in ending.err) == (2, True)
    assert said in ending.err


def rules() -> PromotionPolicy:
    scale = {"from": Decimal(0), "to": Decimal(100)}
    bands = ({"to": 60, "includes": "neither", "points": 0},
             {"from": 60, "includes": "from", "points": 40})  # fmt: skip
    return policy(
        components=(
            {"id": "a", "name": "a", "weight": 50, "scale": scale},
            {"id": "b", "name": "b", "weight": 40, "bands": bands},
            {"id": "c", "name": "c", "weight": 10, "scale": scale},
        ),
        scoring={"missing": "refuse", "tie_breaks": ({"by": "component", "component": "c"},)},
        weights_for=(
            {"posts": ("X",), "weights": ({"component": "b", "weight": 50},
                                          {"component": "c", "weight": 0})},
        ),
    )  # fmt: skip


def test_points_of_bands_go_with_the_weight_and_nothing_is_asked_of_what_is_left_out() -> None:
    known = Surroundings(WorkingCalendar(), Round(DAY, DAY), Vacancies(1, "option"), post="x")
    built = build(table("工号,a,b\nE1,80,60\nE2,90,59\n"), rules(), known)
    assert built.problem is not None, built.findings
    result = decide(built.problem)

    assert result.scores.totals.tolist() == [9000, 4500]
    assert built.problem.scoring.tie_breaks == ()
    assert list(verify(built.problem, result, built.read)) == []
    assert [part.weight for part in policy_at(rules(), None).components] == [50, 40, 10]


def test_the_verifier_sees_weights_of_another_post() -> None:
    text = "工号,a,b,c\nE1,80,60,50\nE2,90,59,50\n"
    known = Surroundings(WorkingCalendar(), Round(DAY, DAY), Vacancies(1, "option"))
    general = build(table(text), rules(), known)
    at_x = build(table(text), rules(), replace(known, post="X"))
    assert general.problem is not None
    assert at_x.problem is not None
    wrong = [
        next(verify(one, decide(one), read), None)
        for one, read in ((general.problem, at_x.read), (at_x.problem, general.read))
    ]

    assert [text is not None and "The weights are" in text.english() for text in wrong] == [
        True
    ] * 2
    bent = replace(at_x.problem.components[1], bands=general.problem.components[1].bands)
    planted = replace(at_x.problem, components=(at_x.problem.components[0], bent))
    told = [text.english() for text in verify(planted, decide(planted), at_x.read)]
    assert "b: a band gives 40 points, against the policy." in told
