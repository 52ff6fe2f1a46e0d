"""Pages and lists of rules, as the terminal shows them."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from cs.checking.outputs.text import severity_word
from cs.checking.pages import Entry
from cs.locale import _, translate_page
from cs.terminal import Column, plain, plain_table


def rule_list(entries: Iterable[Entry]) -> RenderableType:
    """All codes, a line each."""
    columns: list[str | Column] = [Column(_("Code"), keep=True), _("Severity"), _("What is found")]
    return plain_table(
        columns,
        [
            (each.code, severity_word(each.severity), translate_page(each.page.title))
            for each in entries
        ],
    )


def rule_page(entry: Entry) -> RenderableType:
    """One rule's page with its examples."""
    page = entry.page
    facts = f"{_('Severity')}: {severity_word(entry.severity)}"
    parts: list[RenderableType] = [
        plain(f"{entry.code} {entry.name}", style="bold"),
        plain(translate_page(page.title)),
        Text(),
        plain(facts),
    ]
    if entry.answers:
        answers = _(", ").join(entry.answers)
        parts.append(plain(f"{_('Defects of the source documents')}: {answers}"))
    if entry.settles_with:
        parts.append(
            plain(
                _("Settled for one run by: --assume {code}={value}").format(
                    code=entry.code, value=entry.settles_with
                )
            )
        )
    if each := _MENDED_BY.get(entry.fixes):
        parts.append(
            plain(
                _("Mended, where there is one way to do it, by: {command}").format(
                    command=f"cs policy check {each}"
                )
            )
        )
    parts += [Text(), plain(translate_page(page.prose))]
    for heading, example in (
        (_("Staff:"), page.staff),
        (_("Bad:"), page.bad),
        (_("Good:"), page.good),
    ):
        if example:
            parts += [Text(), plain(heading, style="bold"), _example(example)]
    return Group(*parts)


_MENDED_BY = {"safe": "--fix", "unsafe": "--fix=unsafe"}


def _example(text: str) -> RenderableType:
    return plain("\n".join(f"    {line}" for line in text.rstrip("\n").split("\n")))
