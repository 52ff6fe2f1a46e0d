"""A small office on disk: a policy, a ladder, a staff table and candidates."""

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from cs.__main__ import run

WORKSPACE = "kind: workspace\nid: w\nname: office\nas_of: 2026-11-16\ntables: {staff: staff.csv}\n"
LADDER = """kind: ladder
id: ladder
name: Ladder
tracks: [{id: titles, name: T, promotes: title}, {id: posts, name: P, promotes: post}]
grades:
- {id: star3, name: 三星客服, track: titles, level: 1}
- {id: leader, name: 组长, track: posts, level: 2, headcount: 3}
"""
POLICY = """kind: promotion
id: leader
name: 组长竞聘
from: star3
to: leader
eligibility:
- id: regular
  name: 转正员工
  rule: {condition: status, any_of: [regular]}
- id: year
  name: 任职满一年
  rule: {condition: tenure, clock: grade, at_least: 1 year}
  waiver: 董事长
  source: section 5
- id: wish
  name: 本人意愿
  rule: {condition: judgement, column: 意愿, judge: 主管}
components:
- {id: ability, name: 工作能力表现, weight: 40%, scale: {from: 0, to: 100}, raters: {who: 主管}}
- id: pm
  name: PM成绩
  weight: 20%
  raters: {who: 项目经理}
  bands:
  - {to: 60, includes: neither, points: 0}
  - {from: 60, to: 80, includes: from, points: 12}
  - {from: 80, includes: from, points: 20}
- id: interview
  name: 面试考评
  weight: 40%
  scale: {from: 0, to: 10}
  raters: {who: 面试官, aggregate: trimmed_mean, trim: 1, min_raters: 3}
scoring:
  missing: refuse
  places: 2
  tie_breaks: [{by: component, component: ability}, {by: grade_since}]
windows: [{month: 12, opens: 1, closes: 10}]
"""
STAFF = """工号,姓名,状态,职级,任级日期
E1,测试甲,正式,star3,2024-03-01
E2,测试乙,正式,三星客服,2024-02-01
E3,测试丙,正式,star3,2024-02-01
E4,测试丁,试用,star3,2026-05-01
E5,测试戊,正式,star3,2024-01-01
E6,测试己,正式,star3,2024-01-01
E8,测试辛,正式,leader,2020-01-01
"""
CANDIDATES = """工号,工作能力表现,PM成绩,面试考评:R1,面试考评:R2,面试考评:R3,面试考评:R4,意愿,备注
E1,90,85,9,8,7,10,是,a
E2,80,60,8,9,9.5,7,是,=1+1
E3,80,60,8,9,9.5,7,是,
E4,95,90,9,9,9,9,是,
E5,70,59.9,6,7,,,是,
E6,75,70,8,8,8,,,
E7,60,70,8,8,8,8,是,
"""


@dataclass(frozen=True)
class Ending:
    """What a command left behind."""

    code: int
    out: str
    err: str


def office(
    root: Path, candidates: str = CANDIDATES, policy: str = POLICY, staff: str = STAFF
) -> Path:
    """The office's directory."""
    (root / "policies").mkdir(parents=True)
    documents = {"workspace": WORKSPACE, "ladder": LADDER, "promotion": policy}
    for name, text in documents.items():
        (root / "policies" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (root / "staff.csv").write_text(staff, encoding="utf-8")
    (root / "candidates.csv").write_text(candidates, encoding="utf-8")
    return root


def promote(root: Path, *arguments: str, lang: str = "en") -> Ending:
    """Run `cs promote` in the office; `candidates.csv` is found in it."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    here = Path.cwd()
    os.chdir(root)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["--lang", lang, "promote", *arguments])
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
