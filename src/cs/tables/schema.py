"""Which columns does each table have? Canonical names, Chinese and English aliases, types.

Headers are compared folded (`cs.tables.headers`). A `fallback` is a header that means the column
only where no better one is there: a table with `岗位` and `部门` has its post in `岗位`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from cs.tables.headers import fold_header, matching_key


class CellType(StrEnum):
    """What a column's cells hold."""

    TEXT = "text"
    ID = "id"
    NUMBER = "number"
    DATE = "date"
    MONTH_OR_DATE = "month or date"
    PERIOD = "period"
    LIST = "list"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class ColumnSchema:
    """One column.

    Attributes:
        name: canonical.
        aliases: other headers that mean it.
        fallbacks: headers that mean it if no name or alias is there.
        required: a table without it is refused.
        meaning: one English line for the documentation.
        words: the only words of its cells, in the canonical form; empty for any text.
    """

    name: str
    type: CellType
    meaning: str
    aliases: tuple[str, ...] = ()
    fallbacks: tuple[str, ...] = ()
    required: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class TableSchema:
    """A table's columns; compared by identity, since what is made of one is remembered."""

    name: str
    meaning: str
    columns: tuple[ColumnSchema, ...]

    def folded_names(self) -> Mapping[str, str]:
        """Canonical name per folded header, fallbacks included."""
        return _folded_names(self)

    def is_fallback(self, header: str) -> bool:
        """Whether a header means its column only where no better one is there."""
        folded = matching_key(header, self)
        return any(
            folded == fold_header(fallback)
            for column in self.columns
            for fallback in column.fallbacks
        )

    def with_aliases(self, aliases: Mapping[str, tuple[str, ...]]) -> "TableSchema":
        """The schema with a document's own headers added, by canonical name."""
        return replace(
            self,
            columns=tuple(
                replace(column, aliases=(*column.aliases, *aliases.get(column.name, ())))
                for column in self.columns
            ),
        )


@cache
def _folded_names(schema: TableSchema) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for column in schema.columns:
        for header in (column.name, *column.aliases, *column.fallbacks):
            names.setdefault(fold_header(header), column.name)
    return MappingProxyType(names)


_I, _T, _N, _D, _M, _L, _P = (
    CellType.ID,
    CellType.TEXT,
    CellType.NUMBER,
    CellType.DATE,
    CellType.MONTH_OR_DATE,
    CellType.LIST,
    CellType.PERIOD,
)
_AGENT = ColumnSchema(
    "agent", _I, "id of the agent, as in the staff table",
    aliases=("agent_id", "employee", "employee_id", "staff_id", "工号", "员工编号", "员工号",
             "员工工号", "人员编号", "坐席工号", "坐席", "客服工号"),
    fallbacks=("id", "编号"), required=True,
)  # fmt: skip
_NAME = ColumnSchema(
    "name", _T, "name of the person", ("full_name", "姓名", "名字", "员工姓名", "坐席姓名", "人员")
)
_POST_ALIASES = (
    "position", "岗位", "所在岗位", "当前岗位", "现岗位", "现任岗位", "岗位名称", "技能组", "队列",
)  # fmt: skip

