"""A promotion score as plain data: the JSON record, and the table that files hold.

The record's shape is published as `cs/schemas/promotion-score.json` (JSON Schema draft-07). Exact
decimals are texts with the policy's places; beside each rounded figure stands the exact one as a
fraction in lowest terms (`77/3`), so that a total can be recomputed from the record alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from cs.kernel.messages import Message, message
from cs.kernel.records import provenance_record
from cs.promotion.eligibility import evidence
from cs.promotion.explaining import explain, quantise
from cs.promotion.id_texts import as_series
from cs.promotion.problem import (
    Flags,
    Gap,
    Integers,
    Outcome,
    PromotionProblem,
    PromotionResult,
    PromotionScore,
    RequirementRule,
    Small,
    TieRule,
    Verdict,
    Waived,
)
from cs.promotion.reasons import reasons
from cs.promotion.sorting import order_of
from cs.promotion.turning import NEVER, NOW, turning

if TYPE_CHECKING:
    import polars as pl

SCHEMA: Final = "cs/promotion-score@1"
ELIGIBILITY_SCHEMA: Final = "cs/promotion-eligibility@1"
VALUE_PLACES: Final = 6
"""Decimals of aggregates in the record; totals and points have the policy's."""


def score_record(
    score: PromotionScore, extras: "pl.DataFrame", only: int | None = None
) -> dict[str, Any]:
    """The result as its JSON record; with `only`, of all candidates this one alone is listed."""
    problem, result = score.problem, score.result
    scoring = problem.scoring
    rest = extras.to_dicts() if extras.width else [{}] * len(problem.candidates)
    outcomes = [Outcome(int(code)) for code in result.outcomes]
    return {
        **head(score, SCHEMA, only),
        "target": problem.target,
        "vacancies": asdict(problem.vacancies),
        "scoring": {
            "missing": scoring.missing,
            "places": scoring.places,
            "total": scoring.total,
            "pass_mark": scoring.pass_mark,
            "tie_breaks": [_tie_name(problem, rule) for rule in scoring.tie_breaks],
        },
        "components": [
            {
                "id": part.id,
                "name": part.name,
                "weight": part.weight,
                "minimum": part.minimum,
                "excludes": list(part.excludes),
            }
            for part in problem.components
        ],
        "summary": {
            outcome.name.lower(): sum(each is outcome for each in outcomes) for outcome in Outcome
        },
        "candidates": [
            _candidate(problem, result, int(index), rest[int(index)])
            for index in (result.order if only is None else (only,))
        ],
    }


def eligibility_record(score: PromotionScore) -> dict[str, Any]:
    """Who is eligible, as a JSON record."""
    problem = score.problem
    days = turning(problem, score.result.verdicts)
    return {
        **head(score, ELIGIBILITY_SCHEMA),
        "candidates": [
            {
                "id": str(problem.candidates.ids[index]),
                "name": str(problem.candidates.names[index]),
                "eligible": overall(score.result, index).name.lower(),
                "eligible_from": _from(days.all[index]),
                "conditions": [
                    {**each, "met_from": _from(own[index])}
                    for each, own in zip(conditions_record(problem, index), days.days, strict=True)
                ],
            }
            for index in by_eligibility(problem, score.result)
        ],
    }


def _from(ordinal: int) -> date | str | None:
    """From when on time alone meets it: None where it is met already, else a day or `never`."""
    if ordinal == NOW:
        return None
    return "never" if ordinal == NEVER else date.fromordinal(int(ordinal))


def overall(result: PromotionResult, candidate: int) -> Verdict:
    """All conditions together: unmet if one is, else unknown if one is, else waived if one is."""
    verdicts = {int(column[candidate]) for column in result.verdicts}
    for verdict in (Verdict.UNMET, Verdict.UNKNOWN, Verdict.WAIVED):
        if verdict in verdicts:
            return verdict
    return Verdict.MET


def overalls(result: PromotionResult) -> Small:
    """The same of all candidates."""
    found = np.full(len(result.order), Verdict.MET, np.int8)
    for verdict in (Verdict.WAIVED, Verdict.UNKNOWN, Verdict.UNMET):
        for column in result.verdicts:
            found[column == verdict] = verdict
    return found


def by_eligibility(problem: PromotionProblem, result: PromotionResult) -> list[int]:
    """Candidates by eligibility (met, waived, unknown, unmet), then by id."""
    found: list[int] = eligibility_order(problem, result).tolist()
    return found


