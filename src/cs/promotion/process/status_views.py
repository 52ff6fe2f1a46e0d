"""Running cases in the terminal: what comes next, then what is late or wrong."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType

from cs.locale import _, translate
from cs.promotion.process.status_problem import CaseStatus, Pending, State, StatusResult, Trouble
from cs.terminal import Column, plain, plain_table


def status_view(result: StatusResult) -> Iterator[RenderableType]:
    """A line for each next step, troubles with their rows, and a closing line."""
    text = _("{name}: cases on {day}")
    yield plain(text.format(name=result.name, day=result.as_of), style="bold")
    columns = (_("Case"), _("Kind"), _("State"), _("Next"), _("Who"), Column(_("Due"), keep=True))
    yield plain_table(columns, [row for case in result.cases for row in _rows(case)])
    troubles = [
        (
            case_name(case),
            trouble_words()[issue.trouble],
            translate(issue.message),
            "" if issue.place is None else f"{issue.place[0]}:{issue.place[1]}",
        )
        for case in result.cases
        for issue in case.issues
    ]
    if troubles:
        heads = (_("Case"), _("Trouble"), _("What is wrong"), Column(_("Where"), keep=True))
        yield plain("")
        yield plain_table(heads, troubles)
    wrong = sum(issue.is_wrong for case in result.cases for issue in case.issues)
    running = sum(case.state == "running" for case in result.cases)
    yield plain("")
    text = _("Cases {cases}, running {running}; late or wrong {wrong}.")
    yield plain(text.format(cases=len(result.cases), running=running, wrong=wrong))


def _rows(case: CaseStatus) -> Iterator[tuple[object, ...]]:
    head = (case_name(case), case.kind_name, state_words()[case.state])
    if not case.pending:
        yield (*head, "-", "-", "-")
    for number, each in enumerate(case.pending):
        yield (*(head if number == 0 else ("", "", "")), each.name, each.actor or "-", _due(each))


def _due(pending: Pending) -> str:
    day = "-" if pending.due is None else pending.due.isoformat()
    return f"{day} !" if pending.late else day


def case_name(case: CaseStatus) -> str:
    """The case with its person."""
    person = case.agent if case.name in ("", case.agent) else f"{case.agent} {case.name}"
    return person if case.case == case.agent else f"{case.case}: {person}"


def state_words() -> Mapping[State, str]:
    """How states are called."""
    return {
        "running": _("running"),
        "done": _("done"),
        "refused": _("refused"),
        "withdrawn": _("withdrawn"),
        "objection upheld": _("objection upheld"),
        "returned": _("returned"),
    }


def trouble_words() -> Mapping[Trouble, str]:
    """How troubles are called."""
    return {
        Trouble.LATE: _("late"),
        Trouble.OUT_OF_ORDER: _("out of order"),
        Trouble.WRONG_PERSON: _("wrong person"),
        Trouble.HELD: _("objection open"),
        Trouble.UNKNOWN: _("not readable"),
        Trouble.REMARK: _("remark"),
    }
