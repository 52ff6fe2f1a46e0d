"""A promotion score as the bytes of a file: one writer a format, chosen by the file's ending."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from cs.locale import _, translate
from cs.promotion.problem import PromotionScore, Verdict
from cs.promotion.record import (
    by_eligibility,
    eligibility_record,
    overall,
    score_frame,
    score_record,
)
from cs.promotion.words import outcome_words

if TYPE_CHECKING:
    import polars as pl

    from cs.export.workbook import Sheet

_FORMULA = r"^'*[=+\-@\t\r＝＋－＠]"
_RISKY = "'=+-@\t\r＝＋－＠"
_PLAIN_NUMBER = r"^[+-]?\d+(?:\.\d+)?$"


def score_json(score: PromotionScore, extras: "pl.DataFrame", only: int | None = None) -> bytes:
    """The record, as JSON; with `only`, of all candidates this one alone is listed."""
    from cs.export.text import json_bytes

    return json_bytes(score_record(score, extras, only))


def score_csv(score: PromotionScore, extras: "pl.DataFrame", only: int | None = None) -> bytes:
    """A row a candidate, for Excel; as `cs.export.text.csv_bytes` writes it, but by the column."""
    import polars as pl

    from cs.export.text import neutralised

    frame = score_frame(score, extras, translate, outcome_words(), only)
    for name, kind in frame.schema.items():
        if kind == pl.String and frame[name].str.head(1).is_in(list(_RISKY)).any():
            text = pl.col(name)
            risky = text.str.contains(_FORMULA) & ~text.str.contains(_PLAIN_NUMBER)
            frame = frame.with_columns(pl.when(risky).then("'" + text).otherwise(text).alias(name))
    frame.columns = [neutralised(name) for name in frame.columns]
    buffer = BytesIO()
    buffer.write(BOM_UTF8)
    frame.write_csv(buffer, line_terminator="\r\n")
    return buffer.getvalue()


def score_xlsx(score: PromotionScore, extras: "pl.DataFrame") -> bytes:
    """A workbook: the ranking, and the record with the hashes of its inputs.

    Raises:
        ValueError: more candidates than a sheet has rows.
    """
    from cs.export.workbook import Sheet, workbook_bytes

    frame = score_frame(score, extras, translate, outcome_words())
    return workbook_bytes(
        [
            Sheet(_("Ranking"), frame.columns, frame.rows(), frozen_columns=3),
            _record_sheet(score),
        ],
        title=score.name,
        created=score.provenance.as_of,
    )


def eligibility_json(score: PromotionScore, extras: "pl.DataFrame") -> bytes:
    """Who is eligible, as JSON; other columns are left out."""
    from cs.export.text import json_bytes

    return json_bytes(eligibility_record(score))


def eligibility_csv(score: PromotionScore, extras: "pl.DataFrame") -> bytes:
    """A row a person, a column a condition."""
    from cs.export.text import csv_bytes

    return csv_bytes(_eligibility_header(score), _eligibility_rows(score))


def eligibility_xlsx(score: PromotionScore, extras: "pl.DataFrame") -> bytes:
    """A workbook: who is eligible, and the record with the hashes of its inputs.

    Raises:
        ValueError: more people than a sheet has rows.
    """
    from cs.export.workbook import Sheet, workbook_bytes

    rows = list(_eligibility_rows(score))
    return workbook_bytes(
        [
            Sheet(_("Eligibility"), _eligibility_header(score), rows, frozen_columns=2),
            _record_sheet(score),
        ],
        title=score.name,
        created=score.provenance.as_of,
    )


def _eligibility_header(score: PromotionScore) -> tuple[str, ...]:
    return ("id", "name", "eligible", *(rule.name for rule in score.problem.requirements))


def _eligibility_rows(score: PromotionScore) -> Iterator[tuple[str, ...]]:
    problem, result = score.problem, score.result
    words = [verdict.name.lower() for verdict in sorted(Verdict)]
    for index in by_eligibility(problem, result):
        yield (
            str(problem.candidates.ids[index]),
            str(problem.candidates.names[index]),
            words[overall(result, index)],
            *(words[int(column[index])] for column in result.verdicts),
        )


def _record_sheet(score: PromotionScore) -> "Sheet":
    from cs.export.workbook import Sheet

    provenance = score.provenance
    record: list[Sequence[object]] = [
        [_("Policy"), score.policy, score.name],
        [_("Version"), provenance.version, None],
        [_("As of"), provenance.as_of, None],
        *([one.role, one.file, one.sha256] for one in provenance.inputs),
        *([_("Assumed"), one.code, one.value] for one in provenance.assumptions),
    ]
    return Sheet(_("Record"), (), record)


Writer = Callable[[PromotionScore, "pl.DataFrame"], bytes]
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {".json": score_json, ".csv": score_csv, ".xlsx": score_xlsx}
)
"""A writer per ending; a new format is a function above and a line here."""
ELIGIBILITY_WRITERS: Mapping[str, Writer] = MappingProxyType(
    {".json": eligibility_json, ".csv": eligibility_csv, ".xlsx": eligibility_xlsx}
)
"""Likewise for who is eligible."""
