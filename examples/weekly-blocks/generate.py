"""Makes staff.csv, stints.csv, leave.csv, pins.csv and pairs.csv of this example; same seed, same
bytes.

16 agents of a service centre are spread over its posts, each somewhere within a stint; half a year
of past weeks follows the posts' stints. Two began with their mentors this week, one joins later.

Run: `python examples/weekly-blocks/generate.py [DIR]`.
"""

import random
import sys
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from people import names, write_csv  # noqa: E402

SEED = 20261116
FIRST_CHANGEOVER = date(2026, 11, 23)
WEEK = timedelta(weeks=1)
STINT = {"热线": 3, "在线": 3, "投诉": 2, "专线": 2, "工单": 2, "质检": 1}
HEADS = {"热线": 5, "在线": 4, "投诉": 2, "专线": 1, "工单": 2, "质检": 1}
NEXT = {
    "热线": "在线", "在线": "投诉", "投诉": "工单", "工单": "质检", "质检": "工单", "专线": "热线",
}  # fmt: skip
STARS = ("一星客服", "二星客服", "三星客服")


def main(directory: Path) -> None:
    """Write the five tables into `directory`."""
    dice = random.Random(SEED)
    pool = names(16, dice)
    held = [post for post, heads in HEADS.items() for _ in range(heads)]
    staff, stints = [], []
    for number, (name, post) in enumerate(zip(pool, [*held, None], strict=True), 1):
        agent = f"W{number:03}"
        new = number in (3, 8)
        served = dice.randint(1, STINT[post]) if post else 0
        served = 1 if number in (1, 3, 6, 8) else served
        since = FIRST_CHANGEOVER - served * WEEK if post else None
        hired = since or FIRST_CHANGEOVER + 2 * WEEK
        if post and not new:
            hired = date(dice.randint(2022, 2025), dice.randint(1, 12), dice.randint(1, 28))
            stints += _past(agent, post, since, dice)
        wishes = dice.sample(list(STINT), 3) if dice.random() < 0.7 else []
        mentor = {3: "W001", 8: "W006", 16: "W005"}.get(number)
        grade = STARS[0] if hired > date(2025, 1, 1) else dice.choice(STARS[1:])
        staff.append((agent, name, "早班" if number % 2 else "晚班", post, since, grade, hired,
                      wishes, mentor))  # fmt: skip
    write_csv(
        directory / "staff.csv",
        ("工号", "姓名", "班组", "岗位", "到岗日期", "职级", "入职日期", "意向岗位", "导师"),
        staff,
    )
    write_csv(directory / "stints.csv", ("工号", "岗位", "开始日期", "结束日期"), stints)
    write_csv(directory / "leave.csv", ("工号", "开始日期", "结束日期", "原因"), (
        ("W004", "2026-12-28", "2027-01-10", "年假"),
        ("W007", "2026-12-28", "2027-01-03", "年假"),
        ("W014", "2026-12-28", "2027-01-03", "年假"),
        ("W010", "2027-01-04", "2027-01-17", "婚假"),
    ))  # fmt: skip
    write_csv(directory / "pins.csv", ("工号", "岗位", "开始日期", "结束日期", "安排"), (
        ("W009", "专线", "2026-12-28", "2027-01-03", "必须"),
        ("W012", "专线", "2026-11-23", "2027-02-28", "禁止"),
    ))  # fmt: skip
    write_csv(directory / "pairs.csv", ("工号", "搭档", "规则", "开始日期", "结束日期"), (
        ("W002", "W011", "同岗", "2026-12-21", "2027-01-10"),
        ("W006", "W013", "分开", None, None),
    ))  # fmt: skip


def _past(agent: str, post: str, since: date, dice: random.Random) -> list[tuple[object, ...]]:
    """Half a year of stints before the one that runs, newest last."""
    before = {after: post for post, after in NEXT.items()}
    rows: list[tuple[object, ...]] = []
    day = since
    while day > date(2026, 6, 1):
        post = before.get(post) or dice.choice([one for one in STINT if one != post])
        start = day - STINT[post] * WEEK
        rows.append((agent, post, start, day - timedelta(days=1)))
        day = start
    return rows[::-1]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
