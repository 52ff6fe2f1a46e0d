from datetime import date

from cs.kernel.agents import Absence, Agent, Pair, PastStint, Pin
from cs.tables.people import read_leave, read_pairs, read_pins, read_staff, read_stints, read_table
from cs.tables.schema import TRAINING
from tests.tables.builders import brief, table, workbook

STAFF = """\
工号,姓名,职场,班组,岗位,上岗日期,通道,职级,任级日期,入职日期,最后工作日,员工状态,技能,轮岗意向,师傅,已签协议
E1,甲,成都,一组,咨询,2026-03,管理,G2,2025-01-15,2024/5/6,2026-12-31,转正,话术；系统,投诉、售前,E2,保密
E2,乙,,,,,,,,,,,,,,
"""


def test_the_staff_table_gives_agents() -> None:
    agents, findings = read_staff([table(STAFF, file="staff.csv")])
    assert findings == ()
    assert agents == (
        Agent(
            id="E1",
            name="甲",
            site="成都",
            team="一组",
            post="咨询",
            post_since=date(2026, 3, 1),
            track="管理",
            grade="G2",
            grade_since=date(2025, 1, 15),
            hired=date(2024, 5, 6),
            leaves=date(2026, 12, 31),
            status="regular",
            skills=("话术", "系统"),
            interests=("投诉", "售前"),
            mentor="E2",
            agreements=("保密",),
            place=("staff.csv", 2),
        ),
        Agent(id="E2", name="乙", place=("staff.csv", 3)),
    )


def test_a_workbook_gives_the_same_agents_as_its_csv() -> None:
    lines = [line.split(",") for line in STAFF.splitlines()]
    lines[1][9] = date(2024, 5, 6)  # type: ignore[call-overload]
    from_workbook, findings = read_staff([table(workbook(lines), file="staff.csv")])
    assert (from_workbook, findings) == read_staff([table(STAFF, file="staff.csv")])


def test_canonical_names_and_english_words_serve_as_well() -> None:
    ((agent,), findings) = read_staff([table("id,post_since,status\nE1,2026-03-01,Probation\n")])
    assert (agent.name, agent.status, findings) == ("E1", "probation", ())


def test_status_words_are_folded_where_they_are_known() -> None:
    words = "正式,试用期,实习,长假,离职,外包,在职"
    agents, _ = read_staff(
        [table("id,状态\n" + "".join(f"E{i},{w}\n" for i, w in enumerate(words.split(","))))]
    )
    assert [agent.status for agent in agents] == [
        "regular", "probation", "intern", "leave", "left", "外包", "在职",
    ]  # fmt: skip


def test_several_files_are_one_table_and_an_id_stands_in_it_once() -> None:
    first = table("id,name\nE1,a\nE2,b\n", file="one.csv")
    second = table("工号,姓名\nE3,c\nＥ１,d\n", file="two.csv")
    agents, (finding,) = read_staff([first, second])
    assert [(agent.id, agent.name) for agent in agents] == [("E1", "a"), ("E2", "b"), ("E3", "c")]
    assert (finding.code, finding.place.file) == ("TAB017", "two.csv")
    assert finding.message.english() == "The id E1 is already in row 2 of one.csv."
    assert finding.related[0].place.file == "one.csv"


def test_every_bad_cell_of_every_column_is_reported() -> None:
    raw = table("id,name,hired,leaves\nE1,a,昨天,2026-02-30\n,b,2026-01-01,\nE3,c,2026/1/x,\n")
    agents, findings = read_staff([raw])
    assert sorted(brief(findings), key=str) == [
        ("TAB013", 3, "id"),
        ("TAB015", 2, "hired"),
        ("TAB015", 2, "leaves"),
        ("TAB015", 4, "hired"),
    ]
    assert [agent.id for agent in agents] == ["E1", "E3"]


