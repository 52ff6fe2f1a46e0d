"""`cs rotate publish` and `replan` on a small office: what is in force, what changes, and why."""

import json
from pathlib import Path

import pytest

from tests.rotation.conftest import ROTATION, Run

FREE = ROTATION.replace("order: ring\n", "").replace("headcount: 2", "headcount: 1..3").replace(
    "rules:\n  no_return: all\n", "replanning:\n  notice: 2 months\n"
)  # fmt: skip


@pytest.fixture
def published(office: Path, cs: Run) -> Path:
    """The office with free order, wider headcounts, and a plan of six months in force."""
    (office / "policies" / "rotation.yaml").write_text(FREE, encoding="utf-8")
    assert cs("rotate", "plan", "-q", "--months", "6", "--out", "plan.json").code == 0
    ending = cs("rotate", "publish", "plan.json", "-q")
    assert ending.code == 0, ending.err
    assert ending.out == "In force as plan 1 of house: 2026-12-01 to 2027-05-31.\n"
    return office


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def stints(path: Path) -> dict[str, list[tuple[str, str, str]]]:
    """Post, first and last day of all stints of a plan, by agent."""
    record = json.loads(path.read_text(encoding="utf-8"))
    agents = record.get("plan", record)["agents"]
    return {
        agent["id"]: [(one["post"], one["from"], one["to"]) for one in agent["stints"]]
        for agent in agents
    }


def test_the_record_holds_the_plan_and_what_it_was_held_against(published: Path) -> None:
    record = json.loads((published / "published" / "house.json").read_text(encoding="utf-8"))

    assert record["schema"] == "cs/published-plan@1"
    assert (record["number"], record["published"], record["replaces"]) == (1, "2026-11-20", None)
    assert record["source"]["file"] == "plan.json"
    assert [one["role"] for one in record["provenance"]["inputs"]].count("staff") == 1
    assert stints(published / "published" / "house.json") == stints(published / "plan.json")
    assert record["plan"]["status"] == "proven"


def test_another_plan_is_refused_and_with_force_the_former_is_kept(
    published: Path, cs: Run
) -> None:
    refused = cs("rotate", "publish", "plan.json")
    forced = cs("rotate", "publish", "plan.json", "--force")

    assert refused.code == 2
    assert "Plan 1 of 2026-11-20 is in force" in refused.err
    assert forced.code == 0
    files = sorted(file.name for file in (published / "published").iterdir())
    assert files == ["house.1.json", "house.json"]
    now = json.loads((published / "published" / "house.json").read_text(encoding="utf-8"))
    assert (now["number"], now["replaces"]["file"]) == (2, "published/house.1.json")


def test_a_replan_in_force_is_explained_with_the_months_before_it_as_served(
    published: Path, cs: Run
) -> None:
    leaves = "E1,测试员一,早班,售前咨询,2026-11-01,2027-01-31"
    staff = published / "staff.csv"
    replace_in(staff, "到岗日期", "到岗日期,离职日期")
    replace_in(staff, "E1,测试员一,早班,售前咨询,2026-11-01", leaves)
    again = cs("rotate", "replan", "--effective", "2027-03", "-q", "--out", "new.json")
    assert again.code == 0, again.err
    assert cs("rotate", "publish", "new.json", "-q", "--force").code == 0

    ending = cs("rotate", "explain", "E3", "-q")
    assert ending.code == 0, ending.err
    assert "Why E3 测试员三 is there: 2027-03 to 2027-05" in ending.out
    assert cs("rotate", "fairness", "-q", "--no-lift").code == 0


def test_a_plan_that_breaks_a_rule_is_not_published(published: Path, cs: Run) -> None:
    replace_in(published / "policies" / "rotation.yaml", "headcount: 1..3", "headcount: 2..2")

    ending = cs("rotate", "publish", "plan.json", "--force")

    assert ending.code == 1
    assert "policies/rotation.yaml:8:16: headcount" in ending.out
    assert "Not published: plan.json" in ending.err
    assert not (published / "published" / "house.1.json").exists()


def test_a_damaged_record_is_said(published: Path, cs: Run) -> None:
    replace_in(published / "published" / "house.json", '"number": 1', '"number": "one"')

    ending = cs("rotate", "replan")

    assert ending.code == 2
    assert "ROT201" in ending.err


def test_nothing_in_force(office: Path, cs: Run) -> None:
    ending = cs("rotate", "replan")

    assert ending.code == 2
    assert "No plan of house is in force" in ending.err


