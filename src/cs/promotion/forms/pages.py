"""What stands on a form? Pages built from the policy's components, conditions and candidates.

A sheet for scores has a row a candidate and a column a component, whose header names the rater as
tables of candidates do (`面试考评:E07`; `同事打分1` where raters stay anonymous), so that a filled
sheet is such a table.
"""

from collections.abc import Iterator, Sequence

from cs.kernel.texts import plain
from cs.locale import _, translate_duration
from cs.promotion.combinations import singles
from cs.promotion.forms.problem import Days, Field, Form, FormKind, Page, Person, bounds
from cs.promotion.policy import (
    ColumnCondition,
    Component,
    JudgementCondition,
    PromotionPolicy,
)


def pages_of(
    form: Form,
    policy: PromotionPolicy,
    people: Sequence[Person],
    raters: Sequence[str],
    days: Days,
    target: str,
) -> tuple[Page, ...]:
    """All pages of a form: one a rater, one a candidate, or one in all.

    Args:
        raters: ids of raters; without any, as many sheets as the components ask for.
        target: the name of the grade to which one is promoted.
    """
    title = form.name or kind_name(form.kind)
    match form.kind:
        case "scores":
            return tuple(_score_sheets(form, title, people, raters))
        case "application":
            return tuple(_application(form, title, policy, each, target) for each in people)
        case "review":
            return (_review(form, title, policy, people),)
        case "notice":
            return (_notice(form, title, policy, people, days, target),)
        case "letter":
            return tuple(_letter(form, title, policy, each, days, target) for each in people)


def kind_name(kind: FormKind) -> str:
    """The name of a form to which the policy gives none."""
    return {
        "application": _("Promotion application form"),
        "scores": _("Score sheet"),
        "review": _("Promotion review report"),
        "notice": _("Notice of promotion candidates"),
        "letter": _("Promotion notice"),
    }[kind]


def _score_sheets(
    form: Form, title: str, people: Sequence[Person], raters: Sequence[str]
) -> Iterator[Page]:
    anonymous = any(part.raters.anonymous for part in form.components)
    needed = max((part.raters.min_raters for part in form.components), default=1)
    named = [] if anonymous else list(raters)
    count = len(raters) or needed
    marks = [f":{each}" for each in named] or [str(n + 1) for n in range(count)]
    if count == 1 and not named:
        marks = [""]
    for number, mark in enumerate(marks):
        rater = named[number] if named else None
        fields = tuple(_field(part, mark) for part in form.components)
        rows = tuple((each.id, each.name) for each in people if each.id != rater)
        text = [_range_text(part) for part in form.components]
        if anonymous:
            text.append(_("Nobody sees who gave which score: hand the sheet in without a name."))
        text.append(_("Leave a cell empty if you cannot judge; write nothing else into it."))
        yield Page(
            rater or str(number + 1),
            f"{title} – {rater or number + 1}" if len(marks) > 1 else title,
            text=tuple(text),
            header=(_("ID"), _("Name"), *(field.header for field in fields)),
            rows=rows,
            fields=fields,
            lines=() if anonymous else (_("Rater"),),
        )


def _field(part: Component, mark: str) -> Field:
    low, high = bounds(part)
    return Field(f"{part.name}{mark}", low, high, number=True)


def _range_text(part: Component) -> str:
    low, high = bounds(part)
    if low is None or high is None:
        return _("{component}: a number.").format(component=part.name)
    text = _("{component}: a number from {low} to {high}.")
    return text.format(component=part.name, low=plain(low), high=plain(high))


def _application(
    form: Form, title: str, policy: PromotionPolicy, person: Person, target: str
) -> Page:
    conditions = tuple((each.name, "", "") for each in policy.eligibility)
    return Page(
        person.id,
        f"{title} – {person.name}",
        facts=(
            (_("ID"), person.id),
            (_("Name"), person.name),
            *_known(person),
            (_("Applies for"), target),
            (_("Papers handed in"), _(", ").join(form.papers)),
            (_("Reasons and achievements"), ""),
        ),
        header=(_("Condition"), _("Met (own statement)"), _("Proof")) if conditions else (),
        rows=conditions,
        lines=(*(form.signers or (_("Candidate"),)), _("Direct superior")),
    )


def _known(person: Person) -> Iterator[tuple[str, str]]:
    for label, value in (
        (_("Team"), person.team),
        (_("Post"), person.post),
        (_("Grade"), person.grade),
        (_("In this grade since"), person.grade_since),
        (_("Hired"), person.hired),
    ):
        if value is not None:
            yield label, str(value)


def judged_fields(policy: PromotionPolicy) -> tuple[Field, ...]:
    """The columns of candidates' tables that people judge or look up, one each."""
    found: dict[str, Field] = {}
    for requirement in policy.eligibility:
        for each in singles(requirement.rule):
            rule = each.rule
            if isinstance(rule, JudgementCondition):
                found.setdefault(rule.column, Field(rule.column, words=(_("yes"), _("no"))))
            elif isinstance(rule, ColumnCondition):
                number = not rule.any_of
                found.setdefault(rule.column, Field(rule.column, words=rule.any_of, number=number))
    return tuple(found.values())


def _review(form: Form, title: str, policy: PromotionPolicy, people: Sequence[Person]) -> Page:
    fields = (*judged_fields(policy), Field(_("Opinion")))
    return Page(
        "1",
        title,
        text=(_("Answer yes or no where a condition is judged; an empty cell is not known."),),
        header=(_("ID"), _("Name"), *(field.header for field in fields)),
        rows=tuple((each.id, each.name) for each in people),
        fields=fields,
        lines=form.signers,
    )


def _notice(
    form: Form,
    title: str,
    policy: PromotionPolicy,
    people: Sequence[Person],
    days: Days,
    target: str,
) -> Page:
    objection = next((step.actor for step in policy.process if step.act == "objection"), None)
    text = [_("The following colleagues are to be promoted to {target}.").format(target=target)]
    if days.noticed is not None:
        said = _("This notice is published on {first} and stands until {last}; the day of "
                 "publication is not counted.")  # fmt: skip
        text.append(said.format(first=days.published, last=days.noticed))
    if objection is not None:
        text.append(_("Objections go to {actor} within that time.").format(actor=objection))
    rows = tuple((each.id, each.name, each.post or "", each.grade or "") for each in people)
    return Page("1", title, text=tuple(text), lines=form.signers,
                header=(_("ID"), _("Name"), _("Post"), _("Grade")), rows=rows)  # fmt: skip


def _letter(
    form: Form, title: str, policy: PromotionPolicy, person: Person, days: Days, target: str
) -> Page:
    said = _("{name}: you are promoted to {target} from {day} on.")
    text = [said.format(name=person.name, target=target, day=days.effect)]
    if policy.probation is not None and days.trial_ends is not None:
        said = _("A trial ({trial}) of {lasts} follows and ends on {day}; whether you are "
                 "confirmed is decided on your work and ability.")  # fmt: skip
        text.append(
            said.format(
                trial=policy.probation.name,
                lasts=translate_duration(policy.probation.lasts),
                day=days.trial_ends,
            )
        )
        if policy.probation.otherwise is not None:
            said = _("If you are not confirmed: {otherwise}.")
            text.append(said.format(otherwise=policy.probation.otherwise))
    return Page(
        person.id,
        f"{title} – {person.name}",
        facts=((_("ID"), person.id), (_("Name"), person.name), *_known(person)),
        text=tuple(text),
        lines=(*form.signers, _("Received by")),
    )