STAFF = TableSchema("staff", "the agents, one row each", (
    ColumnSchema("id", _I, "the agent's id, unique in the table", (
        "agent", "agent_id", "employee_id", "staff_id", "employee", "工号", "员工编号", "员工号",
        "员工工号", "人员编号", "坐席工号", "客服工号",
    ), fallbacks=("编号",), required=True),
    replace(_NAME, meaning="name of the person; the id where there is none"),
    ColumnSchema("site", _T, "place of work", ("location", "地点", "站点", "职场", "工作地点",
                 "办公地点", "中心", "所在地"), fallbacks=("城市", "city")),
    ColumnSchema("team", _T, "team or group", ("group", "班组", "小组", "团队", "组别", "所在班组",
                 "所属班组", "所在小组", "所属团队")),
    ColumnSchema("post", _T, "id or name of the post held now", _POST_ALIASES,
                 fallbacks=("department", "dept", "部门", "所在部门", "所属部门")),
    ColumnSchema("post_since", _M, "first day at that post", (
        "post_start", "入岗日期", "上岗日期", "到岗日期", "任岗日期", "现岗位日期", "上岗时间",
        "到岗时间", "入岗时间", "现岗位开始日期")),
    ColumnSchema("track", _T, "id or name of the career line", ("career_track", "通道", "职业通道",
                 "发展通道", "序列", "职位序列")),
    ColumnSchema("grade", _T, "id or name of the grade", ("level", "rank", "职级", "级别", "岗级",
                 "职等", "等级", "现职级", "当前职级")),
    ColumnSchema("grade_since", _M, "first day in that grade", ("任级日期", "现职级日期",
                 "定级日期", "任职级日期", "职级日期", "任级时间", "现职级起始日期")),
    ColumnSchema("hired", _D, "first day of employment", ("hire_date", "hired_on", "入职日期",
                 "入职时间", "入司日期", "入司时间")),
    ColumnSchema("leaves", _D, "last day of employment", ("last_day", "leaving_date", "离职日期",
                 "最后工作日", "离职时间", "最后工作日期", "离岗日期")),
    ColumnSchema("status", _T, "regular, probation, intern, leave or left, or a word of your own",
                 ("employment_status", "状态", "员工状态", "人员状态", "在职状态", "用工状态",
                  "员工性质", "转正状态")),
    ColumnSchema("skills", _L, "skills held now, with their level where it counts: skill:3", (
                 "skill", "技能", "已有技能", "掌握技能", "具备技能", "技能项")),
    ColumnSchema("interests", _L, "posts wished for, dearest first", ("interest", "preferences",
                 "意向岗位", "兴趣", "轮岗意向", "意向", "兴趣岗位", "轮岗志愿", "志愿")),
    ColumnSchema("mentor", _I, "id of the mentor", ("导师", "师傅", "带教", "带教人", "导师工号",
                 "师傅工号", "带教导师")),
    ColumnSchema("agreements", _L, "ids of agreements signed", ("agreement", "协议", "已签协议",
                 "签署协议", "保密协议")),
    ColumnSchema("leader", _I, "id of the direct superior", ("manager", "reports_to", "superior",
                 "直接上级", "直接上级工号", "上级工号", "直属上级", "直属上级工号", "组长工号",
                 "班组长工号", "汇报对象")),
    ColumnSchema("acting_grade", _T, "id or name of a grade held for the time being, acting or on "
                 "trial", ("acting", "代理职级", "代理职务", "代理岗位", "试任职级", "适岗职级",
                 "代理或试任职级")),
))  # fmt: skip

_FROM = ("start", "start_date", "开始", "开始日期", "起始日期", "起", "开始时间", "自")
_TO = ("end", "end_date", "until", "结束", "结束日期", "截止日期", "终止日期", "止", "结束时间",
       "至")  # fmt: skip

STINTS = TableSchema("stints", "past stints, one row each", (
    _AGENT,
    _NAME,
    ColumnSchema("post", _T, "id or name of the post", _POST_ALIASES,
                 fallbacks=("department", "部门"), required=True),
    ColumnSchema("from", _M, "first day; a month means its first day",
                 (*_FROM, "上岗日期", "入岗日期", "到岗日期"), required=True),
    ColumnSchema("to", _M, "last day; a month means its last day; empty: still there",
                 (*_TO, "离岗日期", "出岗日期")),
))  # fmt: skip

LEAVE = TableSchema("leave", "absences, one row each", (
    _AGENT,
    _NAME,
    ColumnSchema("from", _D, "first day away", (*_FROM, "请假开始", "休假开始", "休假开始日期",
                 "请假开始日期"), required=True),
    ColumnSchema("to", _D, "last day away", (*_TO, "请假结束", "休假结束", "休假结束日期",
                 "请假结束日期"), required=True),
    ColumnSchema("reason", _T, "kind of leave", ("type", "kind", "原因", "事由", "类型", "假别",
                 "请假类型", "休假类型", "请假原因")),
))  # fmt: skip

PINS = TableSchema("pins", "who must or must not be where, one row each", (
    _AGENT,
    _NAME,
    ColumnSchema("post", _T, "id or name of the post", _POST_ALIASES,
                 fallbacks=("department", "部门"), required=True),
    ColumnSchema("from", _M, "first day; a month means its first day", _FROM, required=True),
    ColumnSchema("to", _M, "last day; a month means its last day", _TO, required=True),
    ColumnSchema("rule", _T, "allow: must be at the post; forbid: must not be",
                 ("pin", "allow_or_forbid", "allow", "规则", "固定或禁止", "指定", "类型", "安排"),
                 required=True, words=("allow", "forbid")),
    ColumnSchema("team", _T, "team whose manager asks for it; the agent must be one of it",
                 ("group", "班组", "小组", "团队", "组别", "提出班组", "提出小组")),
))  # fmt: skip