@pytest.mark.parametrize("effective", ["2026-12", "2027-02", "2027-05-01"])
@pytest.mark.parametrize("keep", ["1", "0.5"])
def test_in_an_unchanged_world_nothing_changes(
    published: Path, cs: Run, effective: str, keep: str
) -> None:
    asked = ["--effective", effective, "--keep", keep, "--format", "json", "-q"]

    ending = cs("rotate", "replan", *asked)

    assert ending.code == 0, ending.err
    found = json.loads(ending.out)
    assert found["schema"] == "cs/rotation-replan@1"
    assert (found["differences"], found["events"], found["would_break"]) == ([], [], [])
    assert found["levels"]["changed"]["value"] == 0
    assert found["figures"]["published"] == found["figures"]["new"]


def test_who_is_not_touched_stays_and_who_is_has_a_reason(published: Path, cs: Run) -> None:
    before = stints(published / "plan.json")
    post = next(one for one in before["E1"] if one[1] <= "2027-03-01" <= one[2])[0]
    with (published / "pins.csv").open("a", encoding="utf-8") as pins:
        pins.write(f"E1,{post},2027-03-01,2027-03-31,禁止\n")

    ending = cs("rotate", "replan", "--effective", "2027-02", "--format", "json", "-q")
    shown = cs("rotate", "replan", "--effective", "2027-02", "-q")

    assert ending.code == 0, ending.err
    found = json.loads(ending.out)
    mine = [one for one in found["differences"] if one["agent"] == "E1"]
    assert mine[0]["published"][0] == post
    assert mine[0]["reason"]["kind"] == "rule"
    assert mine[0]["reason"]["rule"]["rule"] == "forbidden_stint"
    assert "pins.csv" in mine[0]["reason"]["stated_at"]
    assert found["levels"]["changed"] == {"value": len(found["differences"])} | {
        "bound": len(found["differences"])
    }
    assert "pins.csv" in shown.out
    assert f"Changed stints: {len(found['differences'])}" in shown.out
    moved = {one["agent"] for one in found["differences"]}
    after = {one["id"]: one["stints"] for one in found["plan"]["agents"]}
    for agent in set(before) - moved:
        kept = [(one["post"], one["to"]) for one in after[agent]]
        assert kept == [(post, to) for post, _, to in before[agent] if to >= "2027-02-01"]


def test_history_never_changes_and_the_staff_table_may_have_gone_on(
    published: Path, cs: Run
) -> None:
    """HR keeps the staff table; where it says otherwise than the plan, both are named."""
    before = stints(published / "plan.json")
    rows = ["工号,姓名,班组,岗位,到岗日期"]
    for agent, row in before.items():
        post, start, _ = next(one for one in row if one[1] <= "2027-02-10" <= one[2])
        if agent == "E2":
            post = next(other for other in ("pre", "after", "complaints") if other != post)
        rows.append(f"{agent},{agent},早班,{post},{max(start, '2026-11-01')}")
    (published / "staff.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")

    ending = cs(
        "rotate", "replan", "--as-of", "2027-02-10", "--effective", "2027-03", "--out", "new.csv"
    )

    assert ending.code == 0, ending.err
    assert ending.err.count("ROT208") == 1
    assert "E2" in ending.err
    assert "Changed stints 0 (at least 0)" in ending.out
    publish = cs("rotate", "publish", "new.csv", "--force", "-q", "--as-of", "2027-02-10")
    assert publish.code == 0, publish.err
    record = json.loads((published / "published" / "house.json").read_text(encoding="utf-8"))
    served = [one for one in record["served"] if one["agent"] == "E1"]
    assert [(one["post"], one["from"], one["to"]) for one in served] == [
        (post, start, min(end, "2027-02-28")) for post, start, end in before["E1"]
        if start < "2027-03-01"
    ]  # fmt: skip
    verified = cs("rotate", "verify", "new.csv", "-q", "--as-of", "2027-02-10")
    assert verified.code == 0, verified.out


