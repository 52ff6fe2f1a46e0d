"""A promotion score as the bytes of a file: one writer a format, chosen by the file's ending."""

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
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

_FORMULA = r"^'*[=+\-@\t\r＝＋－＠]"
_RISKY = "'=+-@\t\r＝＋－＠"
_PLAIN_NUMBER = r"^[+-]?\d+(?:\.\d+)?$"


def score_json(score: PromotionScore, extras: "pl.DataFrame") -> bytes:
    """The record, as JSON."""
    from cs.export.text import json_bytes

    return json_bytes(score_record(score, extras))


def score_csv(score: PromotionScore, extras: "pl.DataFrame") -> bytes:
    """A row a candidate, for Excel; as `cs.export.text.csv_bytes` writes it, but by the column."""
    import polars as pl

    from cs.export.text import neutralised

    frame = score_frame(score, extras, translate, outcome_words())
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
    provenance = score.provenance
    record: list[Sequence[object]] = [
        [_("Policy"), score.policy, score.name],
        [_("Version"), provenance.version, None],
        [_("As of"), provenance.as_of, None],
        *([one.role, one.file, one.sha256] for one in provenance.inputs),
        *([_("Assumed"), one.code, one.value] for one in provenance.assumptions),
    ]
    return workbook_bytes(
        [
            Sheet(_("Ranking"), frame.columns, frame.rows(), frozen_columns=3),
            Sheet(_("Record"), (), record),
        ],
        title=score.name,
        created=provenance.as_of,
    )


def eligibility_json(score: PromotionScore) -> bytes:
    """Who is eligible, as JSON."""
    from cs.export.text import json_bytes

    return json_bytes(eligibility_record(score))


def eligibility_csv(score: PromotionScore) -> bytes:
    """A row a person, a column a condition."""
    from cs.export.text import csv_bytes

    problem, result = score.problem, score.result
    words = [verdict.name.lower() for verdict in sorted(Verdict)]
    return csv_bytes(
        ("id", "name", "eligible", *(rule.name for rule in problem.requirements)),
        (
            (
                str(problem.candidates.ids[index]),
                str(problem.candidates.names[index]),
                words[overall(result, index)],
                *(words[int(column[index])] for column in result.verdicts),
            )
            for index in by_eligibility(problem, result)
        ),
    )


Writer = Callable[[PromotionScore, "pl.DataFrame"], bytes]
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {".json": score_json, ".csv": score_csv, ".xlsx": score_xlsx}
)
"""A writer per ending; a new format is a function above and a line here."""
