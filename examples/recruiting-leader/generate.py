"""Makes the tables of recruiting-leader; same seed, same bytes.

40 people of a recruiting hotline, 24 of whom compete. The PM score, which the source has lost, is
in the table: `examples/ninety-percent` counts it in one of three repairs.

Run: `python examples/recruiting-leader/generate.py [DIR]`.
"""

import random
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from careers import STAFF_HEADER, led_by, marked, workers  # noqa: E402
from people import write_csv  # noqa: E402

SEED = 20261206
COUNTS = (("招聘专员", 36), ("组长", 4))
TEAMS = ("招聘一组", "招聘二组", "招聘三组", "招聘四组")
INTERVIEWERS, COLLEAGUES, CANDIDATES = 4, 5, 24
DAY = date(2026, 11, 16)
HEADER = (
    "工号", "姓名", "能力表现", "PM成绩",
    *(f"面试考评{n}" for n in range(1, INTERVIEWERS + 1)), "经理评分",
    *(f"同事打分{n}" for n in range(1, COLLEAGUES + 1)),
)  # fmt: skip


def main(directory: Path) -> None:
    """Write the tables into `directory`."""
    dice = random.Random(SEED)
    people = workers("R", COUNTS, TEAMS, ("招聘热线", "在线招聘"), dice, day=DAY)
    leaders = people[-len(TEAMS) :]
    for leader, team in zip(leaders, TEAMS, strict=True):
        leader.team = team
    led_by(people, leaders)
    candidates = people[:CANDIDATES]
    for number in (6, 17):
        candidates[number].status = "试用"
    write_csv(directory / "staff.csv", STAFF_HEADER, [each.row() for each in people])
    rows = [
        (
            each.id, each.name, marked(each, dice), marked(each, dice, 14),
            *(marked(each, dice) for _ in range(INTERVIEWERS)), marked(each, dice),
            *(marked(each, dice) for _ in range(COLLEAGUES)),
        )
        for each in candidates
    ]  # fmt: skip
    write_csv(directory / "candidates.csv", HEADER, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