def test_leavers_and_newcomers_are_events_not_changes(published: Path, cs: Run) -> None:
    replace_in(published / "staff.csv", "岗位,到岗日期", "岗位,到岗日期,入职日期,离职日期")
    staff = (published / "staff.csv").read_text(encoding="utf-8").splitlines()
    staff = [staff[0], *(f"{line},2020-01-01," for line in staff[1:])]
    staff[1] += "2027-02-15"
    staff.append("E7,测试员七,晚班,,,2027-03-01,")
    (published / "staff.csv").write_text("\n".join(staff) + "\n", encoding="utf-8")

    ending = cs("rotate", "replan", "--effective", "2027-02", "-q")
    machine = cs("rotate", "replan", "--effective", "2027-02", "-q", "--format", "json")

    assert ending.code == 0, ending.err
    found = json.loads(machine.out)
    events = {(one["kind"], one["agent"]): one["from"] for one in found["events"]}
    assert events == {("leaver", "E1"): "2027-03", ("newcomer", "E7"): "2027-03"}
    assert {one["agent"] for one in found["differences"]} & {"E1", "E7"} == set()
    assert "E1 测试员一 leaves before 2027-03." in ending.out


def test_where_no_plan_keeps_all_rules_the_conflict_is_shown(published: Path, cs: Run) -> None:
    with (published / "pins.csv").open("a", encoding="utf-8") as pins:
        pins.writelines(
            f"E1,{post},2027-03-01,2027-03-31,禁止\n" for post in ("pre", "after", "complaints")
        )

    ending = cs("rotate", "replan", "--effective", "2027-02", "-q")

    assert ending.code == 1
    assert "No plan satisfies all rules." in ending.out


def test_a_hint_gives_the_same_plan(published: Path, cs: Run) -> None:
    plain = cs("rotate", "plan", "-q", "--months", "6", "--format", "csv")
    hinted = cs(
        "rotate", "plan", "-q", "--months", "6", "--format", "csv", "--hint", "plan.json"
    )  # fmt: skip
    other = cs("rotate", "plan", "-q", "--hint", "published/house.json", "--format", "json")

    assert (plain.code, hinted.code, other.code) == (0, 0, 0)
    assert hinted.out == plain.out


@pytest.mark.parametrize("wrong", ["2", "-0.1", "much"])
def test_keep_is_a_share(published: Path, cs: Run, wrong: str) -> None:
    assert cs("rotate", "replan", "--keep", wrong).code == 2


def test_what_begins_after_the_published_plan_needs_months(published: Path, cs: Run) -> None:
    ending = cs("rotate", "replan", "--effective", "2028-01")
    longer = cs("rotate", "replan", "--effective", "2027-05", "--months", "3", "-q")

    assert ending.code == 2
    assert "--months plans further" in ending.err
    assert longer.code == 0
    assert "2027-05 to 2027-07" in longer.out


def test_times_count_over_the_whole_horizon(published: Path, cs: Run) -> None:
    """Stints served count in how often a post comes: nothing changes for that rule either."""
    text = FREE + "rules:\n  times:\n    - {posts: [pre], times: 1..2}\n"
    (published / "policies" / "rotation.yaml").write_text(text, encoding="utf-8")
    assert cs("rotate", "plan", "-q", "--months", "6", "--out", "times.csv").code == 0
    assert cs("rotate", "publish", "times.csv", "-q", "--force").code == 0

    for effective in ("2027-02", "2027-03", "2027-04", "2027-05"):
        ending = cs("rotate", "replan", "--effective", effective, "-q")
        assert ending.code == 0, ending.err
        assert "Nobody moves otherwise than published." in ending.out


def test_an_effective_date_before_the_plan_is_refused(published: Path, cs: Run) -> None:
    ending = cs("rotate", "replan", "--effective", "2020-01")
    assert ending.code == 2
    assert "begins on 2026-12-01; it cannot be replanned from 2020-01-01 on." in ending.err


def test_an_effective_date_between_changeovers_says_which_is_taken(
    published: Path, cs: Run
) -> None:
    ending = cs("rotate", "replan", "--effective", "2027-01-15")
    assert ending.code == 0
    assert (
        "2027-01-15 is no changeover; the new plan takes effect on the next one, 2027-02-01."
        in (ending.err)
    )


def test_how_much_is_kept_is_the_policy_s_or_what_is_asked(published: Path, cs: Run) -> None:
    asked = ("rotate", "replan", "--effective", "2027-02", "--format", "json", "--quiet")
    assert json.loads(cs(*asked).out)["keep"] == 1
    assert json.loads(cs(*asked, "--keep", "0.25").out)["keep"] == 0.25
    replace_in(published / "policies" / "rotation.yaml", "notice: 2 months",
               "notice: 2 months\n  keep: 0.5")  # fmt: skip
    assert json.loads(cs(*asked).out)["keep"] == 0.5
    assert json.loads(cs(*asked, "--keep", "0").out)["keep"] == 0
