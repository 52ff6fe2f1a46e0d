"""How are thousands of bad cells shown? The first of a kind in full, the others by their rows.

A column in the wrong form gives a finding a row. All of them are told, none hidden, but what is the
same for all is said once.
"""

from collections.abc import Iterable

from cs.kernel.findings import Finding
from cs.kernel.messages import message
from cs.tables.findings import row_finding, rows_text

IN_FULL = 20
"""So many findings of one code in one column of a file are shown each by itself."""

_Kind = tuple[str, str, str | None]


def fold_repeats(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in order; of rows of tables, those of a kind beyond `IN_FULL` as one."""
    kept: list[Finding] = []
    beyond: dict[_Kind, list[Finding]] = {}
    seen: dict[_Kind, int] = {}
    for finding in findings:
        place = finding.place
        if place.span is None or place.route:
            kept.append(finding)
            continue
        kind = (finding.code, place.file, place.cell)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= IN_FULL:
            kept.append(finding)
        else:
            beyond.setdefault(kind, []).append(finding)
    return (*kept, *(_summary(others) for others in beyond.values()))


def _summary(others: list[Finding]) -> Finding:
    if len(others) == 1:
        return others[0]
    lines = sorted({each.place.span.line for each in others if each.place.span})
    return row_finding(
        others[0].code,
        others[0].place,
        message(
            "The same is found in other rows, {count} in all: {rows}.",
            count=len(lines),
            rows=rows_text(lines),
        ),
        severity=others[0].severity,
    )