PAIRS = TableSchema("pairs", "who must or must not be at one post with whom, one row each", (
    _AGENT,
    _NAME,
    ColumnSchema("other", _I, "id of the other agent", (
        "other_agent", "with", "partner", "另一坐席", "另一人", "另一工号", "对方", "对方工号",
        "搭档", "搭档工号", "同伴", "同伴工号",
    ), required=True),
    ColumnSchema("rule", _T, "together: always at one post; apart: never",
                 ("pair", "together_or_apart", "规则", "同岗或分开", "关系", "类型", "安排"),
                 required=True, words=("together", "apart")),
    ColumnSchema("from", _M, "first day; a month means its first day; empty: from the start of "
                 "the plan on", _FROM),
    ColumnSchema("to", _M, "last day; a month means its last day; empty: without end", _TO),
))  # fmt: skip

RATINGS = TableSchema("ratings", "appraisals, one row a value", (
    _AGENT,
    _NAME,
    ColumnSchema("period", _P, "what the value is for, such as 2026-03 or 2026Q1",
                 ("month", "月份", "期间", "周期", "考核周期", "考核月份"), required=True),
    ColumnSchema("indicator", _T, "id or name of the indicator", ("metric", "kpi", "指标",
                 "考核指标", "考评项", "项目"), required=True),
    ColumnSchema("rater_kind", _T, "manager, peer, customer and so on", ("评分人类型",
                 "考评人类型", "评价人类型", "评分角色")),
    ColumnSchema("rater", _I, "id of who rates", ("评分人", "考评人", "评价人", "评委")),
    ColumnSchema("value", _N, "the value", ("score", "分数", "得分", "成绩", "分值", "数值",
                 "评分"), required=True),
))  # fmt: skip

REVIEWS = TableSchema("reviews", "results of reviews, one agent and period a row", (
    _AGENT,
    _NAME,
    ColumnSchema("period", _P, "the period under review, such as 2026-03, 2026Q1 or 2026",
                 ("month", "月份", "期间", "周期", "考核周期", "考核期间", "考核月份", "年月"),
                 required=True),
    ColumnSchema("grade", _T, "id or name of the review's grade", ("rating", "result", "等级",
                 "绩效等级", "考核等级", "评级", "考核结果", "绩效结果")),
    ColumnSchema("score", _N, "the score, where there is one", ("points", "得分", "分数",
                 "绩效得分", "考核得分", "成绩", "绩效成绩")),
    ColumnSchema("review", _T, "id of the review policy; may be left out where there is one",
                 ("review_policy", "考核", "考核制度", "考核方案")),
))  # fmt: skip

TRAINING = TableSchema("training", "training taken, one row each", (
    _AGENT,
    _NAME,
    ColumnSchema("course", _T, "id or name of the course", ("课程", "培训", "培训课程",
                 "课程名称", "培训项目"), required=True),
    ColumnSchema("completed", _D, "day of completion; empty: not completed", ("date",
                 "完成日期", "结业日期", "培训日期", "日期")),
    ColumnSchema("score", _N, "result", ("成绩", "得分", "分数", "考试成绩")),
    ColumnSchema("passed", CellType.YES_NO, "whether passed", ("通过", "是否通过", "合格",
                 "是否合格")),
))  # fmt: skip

DISCIPLINE = TableSchema("discipline", "warnings and sanctions, one row each", (
    _AGENT,
    _NAME,
    ColumnSchema("date", _D, "day of the measure", ("日期", "处分日期", "违纪日期", "发生日期"),
                 required=True),
    ColumnSchema("measure", _T, "what was done", ("kind", "type", "处分", "处分类型", "违纪类型",
                 "类型", "处理"), required=True),
    ColumnSchema("until", _D, "last day of its effect", ("到期日期", "截止日期", "影响期至",
                 "有效期至", "解除日期")),
    ColumnSchema("offset_on", _D, "day on which it was offset; empty: not offset", ("offset",
                 "抵消日期", "抵销日期", "撤销日期", "功过相抵日期", "抵消时间")),
    ColumnSchema("reason", _T, "why", ("原因", "事由", "违纪事由", "说明")),
))  # fmt: skip

