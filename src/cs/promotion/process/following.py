"""Where does each running case stand? What is done, due, late, out of order, or done by the wrong.

The rows of a case are taken in the order of their days. A step may be done once all that it awaits
is done; its time runs from there. Applications run to the window's close, whatever day one comes
in. The row of a notice is its publication: the notice is over when its time has passed. An
objection that nobody raises holds nothing. An approval by somebody who lacks the role, or who has
proposed, rated or reviewed the same case, is refused: it counts as not done. Who rated is known
from the rows, and from the tables of scores that name raters.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from cs.kernel.histories import CaseRow
from cs.kernel.messages import Message, message
from cs.kernel.texts import fold
from cs.promotion.policy import PromotionPolicy, Step
from cs.promotion.process.actors import People
from cs.promotion.process.stages import Stage, Track, tracks_of
from cs.promotion.process.status_problem import (
    Cases,
    CaseStatus,
    Issue,
    Pending,
    State,
    Trouble,
)
from cs.promotion.process_policy import Objection
from cs.promotion.timetable import effect_day, step_end, window_days

JUDGING = frozenset({"apply", "propose", "rate", "review"})
OUTCOMES: dict[str, str] = {
    fold(word): outcome
    for outcome, words in {
        "done": ("", "done", "完成", "已完成", "已办", "办结", "通过", "pass", "passed"),
        "approved": ("approved", "approve", "yes", "同意", "批准", "核准", "已批准", "审批通过"),
        "refused": ("refused", "rejected", "no", "不同意", "驳回", "不批准", "未通过", "不通过"),
        "withdrawn": ("withdrawn", "撤回", "撤销申请", "放弃"),
        "raised": ("raised", "objection", "提出", "有异议", "提出异议", "受理", "申诉"),
        "dismissed": ("dismissed", "none", "异议不成立", "不成立", "无异议", "驳回异议", "维持"),
        "upheld": ("upheld", "异议成立", "成立"),
        "confirmed": ("confirmed", "转正", "确认", "合格", "予以转正"),
        "returned": ("returned", "退回", "返回原岗", "不合格", "不予转正", "回原岗位"),
    }.items()
    for word in words
}
"""What the words of a table's outcome mean."""


@dataclass
class _Run:
    """One case while its rows are read."""

    track: Track
    agent: str
    closes: date | None = None
    window_effect: date | None = None
    done: dict[int, tuple[date, CaseRow]] = field(default_factory=dict)
    judged: list[tuple[str, Stage]] = field(default_factory=list)
    raised: tuple[date, int] | None = None
    state: State = "running"
    last: tuple[str, str, date] | None = None
    issues: list[Issue] = field(default_factory=list)
    rated: tuple[tuple[str, str], ...] = ()

    def note(self, trouble: Trouble, text: Message, row: CaseRow | None = None) -> None:
        self.issues.append(Issue(trouble, text, None if row is None else row.place))


def follow(cases: Cases) -> tuple[CaseStatus, ...]:
    """All cases in the order of their first rows.

    Raises:
        ValueError: a date is beyond the calendar.
    """
    tracks = tracks_of(cases.policy)
    people = People(cases.staff, cases.aliases)
    groups: dict[tuple[str, str, str], list[CaseRow]] = {}
    for row in cases.rows:
        track = tracks.get(fold(row.kind or ""))
        kind = fold(row.kind or "") if track is None else track.kind
        groups.setdefault((row.case or "", row.agent, kind), []).append(row)
    names = {agent.id: agent.name for agent in cases.staff}
    return tuple(
        _follow(key, rows, tracks.get(fold(rows[0].kind or "")), cases, people, names)
        for key, rows in groups.items()
    )


def _follow(
    key: tuple[str, str, str],
    rows: list[CaseRow],
    track: Track | None,
    cases: Cases,
    people: People,
    names: dict[str, str],
) -> CaseStatus:
    case, agent, kind = key
    name = names.get(agent, "")
    if track is None:
        text = message("The policy has no kind of case {kind}.", kind=rows[0].kind or kind)
        last = (rows[-1].step, rows[-1].step, rows[-1].day)
        unknown = Issue(Trouble.UNKNOWN, text, rows[0].place)
        return CaseStatus(case or agent, agent, name, kind, kind, "running", last, (), (unknown,))
    run = _Run(track, agent, rated=cases.rated.get(agent, ()) if kind == "promotion" else ())
    for row in sorted(rows, key=lambda each: each.day):
        _take(run, row, cases, people)
    pending = tuple(_pending(run, cases)) if run.state == "running" else ()
    if run.state == "running" and not pending and run.raised is None and run.done:
        run.state = "done"
    last = run.last or (rows[-1].step, rows[-1].step, rows[-1].day)
    return CaseStatus(
        case or agent, agent, name, track.kind, track.name, run.state, last, pending,
        tuple(run.issues),
    )  # fmt: skip


