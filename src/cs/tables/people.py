"""Who works here, was where, is away, is pinned or paired? Staff, stints, leave, pins and pairs.

Several files are read as one table. Every bad cell is reported; a row with a bad cell still gives
a value, without that cell, so that what is found in one table hides nothing in another.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from cs.kernel.agents import Absence, Agent, Pair, PastStint, Pin
from cs.kernel.findings import Finding, Place, Related
from cs.kernel.messages import message
from cs.kernel.skills import split_levels
from cs.kernel.suggestions import nearest
from cs.tables import cells, schema
from cs.tables import findings as found
from cs.tables.columns import find_columns
from cs.tables.headers import visible
from cs.tables.raw import RawTable
from cs.tables.schema import CellType, ColumnSchema, TableSchema
from cs.tables.statuses import STATUS_WORDS

_PINNED = MappingProxyType({
    "allow": "allow", "must": "allow", "pin": "allow", "fixed": "allow", "yes": "allow",
    "必须": "allow", "固定": "allow", "允许": "allow", "指定": "allow", "是": "allow",
    "forbid": "forbid", "forbidden": "forbid", "not": "forbid", "no": "forbid",
    "禁止": "forbid", "不得": "forbid", "不允许": "forbid", "不可": "forbid", "否": "forbid",
})  # fmt: skip
_PAIRED = MappingProxyType({
    "together": "together", "same": "together", "with": "together",
    "一起": "together", "同岗": "together", "同组": "together", "同行": "together",
    "不分开": "together", "在一起": "together",
    "apart": "apart", "separate": "apart", "not together": "apart",
    "分开": "apart", "不同岗": "apart", "不同组": "apart", "回避": "apart", "隔开": "apart",
})  # fmt: skip
_WORDS: Mapping[tuple[str, ...], tuple[Mapping[str, str], str]] = MappingProxyType({
    ("allow", "forbid"): (_PINNED, "allow, forbid, 必须, 禁止"),
    ("together", "apart"): (_PAIRED, "together, apart, 一起, 分开"),
})  # fmt: skip
"""Per column's words, what people write for them, and how they are named to people."""


_SUGGESTED = 50
"""How many different unknown ids get a suggestion; each costs a look at the whole staff."""

Row = dict[str, Any]
"""One row's values by canonical name of column; absent and empty ones are None."""


def fold_status(word: str) -> str:
    """A status in the canonical word where it is known, else as it is."""
    return STATUS_WORDS.get(visible(word).casefold(), word)


def read_staff(raws: Sequence[RawTable]) -> tuple[tuple[Agent, ...], tuple[Finding, ...]]:
    """The agents in the order of the files; of rows with the same id the first counts."""
    agents: list[Agent] = []
    findings: list[Finding] = []
    first: dict[str, Place] = {}
    for raw in raws:
        table = read_table(raw, schema.STAFF)
        findings.extend(table.findings)
        for index, row in table.rows:
            agent = _agent(row, raw, index)
            if agent.id in first:
                findings.append(_same_id(table, index, agent.id, first[agent.id]))
                continue
            first[agent.id] = table.place(index, "id")
            agents.append(agent)
            findings.extend(_employment(table, index, agent))
    return tuple(agents), tuple(findings)


def read_stints(
    raws: Sequence[RawTable], known: Collection[str] | None = None
) -> tuple[tuple[PastStint, ...], tuple[Finding, ...]]:
    """Past stints in the order of the files.

    Args:
        known: ids of the staff; another agent gives a finding. None: not looked at.
    """
    stints: list[PastStint] = []
    findings: list[Finding] = []
    for table, index, row in agent_rows(raws, schema.STINTS, known, findings):
        if _in_order(table, index, row["from"], row["to"], findings):
            stints.append(
                PastStint(row["agent"], row["post"], row["from"], row["to"], table.row(index))
            )
    return tuple(stints), tuple(findings)


def read_leave(
    raws: Sequence[RawTable], known: Collection[str] | None = None
) -> tuple[tuple[Absence, ...], tuple[Finding, ...]]:
    """Absences in the order of the files; `known` as for `read_stints`."""
    absences: list[Absence] = []
    findings: list[Finding] = []
    for table, index, row in agent_rows(raws, schema.LEAVE, known, findings):
        if _in_order(table, index, row["from"], row["to"], findings):
            absences.append(
                Absence(row["agent"], row["from"], row["to"], row["reason"], table.row(index))
            )
    return tuple(absences), tuple(findings)


