"""What do filled forms say? Sheets of several raters joined into one table of candidates.

A column whose header names a component (with or without a rater) holds scores; any other column is
kept as it is, unless it seems to be a component's under another header: one that is like that of
a score the sheet lacks, or the first column of numbers after the names in a sheet without any
score or answer. That is an error, so that nobody's scores are lost for a word; a running number or
a telephone number is kept. Each value is looked at as `cs promote
score` would: a cell that is no number or lies outside the scale is an error that names file, sheet
and cell. Nothing is dropped: a row of somebody who is no candidate, two values for one rater, and
two answers to one question are errors too.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.messages import Message, message
from cs.kernel.suggestions import nearest
from cs.kernel.texts import plain
from cs.promotion.candidate_columns import component_names
from cs.promotion.codes import OUTSIDE_SCALE, RATER_TWICE, UNKNOWN_COMPONENT
from cs.promotion.combinations import singles
from cs.promotion.forms.problem import bounds
from cs.promotion.policy import (
    ColumnCondition,
    Component,
    JudgementCondition,
    PromotionPolicy,
)
from cs.promotion.score_findings import cell_finding, header_finding
from cs.tables import cells
from cs.tables import findings as found
from cs.tables.headers import canonical, fold_header, split_rater
from cs.tables.raw import RawTable
from cs.tables.schema import CANDIDATES

_LIKELY = 0.5
"""How like a component's name the header of a column of numbers must be, to be suggested."""
Score = tuple[str, str]
"""A component's id and a rater's mark (empty where none is named)."""


@dataclass(frozen=True, slots=True)
class Collected:
    """A table of candidates.

    Attributes:
        missing: which scores are not there, a message each.
        values: how many scores were read.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    findings: tuple[Finding, ...]
    missing: tuple[Message, ...]
    values: int


@dataclass
class _Gathered:
    """What has been read so far."""

    people: dict[str, str] = field(default_factory=dict)
    scores: dict[str, dict[Score, tuple[Decimal, Place]]] = field(default_factory=dict)
    headers: dict[Score, str] = field(default_factory=dict)
    facts: dict[str, dict[str, tuple[str, Place]]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    values: int = 0


def collect(
    tables: Sequence[RawTable], base: RawTable | None, policy: PromotionPolicy
) -> Collected:
    """Join filled sheets.

    Args:
        base: the candidates' table from which the forms were made: its candidates are all there
            are, and its other columns are kept.
    """
    gathered = _Gathered()
    if base is not None:
        _read(base, policy, gathered, None)
    known = frozenset(gathered.people) if base is not None else None
    facts = {*gathered.labels, *(fold_header(each) for each in _fact_columns(policy))}
    for table in tables:
        gathered.findings.extend(_renamed(table, policy, facts))
        _read(table, policy, gathered, known)
    return _joined(gathered, policy)


def _fact_columns(policy: PromotionPolicy) -> Iterator[str]:
    """The columns that conditions ask about."""
    for requirement in policy.eligibility:
        for each in singles(requirement.rule):
            if isinstance(each.rule, JudgementCondition | ColumnCondition):
                yield each.rule.column


def _renamed(table: RawTable, policy: PromotionPolicy, facts: Set[str]) -> Iterator[Finding]:
    """Columns of a filled sheet that seem to hold scores and name no component."""
    names = component_names(policy.components)
    words = [word for part in policy.components for word in (part.name, part.id, *part.columns)]
    named = tuple(part.name for part in policy.components)
    ours = {_column(table, "candidate"), _column(table, "name")}
    there = {score for each in table.headers if each and (score := _scored(each, names))}
    scored = {component for component, _rater in there}
    lacking = [word for word in words if names[fold_header(word)] not in scored]
    place = _place_of_scores(table, facts) if not there else None
    for column, header in enumerate(table.headers):
        if column in ours or not header or fold_header(header) in facts:
            continue
        if _scored(header, names) is not None:
            continue
        stem = parts[0] if (parts := split_rater(header)) else header
        near = nearest(header, words) or nearest(stem, words)
        if near is not None:
            if (names[fold_header(near)], parts[1] if parts else "") in there:
                continue
        elif not _all_numbers(table, column):
            continue
        else:
            likely = get_close_matches(stem, lacking, n=1, cutoff=_LIKELY)
            near = likely[0] if likely else None
            if near is None and column != place:
                continue
        yield header_finding(
            UNKNOWN_COMPONENT,
            table,
            column,
            message("The column {header} names no component; its values are not read.",
                    header=header),
            expected=message("one of {words}", words=named),
            mend=message("Write a component's name, with the rater after a colon; or delete the "
                         "column.")
            if near is None
            else message("If it holds {near}, write that as its header.", near=_with(near, header)),
        )  # fmt: skip


def _place_of_scores(table: RawTable, facts: Set[str]) -> int | None:
    """Where a form without a column of scores or answers would hold its first scores."""
    if any(fold_header(header) in facts for header in table.headers if header):
        return None
    ours = (_column(table, "candidate"), _column(table, "name"))
    last = max((column for column in ours if column is not None), default=-1)
    after = range(last + 1, len(table.headers))
    return next((each for each in after if _all_numbers(table, each)), None)


def _with(name: str, header: str) -> str:
    """A component's name with the rater whom the header names."""
    parts = split_rater(header)
    if parts is None:
        return name
    return f"{name}{parts[1]}" if parts[1].isdigit() else f"{name}:{parts[1]}"


