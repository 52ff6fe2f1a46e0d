"""Waivers, steps of the ladder, other rounds, lots and what if, as people use them."""

import json
from pathlib import Path

import pytest

from cs.locale import set_language
from tests.promotion.offices import CANDIDATES, LADDER, POLICY, STAFF, WORKSPACE, office, promote

WAIVERS = "工号,条件,核准人,日期,理由,截止日期,制度\n"
GOOD = "E4,任职满一年,董事长,2026-11-02,业绩突出,,\n"


@pytest.fixture(autouse=True)
def english_afterwards() -> object:
    """Commands set the language of the process."""
    yield
    set_language("en")


def with_waivers(root: Path, rows: str, policy: str = POLICY, staff: str = STAFF) -> Path:
    """The office, with a table of waivers."""
    office(root, policy=policy, staff=staff)
    workspace = WORKSPACE.replace("staff.csv}", "staff.csv, waivers: waivers.csv}")
    (root / "policies" / "workspace.yaml").write_text(workspace, encoding="utf-8")
    (root / "waivers.csv").write_text(WAIVERS + rows, encoding="utf-8")
    return root


def conditions(root: Path, id_: str) -> dict[str, dict[str, object]]:
    """What the record says of each condition of a candidate."""
    ending = promote(root, "eligible", "candidates.csv", "--format", "json")
    assert ending.code == 0, ending.err
    (one,) = [each for each in json.loads(ending.out)["candidates"] if each["id"] == id_]
    return {each["id"]: each for each in one["conditions"]}


REGULAR = STAFF.replace("E4,测试丁,试用", "E4,测试丁,正式")


def test_a_waived_condition_counts_as_met_and_says_who_waived_it(tmp_path: Path) -> None:
    root = with_waivers(tmp_path, GOOD, staff=REGULAR)
    found = conditions(root, "E4")["year"]
    record = json.loads(promote(root, "score", "candidates.csv", "--format", "json").out)
    first = record["candidates"][0]

    assert "Ranked by waiver: E4 (任职满一年, by 董事长)." in (
        promote(root, "score", "candidates.csv").out
    )
    assert found["verdict"] == "waived"
    assert found["waived"] == {
        "authority": "董事长", "day": "2026-11-02", "reason": "业绩突出", "until": None,
    }  # fmt: skip
    assert (first["id"], first["rank"]) == ("E4", 1)
    assert "waivers" in {entry["role"] for entry in record["provenance"]["inputs"]}
    assert "waived by 董事长 on 2026-11-02: 业绩突出" in promote(
        root, "explain", "E4", "--candidates", "candidates.csv"
    ).out  # fmt: skip


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("E4,任职满一年,组长,2026-11-02,业绩突出,,\n", "组长 may not waive it, 董事长 may"),
        ("E4,任职满一年,,2026-11-02,业绩突出,,\n", "who waived it is not stated"),
        ("E4,任职满一年,董事长,,业绩突出,,\n", "its day is not stated"),
        ("E4,任职满一年,董事长,2026-11-17,业绩突出,,\n", "it is dated 2026-11-17"),
        ("E4,year,董事长,2026-05-01,业绩突出,2026-11-30,\n", "it lapsed on 2026-11-30"),
        ("E4,year,董事长,2026-11-02,,,\n", "no reason is stated"),
        ("E4,wish,董事长,2026-11-02,业绩突出,,\n", "the policy lets nobody waive it"),
        ("E4,任职满两年,董事长,2026-11-02,业绩突出,,\n", "has no condition 任职满两年"),
    ],
)
def test_a_waiver_that_does_not_count_is_said(tmp_path: Path, row: str, why: str) -> None:
    root = with_waivers(tmp_path, row, staff=REGULAR)
    ending = promote(root, "eligible", "candidates.csv")

    assert "SCO011" in ending.err
    assert why in ending.err
    assert conditions(root, "E4")["year"]["verdict"] == "unmet"


def test_the_nearest_way_asks_nothing_of_a_condition_that_is_waived(tmp_path: Path) -> None:
    policy = POLICY.replace("at_least: 1 year", "at_least: 2 years")
    ways = {}
    for name, rows in (("with", GOOD), ("without", "")):
        root = with_waivers(tmp_path / name, rows, policy, STAFF)
        ways[name] = promote(root, "explain", "E4").out.partition("Nearest way")[2]

    assert ways["with"]
    assert "任职满一年" in ways["without"]
    assert "任职满一年" not in ways["with"]