def read_pins(
    raws: Sequence[RawTable], known: Collection[str] | None = None
) -> tuple[tuple[Pin, ...], tuple[Finding, ...]]:
    """Pins in the order of the files; `known` as for `read_stints`."""
    pins: list[Pin] = []
    findings: list[Finding] = []
    for table, index, row in agent_rows(raws, schema.PINS, known, findings):
        if _in_order(table, index, row["from"], row["to"], findings):
            allow = row["rule"] == "allow"
            pins.append(
                Pin(
                    row["agent"], row["post"], row["from"], row["to"], allow, row["team"],
                    table.row(index),
                )
            )  # fmt: skip
    return tuple(pins), tuple(findings)


def read_pairs(
    raws: Sequence[RawTable], known: Collection[str] | None = None
) -> tuple[tuple[Pair, ...], tuple[Finding, ...]]:
    """Pairs in the order of the files; `known` as for `read_stints`."""
    pairs: list[Pair] = []
    findings: list[Finding] = []
    for table, index, row in agent_rows(raws, schema.PAIRS, known, findings):
        other, start, end = row["other"], row["from"], row["to"]
        if known is not None and other not in known:
            near = nearest(other, known)
            findings.append(_unknown_agent(table, index, other, near, "other"))
        if start is None or _in_order(table, index, start, end, findings):
            together = row["rule"] == "together"
            pairs.append(Pair(row["agent"], other, together, start, end, table.row(index)))
    return tuple(pairs), tuple(findings)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A file's rows as values.

    Attributes:
        positions: per canonical name the position of its column.
        rows: row of the frame and its values, without rows that lack a required value.
        findings: of the reading, the columns and the cells.
    """

    raw: RawTable
    positions: Mapping[str, int]
    rows: tuple[tuple[int, Row], ...]
    findings: tuple[Finding, ...]

    def place(self, index: int, name: str) -> Place:
        """A cell by row of the frame and canonical name of the column."""
        return self.raw.place(index, self.positions.get(name))

    def row(self, index: int) -> tuple[str, int]:
        """File and number of a row of the frame."""
        return self.raw.file, int(self.raw.rows[index])


def read_table(raw: RawTable, table: TableSchema) -> Table:
    """All columns of a schema as Python values: text, date, numbers in 1 / `cells.SCALE`, lists."""
    columns = find_columns(raw, table)
    findings = [*raw.notes, *columns.findings]
    if any(finding.code == found.MISSING_COLUMN for finding in columns.findings):
        return Table(raw, columns.positions, (), tuple(findings))
    values: dict[str, Sequence[Any]] = {}
    needed: list[Sequence[Any]] = []
    for column in table.columns:
        position = columns.positions.get(column.name)
        if position is None:
            default = () if column.type is CellType.LIST else None
            values[column.name] = [default] * raw.height
            continue
        before = len(findings)
        values[column.name] = _values(raw, position, column, findings)
        if column.required:
            findings[before:] = [
                replace(each, mend=cells.FILL) if each.mend == cells.LEAVE_EMPTY else each
                for each in findings[before:]
            ]
            findings.extend(cells.required(raw, position))
            needed.append(values[column.name])
    names = tuple(values)
    rows = tuple(
        (index, dict(zip(names, row, strict=True)))
        for index, row in enumerate(zip(*values.values(), strict=True))
        if all(column[index] is not None for column in needed)
    )
    return Table(raw, columns.positions, rows, tuple(findings))


def _values(
    raw: RawTable, position: int, column: ColumnSchema, findings: list[Finding]
) -> Sequence[Any]:
    match column.type:
        case CellType.TEXT if column.words:
            parsed = cells.words(raw, position, *_WORDS[column.words])
        case CellType.ID:
            return cells.identifiers(raw, position).to_list()
        case CellType.TEXT:
            return raw.texts(position).to_list()
        case CellType.LIST:
            return cells.lists(raw, position)
        case CellType.NUMBER:
            parsed = cells.numbers(raw, position)
        case CellType.DATE:
            parsed = cells.dates(raw, position)
        case CellType.MONTH_OR_DATE:
            parsed = cells.dates(raw, position, "last" if column.name == "to" else "first")
        case CellType.YES_NO:
            parsed = cells.flags(raw, position)
        case CellType.PERIOD:
            periods, bad = cells.periods(raw, position)
            findings.extend(bad)
            return periods
    findings.extend(parsed.findings)
    return parsed.values.to_list()


def agent_rows(
    raws: Sequence[RawTable],
    table: TableSchema,
    known: Collection[str] | None,
    findings: list[Finding],
) -> Iterator[tuple[Table, int, Row]]:
    """The rows of tables about agents: table, row of its frame, values; bad ones to `findings`.

    Args:
        known: ids of the staff; another agent gives a finding. None: not looked at.
    """
    ids = None if known is None else frozenset(known)
    unknown: dict[str, str | None] = {}
    for raw in raws:
        read = read_table(raw, table)
        findings.extend(read.findings)
        for index, row in read.rows:
            agent = row["agent"]
            if ids is not None and agent not in ids:
                if agent not in unknown:
                    unknown[agent] = nearest(agent, ids) if len(unknown) < _SUGGESTED else None
                findings.append(_unknown_agent(read, index, agent, unknown[agent]))
            yield read, index, row


def _agent(row: Row, raw: RawTable, index: int) -> Agent:
    status = row["status"]
    skills, levels = split_levels(row["skills"])
    return Agent(
        id=row["id"],
        name=row["name"] or row["id"],
        site=row["site"],
        team=row["team"],
        post=row["post"],
        post_since=row["post_since"],
        track=row["track"],
        grade=row["grade"],
        grade_since=row["grade_since"],
        hired=row["hired"],
        leaves=row["leaves"],
        status=fold_status(status) if status else None,
        skills=skills,
        interests=row["interests"],
        mentor=row["mentor"],
        agreements=row["agreements"],
        place=(raw.file, int(raw.rows[index])),
        leader=row["leader"],
        acting_grade=row["acting_grade"],
        skill_levels=levels,
    )


def _employment(table: Table, index: int, agent: Agent) -> Iterator[Finding]:
    """Nobody takes a post or a grade, or leaves, before being hired."""
    if agent.hired is None:
        return
    for name, day in (
        ("leaves", agent.leaves),
        ("post_since", agent.post_since),
        ("grade_since", agent.grade_since),
    ):
        if day is None or day >= agent.hired:
            continue
        # A month stands for its first day, which may lie before the day of hiring.
        if name != "leaves" and (day.year, day.month) == (agent.hired.year, agent.hired.month):
            continue
        column = table.positions[name]
        yield found.row_finding(
            found.DATES_OUT_OF_ORDER,
            table.raw.place(index, column),
            message(
                "{column} of agent {agent} is {day}, before the day of hiring, {hired}.",
                column=table.raw.headers[column],
                agent=agent.id,
                day=day.isoformat(),
                hired=agent.hired.isoformat(),
            ),
            expected=message("a day from {hired} on", hired=agent.hired.isoformat()),
            related=(Related(table.place(index, "hired"), message("the day of hiring")),),
        )


def _same_id(table: Table, index: int, agent: str, first: Place) -> Finding:
    row = first.span.line if first.span else 0
    return found.row_finding(
        found.SAME_ID_TWICE,
        table.place(index, "id"),
        message(
            "The id {agent} is already in row {row} of {file}.",
            agent=agent,
            row=row,
            file=first.file,
        ),
        expected=message("one row for each agent"),
        mend=message("Remove one of the rows, or correct its id."),
        related=(Related(first, message("the first row with this id")),),
    )


def _in_order(
    table: Table, index: int, start: date, end: date | None, findings: list[Finding]
) -> bool:
    if end is None or end >= start:
        return True
    findings.append(
        found.row_finding(
            found.DATES_OUT_OF_ORDER,
            table.place(index, "to"),
            message(
                "The last day, {end}, is before the first, {start}.",
                end=end.isoformat(),
                start=start.isoformat(),
            ),
            expected=message("a day from {start} on", start=start.isoformat()),
            related=(Related(table.place(index, "from"), message("the first day")),),
        )
    )
    return False


def _unknown_agent(
    table: Table, index: int, agent: str, near: str | None, column: str = "agent"
) -> Finding:
    return found.row_finding(
        found.UNKNOWN_AGENT,
        table.place(index, column),
        message("The staff table has no agent {agent}.", agent=agent),
        expected=message("an id of the staff table"),
        mend=message("Did you mean {near}?", near=near) if near else None,
    )