def _all_numbers(table: RawTable, column: int) -> bool:
    held = table.frame[:, column].drop_nulls()
    return bool(len(held)) and all(
        not isinstance(cells.parse_number(cell), cells.BadCell) for cell in held
    )


def _read(
    table: RawTable, policy: PromotionPolicy, into: _Gathered, known: frozenset[str] | None
) -> None:
    parts = {part.id: part for part in policy.components}
    names = component_names(policy.components)
    id_column = _column(table, "candidate")
    if id_column is None:
        into.findings.append(
            header_finding(
                found.MISSING_COLUMN,
                table,
                None,
                message("The sheet has no column of candidates' ids; nothing of it was read."),
                expected=message("a column such as ID or 工号"),
                severity=Severity.WARNING if not table.frame.height else Severity.ERROR,
            )
        )
        return
    name_column = _column(table, "name")
    into.findings.extend(table.notes)
    rows = _rows(table, id_column, name_column, into, known)
    for column, header in enumerate(table.headers):
        if column in (id_column, name_column) or not header:
            continue
        score = _scored(header, names)
        if score is None:
            _take_fact(table, column, header, rows, into)
        else:
            _take_scores(table, column, score, parts[score[0]], rows, into)


def _column(table: RawTable, name: str) -> int | None:
    for fallback in (False, True):
        for column, header in enumerate(table.headers):
            means = bool(header) and canonical(header, CANDIDATES) == name
            if means and CANDIDATES.is_fallback(header) is fallback:
                return column
    return None


def _rows(
    table: RawTable,
    id_column: int,
    name_column: int | None,
    into: _Gathered,
    known: frozenset[str] | None,
) -> list[tuple[int, str]]:
    """Rows with the candidate they are about; others are errors if they hold anything."""
    rows: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    for index, cell in enumerate(table.frame[:, id_column]):
        if cell is None:
            if any(value is not None for value in table.frame.row(index)):
                text = message("A row without an id holds values.")
                into.findings.append(cell_finding(found.EMPTY_CELL, table, index, id_column, text))
            continue
        if known is not None and cell not in known:
            near = nearest(cell, sorted(known))
            text = message("{id} is no candidate of the table that the forms were made from.",
                           id=cell)  # fmt: skip
            mend = None if near is None else message("Did you mean {near}?", near=near)
            into.findings.append(
                cell_finding(found.UNKNOWN_AGENT, table, index, id_column, text, mend=mend)
            )
            continue
        if cell in seen:
            text = message("{id} stands in two rows of one sheet.", id=cell)
            into.findings.append(cell_finding(found.SAME_ID_TWICE, table, index, id_column, text))
            continue
        seen[cell] = index
        name = None if name_column is None else table.frame[index, name_column]
        if not into.people.setdefault(cell, name or ""):
            into.people[cell] = name or ""
        rows.append((index, cell))
    return rows


