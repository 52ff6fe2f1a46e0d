"""What SARIF says of a code: its page, as text and as Markdown with its examples."""

from cs.checking.pages import Entry, Page
from cs.kernel.findings import Severity
from cs.locale import _, translate_page

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}


def rule_descriptor(code: str, name: str, entry: Entry | None) -> dict[str, object]:
    """The descriptor of a code; without its page, where none is known.

    Its level is the one the code has by itself; a workspace's own stands at the results.
    """
    head: dict[str, object] = {"id": code, **({"name": name} if name else {})}
    if entry is None:
        return head
    page = entry.page
    title, prose = translate_page(page.title), translate_page(page.prose)
    properties: dict[str, object] = {
        "tags": [code.rstrip("0123456789")],
        "problem.severity": _PROBLEM[entry.severity],
    }
    if entry.answers:
        properties["defects"] = list(entry.answers)
    return {
        **head,
        "shortDescription": {"text": title},
        "fullDescription": {"text": prose or title},
        "help": {"text": prose or title, "markdown": _markdown(title, prose, page)},
        "defaultConfiguration": {"level": LEVELS[entry.severity]},
        "properties": properties,
    }


def _markdown(title: str, prose: str, page: Page) -> str:
    parts = [f"**{title}**"]
    if prose:
        parts.append(prose)
    for heading, example in (
        (_("Staff:"), page.staff),
        (_("Bad:"), page.bad),
        (_("Good:"), page.good),
    ):
        if example:
            language = "csv" if example == page.staff else "yaml"
            parts += [f"{heading}", f"```{language}\n{example.rstrip()}\n```"]
    return "\n\n".join(parts)
