"""Makes the ratings of six-departments (six months) and team-leader (three); same seed, same bytes.

Each agent has an ability that drifts from month to month. Systems measure figures; customers,
colleagues of the team and leaders rate, each with a leniency of his own. Every leader also rates
two agents of the next team, so that leaders can be compared. A few figures are missing.

Run: `python examples/ratings.py [DIR]`; the staff tables are read from beside this file.
"""

import csv
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from people import months_before, write_csv  # noqa: E402

SEED = 20261101
LAST = date(2026, 11, 1)
"""The month after the last one that is rated."""
HEADER = ("工号", "月份", "指标", "评分人类型", "评分人", "分数")
MEASURED = {
    "问题解决率": (72, 92, 100, 1), "投诉处理成功率": (80, 98, 100, 1),
    "接听及时率": (80, 95, 100, 1), "回复准确率": (88, 98, 100, 1),
    "处理时长": (12, 6, 60, 1), "业务知识": (60, 95, 100, 0),
}  # fmt: skip
"""Per indicator the values of no points and of all, the highest possible, and decimals."""
RATED = {"客户满意度": (75, 95), "团队协作": (50, 90)}
STARS = ("一星客服", "二星客服", "三星客服", "四星客服", "五星客服")

Row = tuple[object, ...]
Person = Mapping[str, str]


def main(directory: Path) -> None:
    """Write one table beside each of the two staff tables, below `directory`."""
    for example, months in (("six-departments", 6), ("team-leader", 3)):
        with (HERE / example / "staff.csv").open(encoding="utf-8-sig", newline="") as file:
            staff = list(csv.DictReader(file))
        rows = list(_ratings(staff, months, random.Random(f"{SEED} {example}")))
        folder = directory / example
        folder.mkdir(parents=True, exist_ok=True)
        write_csv(folder / "ratings.csv", HEADER, rows)


def _ratings(staff: Sequence[Person], months: int, dice: random.Random) -> Iterator[Row]:
    agents = [each for each in staff if each["职级"] in STARS]
    mentors = {each["工号"]: each["导师"] for each in agents}
    leaders = {each["班组"]: each["工号"] for each in staff if each["职级"] == "组长"}
    teams: dict[str, list[str]] = defaultdict(list)
    for each in agents:
        teams[each["班组"]].append(each["工号"])
    order = sorted(teams)
    boss = {team: leaders.get(team) or f"L{number + 1:02}" for number, team in enumerate(order)}
    ability = {
        each["工号"]: 70 + 3 * STARS.index(each["职级"]) + dice.gauss(0, 12) for each in agents
    }
    kindness = {each["工号"]: dice.gauss(0, 4) for each in staff} | {
        each: dice.gauss(0, 5) for each in boss.values()
    }
    for back in range(months, 0, -1):
        month = months_before(LAST, back)
        last_day = months_before(LAST, back - 1)
        for each in agents:
            agent = each["工号"]
            if date.fromisoformat(each["入职日期"]) >= last_day:
                continue
            ability[agent] += dice.gauss(0, 2)
            yield from _figures(agent, month, ability[agent], dice)
            yield from _opinions(
                agent, month, each["班组"], ability[agent],
                teams, order, boss, kindness, mentors, dice,
            )  # fmt: skip


def _figures(agent: str, month: date, ability: float, dice: random.Random) -> Iterator[Row]:
    for indicator, (none, full, most, places) in MEASURED.items():
        if dice.random() < 0.002:
            continue
        points = ability + dice.gauss(4, 12)
        value = min(max(none + (full - none) * points / 100, 0), most)
        yield agent, f"{month:%Y-%m}", indicator, None, None, f"{value:.{places}f}"


def _opinions(
    agent: str,
    month: date,
    team: str,
    ability: float,
    teams: Mapping[str, Sequence[str]],
    order: Sequence[str],
    boss: Mapping[str, str],
    kindness: Mapping[str, float],
    mentors: Mapping[str, str],
    dice: random.Random,
) -> Iterator[Row]:
    when = f"{month:%Y-%m}"
    for _ in range(5):
        value = _opinion("客户满意度", ability + dice.gauss(4, 18))
        yield agent, when, "客户满意度", "客户", None, value
    superiors = [boss[team]]
    if agent in teams[team][:2]:
        superiors.append(boss[order[order.index(team) - 1]])
    others = [each for each in teams[team] if each not in (agent, mentors[agent])]
    peers = dice.sample(others, min(len(others), dice.choice((2, 3, 3, 4))))
    for kind, raters in (("上级", superiors), ("同事", peers)):
        for rater in raters:
            value = _opinion("团队协作", ability + kindness[rater] + dice.gauss(2, 6))
            yield agent, when, "团队协作", kind, rater, value
    if dice.random() < 0.2:
        yield agent, when, "团队协作", "本人", agent, _opinion("团队协作", ability + 8)


def _opinion(indicator: str, points: float) -> int:
    none, full = RATED[indicator]
    return round(min(max(none + (full - none) * points / 100, 0), 100))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
