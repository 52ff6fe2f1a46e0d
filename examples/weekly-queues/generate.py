"""Makes the tables of this example: staff, stints, leave, pins and pairs; same seed, same bytes.

26 agents at six posts, half of them in the first week of their stint and half in the second, one of
whom has just joined and stays with a mentor. What lies behind them keeps the rules.

Run: `python examples/weekly-queues/generate.py [DIR]`.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from people import names, write_csv  # noqa: E402

SEED = 20261123
FIRST_CHANGEOVER = date(2026, 11, 23)
WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
AGENTS = {"热线": 9, "在线": 7, "工单": 4, "投诉": 2, "贵宾": 2, "质检": 2}
BEFORE = {
    "热线": ("在线", "工单", "贵宾"),
    "在线": ("热线", "投诉", "贵宾"),
    "工单": ("热线", "在线", "投诉"),
    "投诉": ("热线", "在线"),
    "贵宾": ("热线",),
    "质检": ("工单",),
}
WISHES = {"热线": 1, "在线": 4, "工单": 3, "投诉": 1, "贵宾": 5, "质检": 3}
STARS = ("一星客服", "二星客服", "三星客服")
STAFF_HEADER = (
    "工号", "姓名", "班组", "岗位", "到岗日期", "职级", "入职日期", "状态", "意向岗位", "导师",
)  # fmt: skip
SPAN_HEADER = ("工号", "岗位", "开始日期", "结束日期")


def main(directory: Path) -> None:
    """Write the five tables into `directory`."""
    dice = random.Random(SEED)
    seats = [(post, index) for post, count in AGENTS.items() for index in range(count)]
    staff: list[tuple[object, ...]] = []
    stints: list[tuple[object, ...]] = []
    for number, ((post, index), name) in enumerate(zip(seats, names(26, dice), strict=True), 1):
        agent = f"W{number:02}"
        since = FIRST_CHANGEOVER - WEEK * (index % 2 + 1)
        past = _past(post, since, dice)
        stints += [(agent, *stint) for stint in past]
        wishes = _wishes(dice)
        joined = date(2026, 9, 1) - timedelta(days=dice.randrange(1_500))
        star = STARS[min(2, (date(2026, 11, 1) - joined).days // 500)]
        team = f"{number % 3 + 1}班"
        staff.append((agent, name, team, post, since, star, joined, "转正", wishes, None))
    # The last agent of the hotline is new, and stays with the first one.
    new = AGENTS["热线"] - 1
    agent, name, team, post, since, *_ = staff[new]
    staff[new] = (agent, name, team, post, since, STARS[0], since, "试用", ["在线"], "W01")
    stints = [row for row in stints if row[0] != agent]
    write_csv(directory / "staff.csv", STAFF_HEADER, staff)
    write_csv(directory / "stints.csv", SPAN_HEADER, stints)
    write_csv(
        directory / "leave.csv",
        ("工号", "开始日期", "结束日期", "原因"),
        [
            ("W04", date(2026, 12, 7), date(2026, 12, 13), "年假"),
            ("W11", date(2026, 12, 7), date(2026, 12, 13), "年假"),
            ("W18", date(2026, 12, 21), date(2026, 12, 31), "婚假"),
        ],
    )
    write_csv(
        directory / "pins.csv",
        (*SPAN_HEADER, "安排"),
        [
            ("W05", "投诉", date(2026, 12, 14), date(2026, 12, 27), "必须"),
            ("W13", "投诉", FIRST_CHANGEOVER, date(2027, 1, 17), "禁止"),
        ],
    )
    write_csv(
        directory / "pairs.csv",
        ("工号", "搭档", "规则", "开始日期", "结束日期"),
        [
            ("W01", "W03", "分开", date(2026, 12, 7), None),
            ("W10", "W12", "同岗", date(2026, 12, 14), date(2026, 12, 27)),
        ],
    )


def _past(post: str, since: date, dice: random.Random) -> list[tuple[str, date, date]]:
    """Three past stints of two weeks each, backwards from the current one."""
    found: list[tuple[str, date, date]] = []
    for _ in range(3):
        post = dice.choice(BEFORE[post])
        found.insert(0, (post, since - 2 * WEEK, since - DAY))
        since -= 2 * WEEK
    return found


def _wishes(dice: random.Random) -> list[str]:
    """Up to two posts in order."""
    wishes: list[str] = []
    for _ in range(dice.choice((0, 1, 2, 2))):
        post = dice.choices(list(WISHES), list(WISHES.values()))[0]
        if post not in wishes:
            wishes.append(post)
    return wishes


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
