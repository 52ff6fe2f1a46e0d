"""Which form is meant? A kind, a component, a step, or a form's name as the policy writes it."""

from collections.abc import Iterator

from cs.kernel.texts import fold
from cs.promotion.forms.problem import Form, FormKind
from cs.promotion.policy import Component, PromotionPolicy, Step

KINDS: dict[str, FormKind] = {
    "apply": "application",
    "rate": "scores",
    "propose": "review",
    "review": "review",
    "approve": "review",
    "notice": "notice",
    "letter": "letter",
}
"""The form of a step that states one, by what kind of step it is."""


def forms_of(policy: PromotionPolicy) -> dict[str, Form]:
    """All forms by every folded word that means one; the first that has a word keeps it."""
    found: dict[str, Form] = {}
    for words, form in _forms(policy):
        for word in words:
            found.setdefault(fold(word), form)
    return found


def names_of(policy: PromotionPolicy) -> list[str]:
    """One word for each form, for messages."""
    return list(dict.fromkeys(words[0] for words, _form in _forms(policy)))


def _forms(policy: PromotionPolicy) -> Iterator[tuple[tuple[str, ...], Form]]:
    rated = [part for part in policy.components if part.raters.who is not None]
    for act in ("apply", "propose", "notice", "letter"):
        first = next((each for each in policy.process if each.act == act), None)
        yield (KINDS[act],), _form(first, KINDS[act])
    yield ("scores",), Form("scores", None, policy.components)
    forms: dict[str, list[Component]] = {}
    for part in policy.components:
        if part.form is not None:
            forms.setdefault(part.form, []).append(part)
    for name, parts in forms.items():
        yield (name,), Form("scores", name, tuple(parts))
    for part in policy.components:
        yield (part.id, part.name), Form("scores", part.form, (part,))
    for step in policy.process:
        kind = KINDS.get(step.act)
        if kind is None:
            continue
        parts = [each for each in rated if fold(each.raters.who or "") == fold(step.actor)]
        if kind == "scores" and not parts:
            continue
        form = _form(step, kind, tuple(parts) if kind == "scores" else ())
        yield tuple(word for word in (step.form, step.id, step.name) if word), form


def _form(step: Step | None, kind: FormKind, parts: tuple[Component, ...] = ()) -> Form:
    if step is None:
        return Form(kind, None, parts)
    return Form(kind, step.form, parts, step.input, (step.actor,))