def test_waivers_of_other_policies_and_people_say_nothing(tmp_path: Path) -> None:
    rows = GOOD.replace(",,\n", ",,other\n") + "E8,任职满一年,组长,2026-11-02,无,,\n"
    root = with_waivers(tmp_path, rows, staff=REGULAR)

    assert promote(root, "eligible", "candidates.csv").err == ""
    assert conditions(root, "E4")["year"]["verdict"] == "unmet"


LONG = LADDER.replace(
    "grades:\n", "grades:\n- {id: star1, name: 一星客服, track: titles, level: 0}\n"
).replace("level: 0", "level: 1").replace("level: 2", "level: 3").replace(
    "三星客服, track: titles, level: 1", "三星客服, track: titles, level: 2"
) + "moves: [{from: star1, to: star3}, {from: star3, to: leader}]\n"  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "skips", "verdict", "most"),
    [
        ("", "{most: 2, approval: 董事长}", "unmet", "met"),
        ("E4,逐级晋升,董事长,2026-11-02,业绩突出,,\n", "{most: 2, approval: 董事长}", "waived",
         "met"),
        ("E4,skips,主管,2026-11-02,业绩突出,,\n", "{most: 2, approval: 董事长}", "unmet", "met"),
        ("E4,skips,董事长,2026-11-02,业绩突出,,\n", "{most: 1, approval: 董事长}", "waived",
         "unmet"),
    ],
)  # fmt: skip
def test_more_than_one_step_needs_the_named_approval(
    tmp_path: Path, rows: str, skips: str, verdict: str, most: str
) -> None:
    staff = REGULAR.replace("E4,测试丁,正式,star3", "E4,测试丁,正式,star1")
    policy = POLICY.replace("from: star3", "from: [star1, star3]") + f"skips: {skips}\n"
    root = with_waivers(tmp_path, rows, policy, staff)
    (root / "policies" / "ladder.yaml").write_text(LONG, encoding="utf-8")
    found = conditions(root, "E4")

    assert (found["skips"]["verdict"], found["skips.most"]["verdict"]) == (verdict, most)
    assert conditions(root, "E1")["skips"]["verdict"] == "met"


def test_a_round_that_was_decided_fills_places_and_proposes_nobody_twice(tmp_path: Path) -> None:
    root = office(tmp_path)
    second = POLICY.replace("id: leader\n", "id: second\n", 1)
    (root / "policies" / "second.yaml").write_text(second, encoding="utf-8")
    alone = promote(root, "score", "candidates.csv", "--policy", "leader")
    assert "Another round fills the same places in this window: 组长竞聘" in alone.out

    first = promote(
        root, "score", "candidates.csv", "--policy", "leader", "--vacancies", "1",
        "--out", "first.json", "--quiet",
    )  # fmt: skip
    assert first.code == 0
    ending = promote(
        root, "score", "candidates.csv", "--policy", "second", "--decided", "first.json",
        "--format", "json",
    )  # fmt: skip
    record = json.loads(ending.out)
    outcomes = {each["id"]: each["outcome"] for each in record["candidates"]}

    assert (record["vacancies"]["count"], record["vacancies"]["decided"]) == (1, 1)
    assert outcomes["E1"] == "elsewhere"
    assert [id_ for id_, outcome in outcomes.items() if outcome == "tied"] == ["E2", "E3"]
    assert "decided" in {entry["role"] for entry in record["provenance"]["inputs"]}


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    root = office(tmp_path)
    ending = promote(root, "score", "candidates.csv", "--decided", "candidates.csv")

    assert ending.code == 2
    assert "is no record of a score" in ending.err


def test_lots_settle_what_no_tie_break_parts_and_are_recorded(tmp_path: Path) -> None:
    policy = POLICY.replace("{by: grade_since}]", "{by: grade_since}, {by: lot}]")
    root = office(tmp_path, policy=policy)
    seven, again = (
        promote(root, "score", "candidates.csv", "--seed", "7", "--format", "json") for _ in "12"
    )
    record = json.loads(seven.out)
    ranks = {each["id"]: each["rank"] for each in record["candidates"]}

    assert seven.out == again.out
    assert record["provenance"]["seed"] == 7
    assert record["scoring"]["tie_breaks"] == ["ability", "grade_since", "lot"]
    assert sorted([ranks["E2"], ranks["E3"]]) == [2, 3]
    assert "drawn with the seed 7" in promote(root, "score", "candidates.csv", "--seed", "7").out


