"""What is known of each candidate beside scores? The candidates' table first, then the staff table.

A staff table in which nobody has any skill (or agreement) has no such column: what candidates hold
is then unknown, while an empty cell of a column in use says that they hold nothing.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from cs.kernel.agents import Agent
from cs.kernel.findings import Finding
from cs.kernel.messages import message
from cs.promotion.candidate_columns import Layout
from cs.promotion.codes import CONTRADICTION
from cs.promotion.conditions.condition import ANSWER_FACT, COLUMN_FACT, column_of, folded
from cs.promotion.policy import ColumnCondition
from cs.promotion.problem import (
    Codes,
    Fact,
    FactEntry,
    FactValue,
    Flags,
    RequirementRule,
)
from cs.promotion.score_findings import cell_finding
from cs.tables import cells
from cs.tables import findings as found
from cs.tables.raw import RawTable

_DATES = frozenset({"grade_since", "post_since", "hired"})
_LISTS = frozenset({"skills", "agreements"})


def read_fact(
    name: str,
    table: RawTable,
    layout: Layout,
    requirements: Sequence[RequirementRule],
    owners: Codes | None,
    staff: Sequence[Agent],
    positions: Codes,
) -> tuple[Fact, tuple[Finding, ...]]:
    """One fact of all candidates, and a finding for every bad cell.

    Args:
        owners: per row of a long table the candidate's index; None for a row a candidate.
        positions: per candidate, the index in `staff`, -1 where the id is not there.
    """
    codes, entries = _of_staff(name, staff, positions)
    column = layout.facts.get(name)
    if column is None:
        return Fact(codes, entries), ()
    values, findings = _cells(name, table, column, requirements)
    if owners is not None:
        values, doubled = _first_of_each(values, table, column, owners, len(positions))
        findings = (*findings, *doubled)
    own, known = _ranked(values)
    merged = np.where(own >= 0, own + len(entries), codes).astype(np.int32)
    own_entries = tuple(FactEntry(_value(name, value), "candidates") for value in known)
    return Fact(merged, (*entries, *own_entries)), findings


def in_staff(positions: Codes) -> Flags:
    """Whether the staff table has the candidate's id."""
    return np.asarray(positions >= 0, np.bool_)


def _of_staff(
    name: str, staff: Sequence[Agent], positions: Codes
) -> tuple[Codes, tuple[FactEntry, ...]]:
    if column_of(name) is not None or not staff:
        return np.full(len(positions), -1, np.int32), ()
    values: list[FactValue | None] = [_stated(name, agent) for agent in staff]
    if name in _LISTS and not any(values):
        return np.full(len(positions), -1, np.int32), ()
    known = dict.fromkeys(value for value in values if value is not None)
    order = {value: index for index, value in enumerate(known)}
    codes = np.array([-1 if value is None else order[value] for value in values] + [-1], np.int32)
    return codes[positions], tuple(FactEntry(value, "staff") for value in known)


def _stated(name: str, agent: Agent) -> FactValue | None:
    """What the staff table says; skills with their levels, as tables write them."""
    if name != "skills" or not agent.skill_levels:
        value: FactValue | None = getattr(agent, name)
        return value
    levels = dict(agent.skill_levels)
    return tuple(f"{skill}:{levels[skill]}" if skill in levels else skill for skill in agent.skills)


def _cells(
    name: str, table: RawTable, column: int, requirements: Sequence[RequirementRule]
) -> tuple[pl.Series, tuple[Finding, ...]]:
    """A sortable series with null where nothing is known."""
    if name in _DATES:
        parsed = cells.dates(table, column, month="first")
        return parsed.values, parsed.findings
    if name.startswith(ANSWER_FACT):
        parsed = cells.flags(table, column)
        return parsed.values, parsed.findings
    findings: tuple[Finding, ...] = ()
    for item in (leaf for each in requirements for leaf in each.leaves()):
        if item.fact == name and isinstance(item.rule, ColumnCondition):
            findings += _bad_values(table, column, item.rule)
    return table.texts(column), findings


def _value(name: str, value: object) -> FactValue:
    """A known value as conditions take it."""
    if name in _LISTS:
        return cells.split_list(str(value))
    if isinstance(value, str) and name.startswith(COLUMN_FACT):
        number = cells.parse_number(value)
        return value if isinstance(number, cells.BadCell) else Decimal(number) / cells.SCALE
    # What the tables hold beside text and lists is a fact as it stands: dates, numbers, yes or no.
    return value  # type: ignore[return-value]


def _bad_values(table: RawTable, column: int, rule: ColumnCondition) -> tuple[Finding, ...]:
    """Cells that are neither a number nor one of the words, where a number is asked for."""
    if rule.at_least is None and rule.at_most is None:
        return ()
    texts = table.texts(column)
    words = {folded(word) for word in rule.any_of}
    bad = {
        text: problem
        for text in texts.drop_nulls().unique().to_list()
        if folded(text) not in words
        and isinstance(problem := cells.parse_number(text), cells.BadCell)
    }
    rows = texts.is_in(list(bad)).fill_null(False).arg_true().to_list() if bad else []
    return tuple(
        cell_finding(
            found.BAD_NUMBER,
            table,
            row,
            column,
            message(
                "The value {value} in column {column} is not a number.",
                value=texts[row],
                column=table.headers[column],
            ),
            expected=bad[texts[row]].expected
            if not rule.any_of
            else message(
                "{number}, or one of: {words}", number=bad[texts[row]].expected, words=rule.any_of
            ),
            mend=bad[texts[row]].mend,
        )
        for row in rows
    )


def _ranked(values: pl.Series) -> tuple[Codes, list[Any]]:
    """Each value's position among the different ones in order, -1 for null; and these in order."""
    if len(values) <= cells.FEW:
        written = values.to_list()
        known = sorted({value for value in written if value is not None})
        order = {None: -1} | {value: index for index, value in enumerate(known)}
        return np.array([order[value] for value in written], np.int32), known
    ordered = values.drop_nulls().unique().sort()
    if values.dtype == pl.String:
        codes = values.cast(pl.Enum(ordered)).to_physical().cast(pl.Int32)
        return codes.fill_null(-1).to_numpy(), ordered.to_list()
    ranks = values.rank("dense").cast(pl.Int32).fill_null(0).to_numpy() - 1
    return ranks, ordered.to_list()


def _first_of_each(
    values: pl.Series, table: RawTable, column: int, owners: Codes, size: int
) -> tuple[pl.Series, list[Finding]]:
    """Per candidate the first value of a long table, and the rows that contradict it."""
    known = values.is_not_null().to_numpy() & (owners >= 0)
    rows = np.flatnonzero(known)
    _, first = np.unique(owners[rows], return_index=True)
    source = np.full(size, -1, np.int64)
    source[owners[rows[first]]] = rows[first]
    picked = values.gather(np.where(source >= 0, source, 0))
    firsts = values.gather(source[owners[rows]])
    differing = rows[(firsts != values.gather(rows)).to_numpy()] if len(rows) else rows
    findings = [
        cell_finding(
            CONTRADICTION,
            table,
            row,
            column,
            message(
                "{value} contradicts {first} in row {other}, which speaks of the same candidate.",
                value=table.frame[row, column],
                first=table.frame[int(source[owners[row]]), column],
                other=int(table.rows[int(source[owners[row]])]),
            ),
            expected=message("the same value in all rows of one candidate"),
        )
        for row in differing.tolist()
    ]
    frame = pl.DataFrame({"value": picked, "known": source >= 0})
    return frame.select(pl.when("known").then("value")).to_series(), findings
