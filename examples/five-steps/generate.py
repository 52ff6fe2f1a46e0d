"""Makes the tables of five-steps; same seed, same bytes.

72 people on five steps, 20 of whom apply for team leader; training in three families.
Run: `python examples/five-steps/generate.py [DIR]`.
"""

import random
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from careers import (  # noqa: E402
    STAFF_HEADER,
    TRAINING_HEADER,
    judged,
    led_by,
    marked,
    trained,
    workers,
)
from people import write_csv  # noqa: E402

SEED = 20261204
COUNTS = (
    ("初级客服", 30), ("中级客服", 22), ("高级客服", 10), ("组长", 5), ("客服主管", 3),
    ("客服经理", 2),
)  # fmt: skip
TEAMS = ("流程一组", "流程二组", "流程三组", "流程四组", "流程五组")
COURSES = ("服务技能", "领导与管理", "业务知识")


def main(directory: Path) -> None:
    """Write the tables into `directory`."""
    dice = random.Random(SEED)
    people = workers("F", COUNTS, TEAMS, ("呼叫", "答复", "归档"), dice)
    leaders = [each for each in people if each.grade == "组长"]
    for leader, team in zip(leaders, TEAMS, strict=True):
        leader.team = team
    led_by(people, leaders)
    applicants = [each for each in people if each.grade in ("中级客服", "高级客服")][8:28]
    write_csv(directory / "staff.csv", STAFF_HEADER, [each.row() for each in people])
    write_csv(directory / "training.csv", TRAINING_HEADER,
              trained(applicants, COURSES, 0.9, dice))  # fmt: skip
    rows = [
        (each.id, each.name, judged(each, dice, ease=1.5), marked(each, dice), marked(each, dice))
        for each in applicants
    ]
    header = ("工号", "姓名", "绩效符合规定", "岗位考核", "晋升面试")
    write_csv(directory / "candidates.csv", header, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
