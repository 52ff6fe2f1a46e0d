"""Does a case say something that can be asked of its policy? Told from the documents alone."""

from collections.abc import Iterator

from cs.kernel.document import Document
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.policytests.codes import MISFIT
from cs.policytests.columns import unknown_columns, unknown_defaults
from cs.policytests.forms import FORMS, SETTINGS, TABLES, Asked, form_of, forms_with, keys_of
from cs.policytests.policy import Case, Expectation, PolicyTest
from cs.promotion.policy import PromotionPolicy
from cs.review.policy import ReviewPolicy
from cs.rotation.policy import RotationPolicy

_ROWS = tuple(dict.fromkeys(name for names in TABLES.values() for name in names))
_SETTINGS = tuple(dict.fromkeys(name for names in SETTINGS.values() for name in names))


def asked_of(policy: Policy) -> Asked | None:
    """What can be asked of a policy beside its findings."""
    if isinstance(policy, PromotionPolicy):
        return "promotion"
    if isinstance(policy, ReviewPolicy):
        return "review"
    return "rotation" if isinstance(policy, RotationPolicy) else None


def tables_of(policy: Policy) -> tuple[str, ...]:
    """The tables that cases of a policy may have."""
    asked = asked_of(policy)
    return ("staff",) if asked is None else TABLES[asked]


def misfit_defaults(
    test: Document[PolicyTest], policy: Policy, used: Case | None = None
) -> Iterator[Finding]:
    """What of the rows' defaults says nothing.

    Args:
        used: only what the rows of this case take from them.
    """
    tables = tables_of(policy)
    chosen = [each for each in tables if used is None or getattr(used, each)]
    yield from unknown_defaults(test, policy, chosen)


def misfits(test: Document[PolicyTest], number: int, policy: Policy) -> Iterator[Finding]:
    """What of one case says nothing, or nothing that can be asked of the policy."""
    case, place = test.policy.cases[number], test.place.at("cases", number)
    if not case.expect and not case.expect_not:
        yield _finding(
            message("The case expects nothing."),
            place / "name",
            message("a line `expect:` or `expect_not:`"),
        )
    yield from _tables(case, place, policy)
    yield from unknown_columns(test, number, policy, tables_of(policy))
    for key, said in (("expect", case.expect), ("expect_not", case.expect_not)):
        for position, each in enumerate(said):
            yield from _expectation(each, place.at(key, position), case, policy)


def _tables(case: Case, place: Place, policy: Policy) -> Iterator[Finding]:
    asked = asked_of(policy)
    usable = {"staff"} if asked is None else {*TABLES[asked], *SETTINGS[asked]}
    for key in (*_ROWS, *_SETTINGS):
        if key in case.model_fields_set and key not in usable:
            yield Finding(
                MISFIT,
                Severity.ERROR,
                message("{key} says nothing about a policy of the kind {kind}.",
                        key=key, kind=policy.kind),
                (place / key).key(),
                expected=message("one of: {words}", words=tuple(sorted(usable))),
            )  # fmt: skip


def _expectation(said: Expectation, place: Place, case: Case, policy: Policy) -> Iterator[Finding]:
    asked = asked_of(policy)
    form, keys = form_of(said, asked), keys_of(said)
    if form is None:
        near = forms_with(said)
        yield Finding(
            MISFIT,
            Severity.ERROR,
            message("These keys say nothing together: {keys}.", keys=tuple(sorted(keys)))
            if keys
            else message("The expectation says nothing."),
            place,
            expected=message("one of these together: {words}", words=tuple(
                _shape(each.needs, each.says, each.narrows) for each in near or FORMS
                if each.asked in (None, asked)
            )),
        )  # fmt: skip
    elif form.asked not in (None, asked):
        yield Finding(
            MISFIT,
            Severity.ERROR,
            message("This cannot be asked of a policy of the kind {kind}.", kind=policy.kind),
            place,
            expected=message("one of these together: {words}", words=tuple(
                _shape(each.needs, each.says, each.narrows) for each in FORMS
                if each.asked in (None, asked)
            )),
        )  # fmt: skip
    elif "agent" in keys and not (case.staff or case.candidates or case.ratings):
        yield _finding(
            message("The case has no people."),
            place / "agent",
            message("rows under `staff:`")
            if asked == "review"
            else message("rows under `staff:` or `candidates:`"),
        )


def _shape(needs: frozenset[str], says: frozenset[str], narrows: frozenset[str]) -> str:
    parts = [*sorted(needs)]
    if says:
        parts.append("|".join(sorted(says)))
    parts += [f"[{each}]" for each in sorted(narrows)]
    return " + ".join(parts)


def _finding(text: Message, place: Place, expected: Message) -> Finding:
    return Finding(MISFIT, Severity.ERROR, text, place, expected=expected)