def _take(run: _Run, row: CaseRow, cases: Cases, people: People) -> None:
    """One row: what it says is done, and what is wrong with it."""
    stages = run.track.stages
    word = fold(row.step)
    position = next((n for n, stage in enumerate(stages) if word in stage.words), None)
    outcome = OUTCOMES.get(fold(row.outcome or ""))
    if position is None:
        text = message("The process has no step {step}.", step=row.step)
        run.note(Trouble.UNKNOWN, text, row)
        return
    stage = stages[position]
    if outcome is None:
        text = message("{step}: the outcome {outcome} is none that is known.",
                       step=stage.name, outcome=row.outcome)  # fmt: skip
        run.note(Trouble.UNKNOWN, text, row)
        return
    if row.day > cases.as_of:
        text = message("{step} is entered for {day}, which has not come yet.",
                       step=stage.name, day=row.day.isoformat())  # fmt: skip
        run.note(Trouble.UNKNOWN, text, row)
        return
    if stage.act == "apply":
        _place_in_window(run, row, cases.policy)
    if run.state != "running":
        text = message("{step} is entered after the case was over.", step=stage.name)
        run.note(Trouble.OUT_OF_ORDER, text, row)
    _check_order(run, position, row, cases)
    if not _may(run, stage, row, outcome, people):
        return
    _check_time(run, position, row, cases)
    if position in run.done and stage.act != "objection":
        text = message("{step} is entered for {day} already; the later row counts.",
                       step=stage.name, day=run.done[position][0].isoformat())  # fmt: skip
        run.note(Trouble.REMARK, text, row)
    run.last = (stage.id, stage.name, row.day)
    if stage.act in JUDGING and row.actor and stage.sort == "step":
        run.judged.append((row.actor, stage))
    _apply(run, position, row, outcome)


def _apply(run: _Run, position: int, row: CaseRow, outcome: str) -> None:
    stage = run.track.stages[position]
    match outcome:
        case "withdrawn":
            run.state = "withdrawn"
        case "refused":
            run.state = "refused"
        case "returned":
            run.state = "returned"
        case "raised":
            run.raised = (row.day, position)
        case "upheld":
            run.raised = None
            run.done[position] = (row.day, row)
            _uphold(run, _objection(stage))
        case _done:
            if stage.act == "objection":
                run.raised = None
            run.done[position] = (row.day, row)


def _uphold(run: _Run, objection: Objection) -> None:
    """Back to the first review, or over."""
    if objection.if_upheld != "review_again":
        run.state = "objection upheld"
        return
    stages = run.track.stages
    for act in ("review", "rate", "propose"):
        first = next((n for n, stage in enumerate(stages) if stage.act == act), None)
        if first is not None:
            run.done = {n: done for n, done in run.done.items() if n < first}
            return


def _objection(stage: Stage) -> Objection:
    stated = stage.part.objection if isinstance(stage.part, Step) else None
    return stated or Objection()


def _place_in_window(run: _Run, row: CaseRow, policy: PromotionPolicy) -> None:
    """The window in which a promotion is applied for says when applications close."""
    if run.track.kind != "promotion" or not policy.windows:
        return
    for window in policy.windows:
        for year in (row.day.year - 1, row.day.year):
            opens, closes = window_days(window, year)
            if opens <= row.day <= closes:
                run.closes = closes
                if window.takes_effect is not None:
                    run.window_effect = effect_day(window.takes_effect, opens)
                return
    text = message("The application of {day} is outside of the windows.", day=row.day.isoformat())
    run.note(Trouble.REMARK, text, row)


def _check_order(run: _Run, position: int, row: CaseRow, cases: Cases) -> None:
    stage = run.track.stages[position]
    if run.raised is not None and stage.act != "objection":
        _day, where = run.raised
        if _objection(run.track.stages[where]).holds:
            text = message("{step} is done while an objection is open.", step=stage.name)
            run.note(Trouble.HELD, text, row)
    for before in _awaited(run, position):
        other = run.track.stages[before]
        if before not in run.done:
            text = message("{step} is done, but {other} is not.", step=stage.name, other=other.name)
            run.note(Trouble.OUT_OF_ORDER, text, row)
            continue
        ready = _over(run, before, cases)
        during = other.act == "notice" and stage.act == "objection"
        if row.day < ready and not during:
            text = message(
                "{step} is done on {day}; {other} lasts to {ready}.",
                step=stage.name,
                day=row.day.isoformat(),
                other=other.name,
                ready=ready.isoformat(),
            )
            run.note(Trouble.OUT_OF_ORDER, text, row)
    if stage.act == "take_up" and run.window_effect and row.day < run.window_effect:
        text = message("{step} on {day} is before the day of effect, {effect}.", step=stage.name,
                       day=row.day.isoformat(), effect=run.window_effect.isoformat())  # fmt: skip
        run.note(Trouble.OUT_OF_ORDER, text, row)


def _awaited(run: _Run, position: int) -> Iterator[int]:
    """What a stage awaits; an objection that nobody raised stands for what it awaits itself."""
    for before in run.track.stages[position].awaits:
        if run.track.stages[before].act == "objection" and before not in run.done:
            yield from _awaited(run, before)
        else:
            yield before


