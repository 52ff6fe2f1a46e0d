"""Which raw values does a table hold? As whole millionths, with a finding for every bad cell."""

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from cs.kernel.findings import Finding
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.promotion.candidate_columns import Layout, component_names
from cs.promotion.codes import (
    OUTSIDE_SCALE,
    RATER_TWICE,
    TOO_MANY_RATERS,
    UNKNOWN_COMPONENT,
)
from cs.promotion.policy import Component
from cs.promotion.problem import MOST_RATERS, UNIT, Codes, Flags, Integers, Ratings
from cs.promotion.rated_columns import ColumnRatings, RatedNumbers
from cs.promotion.score_findings import cell_finding
from cs.tables import cells
from cs.tables import findings as found
from cs.tables.headers import fold_header
from cs.tables.raw import RawTable


def wide_ratings(
    table: RawTable, layout: Layout, components: Sequence[Component]
) -> tuple[ColumnRatings, tuple[Finding, ...]]:
    """Ratings per component of a table with a row a candidate."""
    parsed: list[tuple[RatedNumbers, ...]] = []
    findings: list[Finding] = []
    for part, columns in zip(components, layout.scores, strict=True):
        own = []
        for rated in columns:
            numbers, bad = _parse(table, rated.column, rated.rater)
            own.append(numbers)
            findings += bad
            findings += _outside_scale(table, rated.column, _outside_rows(part, numbers), part)
        parsed.append(tuple(own))
    return ColumnRatings(table.height, tuple(parsed)), tuple(findings)


def long_ratings(
    table: RawTable, layout: Layout, components: Sequence[Component], owners: Codes, size: int
) -> tuple[tuple[Ratings, ...], tuple[Finding, ...]]:
    """Ratings per component of a table with a row a value.

    Args:
        owners: per row, the candidate's index, -1 for rows without an id.
        size: how many candidates.
    """
    value, component = layout.value or 0, layout.component or 0
    numbers, bad = _parse(table, value)
    everything = slice(0, table.height)
    values, present = numbers.millionths(everything), numbers.there(everything)
    parts, findings = _components(table, component, components)
    findings += bad
    raters, names = _rater_codes(table, layout.rater)
    usable = present & (owners >= 0)
    ratings = []
    for index, part in enumerate(components):
        rows = np.flatnonzero(usable & (parts == index))
        outside = rows[_outside(part, values[rows])]
        findings += _outside_scale(table, value, outside, part)
        rows = rows[np.argsort(owners[rows], kind="stable")]
        findings += _twice(table, layout, rows, owners, raters, names)
        counts = np.bincount(owners[rows], minlength=size)
        findings += _too_many(table, value, rows, owners, counts)
        ratings.append(Ratings(_offsets(counts), values[rows], raters[rows], names))
    return tuple(ratings), tuple(findings)


def _offsets(counts: Integers) -> Integers:
    offsets = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets


def _parse(
    table: RawTable, column: int, rater: str = ""
) -> tuple[RatedNumbers, tuple[Finding, ...]]:
    whole = cells.whole_numbers(table, column)
    if whole is not None:
        return _rated(whole, UNIT, rater), ()
    parsed = cells.numbers(table, column)
    return _rated(parsed.values, 1, rater), parsed.findings


def _rated(values: pl.Series, unit: int, rater: str) -> RatedNumbers:
    if not values.null_count():
        return RatedNumbers(rater, values.to_numpy(), unit)
    present = values.is_not_null().to_numpy()
    return RatedNumbers(rater, values.fill_null(0).to_numpy(), unit, present)


def _outside_rows(part: Component, numbers: RatedNumbers) -> Integers:
    """The rows whose value lies outside the component's scale."""
    values = numbers.values
    edges = np.array([values.min(initial=0), values.max(initial=0)]).astype(np.int64)
    # Without a value there is 0, which may lie outside too.
    if not _outside(part, edges * numbers.unit).any():
        return np.zeros(0, np.int64)
    rows = slice(0, len(values))
    return np.flatnonzero(numbers.there(rows) & _outside(part, numbers.millionths(rows)))


