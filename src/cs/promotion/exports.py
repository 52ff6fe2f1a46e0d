"""A promotion score as the bytes of a file: one writer a format, chosen by the file's ending."""

from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Literal

import numpy as np

from cs.locale import _, current_language, translate
from cs.promotion.id_texts import as_series
from cs.promotion.problem import Integers, PromotionScore, Verdict
from cs.promotion.record import (
    ELIGIBILITY_SCHEMA,
    SCHEMA,
    by_eligibility,
    eligibility_order,
    eligibility_record,
    head,
    names_of,
    overall,
    overalls,
    score_frame,
    score_record,
)
from cs.promotion.turning import NEVER, NOW, turning
from cs.promotion.words import outcome_words
from cs.tables.headers import BLANKS

if TYPE_CHECKING:
    import polars as pl

    from cs.export.workbook import Sheet

_FORMULA = rf"^[{BLANKS}']*[=+\-@＝＋－＠]"
_RISKY = "'=+-@\t\r＝＋－＠"
_QUOTED = '",\r\n'
_QUOTED_IN_LINES = (b'"', b",", b"\r", b"\n\n")
"""An empty text is quoted as well; of one with a line end `_lines_of` tells by a return."""
_SAMPLE, _FEW = 1_000, 100
_FIRST_FIGURE = 4
"""Rank, id, name and outcome stand before the total and the points."""
_PLAIN_NUMBER = r"^[+-]?[0-9]+(?:\.[0-9]+)?$"


def score_json(score: PromotionScore, extras: "pl.DataFrame", only: int | None = None) -> bytes:
    """The record, as JSON; with `only`, of all candidates this one alone is listed."""
    from cs.export.text import json_bytes

    return json_bytes(score_record(score, extras, only))


def score_csv(score: PromotionScore, extras: "pl.DataFrame", only: int | None = None) -> bytes:
    """A row a candidate, for Excel; as `cs.export.text.csv_bytes` writes it, but by the column."""
    buffer = BytesIO()
    write_score_csv(score, extras, buffer, only)
    return buffer.getvalue()


def write_score_csv(
    score: PromotionScore, extras: "pl.DataFrame", stream: BinaryIO, only: int | None = None
) -> None:
    """The same, straight into a file."""
    frame = score_frame(score, extras, translate, outcome_words(), only, as_text=True)
    figures = range(_FIRST_FIGURE, _FIRST_FIGURE + 1 + len(score.problem.components))
    _write_csv(frame, figures, stream)


def _write_csv(frame: "pl.DataFrame", figures: Collection[int], stream: BinaryIO) -> None:
    """A frame as `cs.export.text.csv_bytes` writes its rows.

    Args:
        figures: positions of columns whose cells are plain numbers or words of ours.
    """
    import polars as pl

    from cs.export.text import neutralised

    names = [name for number, name in enumerate(frame.columns) if number not in figures]
    lined = {name: _lines_of(frame[name]) for name in names if frame[name].dtype == pl.String}
    for name, lines in lined.items():
        if _may_be_formulas(lines):
            text = pl.col(name)
            risky = text.str.contains(_FORMULA) & ~text.str.contains(_PLAIN_NUMBER)
            frame = frame.with_columns(pl.when(risky).then("'" + text).otherwise(text).alias(name))
    # Polars is slow to find out whether a cell must stand in quotes.
    style: Literal["necessary", "never"]
    style = "necessary" if _has_quoted(frame.columns, lined.values()) else "never"
    frame.columns = [neutralised(name) for name in frame.columns]
    stream.write(BOM_UTF8)
    stream.flush()
    frame.write_csv(stream, line_terminator="\r\n", quote_style=style)


def _lines_of(texts: "pl.Series") -> bytes:
    """A column's texts, each once if there are few, each between line ends.

    If one of them has a line end itself, there is a return at the end.
    """
    few = texts.head(_SAMPLE).n_unique() <= _FEW
    texts = (texts.unique() if few else texts).drop_nulls()
    if not len(texts):
        return b""
    lines = b"\n%b\n" % texts.str.join("\n").item().encode()
    return lines if lines.count(b"\n") == len(texts) + 1 else lines + b"\r"


def _may_be_formulas(lines: bytes) -> bool:
    """Whether some text begins as a formula does, as far as its first byte tells."""
    codes = np.frombuffer(lines, np.uint8)
    firsts = codes[1:][codes[:-1] == ord("\n")]
    return bool(np.isin(firsts, [mark.encode()[0] for mark in _RISKY]).any())


