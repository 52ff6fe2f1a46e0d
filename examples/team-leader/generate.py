"""Makes staff.csv, candidates.csv (GB18030) and candidates.xlsx; same seed, same bytes.

60 people of a game hotline, 36 of whom compete. Most scores are drawn; the rows of `_SPECIAL` are
set by hand, so that the tables hold PM scores on band edges, equal totals, missing scores and
people who may not compete. Run: `python examples/team-leader/generate.py [DIR]`.
"""

import random
import sys
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from people import names, write_csv  # noqa: E402

SEED = 20261201
PEOPLE, CANDIDATES, INTERVIEWERS, COLLEAGUES = 60, 36, 4, 5
STARS = ("一星客服", "二星客服", "三星客服", "四星客服", "五星客服")
POSTS = ("游戏热线", "游戏论坛", "邮件与即时通讯")
TEAMS = ("早班组", "中班组", "晚班组")
SKILLS = ("服务流程", "产品知识", "客户需求", "客户关系")
STAFF_HEADER = (
    "工号", "姓名", "职场", "班组", "岗位", "到岗日期", "通道", "职级", "任级日期", "入职日期",
    "离职日期", "状态", "技能", "意向岗位", "导师", "协议",
)  # fmt: skip
CANDIDATE_HEADER = (
    "工号", "姓名", "能力表现", "PM成绩",
    *(f"面试考评:K20{n}" for n in range(1, INTERVIEWERS + 1)), "经理评分",
    *(f"同事打分{n}" for n in range(1, COLLEAGUES + 1)), "连续六月优秀", "课程完成",
)  # fmt: skip

Score = float | int | None


@dataclass
class Person:
    """One row of the staff table in the making."""

    id: str
    name: str
    team: str
    post: str
    hired: date
    grade: str
    grade_since: date
    status: str = "转正"
    skills: tuple[str, ...] = SKILLS

    def row(self) -> tuple[object, ...]:
        track = "职称通道" if self.grade in STARS else "管理通道"
        since = max(self.hired, date(2025, 3, 1))
        return (
            self.id, self.name, "二号楼", self.team, self.post, since, track, self.grade,
            self.grade_since, self.hired, None, self.status, self.skills, None, None, "保密协议",
        )  # fmt: skip


@dataclass
class Candidacy:
    """One row of the candidates table in the making."""

    capability: Score
    pm: Score
    interview: list[Score]
    manager: Score
    colleagues: list[Score]
    excellent: str = "是"
    courses: str = "是"
    person: dict[str, object] = field(default_factory=dict)

    def row(self, person: Person) -> tuple[object, ...]:
        return (
            person.id, person.name, self.capability, self.pm, *self.interview, self.manager,
            *self.colleagues, self.excellent, self.courses,
        )  # fmt: skip