def _outside(part: Component, values: Integers) -> Flags:
    if part.scale is None:
        return np.zeros(len(values), np.bool_)
    edges = sorted(int(edge * UNIT) for edge in (part.scale.low, part.scale.high))
    return np.asarray((values < edges[0]) | (values > edges[1]), np.bool_)


def _outside_scale(
    table: RawTable, column: int, rows: Integers, part: Component
) -> Iterator[Finding]:
    for row in rows.tolist():
        scale = part.scale
        yield cell_finding(
            OUTSIDE_SCALE,
            table,
            row,
            column,
            message(
                "{value} lies outside the scale of {component}.",
                value=table.frame[row, column],
                component=part.name,
            ),
            expected=None
            if scale is None
            else message("a number from {low} to {high}", low=scale.low, high=scale.high),
        )


def _components(
    table: RawTable, column: int, components: Sequence[Component]
) -> tuple[Codes, list[Finding]]:
    """Per row, the component's index; -1 where none is named."""
    order = {part.id: index for index, part in enumerate(components)}
    known = {word: order[id_] for word, id_ in component_names(components).items()}
    texts = table.texts(column)
    words = texts.drop_nulls().unique().sort().to_list()
    codes = [known.get(fold_header(word), -1) for word in words]
    result = np.array([*codes, -1], np.int32)[_ranks(texts)]
    findings = []
    for row in np.flatnonzero(result < 0).tolist():
        text = texts[row]
        if text is None:
            findings.append(
                cell_finding(
                    found.EMPTY_CELL,
                    table,
                    row,
                    column,
                    message("No component is named."),
                    expected=message("one of: {words}", words=tuple(p.name for p in components)),
                )
            )
            continue
        near = nearest(text, [part.name for part in components] + [part.id for part in components])
        findings.append(
            cell_finding(
                UNKNOWN_COMPONENT,
                table,
                row,
                column,
                message("The policy has no component {value}.", value=text),
                expected=message("one of: {words}", words=tuple(p.name for p in components)),
                mend=None if near is None else message("Did you mean {near}?", near=near),
            )
        )
    return result, findings


def _rater_codes(table: RawTable, column: int | None) -> tuple[Codes, tuple[str, ...]]:
    if column is None:
        return np.zeros(table.height, np.int32), ("",)
    texts = table.texts(column).fill_null("")
    names = texts.unique().sort()
    return _ranks(texts), tuple(names.to_list())


def _ranks(texts: pl.Series) -> Codes:
    """Each text's position among the different ones in order, -1 for null."""
    return texts.rank("dense").cast(pl.Int32).fill_null(0).to_numpy() - 1


def _twice(
    table: RawTable,
    layout: Layout,
    rows: Integers,
    owners: Codes,
    raters: Codes,
    names: tuple[str, ...],
) -> Iterator[Finding]:
    """Rows of one component in which a rater scores a candidate again; unnamed raters differ."""
    if layout.rater is None or not len(rows):
        return
    named = np.array([bool(name) for name in names])[raters[rows]]
    rows = rows[named]
    order = np.lexsort((rows, raters[rows], owners[rows]))
    rows = rows[order]
    same = (owners[rows][1:] == owners[rows][:-1]) & (raters[rows][1:] == raters[rows][:-1])
    for row in np.sort(rows[1:][same]).tolist():
        yield cell_finding(
            RATER_TWICE,
            table,
            row,
            layout.rater,
            message(
                "The rater {rater} has already scored this component of the candidate {id}.",
                rater=table.frame[row, layout.rater],
                id=table.frame[row, layout.id],
            ),
            expected=message("one row for each rater"),
        )


def _too_many(
    table: RawTable, column: int, rows: Integers, owners: Codes, counts: Integers
) -> Iterator[Finding]:
    starts = np.flatnonzero(np.diff(owners[rows], prepend=-1))
    for start in starts.tolist():
        if counts[owners[rows[start]]] > MOST_RATERS:
            yield cell_finding(
                TOO_MANY_RATERS,
                table,
                int(rows[start]),
                column,
                message(
                    "There are {count} scores of one component of one candidate.",
                    count=int(counts[owners[rows[start]]]),
                ),
                expected=message("at most {most}", most=MOST_RATERS),
            )
