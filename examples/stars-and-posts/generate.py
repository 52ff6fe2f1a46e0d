"""Makes the tables of stars-and-posts; same seed, same bytes.

84 people in four teams, twelve months of results. A few rows are set by hand: a punishment of this
year and one of last year, one of them offset; waivers by the chair, by somebody else and for a
condition that nobody may waive; somebody who acts as manager.

Run: `python examples/stars-and-posts/generate.py [DIR]`.
"""

import random
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from careers import (  # noqa: E402
    DISCIPLINE_HEADER,
    REVIEWS_HEADER,
    STAFF_HEADER,
    TRAINING_HEADER,
    WAIVERS_HEADER,
    Worker,
    judged,
    led_by,
    marked,
    monthly,
    trained,
    workers,
)
from people import write_csv  # noqa: E402

SEED = 20261202
COUNTS = (
    ("一星客服", 26), ("二星客服", 20), ("三星客服", 14), ("四星客服", 9), ("五星客服", 6),
    ("组长", 4), ("客服助理", 3), ("客服经理", 2),
)  # fmt: skip
TEAMS = ("一组", "二组", "三组", "四组")
POSTS = ("售前咨询", "售后支持", "投诉处理")
JUDGED = ("较高职位技能", "学习力", "执行力", "忠诚度", "发展潜力", "适任性")
TITLES, POST = COUNTS[:4], ("五星客服", "客服助理")


def main(directory: Path) -> None:
    """Write the tables into `directory`."""
    dice = random.Random(SEED)
    people = workers("S", COUNTS, TEAMS, POSTS, dice)
    leaders = [each for each in people if each.grade == "组长"]
    for leader, team in zip(leaders, TEAMS, strict=True):
        leader.team = team
    led_by(people, leaders)
    by_grade = {grade: [each for each in people if each.grade == grade] for grade, _ in COUNTS}
    for each in (*by_grade["四星客服"][:7], *by_grade["三星客服"][:9], *by_grade["五星客服"][:4]):
        each.talent = max(each.talent, 1.6)
        each.post_since = min(each.post_since, date(2025, 8, 1))
        each.grade_since = min(each.grade_since, each.post_since)
        each.hired = min(each.hired, each.grade_since)
    for each in by_grade["客服助理"]:
        each.talent, each.post_since = 1.4, min(each.post_since, date(2025, 6, 2))
        each.grade_since = min(each.grade_since, each.post_since)
        each.hired = min(each.hired, each.grade_since)
    short = by_grade["四星客服"][0]
    short.post_since = date(2026, 4, 1)
    by_grade["客服助理"][0].acting = "客服经理"
    by_grade["客服经理"][1].leaves = date(2026, 12, 31)

    write_csv(directory / "staff.csv", STAFF_HEADER, [each.row() for each in people])
    write_csv(directory / "reviews.csv", REVIEWS_HEADER,
              monthly(people, 12, ("优秀", "其他"), dice))  # fmt: skip
    write_csv(directory / "training.csv", TRAINING_HEADER,
              trained(people, ("职位课程",), 0.94, dice))  # fmt: skip
    star = by_grade["三星客服"]
    write_csv(directory / "discipline.csv", DISCIPLINE_HEADER, [
        (star[0].id, date(2025, 9, 12), "警告", None, "泄露客户电话"),
        (star[1].id, date(2025, 5, 20), "警告", date(2025, 11, 3), "顶撞客户"),
        (star[2].id, date(2026, 3, 9), "记过", None, "旷工"),
    ])  # fmt: skip
    fifth = by_grade["五星客服"]
    write_csv(directory / "waivers.csv", WAIVERS_HEADER, [
        (short.id, "任现职满一年", "董事长", date(2026, 11, 10), "工作能力特别突出", "star-titles"),
        (star[10].id, "任现职满一年", "组长", date(2026, 11, 10), "表现好", "star-titles"),
        (star[4].id, "连续六月优秀", "董事长", date(2026, 11, 10), "破格", "star-titles"),
        (fifth[0].id, "skips", "董事长", date(2026, 11, 12), "负责投诉团队一年", "manager-post"),
    ])  # fmt: skip
    titles = [each for grade, _ in TITLES for each in by_grade[grade]]
    _candidates(directory / "candidates-titles.csv", titles[18::2], dice)
    _candidates(directory / "candidates-post.csv",
                [each for grade in POST for each in by_grade[grade]], dice)  # fmt: skip


def _candidates(path: Path, people: list[Worker], dice: random.Random) -> None:
    rows = [
        (each.id, each.name, *(judged(each, dice, ease=1.6) for _ in JUDGED), marked(each, dice))
        for each in people
    ]
    write_csv(path, ("工号", "姓名", *JUDGED, "评议"), rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
