"""Which column of a candidates' table is what?

A header is, in this order: a component's id, name or alias; one of these with a rater (`面试考评1`,
`面试考评:E07`); a column that a requirement asks for; the candidate's id or name; a fact that
the staff table also has; else it is kept and passed through. A table with the three columns
candidate, component and value, and no component's own column, is long.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cs.kernel.findings import Finding, Severity
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.promotion.codes import NO_SCORES, RATER_TWICE, UNSCORED_COMPONENT
from cs.promotion.conditions.condition import column_of
from cs.promotion.policy import Component, PromotionPolicy
from cs.promotion.score_findings import header_finding
from cs.tables import findings as found
from cs.tables.headers import canonical, fold_header, split_rater
from cs.tables.raw import RawTable
from cs.tables.schema import CANDIDATES, STAFF

STAFF_FACTS = ("status", "grade", "grade_since", "post_since", "hired", "skills", "agreements")
"""What candidates' tables may say beside scores; it goes before what the staff table says."""


@dataclass(frozen=True, slots=True)
class RatedColumn:
    """A column of raw values, and who rated; empty text where the header names nobody."""

    column: int
    rater: str


@dataclass(frozen=True)
class Layout:
    """What the columns of a candidates' table are, as positions in its frame.

    Attributes:
        scores: wide tables: columns per component, in policy order.
        component, rater, value: long tables only.
        facts: columns of `STAFF_FACTS`, and of conditions that read a column of their own.
        extras: passed through.
    """

    id: int
    name: int | None
    scores: tuple[tuple[RatedColumn, ...], ...]
    facts: Mapping[str, int]
    extras: tuple[int, ...]
    component: int | None = None
    rater: int | None = None
    value: int | None = None

    @property
    def is_long(self) -> bool:
        """Whether every row holds a single value."""
        return self.value is not None


def lay_out(
    table: RawTable, policy: PromotionPolicy, wanted: Sequence[str], *, scored: bool = True
) -> tuple[Layout | None, tuple[Finding, ...]]:
    """The layout, or None with the findings that say why there is none.

    Args:
        wanted: facts that conditions and tie-breaks look at; others are passed through.
        scored: whether the table must have scores.
    """
    components = component_names(policy.components)
    scores: dict[str, list[RatedColumn]] = {part.id: [] for part in policy.components}
    others: list[int] = []
    for column, header in enumerate(table.headers):
        rated = _rated(header, components)
        if rated is None:
            others.append(column)
        else:
            scores[rated[0]].append(RatedColumn(column, rated[1]))
    named = _named_columns(table, others)
    is_long = {"candidate", "component", "value"} <= set(named) and not any(scores.values())
    facts, taken = _fact_columns(table, others, wanted)
    findings = list(_twice(table, policy.components, scores, others))
    if "candidate" not in named:
        findings.append(_no_id(table))
    if scored and not is_long:
        findings += _without_column(table, policy, scores, others)
    if "candidate" not in named or any(item.severity is Severity.ERROR for item in findings):
        return None, tuple(findings)
    used = {named["candidate"], *taken, *(named[key] for key in ("name",) if key in named)}
    if is_long:
        used |= {named[key] for key in ("component", "rater", "value") if key in named}
    layout = Layout(
        id=named["candidate"],
        name=named.get("name"),
        scores=tuple(tuple(scores[part.id]) for part in policy.components),
        facts=facts,
        extras=tuple(column for column in others if column not in used and table.headers[column]),
        component=named["component"] if is_long else None,
        rater=named.get("rater") if is_long else None,
        value=named["value"] if is_long else None,
    )
    return layout, tuple(findings)


def component_names(components: Sequence[Component]) -> dict[str, str]:
    """Ids of components by every folded word that means one."""
    names: dict[str, str] = {}
    for words in (
        [(part.id, part.id) for part in components],
        [(part.name, part.id) for part in components],
        [(alias, part.id) for part in components for alias in part.columns],
    ):
        for word, id_ in words:
            names.setdefault(fold_header(word), id_)
    return names