def _over(run: _Run, position: int, cases: Cases) -> date:
    """The day on which a stage that has been entered is over."""
    day, _row = run.done[position]
    stage = run.track.stages[position]
    if stage.act == "notice" and isinstance(stage.part, Step):
        return step_end(stage.part, day, cases.calendar)
    return day


def _may(run: _Run, stage: Stage, row: CaseRow, outcome: str, people: People) -> bool:
    """Whether the row counts: an approval by the wrong person does not."""
    deciding = stage.act == "approve"
    if deciding and row.actor:
        before = next((s for who, s in run.judged if people.same(who, row.actor)), None)
        own = people.same(row.actor, run.agent)
        if before is not None or own:
            text = (
                message("{step} by {actor} is refused: the same person is the candidate.",
                        step=stage.name, actor=row.actor)
                if own or before is None
                else message("{step} by {actor} is refused: the same person acted in {other}.",
                             step=stage.name, actor=row.actor, other=before.name)
            )  # fmt: skip
            run.note(Trouble.WRONG_PERSON, text, row)
            return False
        what = next((what for who, what in run.rated if people.same(who, row.actor)), None)
        if what is not None:
            text = message("{step} by {actor} is refused: the same person rated {component}.",
                           step=stage.name, actor=row.actor, component=what)  # fmt: skip
            run.note(Trouble.WRONG_PERSON, text, row)
            return False
    if stage.actor is None or (stage.act == "objection" and outcome == "raised"):
        return True
    role = stage.actor
    if stage.act == "objection":
        role = _objection(stage).decided_by or role
    if not row.actor:
        text = message("{step}: the table does not say who did it; {role} should.",
                       step=stage.name, role=role)  # fmt: skip
        run.note(Trouble.WRONG_PERSON if deciding else Trouble.REMARK, text, row)
        return not deciding
    if people.holds(row.actor, role, run.agent):
        return True
    if deciding:
        text = message("{step} by {actor} is refused: not known as {role}.",
                       step=stage.name, actor=row.actor, role=role)  # fmt: skip
        run.note(Trouble.WRONG_PERSON, text, row)
        return False
    if people.is_known(role, run.agent) or people.person(row.actor) is None:
        text = message("{step} was done by {actor}, not by {role}.",
                       step=stage.name, actor=row.actor, role=role)  # fmt: skip
        run.note(Trouble.WRONG_PERSON, text, row)
    else:
        text = message("{step} was done by {actor}; who {role} is, the workspace does not say.",
                       step=stage.name, actor=row.actor, role=role)  # fmt: skip
        run.note(Trouble.REMARK, text, row)
    return True


def _check_time(run: _Run, position: int, row: CaseRow, cases: Cases) -> None:
    """A remark on what was done after its time: it cannot be mended any more."""
    stage = run.track.stages[position]
    since = _since(run, position, cases)
    if since is None or stage.act in ("apply", "objection"):
        return
    due = run.track.days(position, since, cases.calendar)[1]
    if due is not None and row.day > due:
        text = message("{step} was done on {day}, after its last day {due}.", step=stage.name,
                       day=row.day.isoformat(), due=due.isoformat())  # fmt: skip
        run.note(Trouble.REMARK, text, row)


def _since(run: _Run, position: int, cases: Cases) -> date | None:
    """From when the time of a stage runs; None while something that it awaits is not done."""
    before = list(_awaited(run, position))
    if any(each not in run.done for each in before):
        return None
    if not before:
        return None
    since = max(_over(run, each, cases) for each in before)
    applied = any(run.track.stages[each].act == "apply" for each in before)
    if applied and run.closes is not None:
        since = max(since, run.closes)
    if run.track.stages[position].act == "take_up" and run.window_effect is not None:
        since = max(since, run.window_effect)
    return since


def _pending(run: _Run, cases: Cases) -> Iterator[Pending]:
    """What can be done now or has a day; a late one is an issue too."""
    for position, stage in enumerate(run.track.stages):
        if position in run.done:
            continue
        if stage.act == "objection":
            if run.raised is None or run.raised[1] != position:
                continue
            since: date | None = run.raised[0]
        else:
            since = _since(run, position, cases)
        held = run.raised is not None and _objection(run.track.stages[run.raised[1]]).holds
        if since is None or (held and stage.act != "objection"):
            continue
        ready, due = run.track.days(position, since, cases.calendar)
        late = due is not None and due < cases.as_of
        actor = stage.actor
        if stage.act == "objection":
            actor = _objection(stage).decided_by or actor
            text = message("{step}: an objection of {day} is open.", step=stage.name,
                           day=since.isoformat())  # fmt: skip
            run.note(Trouble.REMARK, text)
        yield Pending(stage.id, stage.name, actor, ready, due, late)
        if late and due is not None:
            text = (
                message("Acting lasts longer than its limit, which ended on {due}.",
                        due=due.isoformat())
                if stage.sort == "end"
                else message("{step} was due on {due}.", step=stage.name, due=due.isoformat())
            )  # fmt: skip
            run.note(Trouble.LATE, text)
