"""A small firm with a whole process, and `cs promote` run in it."""

from pathlib import Path

from tests.promotion.offices import POLICY, Ending, office, promote

PROCESS = """process:
- {id: apply, name: 申请, act: apply, actor: 候选人, duration: 3 working days, form: 报名表}
- {id: propose, name: 初评, act: propose, actor: 直接上级, duration: 3 working days}
- {id: interview, name: 面试, act: rate, actor: 面试官, duration: 4 working days}
- {id: exam, name: 考试, act: rate, actor: 培训专员, duration: 2 working days,
   starts_after: propose}
- id: review
  name: 复审
  act: review
  actor: 客服经理
  duration: 2 working days
  starts_after: [interview, exam]
  input: [报名表]
- {id: notice, name: 公示, act: notice, actor: 人事专员, duration: 5 working days}
- id: objection
  name: 异议
  act: objection
  actor: 人事专员
  duration: 3 working days
  objection: {holds: true, decided_by: 工会, if_upheld: review_again}
- {id: approve, name: 审批, act: approve, actor: 人力资源部, duration: 2 working days}
- {id: letter, name: 通知, act: letter, actor: 人力资源部, duration: 1 working day}
- {id: start, name: 上任, act: take_up, actor: 候选人, duration: 1 day, counts_first_day: true}
probation: {lasts: 1 month, decided_by: 总监, decided_within: 5 working days, otherwise: 回原岗位}
acting: {limit: 3 months}
demotion: {decided_by: 总监, appeal_to: 工会, appeal_within: 5 working days, measure: 考核不合格}
after:
- {id: access, name: 权限, what: access, actor: 信息支持, duration: 2 working days}
transitions:
- id: move
  name: 平调
  sort: lateral
  process:
  - {id: ask, name: 提出, act: apply, actor: 候选人, duration: 2 days}
  - {id: agree, name: 同意, act: approve, actor: 人力资源部, duration: 3 working days}
"""
STAFF = """工号,姓名,状态,职级,任级日期,岗位,直接上级
E1,测试甲,正式,star3,2024-03-01,热线,E8
E2,测试乙,正式,star3,2024-02-01,热线,E8
E3,测试丙,正式,star3,2024-02-01,热线,E8
E8,测试辛,正式,leader,2020-01-01,热线,
H1,测试壬,正式,star3,2020-01-01,人事,
H2,测试癸,正式,star3,2020-01-01,人事,
"""
ROLES = """roles:
  人力资源部: [H1]
  人事专员: [H2]
"""


def firm(root: Path, extra: str = PROCESS) -> Path:
    """The firm's directory."""
    here = office(root, policy=POLICY + extra, staff=STAFF)
    workspace = here / "policies" / "workspace.yaml"
    workspace.write_text(workspace.read_text(encoding="utf-8") + ROLES, encoding="utf-8")
    return here


def ask(root: Path, *arguments: str, lang: str = "en") -> Ending:
    """Run `cs promote` there."""
    return promote(root, *arguments, lang=lang)
