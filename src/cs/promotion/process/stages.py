"""What can be done in a case? Steps, the end of the trial, the checklist, the end of acting."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cs.kernel.calendars import WorkingCalendar
from cs.kernel.texts import fold
from cs.promotion.policy import PromotionPolicy, Step
from cs.promotion.process.planning import trial_end
from cs.promotion.process.transitions import ACTING, transitions_of
from cs.promotion.process_policy import AFTER_DECISION, Task, Transition
from cs.promotion.timetable import awaited, step_end

CONFIRMATION, END = "confirmation", "end"
_CONFIRMING = ("confirmation", "confirm", "转正", "转正考核", "确认转正", "考察结论", "适岗考核")
_ENDING = ("end", "end of acting", "结束", "结束代理", "代理结束", "终止代理")


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing to be done.

    Attributes:
        words: folded words that name it in tables.
        awaits: positions of the stages that must be done before.
    """

    id: str
    name: str
    sort: Literal["step", "confirmation", "task", "end"]
    act: str
    actor: str | None
    words: frozenset[str]
    awaits: tuple[int, ...]
    part: Step | Task | None


@dataclass(frozen=True)
class Track:
    """All stages of one kind of case.

    Attributes:
        effect: position of the stage from which the change holds.
    """

    kind: str
    name: str
    policy: PromotionPolicy
    stages: tuple[Stage, ...]
    effect: int

    def days(
        self, position: int, begins: date, calendar: WorkingCalendar
    ) -> tuple[date, date | None]:
        """From when on a stage can be done and by when, if what it awaits is done on `begins`.

        Raises:
            ValueError: a date is beyond the calendar.
        """
        stage, policy = self.stages[position], self.policy
        match stage.sort:
            case "confirmation":
                if policy.probation is None:
                    return begins, None
                ends = trial_end(policy.probation.lasts, begins, calendar)
                within = policy.probation.decided_within
                return ends, within.after(ends, calendar) if within else ends
            case "end":
                if policy.acting is None or policy.acting.limit is None:
                    return begins, None
                return begins, trial_end(policy.acting.limit, begins, calendar)
            case "task":
                lasts = stage.part.duration if stage.part else None
                return begins, lasts.after(begins, calendar) if lasts else None
            case _step:
                if not isinstance(stage.part, Step) or stage.part.duration is None:
                    return begins, None
                return begins, step_end(stage.part, begins, calendar)


def tracks_of(policy: PromotionPolicy) -> dict[str, Track]:
    """The kinds of cases, by each folded word for them; the promotion's word is also empty."""
    found: dict[str, Track] = {}
    main = _promotion(policy)
    for word in ("", "promotion", "晋升", policy.id, policy.name):
        found[fold(word)] = main
    for transition in transitions_of(policy):
        track = _transition(policy, transition)
        words = (transition.id, transition.name, transition.sort, *_SORTS[transition.sort])
        for word in words:
            found.setdefault(fold(word), track)
    if policy.acting is not None and ACTING not in found:
        track = _acting(policy)
        for word in (ACTING, *_SORTS[ACTING]):
            found.setdefault(fold(word), track)
    return found


_SORTS = {
    "demotion": ("降职", "降级", "免职"),
    "lateral": ("平调", "平级调动", "调岗"),
    "pay": ("调薪", "薪资调整"),
    "acting": ("代理", "代理职务"),
    "other": (),
}


def _promotion(policy: PromotionPolicy) -> Track:
    stages = _steps(policy.process)
    effect = _effect(stages)
    if policy.probation is not None:
        words = (*_CONFIRMING, policy.probation.name)
        stages.append(
            Stage(CONFIRMATION, "转正", "confirmation", "approve", policy.probation.decided_by,
                  _folded(*words), (effect,), None)
        )  # fmt: skip
    stages += [_task(task, effect) for task in policy.after]
    return Track("promotion", policy.name, policy, tuple(stages), effect)


def _transition(policy: PromotionPolicy, transition: Transition) -> Track:
    stages = _steps(transition.process)
    effect = _effect(stages)
    if transition.sort == "acting":
        stages.append(_end(effect))
    stages += [_task(task, effect) for task in transition.after]
    return Track(transition.id, transition.name, policy, tuple(stages), effect)


def _acting(policy: PromotionPolicy) -> Track:
    """Where no steps are stated: acting begins and ends."""
    words = _folded("begin", "开始", "开始代理", "代理", "acting")
    begin = Stage("begin", "开始代理", "step", "take_up", None, words, (), None)
    return Track(ACTING, "代理", policy, (begin, _end(0)), 0)


def _end(effect: int) -> Stage:
    return Stage(END, "结束代理", "end", "other", None, _folded(*_ENDING), (effect,), None)


def _steps(process: tuple[Step, ...]) -> list[Stage]:
    return [
        Stage(step.id, step.name, "step", step.act, step.actor, _folded(step.id, step.name),
              awaited(process, position), step)
        for position, step in enumerate(process)
    ]  # fmt: skip


def _effect(stages: list[Stage]) -> int:
    """The taking up, else the last step that decides."""
    taken = [n for n, stage in enumerate(stages) if stage.act == "take_up"]
    deciding = [n for n, stage in enumerate(stages) if stage.act not in AFTER_DECISION]
    return (taken or deciding or [0])[-1]


def _task(task: Task, effect: int) -> Stage:
    return Stage(task.id, task.name, "task", "other", task.actor, _folded(task.id, task.name),
                 (effect,), task)  # fmt: skip


def _folded(*words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words)
