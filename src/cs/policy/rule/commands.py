"""`cs policy rule`: look a code up, show its page."""

from typing import Annotated

import typer

from cs.catalogue import ENTRIES
from cs.kernel.suggestions import nearest
from cs.locale import _
from cs.options import LangOption
from cs.policy.rule.views import rule_list, rule_page
from cs.terminal import fail, stdout

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("rule", help=_("Explain a code, or list all codes."))
def rule(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help=_("A code, for example DOC003."))
    ] = None,
    lang: LangOption = None,
) -> None:
    """Print the page of a code or of a rule's name."""
    known = {each.code: each for each in ENTRIES}
    if code is None:
        stdout().print(rule_list(known.values()))
        return
    by_name = {each.name: each for each in known.values()}
    entry = known.get(code.upper()) or by_name.get(code.lower())
    if entry is None:
        near = _padded(code) if _padded(code) in known else nearest(code, [*known, *by_name])
        text = _("There is no rule {code}.").format(code=code)
        meant = _("Did you mean {word}?").format(word=near)
        raise fail(f"{text} {meant if near else _('cs policy rule lists all.')}")
    stdout().print(rule_page(entry))


def _padded(code: str) -> str:
    """A code with the three digits that codes have (`DOC3` as `DOC003`)."""
    letters = code.rstrip("0123456789")
    return f"{letters.upper()}{code[len(letters) :].lstrip('0').rjust(3, '0')}"
