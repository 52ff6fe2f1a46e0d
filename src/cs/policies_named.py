"""What is a policy called, and what is said of a name that no policy has?"""

from collections.abc import Collection
from datetime import date

from cs.kernel.fields import Policy
from cs.kernel.suggestions import nearest
from cs.locale import _


def kind_of(model: type[Policy]) -> str:
    """The word by which documents of a model call themselves."""
    # Every kind is declared as a Literal of one word, whose arguments mypy does not see.
    return str(model.model_fields["kind"].annotation.__args__[0])  # type: ignore[union-attr]


def unknown_policy(model: type[Policy], wanted: str, known: Collection[str]) -> str:
    """That there is no such policy of a kind, and which near one there is."""
    text = _("There is no policy {id} of the kind {kind}.").format(id=wanted, kind=kind_of(model))
    near = nearest(wanted, known)
    return f"{text} {_('Did you mean {word}?').format(word=near)}" if near else text


def several_policies(model: type[Policy], found: Collection[str], day: date) -> str:
    """That several are in force, and how to choose one."""
    text = _(
        "Several policies of the kind {kind} are in force on {day}: {ids}. Choose one with"
        " --policy."
    )
    return text.format(kind=kind_of(model), day=day, ids=_(", ").join(sorted(found)))
