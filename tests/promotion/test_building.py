"""From tables as offices keep them to the exact question."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.promotion.building import Built, Surroundings, build
from cs.promotion.policy import PromotionPolicy
from cs.promotion.problem import Round, Vacancies
from cs.tables.raw import RawTable
from cs.tables.reading import read_raw
from tests.promotion.rounds import policy

DAY = date(2026, 12, 1)
SCALE = {"from": Decimal(0), "to": Decimal(100)}
TWO = policy(
    components=(
        {"id": "ability", "name": "能力表现", "columns": "工作能力", "weight": 60, "scale": SCALE},
        {"id": "interview", "name": "面试考评", "weight": 40, "scale": SCALE},
    )
)  # fmt: skip


def table(text: str) -> RawTable:
    """A CSV as a table."""
    raw = read_raw(text.encode(), "candidates.csv")
    assert isinstance(raw, RawTable)
    return raw


def built(text: str, rules: PromotionPolicy = TWO, staff: tuple[Agent, ...] | None = None) -> Built:
    """The problem that a CSV asks."""
    known = Surroundings(
        WorkingCalendar(), Round(DAY, DAY), Vacancies(1, "option"), staff=staff, grades=()
    )
    return build(table(text), rules, known)


def ratings(text: str, rules: PromotionPolicy = TWO) -> list[list[tuple[tuple[str, int], ...]]]:
    """Rater and value per candidate, per component; values in whole units."""
    problem = built(text, rules).problem
    assert problem is not None
    return [
        [
            tuple((rater, value // 10**6) for rater, value in part.of(index))
            for index in range(len(problem.candidates))
        ]
        for part in problem.candidates.ratings
    ]


def findings(
    text: str, rules: PromotionPolicy = TWO, staff: tuple[Agent, ...] | None = None
) -> list[str]:
    """Code, row, header and English text of all findings."""
    result = built(text, rules, staff)
    return [
        f"{item.code} {item.place.span.line if item.place.span else ''} {item.place.cell or ''}: "
        f"{item.message.english()}"
        for item in result.findings
    ]


def test_raters_stand_in_numbered_named_and_repeated_columns() -> None:
    numbered = "工号,能力表现,面试考评1,面试考评2\nA,80,90,70\n"
    named = "工号,能力表现,面试考评:E07,面试考评（E08）\nA,80,90,70\n"
    repeated = "工号,能力表现,面试考评,面试考评\nA,80,90,70\n"

    assert ratings(numbered)[1] == [(("1", 90), ("2", 70))]
    assert ratings(named)[1] == [(("E07", 90), ("E08", 70))]
    assert ratings(repeated)[1] == [(("", 90), ("", 70))]


def test_headers_may_be_ids_names_or_aliases_of_any_width_and_case() -> None:
    for header in ("ability", "ＡＢＩＬＩＴＹ", "能力 表现", "工作能力"):
        assert ratings(f"id,{header},interview\nA,80,90\n")[0] == [(("", 80),)]


def test_a_long_table_gives_the_same_as_a_wide_one() -> None:
    wide = "工号,能力表现,面试考评:x,面试考评:y\nA,80,90,70\nB,60,,50\n"
    long = (
        "工号,评分项,评分人,分数\nA,能力表现,,80\nA,面试考评,x,90\nB,interview,y,50\n"
        "A,面试考评,y,70\nB,工作能力,,60\n"
    )

    assert ratings(long) == ratings(wide)


def test_full_width_digits_are_digits_and_empty_cells_are_missing() -> None:
    assert ratings("工号,能力表现,面试考评\nA,８０,\n") == [[(("", 80),)], [()]]


def test_every_bad_cell_is_reported_with_its_row_and_column() -> None:
    text = "工号,能力表现,面试考评\nA,八十,85%\nB,101,-1\nC,1.2345678,90\n"

    assert [finding.partition(":")[0] for finding in findings(text)] == [
        "TAB014 2 能力表现",
        "TAB014 4 能力表现",
        "SCO001 3 能力表现",
        "TAB014 2 面试考评",
        "SCO001 3 面试考评",
    ]
    assert findings(text)[2] == "SCO001 3 能力表现: 101 lies outside the scale of 能力表现."
    assert built(text).problem is None


def test_a_candidate_with_two_rows_or_none_id_is_reported() -> None:
    assert findings("工号,能力表现,面试考评\nA,1,2\n,1,2\nA,3,4\n") == [
        "TAB013 3 工号: The candidate has no id.",
        "TAB017 4 工号: The candidate A has a row already.",
    ]


def test_a_component_without_a_column_is_an_error_if_missing_scores_are_refused() -> None:
    text = "工号,能力表现,面谈考评\nA,80,90\n"
    lenient = TWO.model_copy(
        update={"scoring": TWO.scoring.model_copy(update={"missing": "reweight"})}
    )

    assert findings(text) == ["SCO002 1 : No column holds the scores of 面试考评."]
    mend = built(text).findings[0].mend
    assert mend is not None
    assert "面谈考评" in mend.english()
    assert built(text, lenient).problem is not None


def test_a_table_without_ids_is_refused() -> None:
    assert findings("能力表现,面试考评\n80,90\n") == [
        "TAB011 1 : No column holds the candidate's id."
    ]


def test_two_columns_of_one_rater_are_refused() -> None:
    text = "工号,能力表现,面试考评1,面试考评:1\nA,80,90,70\n"

    assert findings(text) == [
        "SCO003 1 面试考评:1: The columns 面试考评1 and 面试考评:1 both hold 面试考评 of the same "
        "rater."
    ]


def test_long_tables_report_unknown_components_and_raters_twice() -> None:
    text = (
        "工号,评分项,评分人,分数\nA,能力表现,x,80\nA,能力表现,x,81\nA,面试考核,x,90\nA,,x,1\n"
        "A,面试考评,x,90\n"
    )

    assert findings(text) == [
        "SCO005 4 评分项: The policy has no component 面试考核.",
        "TAB013 5 评分项: No component is named.",
        "SCO003 3 评分人: The rater x has already scored this component of the candidate A.",
    ]


def test_columns_that_nothing_asks_for_are_passed_through() -> None:
    assert built("工号,能力表现,面试考评,备注,部门\nA,80,90,x,一部\n").extras.to_dicts() == [
        {"备注": "x", "部门": "一部"}
    ]


REGULAR = {
    "id": "r",
    "name": "regular",
    "rule": {"condition": "status", "any_of": ("regular",)},
}


def test_the_candidates_table_goes_before_the_staff_table() -> None:
    rules = TWO.model_validate({**TWO.model_dump(by_alias=True), "eligibility": (REGULAR,)})
    staff = tuple(Agent(id_, f"name {id_}", status="probation") for id_ in "AB")
    text = "工号,能力表现,面试考评,状态\nA,80,90,转正\nB,80,90,\nC,80,90,\n"
    problem = built(text, rules, staff).problem

    assert problem is not None
    known = [problem.facts["status"].of(index) for index in range(3)]
    assert [(entry.value, entry.source) if entry else None for entry in known] == [
        ("转正", "candidates"),
        ("probation", "staff"),
        None,
    ]
    assert problem.candidates.names.tolist() == ["name A", "name B", ""]


def test_a_column_that_a_condition_needs_and_nobody_has_is_a_warning() -> None:
    asks = {"id": "w", "name": "wants", "rule": {"condition": "judgement", "column": "意愿"}}
    rules = TWO.model_validate({**TWO.model_dump(by_alias=True), "eligibility": (asks,)})

    assert findings("工号,能力表现,面试考评\nA,80,90\n", rules) == [
        "SCO008 1 : There is no column 意愿; whether wants is met is unknown for every candidate."
    ]
    assert findings("工号,能力表现,面试考评,意愿\nA,80,90,也许\n", rules) == [
        "TAB016 2 意愿: The value 也许 in column 意愿 is none of the words known."
    ]


def test_rows_of_a_long_table_must_agree_about_a_candidate() -> None:
    rules = TWO.model_validate({**TWO.model_dump(by_alias=True), "eligibility": (REGULAR,)})
    text = "工号,评分项,分数,状态\nA,能力表现,80,转正\nA,面试考评,90,试用\n"

    assert findings(text, rules) == [
        "SCO006 3 状态: 试用 contradicts 转正 in row 2, which speaks of the same candidate."
    ]


def test_nobody_in_a_staff_table_without_skills_is_said_to_lack_them() -> None:
    asks = {"id": "s", "name": "skilled", "rule": {"condition": "skills", "all_of": ("a",)}}
    rules = TWO.model_validate({**TWO.model_dump(by_alias=True), "eligibility": (asks,)})
    text = "工号,能力表现,面试考评\nA,80,90\n"
    unknown = built(text, rules, (Agent("A", ""), Agent("B", ""))).problem
    lacking = built(text, rules, (Agent("A", ""), Agent("B", "", skills=("a",)))).problem

    assert unknown is not None
    assert lacking is not None
    assert unknown.facts["skills"].of(0) is None
    assert lacking.facts["skills"].of(0) is not None


def test_full_width_ids_are_the_ids_of_the_staff_table() -> None:
    staff = (Agent(id="G001", name="甲"),)
    problem = built("工号,工作能力,面试考评\nＧ００１,80,90\n", staff=staff).problem
    assert problem is not None
    assert problem.candidates.ids.tolist() == ["G001"]
    assert problem.in_staff is not None
    assert problem.in_staff.tolist() == [True]
    doubled = built("工号,工作能力,面试考评\nG001,80,90\nＧ００１,80,90\n")
    assert [finding.code for finding in doubled.findings] == ["TAB017"]


def test_headers_without_candidates_are_an_error() -> None:
    nobody = built("工号,工作能力,面试考评\n")
    assert nobody.problem is None
    assert [finding.code for finding in nobody.findings] == ["TAB005"]


@given(
    st.lists(st.text(st.sampled_from("A1z0-é工"), min_size=1, max_size=10), min_size=1, unique=True)
)
def test_candidates_are_listed_by_the_characters_of_their_ids(ids: list[str]) -> None:
    problem = built("工号,工作能力,面试考评\n" + "".join(f"{id_},1,1\n" for id_ in ids)).problem
    assert problem is not None
    places = dict(zip(problem.candidates.ids.tolist(), problem.candidates.id_order.tolist(),
                      strict=True))  # fmt: skip
    assert sorted(ids, key=places.__getitem__) == sorted(ids)
