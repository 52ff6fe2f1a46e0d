"""Makes the tables of notice; same seed, same bytes.

64 people, 24 of whom apply, and six running cases set by hand: one under notice, one promoted, one
approved by the wrong person, one reviewed again before it was reviewed, one just begun, one
approved before the notice had ended.

Run: `python examples/notice/generate.py [DIR]`.
"""

import random
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from careers import (  # noqa: E402
    STAFF_HEADER,
    TRAINING_HEADER,
    Row,
    judged,
    led_by,
    marked,
    trained,
    workers,
)
from people import write_csv  # noqa: E402

SEED = 20261203
COUNTS = (("初级客服", 32), ("高级客服", 24), ("客服主管", 8))
TEAMS = ("甲组", "乙组", "丙组", "丁组", "戊组", "己组", "庚组", "辛组")
POSTS = ("热线", "在线", "邮件")
DAY = date(2026, 9, 1)
MANAGER, PERSONNEL, LEADER = "客服部经理", "人事部", "直接上级"
CASES_HEADER = ("工号", "步骤", "日期", "办理人", "结果")
CASES = {
    27: (("初评", 17, LEADER), ("复审", 23, MANAGER), ("公示", 24, MANAGER)),
    38: (("初评", 8, LEADER), ("复审", 11, MANAGER), ("公示", 14, MANAGER), ("审批", 22, PERSONNEL),
         ("通知", 23, PERSONNEL)),
    43: (("初评", 8, LEADER), ("复审", 11, MANAGER), ("公示", 14, MANAGER), ("审批", 22, MANAGER)),
    44: (("复审", 15, MANAGER), ("初评", 17, LEADER)),
    47: (),
    48: (("初评", 9, LEADER), ("复审", 14, MANAGER), ("公示", 15, MANAGER),
         ("审批", 18, PERSONNEL)),
}  # fmt: skip
"""By position among the people: each step, its day of September, and who did it."""


def main(directory: Path) -> None:
    """Write the tables into `directory`."""
    dice = random.Random(SEED)
    people = workers("N", COUNTS, TEAMS, POSTS, dice, day=DAY)
    leaders = people[-len(TEAMS) :]
    for leader, team in zip(leaders, TEAMS, strict=True):
        leader.team = team
    led_by(people, leaders)
    applicants = people[26:50]
    for each in applicants[::2]:
        each.post_since = min(each.post_since, date(2025, 7, 1))
        each.grade_since = min(each.grade_since, each.post_since)
        each.hired = min(each.hired, each.grade_since)
    write_csv(directory / "staff.csv", STAFF_HEADER, [each.row() for each in people])
    write_csv(directory / "training.csv", TRAINING_HEADER,
              trained(people[20:], ("主管岗位培训",), 0.8, dice, day=DAY))  # fmt: skip
    header = ("工号", "姓名", "客户满意度", "团队合作", "服务质量", "业绩贡献")
    rows = [
        (each.id, each.name, min(99, marked(each, dice) + 14), judged(each, dice, ease=1.8),
         marked(each, dice), marked(each, dice))
        for each in applicants
    ]  # fmt: skip
    write_csv(directory / "candidates.csv", header, rows)
    cases: list[Row] = []
    for position, steps in CASES.items():
        each = people[position]
        cases.append((each.id, "申请", date(2026, 9, 7), each.id, None))
        for step, day, actor in steps:
            who = each.leader if actor == LEADER else actor
            cases.append((each.id, step, date(2026, 9, day), who, "同意"))
    write_csv(directory / "cases.csv", CASES_HEADER, cases)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
