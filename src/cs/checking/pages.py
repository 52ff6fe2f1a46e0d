"""Pages of codes: a text read as title, prose, bad and good examples, and staff.

The first line is the title. Sections `Bad:`, `Good:` and `Staff:` hold one indented fenced block
each; everything else is prose. Tests execute the examples: the bad one must give the code, the good
one must not. A rule's page is its docstring; the pages of other findings stand in the module
`pages` beside what raises them.
"""

import re
import sys
from dataclasses import dataclass
from inspect import cleandoc
from typing import Literal

from cs.checking.rule import Rule
from cs.kernel.findings import Severity

_SECTION = re.compile(r"(?m)^(Bad|Good|Staff):[ \t]*\n+((?:[ \t]+.*\n|[ \t]*\n)*)")
_FENCE = re.compile(r"(?ms)^```\w*\n(.*?)^```")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says; an example is None if the page has none."""

    title: str
    prose: str
    bad: str | None
    good: str | None
    staff: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A code that findings may have, as listed and explained to people.

    Attributes:
        name: what people call it, words joined by hyphens.
        severity: unless the workspace's `severities` say otherwise.
        text: the page (see above); its paragraphs are texts of the message catalogue.
        answers, settles_with, fixes: as a rule has them.
        fixed: the severity cannot be changed, since what was read could not be used.
        shows: what the examples are: `policy`, or the name of a table.
    """

    code: str
    name: str
    severity: Severity
    text: str
    answers: tuple[str, ...] = ()
    settles_with: str = ""
    fixed: bool = False
    shows: str = "policy"
    fixes: Literal["", "safe", "unsafe"] = ""

    @property
    def page(self) -> Page:
        """The page, read from the text."""
        return parse_page(self.text)


def entry_of(rule: Rule) -> Entry:
    """A rule's entry; its page is the docstring of the module that holds its check."""
    text = sys.modules[rule.check.__module__].__doc__ or ""
    return Entry(
        rule.code,
        rule.name,
        rule.severity,
        text,
        rule.answers,
        rule.settles_with,
        fixes=rule.fixes,
    )


def page_text(
    prose: str,
    bad: str | None = None,
    good: str | None = None,
    staff: str | None = None,
    language: str = "yaml",
) -> str:
    """A page as `parse_page` reads it, from its title with prose and its examples."""
    parts = [prose.strip()]
    for heading, example in (("Bad", bad), ("Good", good), ("Staff", staff)):
        if example is not None:
            fence = "csv" if heading == "Staff" else language
            lines = (f"```{fence}", *example.strip("\n").split("\n"), "```")
            block = "\n".join(f"    {line}" if line else "" for line in lines)
            parts.append(f"{heading}:\n\n{block}")
    return "\n\n".join(parts) + "\n"


def parse_page(text: str) -> Page:
    """The parts of a page."""
    text = cleandoc(text) + "\n"
    sections = {match[1]: _example(match[2]) for match in _SECTION.finditer(text)}
    title, _, prose = _SECTION.sub("", text).partition("\n")
    return Page(
        title.strip(),
        re.sub(r"\n{3,}", "\n\n", prose).strip(),
        sections.get("Bad"),
        sections.get("Good"),
        sections.get("Staff"),
    )


def _example(block: str) -> str:
    body = cleandoc(block) + "\n"
    fenced = _FENCE.search(body)
    return fenced[1] if fenced else body
