"""Made-up staffs and pasts for the workspaces about promotion; nobody here is real."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from people import months_before, names

DAY = date(2026, 12, 1)
"""The as-of date of these workspaces: the day on which the December round opens."""

STAFF_HEADER = (
    "工号", "姓名", "班组", "岗位", "到岗日期", "职级", "任级日期", "入职日期", "离职日期", "状态",
    "技能", "导师", "直接上级", "代理职级",
)  # fmt: skip
REVIEWS_HEADER = ("工号", "月份", "等级")
TRAINING_HEADER = ("工号", "课程", "完成日期", "是否通过")
DISCIPLINE_HEADER = ("工号", "处分日期", "处分类型", "抵消日期", "原因")
WAIVERS_HEADER = ("工号", "条件", "核准人", "日期", "原因", "制度")
STINTS_HEADER = ("工号", "岗位", "开始", "结束")

Row = tuple[object, ...]


@dataclass
class Worker:
    """One row of a staff table in the making; `talent` sets results, 0 is the middle."""

    id: str
    name: str
    team: str
    post: str
    post_since: date
    grade: str
    grade_since: date
    hired: date
    talent: float
    leaves: date | None = None
    status: str = "转正"
    skills: tuple[str, ...] = ()
    mentor: str | None = None
    leader: str | None = None
    acting: str | None = None

    def row(self) -> Row:
        """As the staff table has it."""
        return (
            self.id, self.name, self.team, self.post, self.post_since, self.grade,
            self.grade_since, self.hired, self.leaves, self.status, self.skills, self.mentor,
            self.leader, self.acting,
        )  # fmt: skip


def workers(
    prefix: str,
    counts: Sequence[tuple[str, int]],
    teams: Sequence[str],
    posts: Sequence[str],
    dice: random.Random,
    *,
    day: date = DAY,
) -> list[Worker]:
    """So many of each grade, from the lowest to the highest, spread over teams and posts."""
    total = sum(count for _, count in counts)
    made: list[Worker] = []
    pool = iter(names(total, dice))
    for step, (grade, count) in enumerate(counts):
        for _ in range(count):
            number = len(made)
            years = dice.uniform(0.4, 1.6) + 1.1 * step
            hired = day - timedelta(days=round(365 * years))
            since = hired + (day - hired) * dice.uniform(0.15, 0.75)
            post_since = max(hired, since, months_before(day, dice.randrange(1, 30)))
            made.append(
                Worker(
                    f"{prefix}{number + 1:03}", next(pool), teams[number % len(teams)],
                    posts[dice.randrange(len(posts))], post_since, grade, since, hired,
                    dice.gauss(0, 1),
                )
            )  # fmt: skip
    return made


def led_by(people: Sequence[Worker], leaders: Sequence[Worker]) -> None:
    """The leader of each team leads it; leaders are led by nobody here."""
    by_team = {leader.team: leader.id for leader in leaders}
    for person in people:
        if person.id not in by_team.values():
            person.leader = by_team.get(person.team)


def monthly(
    people: Sequence[Worker],
    months: int,
    words: Sequence[str],
    dice: random.Random,
    *,
    missing: float = 0.01,
) -> Iterator[Row]:
    """Results of the last months; the better somebody is, the nearer to the first word."""
    for person in people:
        for back in range(months, 0, -1):
            month = months_before(DAY, back)
            chance = dice.gauss(person.talent, 0.35)
            lost = dice.random() < missing
            if month < person.hired or lost:
                continue
            step = min(len(words) - 1, max(0, round((0.9 - chance) * 1.2)))
            yield person.id, f"{month:%Y-%m}", words[step]


def trained(
    people: Sequence[Worker],
    courses: Sequence[str],
    share: float,
    dice: random.Random,
    *,
    day: date = DAY,
) -> Iterator[Row]:
    """Courses completed by a share of the people; a few were not passed."""
    for person in people:
        for course in courses:
            days, passed = dice.randrange(20, 700), dice.random() > 0.06
            if dice.random() < share:
                when = max(person.hired, day - timedelta(days=days))
                yield person.id, course, when, "是" if passed else "否"


def judged(person: Worker, dice: random.Random, *, ease: float = 1.0) -> str:
    """Yes, no or nothing yet, as a person judges it."""
    value = dice.gauss(person.talent + ease, 0.7)
    return "" if dice.random() < 0.03 else "是" if value > 0 else "否"


def marked(person: Worker, dice: random.Random, spread: float = 5) -> int:
    """A mark of 100."""
    return max(35, min(99, round(dice.gauss(76 + 7 * person.talent, spread))))
