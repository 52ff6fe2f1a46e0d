"""Which column of this file is which column of the table? With findings for missing and doubled."""

from collections.abc import Mapping
from dataclasses import dataclass

from cs.kernel.findings import Finding, Related
from cs.kernel.messages import Message, message
from cs.kernel.suggestions import nearest
from cs.tables import findings as found
from cs.tables.headers import canonical, fold_header
from cs.tables.raw import RawTable
from cs.tables.schema import ColumnSchema, TableSchema

_SHOWN_HEADERS = 20


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the table's columns stand in a file.

    Attributes:
        positions: per canonical name the position of its column; absent ones are left out.
        extra: positions of columns that the schema does not know; they are kept.
        findings: required columns that are missing, columns that mean the same thing.
    """

    positions: Mapping[str, int]
    extra: tuple[int, ...]
    findings: tuple[Finding, ...]


def find_columns(raw: RawTable, schema: TableSchema) -> Columns:
    """The columns of a file by the names and aliases of a schema."""
    by_name: dict[str, list[int]] = {}
    for index, header in enumerate(raw.headers):
        name = canonical(header, schema) if header else None
        if name is not None:
            by_name.setdefault(name, []).append(index)
    positions: dict[str, int] = {}
    findings: list[Finding] = []
    for name, indexes in by_name.items():
        better = [index for index in indexes if not schema.is_fallback(raw.headers[index])]
        chosen = better or indexes
        positions[name] = chosen[0]
        if len(chosen) > 1:
            findings.append(_twice(raw, name, chosen))
    findings.extend(
        _missing(raw, schema, column)
        for column in schema.columns
        if column.required and column.name not in positions
    )
    used = set(positions.values())
    extra = tuple(index for index in range(len(raw.headers)) if index not in used)
    return Columns(positions, extra, tuple(findings))


def _twice(raw: RawTable, name: str, indexes: list[int]) -> Finding:
    first, second = indexes[:2]
    return found.row_finding(
        found.SAME_COLUMN_TWICE,
        raw.header_place(second),
        message(
            "The columns {first} and {second} both mean {name}.",
            first=raw.headers[first],
            second=raw.headers[second],
            name=name,
        ),
        expected=message("one column for {name}", name=name),
        mend=message("Remove one of them, or give it another header."),
        related=(Related(raw.header_place(first), message("the first of them")),),
    )


def _missing(raw: RawTable, schema: TableSchema, column: ColumnSchema) -> Finding:
    accepted = (column.name, *column.aliases, *column.fallbacks)
    shown = [header for header in raw.headers if header]
    return found.row_finding(
        found.MISSING_COLUMN,
        raw.header_place(),
        message(
            "The {table} table needs a column {name}; the headers found are: {headers}.",
            table=schema.name,
            name=column.name,
            headers=", ".join(shown[:_SHOWN_HEADERS]) + (" …" * (len(shown) > _SHOWN_HEADERS)),
        ),
        expected=message("a header such as {accepted}", accepted=", ".join(accepted[:8])),
        mend=_missing_mend(raw, accepted),
    )


def _missing_mend(raw: RawTable, accepted: tuple[str, ...]) -> Message:
    if len(raw.headers) == 1 and "，" in raw.headers[0]:
        return message("Put plain commas between the cells; the file has full-width ones.")
    folded = {fold_header(each): each for each in accepted}
    for header in raw.headers:
        near = nearest(fold_header(header), folded) if header else None
        if near:
            return message(
                "Is it the column {header}? Write its header as {near}.",
                header=header,
                near=folded[near],
            )
    return message("Add the column, or correct its header.")
