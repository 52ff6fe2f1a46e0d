"""What the rules of promotions say, with their figures, and how gaps are settled for one run."""

from decimal import Decimal

import pytest

from cs.promotion.policy import ByComponent, ByDate, PromotionPolicy
from tests.rules.builders import BY_CODE, codes, findings, only_policy, said

HEAD = "kind: promotion\nid: leader\nname: 组长竞聘\n"
OPEN = f"""{HEAD}components_stated: 3
components:
  - {{id: capability, name: 能力表现, weight: 40%}}
  - id: pm
    name: PM成绩
    weight: 10%
    bands:
      - {{to: 60, points: 0}}
      - {{from: 60, to: 80, points: 8}}
      - {{from: 80, points: 10}}
"""


def with_bands(*bands: str) -> str:
    lines = "".join(f"      - {{{band}}}\n" for band in bands)
    return f"{HEAD}components:\n  - id: pm\n    name: PM\n    weight: 10%\n    bands:\n{lines}"


def settled(text: str, code: str, value: str) -> PromotionPolicy | None:
    settle = BY_CODE[code].settle
    assert settle is not None
    policy = settle(only_policy(text), value)
    assert policy is None or isinstance(policy, PromotionPolicy)
    return policy


def test_weights_are_named_with_their_sum() -> None:
    (finding,) = findings("PRM001", OPEN)
    assert said(finding) == ("components", "The weights 40 + 10 sum to 50%, not to 100%.")


def test_announced_and_listed_components_are_counted() -> None:
    (finding,) = findings("PRM002", OPEN)
    assert said(finding) == (
        "components_stated",
        "The number of components announced is 3, the number listed is 2.",
    )


def test_each_open_edge_is_one_finding_with_the_points_at_stake() -> None:
    found = [said(finding) for finding in findings("PRM003", OPEN)]
    assert found == [
        (
            "components[1].bands[1].from",
            "PM成绩: 60 is an edge of bands of 0/8 points, and it is not stated to which of them "
            "it belongs.",
        ),
        (
            "components[1].bands[2].from",
            "PM成绩: 80 is an edge of bands of 8/10 points, and it is not stated to which of them "
            "it belongs.",
        ),
    ]


@pytest.mark.parametrize("value", ["from", "to"])
def test_open_edges_are_settled_without_overlap_or_gap(value: str) -> None:
    policy = settled(OPEN, "PRM003", value)
    assert policy is not None
    bands = policy.components[1].bands
    assert [band.includes for band in bands] == [value] * 3
    text = with_bands(
        f"to: 60, includes: {value}, points: 0",
        f"from: 60, to: 80, includes: {value}, points: 8",
        f"from: 80, includes: {value}, points: 10",
    )
    assert not codes(text) & {"PRM003", "PRM004", "PRM005"}


@pytest.mark.parametrize(
    ("bands", "common"),
    [
        (("to: 60, includes: to, points: 0", "from: 60, includes: from, points: 9"), "value 60"),
        (("to: 65, points: 0", "from: 60, points: 9"), "values between 60 and 65"),
        (("from: 60, points: 8", "from: 70, points: 9"), "every value from 70 up"),
        (("to: 60, points: 8", "to: 70, points: 9"), "every low value"),
    ],
)
def test_what_two_bands_share(bands: tuple[str, ...], common: str) -> None:
    (finding,) = findings("PRM004", with_bands(*bands))
    assert common in finding.message.english()


@pytest.mark.parametrize(
    ("bands", "gap"),
    [
        (("to: 60, points: 0", "from: 65, points: 9"), "values between 60 and 65"),
        (
            ("to: 60, includes: neither, points: 0", "from: 60, includes: neither, points: 9"),
            "the value 60",
        ),
        # Listed in another order, and with a long band that hides a short one.
        (
            ("from: 95, points: 9", "from: 0, to: 90, points: 3", "from: 10, to: 20, points: 2"),
            "values between 90 and 95",
        ),
    ],
)
def test_what_no_band_holds(bands: tuple[str, ...], gap: str) -> None:
    (finding,) = findings("PRM005", with_bands(*bands))
    assert finding.message.english() == f"PM: no band holds {gap}."


def test_bands_that_fall_throughout_are_fine() -> None:
    falling = with_bands("to: 2, points: 10", "from: 2, to: 5, points: 6", "from: 5, points: 0")
    assert not findings("PRM007", falling)


def test_scales_that_are_missing_are_settled_and_others_kept() -> None:
    policy = settled(OPEN, "PRM010", "1..5")
    assert policy is not None
    scale = policy.components[0].scale
    assert scale is not None
    assert (scale.low, scale.high) == (Decimal(1), Decimal(5))
    assert policy.components[1].scale is None


def test_ties_are_settled_by_components_and_dates() -> None:
    policy = settled(OPEN, "PRM014", "capability,hired")
    assert policy is not None
    assert policy.scoring.tie_breaks == (
        ByComponent(by="component", component="capability"),
        ByDate(by="hired"),
    )
    nothing = settled(OPEN, "PRM014", "none")
    assert nothing is not None
    assert nothing.scoring.tie_breaks == ()


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("PRM001", "yes"),
        ("PRM002", "5"),
        ("PRM003", "both"),
        ("PRM010", "ten"),
        ("PRM010", "5..5"),
        ("PRM010", "NaN"),
        ("PRM010", "1e12"),
        ("PRM014", "capabilty"),
        ("PRM014", ""),
        ("PRM015", "ignore"),
        ("PRM017", "no"),
    ],
)
def test_what_is_no_answer_settles_nothing(code: str, value: str) -> None:
    assert settled(OPEN, code, value) is None


def test_a_role_that_proposes_and_approves_is_found_in_every_act() -> None:
    text = f"""{HEAD}components:
  - {{id: c, name: 评议, weight: 100%, scale: {{from: 0, to: 100}}, raters: {{who: 组长}}}}
process:
  - {{id: propose, name: 提报, act: propose, actor: 组长}}
  - {{id: approve, name: 核准, act: approve, actor: ' 组长 '}}
"""
    (finding,) = findings("PRM017", text)
    assert finding.place.route == ("process", 1, "actor")
    assert [each.message.english() for each in finding.related] == [
        "The same role acts in «提报».",
        "The same role rates 评议, 100% of the score.",
    ]


def test_bands_beyond_the_weight_are_named_together_with_what_bounds_them() -> None:
    text = with_bands("to: 60, includes: neither, points: 6", "from: 60, includes: from, points: 8")
    (finding,) = findings("PRM008", text + "scoring: {total: 50}\n")
    assert said(finding) == (
        "components[0].bands[1].points",
        "PM: the band gives 8 points, the component's weight allows 0 to 5.",
    )
    assert [each.message.english() for each in finding.related] == [
        "The weight is 10%.",
        "The total is 50, not 100.",
        "So does this band.",
    ]


def test_weights_of_which_one_is_a_fraction_are_not_rescaled() -> None:
    (finding,) = findings("PRM001", OPEN.replace("40%", "0.4"))
    assert finding.fix is None
    (finding,) = findings("PRM001", OPEN.replace("40%", "0.4").replace("10%", "0.1"))
    assert finding.fix is not None
