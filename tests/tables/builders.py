"""Shared steps of the table tests: read or fail, workbooks from rows, findings as short tuples."""

import io
from collections.abc import Iterable, Sequence

import openpyxl

from cs.kernel.findings import Finding
from cs.tables.reading import RawTable, read_raw


def table(content: str | bytes, file: str = "table.csv", **options: str) -> RawTable:
    """The table of a file that must be readable."""
    data = content.encode() if isinstance(content, str) else content
    raw = read_raw(data, file, **options)
    assert isinstance(raw, RawTable), [finding.message.english() for finding in raw]
    return raw


def refused(content: str | bytes, **options: str) -> tuple[Finding, ...]:
    """The findings of a file that must not be readable."""
    data = content.encode() if isinstance(content, str) else content
    findings = read_raw(data, "table.csv", **options)
    assert isinstance(findings, tuple)
    return findings


def workbook(rows: Iterable[Sequence[object]], title: str = "Sheet1") -> bytes:
    """An XLSX with one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of an openpyxl workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def brief(findings: Iterable[Finding]) -> list[tuple[str, int, str | None]]:
    """Code, row and column header of each finding."""
    return [
        (
            finding.code,
            finding.place.span.line if finding.place.span else 0,
            finding.place.cell,
        )
        for finding in findings
    ]
