"""Makes staff.csv, stints.csv, leave.csv and pins.csv of this example; same seed, same bytes.

144 agents are spread over six departments in the proportion of their stints (3/15 and 2/15), and
within a department evenly over the months already served, so that every month about as many leave
as come. Past stints follow the same rules back to the day the scheme began, or that of hiring;
skills are what the past stints taught, and some from courses.

Run: `python examples/six-departments/generate.py [DIR]`.
"""

import random
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from people import months_before, names, write_csv  # noqa: E402

SEED = 20261116
FIRST_CHANGEOVER = date(2026, 12, 1)
ROTATION_BEGAN = date(2026, 1, 1)
POSTS = ("一部", "二部", "三部", "四部", "五部", "六部")
STINT = dict(zip(POSTS, (3, 2, 2, 3, 2, 3), strict=True))
AGENTS = dict(zip(POSTS, (29, 19, 19, 29, 19, 29), strict=True))
TEACHES = dict(
    zip(
        POSTS, ("服务流程", "产品知识", "客户需求", "销售技巧", "内部支持", "客户关系"), strict=True
    )
)
NEEDS = {"四部": "产品知识", "六部": "服务流程"}
STARS = ("一星客服", "二星客服", "三星客服", "四星客服", "五星客服")
STAR_SKILLS = ((), ("服务流程",), ("服务流程", "产品知识"), ("客户需求",), ("客户关系",))
STAR_YEARS = (0.0, 0.5, 1.0, 2.0, 3.0)
AGREEMENT = "保密协议"
STAFF_HEADER = (
    "工号", "姓名", "职场", "班组", "岗位", "到岗日期", "通道", "职级", "任级日期", "入职日期",
    "离职日期", "状态", "技能", "意向岗位", "导师", "协议",
)  # fmt: skip


@dataclass
class Person:
    """One row of the staff table in the making."""

    id: str
    name: str
    post: str
    post_since: date
    hired: date
    team: str | None
    grade: str = STARS[0]
    grade_since: date | None = None
    leaves: date | None = None
    status: str = "转正"
    skills: list[str] = field(default_factory=list)
    interests: list[str] = field(default_factory=list)
    mentor: str | None = None
    agreements: list[str] = field(default_factory=lambda: [AGREEMENT])
    past: list[tuple[str, date, date]] = field(default_factory=list)

    def row(self) -> tuple[object, ...]:
        track = "职称通道" if self.grade in STARS else "管理通道"
        return (
            self.id, self.name, "总部", self.team, self.post, self.post_since, track, self.grade,
            self.grade_since, self.hired, self.leaves, self.status, self.skills, self.interests,
            self.mentor, self.agreements,
        )  # fmt: skip


def main(directory: Path) -> None:
    """Write the four tables into `directory`."""
    dice = random.Random(SEED)
    pool = names(sum(AGENTS.values()) + 21, dice)
    agents = _rotating(pool, dice)
    for agent in agents:
        _look_back(agent, dice)
        _qualify(agent, dice)
    _mentors(agents, dice)
    leavers = _leavers(agents, dice)
    leads = _leads(pool[len(agents) :], dice)
    write_csv(directory / "staff.csv", STAFF_HEADER, [p.row() for p in (*agents, *leads)])
    write_csv(
        directory / "stints.csv",
        ("工号", "岗位", "开始日期", "结束日期"),
        [(a.id, *stint) for a in agents for stint in a.past],
    )
    free = [a for a in agents if a.id not in leavers and a.status == "转正"]
    leave, away = _leave(free, dice)
    write_csv(directory / "leave.csv", ("工号", "开始日期", "结束日期", "原因"), leave)
    write_csv(
        directory / "pins.csv",
        ("工号", "岗位", "开始日期", "结束日期", "安排"),
        _pins([a for a in free if a.id not in away]),
    )


def _rotating(pool: list[str], dice: random.Random) -> list[Person]:
    """The agents with their posts and months already served; six are new, three are overdue."""
    seats = [
        (post, index % STINT[post] + 1) for post, count in AGENTS.items() for index in range(count)
    ]
    dice.shuffle(seats)
    people = []
    for index, (post, served) in enumerate(seats):
        since = months_before(FIRST_CHANGEOVER, served)
        if since == date(2026, 10, 1):
            since = date(2026, 10, 8)  # the first working day after the national holiday
        hired = date(2026, 8, 17) - timedelta(days=int(2_700 * dice.random() ** 2))
        people.append(
            Person(f"K{index + 1:03}", pool[index], post, since, hired, f"{index % 12 + 1:02}班")
        )
    recent = [p for p in people if p.post not in NEEDS and p.post_since >= date(2026, 10, 8)]
    for person in dice.sample(recent, 6):
        person.hired = person.post_since
        person.status = "试用"
    due = [p for p in people if p.post_since == date(2026, 9, 1) and STINT[p.post] == 3]
    for person in dice.sample(due, 3):
        person.post_since = date(2026, 8, 1)
    return people


def _look_back(person: Person, dice: random.Random) -> None:
    """Past stints backwards from the current one: two other departments before one again."""
    begin = max(ROTATION_BEGAN, person.hired)
    end, recent = person.post_since - timedelta(days=1), [person.post]
    while (end - begin).days >= 28:
        post = dice.choice([p for p in POSTS if p not in recent[-2:]])
        length = STINT[post] + (dice.random() < 0.1)
        start = max(begin, months_before(end + timedelta(days=20), length))
        person.past.insert(0, (post, start, end))
        recent.append(post)
        end = start - timedelta(days=1)


