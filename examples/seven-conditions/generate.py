"""Makes the tables of seven-conditions; same seed, same bytes.

96 people, 30 of whom compete; stints of the last three years; mentors of the new, most of them one
level higher as the source asks, some two.

Run: `python examples/seven-conditions/generate.py [DIR]`.
"""

import random
import sys
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from careers import (  # noqa: E402
    DAY,
    STAFF_HEADER,
    STINTS_HEADER,
    Row,
    Worker,
    judged,
    led_by,
    marked,
    workers,
)
from people import months_before, write_csv  # noqa: E402

SEED = 20261205
COUNTS = (("客服专员", 60), ("骨干", 22), ("组长", 8), ("主管", 4), ("经理", 2))
TEAMS = (
    "东区一组",
    "东区二组",
    "东区三组",
    "东区四组",
    "西区一组",
    "西区二组",
    "西区三组",
    "西区四组",
)
POSTS = ("售前", "售后", "投诉", "回访")
CANDIDATE_HEADER = (
    "工号", "姓名", "职业性格", "兴趣态度", "培训前水平", "培训后能力", "晋升意向", "竞聘评分",
)  # fmt: skip
SHARES_HEADER = ("工号", "姓名", "技术岗位", "技术贡献", "学历", "传帮带")


def main(directory: Path) -> None:
    """Write the tables into `directory`."""
    dice = random.Random(SEED)
    people = workers("T", COUNTS, TEAMS, POSTS, dice)
    leaders = [each for each in people if each.grade == "组长"]
    for leader, team in zip(leaders, TEAMS, strict=True):
        leader.team = team
    led_by(people, leaders)
    supervisors = [each for each in people if each.grade == "主管"]
    new = sorted((each for each in people if each.grade == "客服专员"),
                 key=lambda each: each.hired)[-16:]  # fmt: skip
    for number, each in enumerate(new):
        each.mentor = dice.choice(supervisors).id if number % 8 == 0 else each.leader
    write_csv(directory / "staff.csv", STAFF_HEADER, [each.row() for each in people])
    write_csv(directory / "stints.csv", STINTS_HEADER,
              [row for each in people for row in _stints(each, dice)])  # fmt: skip
    cores = [each for each in people if each.grade == "骨干"]
    write_csv(directory / "candidates.csv", CANDIDATE_HEADER,
              [_candidate(each, dice) for each in people[44:60] + cores[:14]])  # fmt: skip
    shares = [(each.id, each.name, *(marked(each, dice, 9) for _ in range(4))) for each in cores]
    write_csv(directory / "shares.csv", SHARES_HEADER, shares)


def _candidate(each: Worker, dice: random.Random) -> Row:
    before = marked(each, dice)
    return (
        each.id, each.name, judged(each, dice, ease=2), judged(each, dice, ease=2), before,
        min(99, before + dice.randrange(2, 12)), "是" if dice.random() < 0.85 else "否",
        marked(each, dice),
    )  # fmt: skip


def _stints(each: Worker, dice: random.Random) -> list[Row]:
    """Former stints back to the day of hiring, then the present one, which is open."""
    rows: list[Row] = [(each.id, each.post, each.post_since, None)]
    start, post = each.post_since, each.post
    while start > max(each.hired, months_before(DAY, 36)) and len(rows) < 4:
        end = start - timedelta(days=1)
        start = max(each.hired, months_before(start, dice.randrange(3, 10)))
        post = dice.choice([other for other in POSTS if other != post])
        rows.append((each.id, post, start, end))
    return rows[::-1]


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