def eligibility_order(problem: PromotionProblem, result: PromotionResult) -> Integers:
    """The same as an array."""
    places = np.zeros(len(Verdict), np.int8)
    for place, verdict in enumerate((Verdict.MET, Verdict.WAIVED, Verdict.UNKNOWN, Verdict.UNMET)):
        places[verdict] = place
    return order_of(places[overalls(result)].astype(np.int64), problem.candidates.id_order)


def conditions_record(problem: PromotionProblem, candidate: int) -> list[dict[str, Any]]:
    """Each condition's answer with its evidence in English."""
    answers = [(rule, evidence(problem, rule, candidate)) for rule in problem.requirements]
    return [
        {
            "id": rule.id,
            "verdict": answer.verdict.name.lower(),
            "evidence": answer.text.english(),
            "from": answer.source,
            "waived": _waived(problem.waivers.get((rule.id, candidate)), answer.verdict),
        }
        for rule, answer in answers
    ]


def _waived(waived: Waived | None, verdict: Verdict) -> dict[str, Any] | None:
    if waived is None or verdict is not Verdict.WAIVED:
        return None
    return {
        "authority": waived.authority,
        "day": waived.day,
        "reason": waived.reason,
        "until": waived.until,
    }


def decimal_of(multiple: int, places: int) -> Decimal:
    """A whole multiple of 10^-places as the decimal it stands for."""
    return Decimal(int(multiple)).scaleb(-places)


def score_frame(
    score: PromotionScore,
    extras: "pl.DataFrame",
    wording: Callable[[Message], str],
    outcome_words: Sequence[str],
    only: int | None = None,
    *,
    as_text: bool = False,
) -> "pl.DataFrame":
    """A row a candidate in the order of listing: rank, id, name, outcome, total, points, why, rest.

    Totals and points are exact decimals with the policy's places, null where there are none.

    Args:
        outcome_words: per `Outcome`.
        only: the one candidate to be listed; None for all.
        as_text: totals and points as the texts that the decimals have.
    """
    import polars as pl

    problem, result = score.problem, score.result
    candidates, places = problem.candidates, problem.scoring.places
    order = result.order if only is None else np.array([only], np.int64)
    rows = pl.Series(order)
    figures = _decimal_texts if as_text else _decimals
    ranks = pl.Series("rank", result.ranks[order])
    columns = [
        ranks.set(ranks == 0, None),
        _in_order(as_series(candidates.ids), rows),
        _in_order(names_of(candidates.names), rows),
        pl.Series("outcome", list(outcome_words), pl.String).gather(result.outcomes[order]),
        figures("total", result.scores.totals[order], ~result.scores.scored[order], places),
    ]
    for part, points, gaps in zip(
        problem.components, result.scores.points, result.scores.gaps, strict=True
    ):
        columns.append(figures(part.name, points[order], gaps[order] != Gap.NONE, places))
    columns.append(_why(problem, result, wording, order))
    columns += [column.gather(rows) for column in extras.get_columns()]
    return pl.DataFrame(_renamed(columns))


def head(score: PromotionScore, schema: str, only: int | None = None) -> dict[str, Any]:
    """What every record begins with: the policy, what it rests on, what was asked."""
    return {
        "schema": schema,
        "policy": score.policy,
        "name": score.name,
        "provenance": provenance_record(score.provenance),
        "asked": {
            "vacancies": score.asked.vacancies,
            "window": score.asked.window,
            "sheet": score.asked.sheet,
            "encoding": score.asked.encoding,
            **({} if score.asked.post is None else {"post": score.asked.post}),
            "only": None if only is None else str(score.problem.candidates.ids[only]),
        },
        "round": asdict(score.problem.round),
        "requirements": [_requirement(rule) for rule in score.problem.requirements],
    }


def _requirement(rule: RequirementRule) -> dict[str, Any]:
    return {"id": rule.id, "name": rule.name, "waiver": rule.waiver, "source": rule.source}


def _candidate(
    problem: PromotionProblem, result: PromotionResult, index: int, extra: dict[str, Any]
) -> dict[str, Any]:
    places = problem.scoring.places
    detail = explain(problem, index)
    rank = int(result.ranks[index])
    return {
        "id": str(problem.candidates.ids[index]),
        "name": str(problem.candidates.names[index]),
        "rank": rank or None,
        "outcome": Outcome(int(result.outcomes[index])).name.lower(),
        "total": detail.total,
        "total_exact": _exact(detail.exact),
        "components": [
            {
                "id": part.id,
                "raters": len(own.ratings),
                "value": None if own.value is None else quantise(own.value, VALUE_PLACES),
                "value_exact": _exact(own.value),
                "points": None if own.gap else decimal_of(int(points[index]), places),
                "points_exact": None if own.gap else _exact(own.points),
                "missing": own.gap.name.lower() if own.gap else None,
                "excluded": [conflict for _rater, _value, conflict in own.dropped],
            }
            for part, own, points in zip(
                problem.components, detail.components, result.scores.points, strict=True
            )
        ],
        "conditions": conditions_record(problem, index),
        "extra": extra,
    }