def _qualify(person: Person, dice: random.Random) -> None:
    """Skills from past stints and courses, the highest star they allow or one less, wishes."""
    held = {TEACHES[post] for post, _, _ in person.past}
    if person.post in NEEDS:
        held.add(NEEDS[person.post])
    years = (FIRST_CHANGEOVER - person.hired).days / 365.25
    for skill, chance in (("产品知识", 0.3), ("服务流程", 0.4)):
        if years > 0.5 and dice.random() < chance:
            held.add(skill)
    person.skills = [skill for skill in TEACHES.values() if skill in held]
    star = 0
    while star < 4 and years >= STAR_YEARS[star + 1] and held.issuperset(STAR_SKILLS[star + 1]):
        star += 1
    star = max(0, star - (dice.random() < 0.4))
    person.grade = STARS[star]
    earned = person.hired + timedelta(days=int(STAR_YEARS[star] * 365.25))
    spare = max(1, (date(2026, 11, 1) - earned).days)
    person.grade_since = earned if star == 0 else earned + timedelta(days=dice.randrange(spare))
    wished = dice.choices((0, 1, 2, 3), (2, 4, 4, 2))[0]
    popularity = dict(zip(POSTS, (2, 3, 2, 6, 1, 8), strict=True))
    while len(person.interests) < wished:
        post = dice.choices(list(popularity), list(popularity.values()))[0]
        if post not in person.interests:
            person.interests.append(post)
    if years < 1 and person.post != "六部" and dice.random() < 0.5:
        person.agreements = []


def _mentors(people: list[Person], dice: random.Random) -> None:
    """Agents of one or two stars have a mentor one star above."""
    for person in people:
        star = STARS.index(person.grade)
        if star < 2 and dice.random() < 0.6:
            above = [p.id for p in people if p.grade == STARS[star + 1]]
            person.mentor = dice.choice(above)


def _leavers(people: list[Person], dice: random.Random) -> set[str]:
    """Five regular agents of different departments leave in the course of the year."""
    last_days = (
        date(2026, 12, 31), date(2027, 2, 28), date(2027, 4, 30), date(2027, 6, 30),
        date(2027, 9, 30),
    )  # fmt: skip
    chosen: dict[str, Person] = {}
    for person in dice.sample(people, len(people)):
        if person.status == "转正" and len(chosen) < len(last_days):
            chosen.setdefault(person.post, person)
    for person, day in zip(chosen.values(), last_days, strict=True):
        person.leaves = day
    return {person.id for person in chosen.values()}


def _leads(pool: list[str], dice: random.Random) -> list[Person]:
    """Two leaders and a manager for each department and three supervisors; they do not rotate."""
    seats = [("组长", post) for post in POSTS for _ in range(2)]
    seats += [("主管", post) for post in POSTS[::2]]
    seats += [("经理", post) for post in POSTS]
    people = []
    for index, (grade, post) in enumerate(seats):
        hired = date(2014, 1, 6) + timedelta(days=dice.randrange(1_800))
        since = date(2022, 1, 1) + timedelta(days=dice.randrange(1_400))
        team = f"{index + 1:02}班" if grade == "组长" else None
        lead = Person(f"K{201 + index}", pool[index], post, since, hired, team)
        lead.grade, lead.grade_since = grade, since
        lead.skills = list(TEACHES.values())
        people.append(lead)
    return people


def _leave(people: list[Person], dice: random.Random) -> tuple[list[tuple[object, ...]], set[str]]:
    """Three long absences that leave a gap, and short ones that do not."""
    long = (
        (date(2026, 12, 21), date(2027, 5, 27), "产假"),
        (date(2027, 3, 1), date(2027, 5, 31), "脱产学习"),
        (date(2027, 7, 1), date(2027, 8, 31), "病假"),
    )
    chosen = dice.sample(people, 12)
    rows: list[tuple[object, ...]] = [
        (person.id, *absence) for person, absence in zip(chosen, long, strict=False)
    ]
    for person in chosen[len(long) :]:
        start = date(2026, 12, 1) + timedelta(days=dice.randrange(330))
        days = dice.choice((2, 4, 6, 9))
        rows.append((person.id, start, start + timedelta(days=days), dice.choice(("年假", "事假"))))
    return sorted(rows, key=lambda row: str(row[0])), {person.id for person in chosen}


def _pins(people: list[Person]) -> list[tuple[object, ...]]:
    """Two agents must go to the sales department, three must not go somewhere."""
    ready = [
        p for p in people
        if p.post == "二部" and p.post_since == date(2026, 11, 1) and p.past
        and "四部" not in [post for post, _, _ in p.past[-2:]]
    ]  # fmt: skip
    others = [p for p in people if p.post in ("一部", "三部")]
    rows: list[tuple[object, ...]] = [
        (p.id, "四部", date(2027, 1, 1), date(2027, 3, 31), "必须") for p in ready[:2]
    ]
    rows += [
        (p.id, post, FIRST_CHANGEOVER, date(2027, 11, 30), "禁止")
        for p, post in zip(others, ("五部", "五部", "四部"), strict=False)
    ]
    return sorted(rows, key=lambda row: str(row[0]))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