WAIVERS = TableSchema("waivers", "conditions of promotions waived for an agent, one row each", (
    _AGENT,
    _NAME,
    ColumnSchema("requirement", _T, "id or name of the condition; `skips` for more than one level "
                 "at a time", ("condition", "条件", "豁免条件", "放宽条件", "资格条件", "豁免项",
                 "豁免事项"), required=True),
    ColumnSchema("authority", _T, "the role that waived it, as the policy names it",
                 ("waived_by", "approved_by", "核准人", "批准人", "豁免人", "审批人", "核准角色")),
    ColumnSchema("date", _D, "day on which it was given", ("日期", "核准日期", "批准日期",
                 "豁免日期")),
    ColumnSchema("reason", _T, "why", ("原因", "事由", "理由", "豁免理由", "说明")),
    ColumnSchema("until", _D, "last day of its effect; empty: without end", ("截止日期",
                 "到期日期", "有效期至")),
    ColumnSchema("policy", _T, "id of the promotion policy; may be left out where there is one",
                 ("promotion", "制度", "晋升制度", "晋升方案")),
))  # fmt: skip

CANDIDATES = TableSchema("candidates", "promotion candidates in the long form, one row a value", (
    ColumnSchema("candidate", _I, "id of the candidate, as in the staff table",
                 (*_AGENT.aliases, "agent", "candidate_id", "候选人", "候选人工号", "候选人编号",
                  "竞聘人", "参选人", "应聘人"), fallbacks=("id", "编号"), required=True),
    _NAME,
    ColumnSchema("component", _T, "id or name of the scored component", ("item", "评分项", "项目",
                 "考评项", "考核项", "考评项目", "评分项目", "指标"), required=True),
    ColumnSchema("rater", _I, "id of who rates", ("评分人", "考评人", "评委", "评价人", "面试官")),
    ColumnSchema("value", _N, "the raw value", ("score", "分数", "得分", "成绩", "分值", "数值",
                 "评分"), required=True),
))  # fmt: skip

CASES = TableSchema("cases", "running cases of promotions and other changes, one row a step done", (
    ColumnSchema("agent", _I, "id of whom the case is about, as in the staff table",
                 (*_AGENT.aliases, "candidate", "candidate_id", "候选人", "候选人工号", "当事人",
                  "竞聘人"), fallbacks=("id",), required=True),
    _NAME,
    ColumnSchema("case", _I, "id of the case; may be left out where a person has one of its kind",
                 ("case_id", "案号", "案件", "案件编号", "事项编号", "流程编号")),
    ColumnSchema("kind", _T, "promotion, or the id, name or sort of another transition; empty: "
                 "promotion", ("type", "类型", "类别", "事项", "事项类型", "流程", "异动类型")),
    ColumnSchema("step", _T, "id or name of the step or item of the checklist; `confirmation` for "
                 "the end of a trial, `end` for that of acting", ("stage", "步骤", "环节", "节点",
                 "流程步骤", "事项步骤"), required=True),
    ColumnSchema("date", _D, "day on which it was done; of a notice, the day of publication",
                 ("done", "done_on", "日期", "办理日期", "完成日期", "办结日期"), required=True),
    ColumnSchema("actor", _T, "who did it: id or name of a person, or a role",
                 ("by", "done_by", "办理人", "经办人", "处理人", "审批人", "办理人工号")),
    ColumnSchema("outcome", _T, "done, approved, refused, withdrawn, raised, dismissed, upheld, "
                 "confirmed or returned; empty: done", ("result", "结果", "办理结果", "处理结果",
                 "结论", "意见")),
))  # fmt: skip

OPEN_WORK = TableSchema("open_work", "work that is open at a changeover, one piece a row", (
    _AGENT,
    _NAME,
    ColumnSchema("item", _T, "which of the policy's handover items it is", ("kind", "type", "类别",
                 "事项类别", "交接内容", "交接项", "类型"), required=True),
    ColumnSchema("detail", _T, "what it is about", ("description", "subject", "内容", "说明",
                 "事项", "工单", "详情"), required=True),
))  # fmt: skip

SIGNATURES = TableSchema("signatures", "signatures on handover sheets, one row each", (
    ColumnSchema("agent", _T, "who signed: an agent's id, or the role that the sheet names",
                 (*_AGENT.aliases, "signer", "signed_by", "签字人", "签名人", "签字人工号"),
                 required=True),
    _NAME,
    ColumnSchema("sheet", _T, "the sheet's number", ("number", "sheet_number", "单号", "交接单号",
                 "交接单"), required=True),
    ColumnSchema("date", _D, "when; empty: not yet", ("signed", "signed_on", "日期", "签字日期",
                 "签署日期")),
))  # fmt: skip

TABLES: tuple[TableSchema, ...] = (
    STAFF, STINTS, LEAVE, PINS, PAIRS, RATINGS, REVIEWS, TRAINING, DISCIPLINE, WAIVERS,
    CANDIDATES, CASES,
    OPEN_WORK, SIGNATURES,
)  # fmt: skip
"""The visible list of tables."""