def _tie_name(problem: PromotionProblem, rule: TieRule) -> str:
    if rule.component is not None:
        return problem.components[rule.component].id
    return "lot" if rule.lot else rule.fact or ""


def _exact(number: Fraction | None) -> str | None:
    """A whole number or a fraction in lowest terms."""
    return None if number is None else str(number)


def names_of(names: npt.NDArray[np.object_]) -> "pl.Series":
    """The names, null where there is none."""
    import polars as pl

    if not (names != "").any():
        return pl.Series("name", [None], pl.String).new_from_index(0, len(names))
    return pl.Series("name", [name or None for name in names.tolist()], pl.String)


def _decimals(name: str, multiples: Integers, missing: Flags, places: int) -> "pl.Series":
    """Whole multiples of 10^-places as decimals, null where missing."""
    import polars as pl

    exact = pl.col("n").cast(pl.Decimal(38, places)) / pl.lit(10**places).cast(pl.Decimal(38, 0))
    frame = pl.DataFrame({"n": multiples, "missing": missing})
    return frame.select(pl.when(~pl.col("missing")).then(exact).alias(name)).to_series()


def _decimal_texts(name: str, multiples: Integers, missing: Flags, places: int) -> "pl.Series":
    """The same as texts; where the figures lie close together, each is worded once."""
    import polars as pl

    present = multiples[~missing]
    if not len(present):
        return pl.Series(name, [None], pl.String).new_from_index(0, len(multiples))
    low, high = int(present.min()), int(present.max())
    if high - low > len(present):
        return _decimals(name, multiples, missing, places).cast(pl.String)
    worded = _decimals(name, np.arange(low, high + 1), np.zeros(high - low + 1, np.bool_), places)
    texts = worded.cast(pl.String).extend(pl.Series([None], dtype=pl.String))
    chosen = np.where(missing, high - low + 1, multiples - low).astype(np.uint32)
    return texts.gather(pl.Series(chosen)).alias(name)


def _in_order(column: "pl.Series", rows: "pl.Series") -> "pl.Series":
    """The column's cells of these rows; quicker from one piece than from many."""
    empty = column.null_count() == len(column) == len(rows)
    return column if empty else column.rechunk().gather(rows)


def _why(
    problem: PromotionProblem,
    result: PromotionResult,
    wording: Callable[[Message], str],
    order: Integers,
) -> "pl.Series":
    """The reasons of each in the order, in one text, as `reasons` tells them; null where none.

    Worded once for each pattern of verdicts and gaps that occurs.
    """
    import polars as pl

    codes = np.full(len(problem.candidates), -1, np.int32)
    texts: list[str | None] = []
    against = [verdicts != Verdict.MET for verdicts in result.verdicts]
    against += [gaps != Gap.NONE for gaps in result.scores.gaps]
    marks = [flags & (result.ranks > 0) for flags in result.scores.short.values()]
    marks += [problem.elsewhere] if problem.elsewhere is not None else []
    rows = np.flatnonzero(np.logical_or.reduce([*against, *marks]))
    if len(rows):
        columns = [column[rows] for column in (*result.verdicts, *result.scores.gaps, *marks)]
        columns = [column.astype(np.int8) for column in columns]
        patterns = np.ascontiguousarray(np.column_stack(columns))
        keys = patterns.view(np.dtype((np.void, patterns.shape[1]))).ravel()
        _keys, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        semicolon = wording(message("; "))
        codes[rows] = inverse
        # who waived is told by name, so a pattern does not do
        waived = sorted({candidate for _requirement, candidate in problem.waivers})
        codes[waived] = len(first) + np.arange(len(waived))
        for row in (*rows[first].tolist(), *waived):
            told = semicolon.join(wording(reason) for reason in reasons(problem, result, row))
            texts.append(told or None)
    codes[codes < 0] = len(texts)
    return pl.Series("why", [*texts, None], pl.String).gather(codes[order])


def _renamed(columns: Sequence["pl.Series"]) -> list["pl.Series"]:
    """The columns under names that differ; later ones get a number."""
    taken: set[str] = set()
    result = []
    for column in columns:
        name, number = column.name, 2
        while name in taken:
            name, number = f"{column.name} {number}", number + 1
        taken.add(name)
        result.append(column.alias(name))
    return result