def _has_quoted(headers: Sequence[str], lined: Iterable[bytes]) -> bool:
    """Whether some header, or some text, must stand in quotes."""
    if any(mark in header for header in headers for mark in _QUOTED):
        return True
    return any(mark in lines for lines in lined for mark in _QUOTED_IN_LINES)


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
            _record_sheet(score, SCHEMA),
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
    buffer = BytesIO()
    write_eligibility_csv(score, extras, buffer)
    return buffer.getvalue()


def write_eligibility_csv(score: PromotionScore, extras: "pl.DataFrame", stream: BinaryIO) -> None:
    """The same, straight into a file."""
    import polars as pl

    header = _eligibility_header(score)
    problem, result = score.problem, score.result
    words = pl.Series([verdict.name.lower() for verdict in sorted(Verdict)])
    days = turning(problem, result.verdicts)
    columns = [
        as_series(problem.candidates.ids),
        names_of(problem.candidates.names),
        words.gather(overalls(result)),
        _days(days.all),
    ]
    for column, own in zip(result.verdicts, days.days, strict=True):
        columns += [words.gather(column), _days(own)]
    frame = pl.DataFrame([each.alias(f"c{number}") for number, each in enumerate(columns)])
    frame = frame.rechunk()[eligibility_order(problem, result)]
    titles = {f"c{number}": name for number, name in enumerate(header)}
    if len(set(header)) < len(header) or _has_quoted(header, map(_lines_of, frame["c0", "c1"])):
        from cs.export.text import csv_bytes

        stream.write(csv_bytes(header, _eligibility_rows(score)))
        return
    _write_csv(frame.rename(titles), range(2, len(columns)), stream)


def _days(ordinals: Integers) -> "pl.Series":
    """The days as texts, each different one worded once; null where it is met already."""
    import polars as pl

    is_day = (ordinals != NOW) & (ordinals != NEVER)
    days = ordinals[is_day]
    low, texts = 0, [_from(NOW) or None, _from(NEVER)]
    if len(days):
        low, last = int(days.min()), date.fromordinal(int(days.max()))
        worded = pl.date_range(date.fromordinal(low), last, eager=True)
        texts += worded.cast(pl.String).to_list()
    codes = np.where(is_day, ordinals - low + 2, ordinals == NEVER)
    return pl.Series(texts, dtype=pl.String).gather(codes)


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
            _record_sheet(score, ELIGIBILITY_SCHEMA),
        ],
        title=score.name,
        created=score.provenance.as_of,
    )


def _eligibility_header(score: PromotionScore) -> tuple[str, ...]:
    names = [rule.name for rule in score.problem.requirements]
    each = (text for name in names for text in (name, f"{name} from"))
    return ("id", "name", "eligible", "eligible from", *each)


def _eligibility_rows(score: PromotionScore) -> Iterator[tuple[str, ...]]:
    problem, result = score.problem, score.result
    words = [verdict.name.lower() for verdict in sorted(Verdict)]
    days = turning(problem, result.verdicts)
    for index in by_eligibility(problem, result):
        yield (
            str(problem.candidates.ids[index]),
            str(problem.candidates.names[index]),
            words[overall(result, index)],
            _from(int(days.all[index])),
            *(
                text
                for column, own in zip(result.verdicts, days.days, strict=True)
                for text in (words[int(column[index])], _from(int(own[index])))
            ),
        )


def _from(ordinal: int) -> str:
    """The day from which time alone meets it; empty where it is met already."""
    if ordinal == NOW:
        return ""
    return "never" if ordinal == NEVER else date.fromordinal(ordinal).isoformat()


def _record_sheet(score: PromotionScore, schema: str) -> "Sheet":
    from cs.export.text import json_line
    from cs.export.workbook import Sheet

    provenance = score.provenance
    record: list[Sequence[object]] = [
        [_("Policy"), score.policy, score.name],
        [_("Version"), provenance.version, None],
        [_("As of"), provenance.as_of, None],
        *([one.role, one.file, one.sha256] for one in provenance.inputs),
        *([_("Assumed"), one.code, one.value] for one in provenance.assumptions),
        # What `cs promote replay` reads; each cell holds what fits into one.
        [schema, *json_line({**head(score, schema), "language": current_language()})],
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
STREAMED: Mapping[Writer, Callable[[PromotionScore, "pl.DataFrame", BinaryIO], None]] = (
    MappingProxyType({score_csv: write_score_csv, eligibility_csv: write_eligibility_csv})
)
"""Writers that can write straight into a file, and what does."""