def test_conflicts_are_shown_and_counted_against_the_least_number(tmp_path: Path) -> None:
    policy = POLICY.replace("min_raters: 3}", "min_raters: 3, excludes: [competitor, self]}")
    text = CANDIDATES.replace("面试考评:R1", "面试考评:E2").replace("面试考评:R2", "面试考评:E3")
    root = office(tmp_path, candidates=text, policy=policy)
    shown = promote(root, "score", "candidates.csv")
    explained = promote(root, "explain", "E1", "--candidates", "candidates.csv").out

    assert "Ratings of 面试考评 that do not count for a conflict of interest: 14" in shown.out
    assert "does not count: 9 of E2, another candidate of the round" in explained
    assert "raters 2, needed 3: counts as missing" in explained


def test_raters_without_ids_are_said(tmp_path: Path) -> None:
    policy = POLICY.replace("min_raters: 3}", "min_raters: 3, excludes: competitor}")
    ending = promote(office(tmp_path, policy=policy), "score", "candidates.csv")

    assert ending.code == 0
    assert "SCO012" in ending.err


def test_a_blind_result_names_nobody(tmp_path: Path) -> None:
    root = office(tmp_path)
    shown = promote(root, "score", "candidates.csv", "--blind").out
    again = promote(root, "score", "candidates.csv", "--blind").out
    one = promote(root, "explain", "E1", "--candidates", "candidates.csv", "--blind").out

    assert shown == again
    for text in (shown, one):
        assert "测试" not in text
        assert "E1" not in text
        assert "R1" not in text
    assert promote(root, "score", "candidates.csv", "--blind", "--out", "x.json").code == 2


def test_a_weight_is_tried_and_nothing_is_decided(tmp_path: Path) -> None:
    root = office(tmp_path)
    ending = promote(root, "score", "candidates.csv", "--weight", "interview=90%")

    assert ending.code == 0
    assert "What if, no decision: 组长竞聘 under other weights" in ending.out
    assert "面试考评: 40% becomes 90%" in ending.out
    assert promote(root, "score", "candidates.csv", "--weight", "x=9").code == 2
    assert promote(root, "score", "candidates.csv", "--weight", "pm=9", "--out", "x.csv").code == 2
    assert not (root / "x.csv").exists()


def test_fewer_than_three_anonymous_raters_are_not_shown(tmp_path: Path) -> None:
    policy = POLICY.replace("min_raters: 3}", "min_raters: 3, anonymous: true}")
    root = office(tmp_path, policy=policy)
    few = promote(root, "explain", "E5", "--candidates", "candidates.csv").out
    many = promote(root, "explain", "E1", "--candidates", "candidates.csv").out

    assert "values are not shown: raters 2, fewer than 3" in few
    assert "values: 7, 8, 9, 10" in many


def test_places_left_are_counted_without_those_proposed_elsewhere(tmp_path: Path) -> None:
    root = office(tmp_path)
    first = ("score", "candidates.csv", "--vacancies", "1", "--out", "first.json")
    assert promote(root, *first).code == 0
    tied = CANDIDATES.replace("E5,70,59.9,6,7,,,", "E5,80,60,8,9,9.5,7,")
    (root / "candidates.csv").write_text(tied, encoding="utf-8")
    staff = STAFF.replace("2024-01-01", "2024-02-01")
    (root / "staff.csv").write_text(staff, encoding="utf-8")
    ending = promote(root, "score", "candidates.csv", "--decided", "first.json")

    # E1 leads the ranks, but has a place already: of three places one is held and one is E1's.
    assert "E2, E3, E5 share rank 2" in ending.out
    assert "places left are 1" in " ".join(ending.out.split())
    assert "proposed 0" in ending.out
    assert ending.code == 1


def test_blind_lots_are_those_of_the_ids(tmp_path: Path) -> None:
    lots = POLICY.replace("{by: grade_since}]", "{by: lot}]")
    root = office(tmp_path, policy=lots)
    for seed in map(str, range(6)):
        asked = ("score", "candidates.csv", "--seed", seed, "--weight", "ability=40")
        seen = promote(root, *asked).out.splitlines()[-4:-1]
        blind = promote(root, *asked, "--blind").out.splitlines()[-4:-1]

        # The weights stay, so nobody moves, whatever the pseudonyms are.
        assert [line.split()[2:] for line in seen] == [line.split()[1:] for line in blind]
    own, hidden = (
        promote(root, "score", "candidates.csv", "--explain", "E2", *way).out
        for way in ((), ("--blind",))
    )
    (drawn,) = [line for line in own.splitlines() if "lot" in line]
    assert drawn.split()[-1] in hidden


def test_a_weight_named_twice_is_refused(tmp_path: Path) -> None:
    twice = ("--weight", "pm=50", "--weight", "pm=60")
    ending = promote(office(tmp_path), "score", "candidates.csv", *twice)

    assert (ending.code, "stated twice" in ending.err) == (2, True)
