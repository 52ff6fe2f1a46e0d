"""What replaying found, in the terminal: the causes first, then the results that differ."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from cs.locale import _
from cs.promotion.replaying.differences import ORDER, Difference, Reason
from cs.terminal import plain
from cs.wrapping import hang

LISTED = 40
_SHOWN = 120
_HASH = 12


def same_view(file: str, inputs: int) -> Iterator[Text]:
    """That nothing differs."""
    text = _("{file}: made again from its {count} inputs, it is the same byte for byte.")
    yield plain(text.format(file=file, count=inputs))


def difference_view(
    file: str,
    reasons: Sequence[Reason],
    found: Sequence[Difference] | None,
    width: int,
) -> Iterator[Text]:
    """What differs.

    Args:
        found: None if the record could not be made again.
    """
    yield plain(_("{file}: made again, it is not the same.").format(file=file), style="bold")
    for reason in reasons:
        yield plain(hang(_reason(reason), "  ", "    ", width))
    if found is None:
        yield _line(_("It could not be made again, so results are not compared."), width)
        return
    if not reasons:
        yield _line(
            _("Inputs, version and options are those of the record, so the file itself was "
              "changed after it was made."),
            width,
        )  # fmt: skip
    if not found:
        if reasons:
            yield _line(_("The results are the same; only what is named above differs."), width)
        else:
            yield _line(_("All values are the same; the bytes differ."), width)
        return
    people = {each.candidate for each in found} - {"", ORDER}
    if people:
        text = _("Candidates whose results differ: {count}")
        yield plain(text.format(count=len(people)), style="bold")
    for candidate, own in groupby(found[:LISTED], lambda each: each.candidate):
        if candidate == ORDER:
            yield plain("  " + _("the order of the candidates"))
        elif candidate:
            yield plain(f"  {candidate}")
        for one in own:
            text = _("{place}: {was} in the file, now {now}").format(
                place=one.place or _("the whole"), was=_short(one.was), now=_short(one.now)
            )
            yield plain(hang(text, "    " if candidate else "  ", "      ", width))
    if len(found) > LISTED:
        text = _("The first {shown} of {count} differences.")
        yield plain(text.format(shown=LISTED, count=len(found)))


def _reason(reason: Reason) -> str:
    figures = {
        "role": role_word(reason.role),
        "file": reason.file,
        "was": reason.was[:_HASH],
        "now": reason.now[:_HASH],
    }
    match reason.cause:
        case "version":
            text = _("Another version: the record was made by cs {was}, this is cs {now}.")
            return text.format(was=reason.was, now=reason.now)
        case "missing":
            text = _("Missing: {file} ({role}); the record was made from SHA-256 {was}….")
        case "changed":
            text = _("Changed: {file} ({role}); SHA-256 was {was}…, is {now}….")
        case "new":
            text = _("Read now and not then: {file} ({role}).")
        case _:
            text = _("Read then and not now: {file} ({role}).")
    return text.format(**figures)


def role_word(role: str) -> str:
    """What an input is, in the reader's language; a role that is not known stays."""
    words = {
        "policy": _("policy"),
        "staff": _("staff table"),
        "candidates": _("table of candidates"),
        "decided": _("record of another round"),
        "reviews": _("results of reviews"),
        "ratings": _("ratings"),
        "discipline": _("discipline"),
        "training": _("training"),
        "waivers": _("waivers"),
        "stints": _("stints"),
        "leave": _("leave"),
        "cases": _("running cases"),
    }
    return words.get(role, role)


def _line(text: str, width: int) -> Text:
    return plain(hang(text, "  ", "  ", width))


def _short(value: str | None) -> str:
    if value is None:
        return _("nothing")
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
