"""When is each step of a round or another transition due? Earliest and latest day of each.

The latest days are those of `cs.promotion.timetable`: each step takes all the time that it may. For
the earliest ones each is done on the day on which it can start, but for notices and the trial,
which last as long as is stated, and objections are not raised. (The forward pass of the critical
path method, with two durations a step; Kelley and Walker, 1959.)
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from cs.kernel.calendars import WorkingCalendar, unpublished_years
from cs.kernel.durations import Duration, Unit
from cs.promotion.policy import PromotionPolicy, Step
from cs.promotion.process.problem import Line, Timeline
from cs.promotion.process.transitions import transitions_of
from cs.promotion.process_policy import AFTER_DECISION, Task, Transition
from cs.promotion.timetable import awaited, dated, effect_day, step_end, window_days

EFFECT, TRIAL, CONFIRMATION = "effect", "trial", "confirmation"
"""Ids of the lines that are no step of the policy."""


def plan_round(
    policy: PromotionPolicy, number: int, year: int, calendar: WorkingCalendar
) -> Timeline:
    """The round of one window that opens in a year, up to the confirmation.

    Raises:
        ValueError: a date is beyond the calendar.
    """
    window = policy.windows[number]
    opens, closes = window_days(window, year)
    stated = None if window.takes_effect is None else effect_day(window.takes_effect, opens)
    name = f"{opens.year:04}-{opens.month:02}"
    return _plan_promotion(policy, opens, closes, stated, name, calendar)


def plan_from(policy: PromotionPolicy, begins: date, calendar: WorkingCalendar) -> Timeline:
    """A promotion outside of the windows: applications begin on a day.

    Raises:
        ValueError: a date is beyond the calendar.
    """
    first = next((step for step in policy.process if step.act == "apply"), None)
    closes = begins if first is None else step_end(first, begins, calendar)
    return _plan_promotion(policy, begins, closes, None, None, calendar)


def _plan_promotion(
    policy: PromotionPolicy,
    opens: date,
    closes: date,
    stated: date | None,
    window: str | None,
    calendar: WorkingCalendar,
) -> Timeline:
    lines, decided = _step_lines(policy.process, opens, closes, stated, calendar)
    taken = next((line for line in lines if line.act == "take_up"), None)
    if taken is None:
        effect = Line(EFFECT, "effect", "", "", None, (), (), None,
                      stated or decided.due, stated or decided.earliest,
                      stated or decided.due)  # fmt: skip
        lines.append(effect)
    else:
        effect = taken
    lines += _trial_lines(policy, effect, calendar)
    lines += [_task_line(task, effect, calendar) for task in policy.after]
    return Timeline(
        policy.id,
        policy.name,
        None,
        "promotion",
        window,
        opens,
        closes,
        decided.due,
        effect.due,
        tuple(lines),
        _projected(lines, calendar),
        tuple((each.id, each.name) for each in transitions_of(policy)),
    )


def plan_transition(
    policy: PromotionPolicy, transition: Transition, begins: date, calendar: WorkingCalendar
) -> Timeline:
    """Another transition that is begun on a day.

    Raises:
        ValueError: a date is beyond the calendar.
    """
    first = transition.process[0]
    closes = step_end(first, begins, calendar) if first.act == "apply" else begins
    lines, decided = _step_lines(transition.process, begins, closes, None, calendar)
    effect = next((line for line in lines if line.act == "take_up"), decided)
    if transition.sort == "acting" and policy.acting is not None and policy.acting.limit:
        ends = policy.acting.limit.after(effect.due, calendar) - timedelta(days=1)
        soonest = policy.acting.limit.after(effect.earliest, calendar) - timedelta(days=1)
        lines.append(Line(TRIAL, "trial", transition.name, "", None, policy.acting.steps, (),
                          policy.acting.limit, effect.due, soonest, ends))  # fmt: skip
    lines += [_task_line(task, effect, calendar) for task in transition.after]
    return Timeline(
        policy.id,
        policy.name,
        transition.id,
        transition.sort,
        None,
        begins,
        closes,
        decided.due,
        effect.due,
        tuple(lines),
        _projected(lines, calendar),
        tuple((each.id, each.name) for each in transitions_of(policy) if each.id != transition.id),
    )


def _step_lines(
    process: Sequence[Step],
    opens: date,
    closes: date,
    stated: date | None,
    calendar: WorkingCalendar,
) -> tuple[list[Line], Line]:
    """A line for each step, and the one by which all is decided (that of the close, if none is)."""
    latest = dated(process, closes, calendar, stated)
    earliest = _earliest(process, closes, calendar, stated)
    lines = [
        Line(
            step.id,
            "step",
            step.name,
            step.act,
            step.actor,
            step.input,
            outputs_of(step),
            step.duration,
            opens if step.act == "apply" else days.starts,
            opens if step.act == "apply" else soonest,
            days.ends,
        )
        for step, days, soonest in zip(process, latest, earliest, strict=True)
    ]
    close = Line("", "step", "", "apply", None, (), (), None, closes, closes, closes)
    deciding = [line for line in lines if line.act not in AFTER_DECISION and line.act != "apply"]
    due = max((line.due for line in deciding), default=closes)
    soonest = max((line.earliest for line in deciding), default=closes)
    return lines, Line(close.id, "step", "", "", None, (), (), None, due, soonest, due)


def outputs_of(step: Step) -> tuple[str, ...]:
    """The forms and papers that come of a step."""
    return step.output if step.form is None else (step.form, *step.output)


def _earliest(
    process: Sequence[Step], closes: date, calendar: WorkingCalendar, stated: date | None
) -> list[date]:
    ends: list[date] = []
    for position, step in enumerate(process):
        day = closes
        if step.act != "apply":
            day = max((ends[each] for each in awaited(process, position)), default=closes)
        if step.act == "take_up" and stated is not None:
            day = max(day, stated)
        ends.append(step_end(step, day, calendar) if step.act == "notice" else day)
    return ends


def _trial_lines(
    policy: PromotionPolicy, effect: Line, calendar: WorkingCalendar
) -> Iterator[Line]:
    """The trial's last day is the one before its return: a month from 1 March ends on 31 March."""
    trial = policy.probation
    if trial is None:
        return
    ends = trial_end(trial.lasts, effect.due, calendar)
    soonest = trial_end(trial.lasts, effect.earliest, calendar)
    yield Line(TRIAL, "trial", trial.name, "", None, (), (), trial.lasts,
               effect.due, soonest, ends)  # fmt: skip
    within = trial.decided_within
    yield Line(
        CONFIRMATION,
        "confirmation",
        "",
        "",
        trial.decided_by,
        (),
        (),
        within,
        ends,
        soonest,
        within.after(ends, calendar) if within else ends,
    )


def trial_end(lasts: Duration, effect: date, calendar: WorkingCalendar) -> date:
    """The last day of a trial that starts on a day; of working days the day itself is one.

    Raises:
        ValueError: the date is beyond the calendar.
    """
    if lasts.unit is Unit.WORKING_DAY:
        return lasts.after(effect - timedelta(days=1), calendar)
    return lasts.after(effect) - timedelta(days=1)


def _task_line(task: Task, effect: Line, calendar: WorkingCalendar) -> Line:
    due = task.duration.after(effect.due, calendar) if task.duration else effect.due
    return Line(task.id, "task", task.name, task.what, task.actor, (), (), task.duration,
                effect.due, effect.earliest, due)  # fmt: skip


def _projected(lines: Iterable[Line], calendar: WorkingCalendar) -> tuple[int, ...]:
    """Years not announced yet between the days of lines that count working days, and before."""
    counted = [each for each in lines if each.duration and each.duration.unit is Unit.WORKING_DAY]
    years = {year for line in counted for year in range(line.starts.year, line.due.year + 1)}
    return unpublished_years(calendar, years)