_SPECIAL = {
    # Equal totals, parted by capability: 35.2 + 10 + 27 + 9 + 9 and 34 + 10 + 27.6 + 9.3 + 9.3.
    2: Candidacy(88, 85, [90, 90, 90, 90], 90, [90, 90, 90, 90, 90]),
    5: Candidacy(85, 85.5, [92, 92, 92, 92], 93, [93, 93, 93, 93, 93]),
    # Equal in every component, parted by the day of the grade.
    8: Candidacy(
        80, 76, [82, 84, 80, 82], 81, [85, 84, 86, 85, 85],
        person={"grade_since": date(2024, 3, 1)},
    ),
    11: Candidacy(
        80, 74, [84, 80, 82, 82], 81, [84, 86, 85, 85, 85],
        person={"grade_since": date(2025, 7, 1)},
    ),
    # Equal in everything that any tie rule looks at.
    14: Candidacy(
        74, 71, [75, 76, 77, None], 76, [78, 80, 79, None, 79],
        person={"grade_since": date(2024, 9, 1), "hired": date(2022, 9, 1)},
    ),
    17: Candidacy(
        74, 79.9, [76, 76, 76, 76], 76, [79, 79, 79, 79, 79],
        person={"grade_since": date(2024, 9, 1), "hired": date(2022, 9, 1)},
    ),
    # PM scores on the edges of bands.
    1: Candidacy(83, 80, [86, 84, 88, 85], 84, [88, 82, 85, 90, 84]),
    4: Candidacy(77, 70, [79, 81, 74, 80], 75, [82, 80, 77, 79, 84]),
    7: Candidacy(72, 60, [70, 74, 69, 71], 73, [75, 70, 72, 78, 74]),
    10: Candidacy(70, 59.9, [73, 71, 75, 70], 70, [74, 73, 71, 70, 76]),
    # Missing scores: a PM score, a manager's score, too few interviewers, too few colleagues.
    13: Candidacy(86, None, [88, 85, 90, 87], 86, [85, 88, 84, 86, 90]),
    16: Candidacy(79, 77, [80, 78, 82, 81], None, [81, 83, 80, 79, 84]),
    19: Candidacy(84, 82, [91, 89, None, None], 85, [84, 86, 88, 83, 85]),
    22: Candidacy(75, 73, [77, 74, 76, 78], 74, [80, 76, None, None, None]),
    # Not eligible: two on probation, one of two stars, one too short in the grade.
    20: Candidacy(
        82, 84, [85, 83, 86, 84], 83, [86, 85, 84, 88, 85],
        person={"status": "试用", "hired": date(2026, 9, 14), "grade": STARS[0],
                "grade_since": date(2026, 9, 14)},
    ),
    27: Candidacy(
        68, 66, [70, 72, 69, 71], 70, [73, 70, 74, 72, 71],
        person={"status": "试用", "hired": date(2026, 10, 12), "grade": STARS[0],
                "grade_since": date(2026, 10, 12)},
    ),
    23: Candidacy(81, 83, [83, 82, 80, 84], 82, [84, 85, 83, 81, 86], person={"grade": STARS[1]}),
    26: Candidacy(
        90, 91, [93, 90, 92, 94], 91, [92, 90, 93, 91, 94],
        person={"grade_since": date(2026, 2, 1)},
    ),
    # A judgement that says no, and two that nobody has made yet.
    29: Candidacy(87, 86, [88, 86, 85, 89], 85, [87, 86, 88, 85, 89], excellent="否"),
    32: Candidacy(78, 81, [80, 79, 83, 78], 80, [81, 82, 80, 84, 79], courses=""),
    35: Candidacy(76, 72, [75, 79, 77, 74], 78, [77, 80, 76, 79, 78], excellent=""),
}  # fmt: skip


def main(directory: Path) -> None:
    """Write the three tables into `directory`."""
    dice = random.Random(SEED)
    people = _people(dice)
    rows = []
    for number, person in enumerate(people[:CANDIDATES], start=1):
        candidacy = _SPECIAL.get(number) or _drawn(dice)
        for attribute, value in candidacy.person.items():
            setattr(person, attribute, value)
        rows.append(candidacy.row(person))
    write_csv(directory / "staff.csv", STAFF_HEADER, [person.row() for person in people])
    write_csv(directory / "candidates.csv", CANDIDATE_HEADER, rows, encoding="gb18030")
    _write_xlsx(directory / "candidates.xlsx", rows)


def _people(dice: random.Random) -> list[Person]:
    pool = names(PEOPLE, dice)
    pool[3] = f"{pool[3][0]}䶮"  # a character that GB18030 has and GBK lacks
    people = []
    for index, name in enumerate(pool):
        hired = date(2019, 5, 6) + timedelta(days=dice.randrange(1_500))
        low = 2 if index < CANDIDATES else 0
        star = dice.choices(range(low, 5), (5, 4, 3, 2, 1)[: 5 - low])[0]
        since = hired + timedelta(days=365 + dice.randrange(365 + 200 * star))
        person = Person(
            f"G{index + 1:03}", name, TEAMS[index % 3], dice.choice(POSTS), hired, STARS[star],
            min(since, date(2025, 10, 1)), skills=SKILLS[: star + 1],
        )  # fmt: skip
        people.append(person)
    leader = people[-1]
    leader.grade, leader.grade_since, leader.team = "组长", date(2024, 6, 3), TEAMS[0]
    return people


def _drawn(dice: random.Random) -> Candidacy:
    talent = dice.gauss(76, 6)

    def score(spread: float) -> int:
        return max(40, min(99, round(dice.gauss(talent, spread))))

    return Candidacy(
        score(4),
        round(max(45.0, min(98.0, dice.gauss(talent, 8))), 1),
        [score(4) for _ in range(INTERVIEWERS)],
        score(5),
        [score(5) for _ in range(COLLEAGUES)],
    )


def _write_xlsx(path: Path, rows: list[tuple[object, ...]]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    # A fixed day instead of the clock keeps the bytes the same.
    book.set_properties({"title": "客服组长竞聘评分", "created": datetime(2026, 11, 16)})  # noqa: DTZ001
    sheet = book.add_worksheet("候选人")
    sheet.freeze_panes(1, 2)
    for column, header in enumerate(CANDIDATE_HEADER):
        sheet.write_string(0, column, header, book.add_format({"bold": True}))
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int | float):
                sheet.write_number(line, column, value)
            elif value:
                sheet.write_string(line, column, str(value))
    book.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
