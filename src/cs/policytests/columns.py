"""Does a table have the columns that a case's rows name? A column that nothing reads tests nothing.

Files may have columns of their own, which are passed through; the few columns of a case are there
to be read, so that one which nothing knows is a slip.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cs.kernel.document import Document
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.policytests.codes import MISFIT
from cs.policytests.policy import PolicyTest
from cs.promotion.combinations import singles
from cs.promotion.policy import ColumnCondition, JudgementCondition, PromotionPolicy
from cs.review.policy import ReviewPolicy
from cs.tables.headers import canonical, fold_header, split_rater
from cs.tables.schema import CANDIDATES, RATINGS, STAFF, TABLES, TableSchema

_SCHEMAS = {schema.name: schema for schema in TABLES}


@dataclass(frozen=True)
class _Known:
    """The columns of a table.

    Attributes:
        schemas: the tables whose headers it may have.
        rated: folded headers that may name a rater too; own: further folded headers.
        main: the columns as they are told.
        words: every word of the policy's own that may stand for one; all: every word at all.
    """

    schemas: tuple[TableSchema, ...]
    rated: frozenset[str]
    own: frozenset[str]
    main: tuple[str, ...]
    words: tuple[str, ...]
    all: frozenset[str]

    def has(self, header: str) -> bool:
        """Whether a header means one of the columns."""
        if fold_header(header) in self.rated | self.own:
            return True
        if any(canonical(header, schema) is not None for schema in self.schemas):
            return True
        parts = split_rater(header)
        return parts is not None and fold_header(parts[0]) in self.rated

    def near(self, header: str) -> str | None:
        """The word that was meant, if one is near."""
        parts = split_rater(header)
        written = (header, parts[0]) if parts else (header,)
        known = (self.words, self.all)
        return next(filter(None, (nearest(each, words) for words in known for each in written)),
                    None)  # fmt: skip


def unknown_columns(
    test: Document[PolicyTest], number: int, policy: Policy, tables: Iterable[str]
) -> Iterator[Finding]:
    """Columns of one case's rows that its tables do not have; each is told once."""
    case = test.policy.cases[number]
    for table in tables:
        told: set[str] = set()
        known = _known(table, policy)
        for position, row in enumerate(getattr(case, table)):
            new = {header: row[header] for header in row if header not in told}
            told.update(new)
            yield from _unknown(new, test.place.at("cases", number, table, position), table, known)


def unknown_defaults(
    test: Document[PolicyTest], policy: Policy, tables: Iterable[str]
) -> Iterator[Finding]:
    """Columns of the defaults that these tables do not have."""
    for table in tables:
        row = getattr(test.policy.defaults, table)
        place = test.place.at("defaults", table)
        yield from _unknown(row, place, table, _known(table, policy))


def _unknown(row: Mapping[str, Any], place: Place, table: str, known: _Known) -> Iterator[Finding]:
    for header in row:
        if known.has(header):
            continue
        near = known.near(header)
        yield Finding(
            MISFIT,
            Severity.ERROR,
            message("The table {table} has no column {column}.", table=table, column=header),
            (place / header).key(),
            expected=message("one of: {words}", words=known.main),
            mend=message("Did you mean {word}?", word=near) if near else None,
        )


def _known(table: str, policy: Policy) -> _Known:
    rated: list[str] = []
    own: list[str] = []
    main: list[str] = []
    if table == "plan":
        from cs.rotation.plan_files import known_headers

        own = list(known_headers())
        return _Known((), frozenset(), _folded(own), tuple(own), (), frozenset(own))
    if table == RATINGS.name:
        return _of_ratings(policy)
    if table != CANDIDATES.name:
        schema = _SCHEMAS[table]
        main = [column.name for column in schema.columns]
        return _Known((schema,), frozenset(), frozenset(), tuple(main), (), _words(schema))
    if isinstance(policy, PromotionPolicy):
        for part in policy.components:
            rated += (part.id, part.name, *part.columns)
            main.append(part.name)
        own = [
            part.rule.column
            for item in policy.eligibility
            for part in singles(item.rule)
            if isinstance(part.rule, ColumnCondition | JudgementCondition)
        ]
    main += [*own, *(column.name for schema in (CANDIDATES, STAFF) for column in schema.columns)]
    words = (*rated, *own)
    every = frozenset(words) | _words(CANDIDATES) | _words(STAFF)
    told = tuple(dict.fromkeys(main))
    return _Known((CANDIDATES, STAFF), _folded(rated), _folded(own), told, words, every)


def _of_ratings(policy: Policy) -> _Known:
    """An agent, a period, and columns of indicators."""
    shape = TableSchema(
        RATINGS.name,
        RATINGS.meaning,
        tuple(each for each in RATINGS.columns if each.name in ("agent", "period")),
    )
    own: list[str] = []
    main = [column.name for column in shape.columns]
    if isinstance(policy, ReviewPolicy):
        own = [word for each in policy.indicators for word in (each.id, each.name)]
        main += [each.id for each in policy.indicators]
    every = frozenset(own) | _words(shape)
    return _Known((shape,), _folded(own), frozenset(), tuple(main), tuple(own), every)


def _folded(headers: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_header, headers))


def _words(schema: TableSchema) -> frozenset[str]:
    return frozenset(
        word
        for column in schema.columns
        for word in (column.name, *column.aliases, *column.fallbacks)
    )