def _scored(header: str, names: Mapping[str, str]) -> Score | None:
    if (whole := names.get(fold_header(header))) is not None:
        return whole, ""
    parts = split_rater(header)
    if parts is None or (component := names.get(fold_header(parts[0]))) is None:
        return None
    return component, parts[1]


def _take_scores(
    table: RawTable,
    column: int,
    score: Score,
    part: Component,
    rows: Sequence[tuple[int, str]],
    into: _Gathered,
) -> None:
    parsed = cells.numbers(table, column)
    into.findings.extend(parsed.findings)
    mark = f":{score[1]}" if score[1] and not score[1].isdigit() else score[1]
    into.headers.setdefault(score, f"{part.name}{mark}")
    low, high = bounds(part)
    for index, person in rows:
        units = parsed.values[index]
        if units is None:
            continue
        value = Decimal(units) / cells.SCALE
        place = table.place(index, column)
        if low is not None and high is not None and not low <= value <= high:
            text = message("{value} is outside the scale of {component}, {low} to {high}.",
                           value=plain(value), component=part.name,
                           low=plain(low), high=plain(high))  # fmt: skip
            into.findings.append(cell_finding(OUTSIDE_SCALE, table, index, column, text))
            continue
        before = into.scores.setdefault(person, {}).get(score)
        if before is not None:
            into.findings.append(_twice(place, person, into.headers[score], before[1]))
            continue
        into.scores[person][score] = (value, place)
        into.values += 1


def _take_fact(
    table: RawTable,
    column: int,
    header: str,
    rows: Sequence[tuple[int, str]],
    into: _Gathered,
) -> None:
    """A column that is no score: an answer, or a remark, kept in the words of the sheet."""
    key = fold_header(header)
    into.labels.setdefault(key, header)
    for index, person in rows:
        cell = table.frame[index, column]
        if cell is None:
            continue
        before = into.facts.setdefault(person, {}).get(key)
        if before is not None and before[0] != cell:
            into.findings.append(_twice(table.place(index, column), person, header, before[1]))
            continue
        into.facts[person][key] = (cell, table.place(index, column))


def _twice(place: Place, person: str, header: str, first: Place) -> Finding:
    return found.row_finding(
        RATER_TWICE,
        place,
        message("{header} of {id} stands in two places.", header=header, id=person),
        expected=message("one value"),
        mend=message("Remove one of the two, or name the raters in the headers."),
        related=(Related(first, message("the first value")),),
    )


def _joined(gathered: _Gathered, policy: PromotionPolicy) -> Collected:
    order = {part.id: number for number, part in enumerate(policy.components)}
    marks = sorted(gathered.headers, key=lambda score: (order[score[0]], _mark_key(score[1])))
    labels = list(gathered.labels)
    header = ("工号", "姓名", *(gathered.headers[mark] for mark in marks),
              *(gathered.labels[key] for key in labels))  # fmt: skip
    rows = []
    for person, name in gathered.people.items():
        scores = gathered.scores.get(person, {})
        facts = gathered.facts.get(person, {})
        rows.append(
            (
                person,
                name or None,
                *(plain(scores[mark][0]) if mark in scores else None for mark in marks),
                *(facts[key][0] if key in facts else None for key in labels),
            )
        )
    return Collected(
        header,
        tuple(rows),
        tuple(gathered.findings),
        tuple(_missing(gathered, policy)),
        gathered.values,
    )


def _mark_key(mark: str) -> tuple[int, str]:
    return (int(mark), "") if mark.isdigit() else (0, mark)


def _missing(gathered: _Gathered, policy: PromotionPolicy) -> Iterator[Message]:
    """Components of which a candidate has fewer scores than are needed."""
    for part in policy.components:
        lacking = []
        for person in gathered.people:
            count = sum(score[0] == part.id for score in gathered.scores.get(person, {}))
            if count < part.raters.min_raters:
                lacking.append(f"{person} ({count}/{part.raters.min_raters})")
        if lacking:
            yield message(
                "{component}: scores are missing for {people}.",
                component=part.name,
                people=", ".join(lacking),
            )