def test_nobody_leaves_or_takes_up_a_post_before_being_hired() -> None:
    raw = table(
        "id,hired,post_since,grade_since,leaves\n"
        "E1,2026-03-15,2026-03,2026-04-01,2026-03-14\n"
        "E2,2026-03-15,2026-02,2026-02-01,2026-03-15\n"
    )
    _, findings = read_staff([raw])
    assert brief(findings) == [
        ("TAB018", 2, "leaves"),
        ("TAB018", 3, "post_since"),
        ("TAB018", 3, "grade_since"),
    ]


def test_warnings_of_the_reading_go_out_with_the_findings() -> None:
    agents, findings = read_staff([table("id,name,team\nE1\n")])
    assert len(agents) == 1
    assert [finding.code for finding in findings] == ["TAB007"]


def test_a_table_without_its_columns_gives_nobody() -> None:
    agents, findings = read_staff([table("x,y\n1,2\n")])
    assert agents == ()
    assert [finding.code for finding in findings] == ["TAB011"]


def test_stints() -> None:
    raw = table("工号,岗位,开始,结束\nE1,咨询,2026-01,2026-02\nE1,投诉,2026-03-01,\n")
    assert read_stints([raw]) == (
        (
            PastStint("E1", "咨询", date(2026, 1, 1), date(2026, 2, 28)),
            PastStint("E1", "投诉", date(2026, 3, 1), None),
        ),
        (),
    )


def test_leave() -> None:
    raw = table("工号,请假开始,请假结束,假别\nE1,2026-05-01,2026-05-07,年假\n")
    assert read_leave([raw]) == (
        (Absence("E1", date(2026, 5, 1), date(2026, 5, 7), "年假"),),
        (),
    )


def test_pins() -> None:
    raw = table(
        "agent,post,from,to,rule\nE1,咨询,2026-05,2026-06,allow\nE2,投诉,2026-05,2026-05,禁止\n"
        "E3,投诉,2026-05,2026-05,perhaps\n"
    )
    pins, findings = read_pins([raw])
    assert pins == (
        Pin("E1", "咨询", date(2026, 5, 1), date(2026, 6, 30), allow=True),
        Pin("E2", "投诉", date(2026, 5, 1), date(2026, 5, 31), allow=False),
    )
    assert brief(findings) == [("TAB016", 4, "rule")]


def test_pairs() -> None:
    raw = table(
        "工号,搭档,规则,开始,结束\nE1,E2,同岗,2026-05,2026-06\nE3,E1,apart,,\nE2,E3,near,,\n"
        "E2,E4,分开,2026-06-02,2026-06-01\n"
    )
    pairs, findings = read_pairs([raw], known=["E1", "E2", "E3"])
    assert pairs == (
        Pair("E1", "E2", together=True, start=date(2026, 5, 1), end=date(2026, 6, 30)),
        Pair("E3", "E1", together=False),
    )
    assert brief(findings) == [
        ("TAB016", 4, "规则"), ("TAB022", 5, "搭档"), ("TAB018", 5, "结束"),
    ]  # fmt: skip


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    raw = table("agent,from,to\nE1,2026-05-02,2026-05-01\nE2,2026-05-01,2026-05-01\n")
    absences, findings = read_leave([raw])
    assert [absence.agent for absence in absences] == ["E2"]
    assert brief(findings) == [("TAB018", 2, "to")]


def test_an_unknown_agent_gets_a_suggestion() -> None:
    raw = table("agent,post,from\nE0O7,a,2026-05-01\nE007,a,2026-05-01\n")
    _, (finding,) = read_stints([raw], known=["E007", "E100"])
    assert brief([finding]) == [("TAB022", 2, "agent")]
    assert finding.mend is not None
    assert finding.mend.figures["near"] == "E007"


def test_tables_without_a_reader_of_their_own_are_read_by_their_schema() -> None:
    raw = table("工号,课程,完成日期,成绩,是否通过\nE1,话术,2026-03-01,85.5,是\n,系统,,,\n")
    read = read_table(raw, TRAINING)
    assert read.rows == (
        (
            0,
            {
                "agent": "E1",
                "name": None,
                "course": "话术",
                "completed": date(2026, 3, 1),
                "score": 85_500_000,
                "passed": True,
            },
        ),
    )
    assert brief(read.findings) == [("TAB013", 3, "工号")]
