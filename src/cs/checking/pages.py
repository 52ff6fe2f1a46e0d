"""Pages of rules: a docstring read as title, prose, bad and good examples, and staff.

The first line is the title. Sections `Bad:`, `Good:` and `Staff:` hold one indented fenced block
each; everything else is prose. Tests execute the examples: the bad one must give the rule's code,
the good one must not.
"""

import re
import sys
from dataclasses import dataclass
from inspect import cleandoc

from cs.checking.rule import Rule
from cs.kernel.findings import Severity

_SECTION = re.compile(r"(?m)^(Bad|Good|Staff):[ \t]*\n+((?:[ \t]+.*\n|[ \t]*\n)*)")
_FENCE = re.compile(r"(?ms)^```\w*\n(.*?)^```")


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule says of itself; an example is None if the page has none."""

    title: str
    prose: str
    bad: str | None
    good: str | None
    staff: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A code that findings may have, as listed and explained to people."""

    code: str
    name: str
    severity: Severity
    text: str
    answers: tuple[str, ...] = ()
    settles_with: str = ""

    @property
    def page(self) -> Page:
        """The page, read from the text."""
        return parse_page(self.text)


def entry_of(rule: Rule) -> Entry:
    """A rule's entry; its page is the docstring of the module that holds its check."""
    text = sys.modules[rule.check.__module__].__doc__ or ""
    return Entry(rule.code, rule.name, rule.severity, text, rule.answers, rule.settles_with)


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
