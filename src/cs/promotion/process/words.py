"""How lines of a timeline are called in the language of the reader."""

from cs.kernel.durations import Duration
from cs.locale import _, translate_duration
from cs.promotion.process.problem import Line, Timeline


def line_name(line: Line) -> str:
    """What a line is about."""
    match line.sort:
        case "effect":
            return _("Taking up")
        case "confirmation":
            return _("Confirmation or return")
        case _other:
            return line.name


def sort_name(sort: str) -> str:
    """The kind of change of a case or timeline."""
    names = {
        "promotion": _("Promotion"),
        "demotion": _("Demotion"),
        "lateral": _("Sideways move"),
        "pay": _("Pay revision"),
        "acting": _("Acting"),
    }
    return names.get(sort, _("Other"))


def what_name(line: Line) -> str:
    """The group under which pictures show a line."""
    names = {
        "step": _("Steps"),
        "effect": _("Taking up"),
        "trial": _("Trial"),
        "confirmation": _("Confirmation or return"),
        "task": _("Checklist"),
    }
    return names[line.sort]


def time_text(duration: Duration | None) -> str:
    """How long a line may take."""
    return "-" if duration is None else translate_duration(duration)


def heading(timeline: Timeline) -> str:
    """The name of a timeline."""
    if timeline.window is not None:
        text = _("{name}: the round of {window}")
        return text.format(name=timeline.name, window=timeline.window)
    lines = dict(timeline.others)
    what = timeline.transition and (lines.get(timeline.transition) or timeline.transition)
    text = _("{name}: {what} begun on {day}")
    return text.format(
        name=timeline.name, what=what or sort_name(timeline.sort), day=timeline.opens
    )
