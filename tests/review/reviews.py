"""A small review on disk and in memory, for the tests of scoring."""

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from cs.__main__ import run
from cs.documents import Source, load
from cs.kernel.agents import Agent
from cs.kernel.findings import Place
from cs.kernel.histories import Rating
from cs.kernel.periods import parse_period
from cs.review.building import Built, build
from cs.review.policy import ReviewPolicy

PLACE = Place("policies/review.yaml")
POLICY = """kind: review
id: monthly
name: 月度考核
effective: 2026-01-01
cycle: monthly
results_within: 10 days
indicators:
- {id: calls, name: 接听率, weight: 60%, direction: higher, target: 95, floor: 75,
   bounds: {from: 0, to: 100}, measured_by: 话务系统}
- {id: team, name: 团队协作, weight: 40%, direction: higher, target: 100, floor: 0,
   bounds: {from: 0, to: 100}}
raters:
- {role: superior, name: 上级, weight: 60%, min_raters: 1}
- {role: peer, name: 同事, weight: 40%, min_raters: 2}
missing_raters: reweight
missing_values: refuse
grades:
- {id: good, name: 优秀, from: 80, includes: from}
- {id: fair, name: 合格, from: 60, to: 80, includes: from}
- {id: poor, name: 待改进, to: 60, includes: neither}
runs: {gap: breaks, leave: skips, new_post: continues}
rewards:
- {id: bonus, name: 奖金, act: bonus, at_least: good}
- {id: star, name: 晋升, act: promotion, at_least: good, in_a_row: 3}
consequences:
- {id: coach, name: 辅导, act: coach, at_most: poor}
- {id: move, name: 调岗, act: transfer, at_most: poor, in_a_row: 2, decided_by: 总监}
- {id: end, name: 辞退, act: dismiss, at_most: poor, in_a_row: 4, notice: 30 days,
   decided_by: 人力资源部}
coaching: {at_most: poor, indicator_below: 50%, by: 组长, within: 5 working days}
mentor: {share: 10%, may_rate: false}
report: {to: 经理, within: 10 days}
interview: {by: 组长}
appeal: {to: 人力资源部, within: 5 working days}
"""
ANONYMOUS = POLICY.replace("min_raters: 2}", "min_raters: 2, anonymous: true}")
STAFF = """id,name,team,hired,post_since,mentor
A1,测试甲,一班,2024-01-01,2026-01-01,A2
A2,测试乙,一班,2024-01-01,2026-01-01,
A3,测试丙,二班,2024-01-01,2026-01-01,
A4,测试丁,二班,2026-10-20,2026-10-20,
"""
CAREFUL = POLICY.replace("min_raters: 2}", "min_raters: 3}")
RATINGS = """agent,period,indicator,rater_kind,rater,value
A1,2026-09,calls,,,95
A1,2026-09,team,上级,L1,90
A1,2026-10,calls,,,91
A1,2026-10,team,上级,L1,80
A1,2026-10,team,同事,A3,70
A1,2026-10,team,同事,A4,60
A1,2026-10,team,同事,L2,65
A2,2026-09,calls,,,95
A2,2026-09,team,上级,L1,100
A2,2026-10,calls,,,93
A2,2026-10,team,上级,L1,85
A2,2026-10,team,同事,A3,95
A3,2026-09,calls,,,80
A3,2026-09,team,上级,L2,50
A3,2026-10,calls,,,79.5
A3,2026-10,team,上级,L2,40
A4,2026-10,team,上级,L2,40
"""


@dataclass(frozen=True)
class Ending:
    """What a command left behind."""

    code: int
    out: str
    err: str


@cache
def review(text: str = POLICY) -> ReviewPolicy:
    """The policy of a text."""
    loaded = load([Source("review.yaml", text.encode())], {"review": ReviewPolicy})
    assert not loaded.findings, [each.message.english() for each in loaded.findings]
    policy = loaded.documents[0].policy
    assert isinstance(policy, ReviewPolicy)
    return policy


def rating(agent: str, indicator: str, value: object, role: str | None = None,
           rater: str | None = None, period: str = "2026-10") -> Rating:  # fmt: skip
    """One row of the ratings table."""
    return Rating(agent, parse_period(period), indicator, Decimal(str(value)), role, rater)


def built(
    policy: ReviewPolicy, staff: tuple[Agent, ...] | None, *ratings: Rating, period: str = "2026-10"
) -> tuple[Built, int]:
    """The problems of a policy, and the number of the period."""
    cycle = policy.periods()
    assert cycle is not None
    number = cycle.number_of(parse_period(period))
    assert number is not None
    return build(policy, cycle, staff, ratings, number, PLACE), number


def office(
    root: Path, ratings: str = RATINGS, policy: str = CAREFUL, staff: str = STAFF, more: str = ""
) -> Path:
    """A workspace on disk."""
    (root / "policies").mkdir(parents=True)
    workspace = (
        "kind: workspace\nid: w\nname: office\nas_of: 2026-11-16\n"
        f"tables: {{staff: staff.csv, ratings: ratings.csv{more}}}\n"
    )
    (root / "policies" / "workspace.yaml").write_text(workspace, encoding="utf-8")
    (root / "policies" / "review.yaml").write_text(policy, encoding="utf-8")
    (root / "staff.csv").write_text(staff, encoding="utf-8")
    (root / "ratings.csv").write_text(ratings, encoding="utf-8")
    return root


def cs(root: Path, *arguments: str, lang: str = "en") -> Ending:
    """Run a command in a directory."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    here = Path.cwd()
    os.chdir(root)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["--lang", lang, *arguments])
    finally:
        os.chdir(here)
    for stream in (out, err):
        stream.flush()
    return Ending(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())


GOLDEN = Path(__file__).parent / "golden"


def golden(name: str, text: str) -> str:
    """What the golden file holds; `RENEW_GOLDEN=1` writes it first."""
    path = GOLDEN / name
    if os.environ.get("RENEW_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")
