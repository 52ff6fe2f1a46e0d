"""The answer as Markdown that fits a comment on a pull request.

Users' texts are escaped: nothing of theirs becomes markup, HTML, a table's bar, a mention or a
link to an issue. Details are folded. Where all is too long for a comment, lists are cut, the longer
the shorter, and say how much is missing.
"""

import re
from collections.abc import Iterator, Sequence

from cs.locale import _
from cs.policy.diff.report import DiffReport
from cs.policy.diff.sections import Grid, Line, Section, listed, sections_of, title_of

LIMIT = 65_536
"""Characters of a comment on GitHub."""
CUTS = (10_000, 300, 100, 40, 20, 10, 5, 3)
OPEN_LINES = 25
"""Longer lists of changes are folded."""
_MARKUP = re.compile(r"([\\`*_\[\]|~$])")
_LIST_MARK = re.compile(r"^([-+=])(?=[\s=-]|$)")
_NUMBER_MARK = re.compile(r"^(\d+)([.)])(?=\s|$)")


def render_markdown(report: DiffReport) -> str:
    """The whole answer, at most `LIMIT` characters."""
    sections = tuple(sections_of(report))
    title = title_of(report)
    foot = _("Facts of the tables as of {day}; cs {version}.").format(
        day=report.as_of, version=report.version
    )
    text = ""
    for cut in CUTS:
        parts = [f"### {escape(title)}", *(_section(each, cut) for each in sections)]
        text = "\n\n".join([*parts, f"<sub>{escape(foot)}</sub>"]) + "\n"
        if len(text) <= LIMIT:
            return text
    head = [f"### {escape(title)}", _section(sections[0], CUTS[-1])]
    left = _("The rest does not fit into a comment; cs policy diff shows it.")
    return "\n\n".join([*head, escape(left)])[: LIMIT - 1] + "\n"


def escape(text: str) -> str:
    """A text as Markdown that shows just this text, on one line."""
    flat = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    flat = flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    flat = _MARKUP.sub(r"\\\1", flat)
    flat = _LIST_MARK.sub(r"\\\1", _NUMBER_MARK.sub(r"\1\\\2", flat))
    # A character of no width keeps mentions of people and issues from being made into links.
    return re.sub(r"([@#])(?=\w)", "\\1&#8203;", flat).replace("://", ":&#8203;//")


def _section(section: Section, cut: int) -> str:
    fold = section.is_detail or len(section.lines) > OPEN_LINES
    body = "\n\n".join(_body(section, cut))
    if not fold:
        return f"**{escape(section.title)}**\n\n{body}"
    return f"<details><summary>{escape(section.title)}</summary>\n\n{body}\n\n</details>"


def _body(section: Section, cut: int) -> Iterator[str]:
    if section.lines:
        lines = [f"- {_line(line)}" for line in section.lines[:cut]]
        if len(section.lines) > cut:
            lines.append(f"- {escape(listed((), len(section.lines) - cut))}")
        yield "\n".join(lines)
    for grid in section.grids:
        yield _grid(grid, cut)


def _line(line: Line) -> str:
    return (
        f"{escape(line.text)} <sub>{escape(line.place)}</sub>" if line.place else escape(line.text)
    )


def _grid(grid: Grid, cut: int) -> str:
    rows = grid.rows[:cut]
    left = grid.more + len(grid.rows) - len(rows)
    lines = [
        f"**{escape(grid.title)}**",
        "",
        _row([escape(cell) for cell in grid.header]),
        _row(["---"] * len(grid.header)),
    ]
    lines += [_row([escape(cell) for cell in row]) for row in rows]
    if left > 0:
        lines += ["", escape(_("and {count} more").format(count=left))]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