def _rated(header: str, components: Mapping[str, str]) -> tuple[str, str] | None:
    """The component and the rater that a header means."""
    if (whole := components.get(fold_header(header))) is not None:
        return whole, ""
    parts = split_rater(header)
    if parts is None or (component := components.get(fold_header(parts[0]))) is None:
        return None
    return component, parts[1]


def _named_columns(table: RawTable, others: Sequence[int]) -> dict[str, int]:
    """First column for each canonical name; fallbacks only where nothing better is there."""
    named: dict[str, int] = {}
    for fallback in (False, True):
        for column in others:
            header = table.headers[column]
            name = canonical(header, CANDIDATES)
            if name is not None and CANDIDATES.is_fallback(header) is fallback:
                named.setdefault(name, column)
    return named


def _fact_columns(
    table: RawTable, others: Sequence[int], wanted: Sequence[str]
) -> tuple[dict[str, int], set[int]]:
    facts: dict[str, int] = {}
    for fact in wanted:
        for column in others:
            header = table.headers[column]
            means = (
                fold_header(header) == fold_header(own)
                if (own := column_of(fact)) is not None
                else canonical(header, STAFF) == fact and not STAFF.is_fallback(header)
            )
            if means:
                facts.setdefault(fact, column)
    return facts, set(facts.values())


def _twice(
    table: RawTable,
    components: Sequence[Component],
    scores: Mapping[str, Sequence[RatedColumn]],
    others: Sequence[int],
) -> list[Finding]:
    findings = []
    for part in components:
        seen: dict[str, RatedColumn] = {}
        for rated in scores[part.id]:
            first = seen.setdefault(rated.rater, rated)
            same_header = table.folded[first.column] == table.folded[rated.column]
            if first is not rated and (rated.rater or not same_header):
                findings.append(
                    header_finding(
                        RATER_TWICE,
                        table,
                        rated.column,
                        message(
                            "The columns {first} and {second} both hold {component} of the same "
                            "rater.",
                            first=table.headers[first.column],
                            second=table.headers[rated.column],
                            component=part.name,
                        ),
                        expected=message("one column for each rater"),
                        mend=message(
                            "Name the raters in the headers, such as {name}:E07, or remove one.",
                            name=part.name,
                        ),
                    )
                )
    ids = [
        column
        for column in others
        if canonical(table.headers[column], CANDIDATES) == "candidate"
        and not CANDIDATES.is_fallback(table.headers[column])
    ]
    findings += [
        header_finding(
            found.SAME_COLUMN_TWICE,
            table,
            column,
            message(
                "The columns {first} and {second} both mean the candidate's id.",
                first=table.headers[ids[0]],
                second=table.headers[column],
            ),
            mend=message("Rename or remove one of them."),
        )
        for column in ids[1:]
    ]
    return findings


def _no_id(table: RawTable) -> Finding:
    return header_finding(
        found.MISSING_COLUMN,
        table,
        None,
        message("No column holds the candidate's id."),
        expected=message("a column 工号, id or candidate"),
    )


def _without_column(
    table: RawTable,
    policy: PromotionPolicy,
    scores: Mapping[str, Sequence[RatedColumn]],
    others: Sequence[int],
) -> list[Finding]:
    """Components that no column holds: an error where missing scores are refused."""
    refused = policy.scoring.missing == "refuse" or not any(scores.values())
    findings = []
    for part in policy.components:
        if scores[part.id]:
            continue
        words = tuple(dict.fromkeys((part.name, part.id, *part.columns)))
        headers = [table.headers[column] for column in others if table.headers[column]]
        near = next((hit for word in words if (hit := nearest(word, headers))), None)
        findings.append(
            header_finding(
                NO_SCORES if refused else UNSCORED_COMPONENT,
                table,
                None,
                message("No column holds the scores of {component}.", component=part.name),
                expected=message("a column with one of these headers: {words}", words=words),
                mend=None
                if near is None
                else message(
                    "If the column {near} holds them, rename it or list it under `columns` of the "
                    "component.",
                    near=near,
                ),
                severity=Severity.ERROR if refused else Severity.WARNING,
            )
        )
    return findings
