"""What fields, parts and kinds of documents are called when a change is said in words.

A field is a noun phrase that reads before «of …» and before a verb; the parts that lists hold have
labels. What has no words here (a kind added later) is called by its key as the document writes it:
`wordless` lists those, and a test keeps the list short.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel

from cs.comparing.matching import sort_of
from cs.comparing.nouns import WORDS
from cs.kernel.messages import Message, message
from cs.kernel.texts import plain

KINDS: Mapping[str, Message] = MappingProxyType({
    "workspace": message("workspace"),
    "rotation": message("rotation policy"),
    "ladder": message("ladder"),
    "promotion": message("promotion policy"),
    "review": message("review policy"),
    "development": message("development policy"),
    "attendance": message("attendance policy"),
    "confidentiality": message("confidentiality policy"),
    "roster": message("roster policy"),
    "test": message("policy test"),
})  # fmt: skip

VALUES: Mapping[tuple[str, str], Message] = MappingProxyType({
    ("period", "month"): message("months"),
    ("period", "week"): message("weeks"),
    ("order", "free"): message("free"),
    ("order", "ring"): message("as listed, in a ring"),
    ("no_return", "all"): message("all others"),
    ("missing", "refuse"): message("the candidate is not ranked"),
    ("missing", "zero"): message("it counts zero"),
    ("missing", "reweight"): message("the other components count in full"),
    ("aggregate", "mean"): message("mean"),
    ("aggregate", "trimmed_mean"): message("mean without the highest and lowest"),
    ("aggregate", "median"): message("median"),
    ("includes", "from"): message("the lower"),
    ("includes", "to"): message("the upper"),
    ("includes", "both"): message("both"),
    ("includes", "neither"): message("neither"),
    ("clock", "grade"): message("in the grade"),
    ("clock", "post"): message("in the post"),
    ("clock", "firm"): message("in the firm"),
    ("promotes", "title"): message("a title"),
    ("promotes", "post"): message("a post"),
    ("by", "component"): message("a component"),
    ("by", "grade_since"): message("the earlier first day in the grade"),
    ("by", "post_since"): message("the earlier first day in the post"),
    ("by", "hired"): message("the earlier first day in the firm"),
    ("by", "lot"): message("a lot"),
    ("excludes", "leader"): message("the direct superior"),
    ("excludes", "competitor"): message("other candidates"),
    ("excludes", "mentor"): message("the mentor"),
    ("excludes", "self"): message("the candidate"),
    ("condition", "all"): message("all of several"),
    ("condition", "any"): message("one of several"),
    ("condition", "at_least"): message("so many of several"),
    ("condition", "status"): message("status"),
    ("condition", "tenure"): message("tenure"),
    ("condition", "grade"): message("grade"),
    ("condition", "skills"): message("skills"),
    ("condition", "agreements"): message("agreements"),
    ("condition", "column"): message("a column"),
    ("condition", "judgement"): message("a person's judgement"),
    ("condition", "reviews"): message("reviews"),
    ("condition", "discipline"): message("discipline"),
    ("condition", "training"): message("training"),
    ("condition", "rotated_posts"): message("posts held"),
    ("gap", "breaks"): message("it breaks"),
    ("gap", "skips"): message("it is skipped"),
    ("leave", "breaks"): message("it breaks"),
    ("leave", "skips"): message("it is skipped"),
    ("new_post", "continues"): message("it goes on"),
    ("new_post", "restarts"): message("it starts anew"),
    ("direction", "higher"): message("higher is better"),
    ("direction", "lower"): message("lower is better"),
    ("missing_raters", "refuse"): message("no result"),
    ("missing_raters", "reweight"): message("the others share the weight"),
    ("missing_values", "refuse"): message("no result"),
    ("missing_values", "zero"): message("no points"),
    ("missing_values", "reweight"): message("the others share the weight"),
})  # fmt: skip
"""Words for what a field may say, by field and the word that the document writes."""


def field_words(model: type[BaseModel], name: str) -> Message:
    """What a field is called; its key as written where it has no words."""
    for each in model.__mro__:
        if issubclass(each, BaseModel) and name in WORDS.get(sort_of(each), {}):
            return WORDS[sort_of(each)][name]
    return message("`{key}`", key=key_of(model, name))


def key_of(model: type[BaseModel], name: str) -> str:
    """The key under which a document writes a field."""
    return model.model_fields[name].alias or name


def kind_words(kind: str) -> Message:
    """What a document of a kind is called."""
    return KINDS.get(kind, message("`{key}`", key=kind))


def label(part: BaseModel) -> Message:
    """What one part of a list is called, with its name."""
    said = {name: getattr(part, name) for name in type(part).model_fields}
    name = said.get("name") or said.get("id")
    match sort_of(type(part)):
        case "rotation.Post":
            return message("post «{name}»", name=name)
        case "promotion.Component":
            return message("«{name}»", name=name)
        case "promotion.Requirement":
            return message("the condition «{name}»", name=name)
        case "promotion.Step":
            return message("the step «{name}»", name=name)
        case "promotion.Window":
            return message("the window of month {month}", month=said["month"])
        case "promotion.Band":
            return _band(said["low"], said["high"])
        case "review.Raters":
            return message("the raters «{name}»", name=name or said["role"])
        case "review.Quota":
            return message("the quota of grade {grade}", grade=said["grade"])
        case "review.GroupTarget":
            return message("the target of {grades}", grades=said["grades"])
        case "review.GradeBand":
            return message("grade «{name}»", name=name)
        case "promotion.ByComponent":
            return message("the higher points of {component}", component=said["component"])
        case "promotion.ByDate":
            return VALUES["by", said["by"]]
        case "roster.Shift":
            return message("shift «{name}»", name=name)
        case "roster.Cover" | "roster.Calls" | "roster.ServiceHours":
            return message(
                "the line from {start} to {end}",
                start=_clock(said["start"]),
                end=_clock(said["end"]),
            )
        case "roster.Approval" if said["approver"]:
            return message("the approval by {approver}", approver=said["approver"])
        case "roster.Approval":
            return message("the approval without approver")
        case "roster.Consequence":
            return _band(said["low"], said["high"])
        case "roster.Repeated":
            return message(
                "the line for {times} times within {within}",
                times=said["times"],
                within=said["within"],
            )
        case "career.Taught":
            return message("the skill {skill}", skill=said["skill"])
        case "career.Grade":
            return message("grade «{name}»", name=name)
        case "career.Track":
            return message("track «{name}»", name=name)
        case "career.Move":
            return message("the move from {old} to {new}", old=said["source"], new=said["target"])
        case _:
            return message("«{name}»", name=name or type(part).__name__)


def _band(low: Decimal | None, high: Decimal | None) -> Message:
    if low is None and high is None:
        return message("the band without edges")
    if low is None:
        return message("the band up to {high}", high=_plain(high))
    if high is None:
        return message("the band from {low} up", low=_plain(low))
    return message("the band from {low} to {high}", low=_plain(low), high=_plain(high))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _plain(number: Decimal | None) -> str:
    return "" if number is None else plain(number)


def wordless(kinds: Mapping[str, type[BaseModel]]) -> Iterator[str]:
    """Fields of documents that have no words: sort of part and field, each once."""
    seen: set[type[BaseModel]] = set()
    waiting: list[Any] = list(kinds.values())
    while waiting:
        model = waiting.pop(0)
        if isinstance(model, type) and issubclass(model, BaseModel):
            if model not in seen:
                seen.add(model)
                for name, field in model.model_fields.items():
                    waiting.append(field.annotation)
                    if field_words(model, name).template == "`{key}`":
                        yield f"{sort_of(model)}.{name}"
        else:
            waiting += get_args(model)
