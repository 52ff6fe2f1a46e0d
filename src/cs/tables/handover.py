"""Which work is open, which handover sheets are signed? The tables of a changeover."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from cs.kernel.findings import Finding
from cs.tables import schema
from cs.tables.people import agent_rows
from cs.tables.raw import RawTable


@dataclass(frozen=True, slots=True)
class OpenWorkRow:
    """One piece of an agent's open work."""

    agent: str
    item: str
    detail: str


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Somebody signed a sheet; `day` is None where the row has no date yet."""

    agent: str
    sheet: str
    day: date | None


def read_open_work(
    raw: RawTable, known: Collection[str]
) -> tuple[tuple[OpenWorkRow, ...], tuple[Finding, ...]]:
    """Open work in the file's order; an agent who is not of the staff gives a finding."""
    findings: list[Finding] = []
    rows = [
        OpenWorkRow(row["agent"], row["item"], row["detail"])
        for _, _, row in agent_rows([raw], schema.OPEN_WORK, known, findings)
    ]
    return tuple(rows), tuple(findings)


def read_signatures(raw: RawTable) -> tuple[tuple[SignatureRow, ...], tuple[Finding, ...]]:
    """Signatures in the file's order."""
    findings: list[Finding] = []
    rows = [
        SignatureRow(row["agent"], row["sheet"], row["date"])
        for _, _, row in agent_rows([raw], schema.SIGNATURES, None, findings)
    ]
    return tuple(rows), tuple(findings)
