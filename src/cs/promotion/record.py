"""A promotion score as plain data: the JSON record, and the table that files hold.

The record's shape is published as `cs/schemas/promotion-score.json` (JSON Schema draft-07). Exact
decimals are texts with the policy's places; beside each rounded figure stands the exact one as a
fraction in lowest terms (`77/3`), so that a total can be recomputed from the record alone.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from cs.kernel.messages import Message, message
from cs.kernel.records import provenance_record
from cs.promotion.eligibility import evidence
from cs.promotion.explaining import explain, quantise
from cs.promotion.problem import (
    Gap,
    Outcome,
    PromotionProblem,
    PromotionResult,
    PromotionScore,
    RequirementRule,
    Round,
    Vacancies,
    Verdict,
)
from cs.promotion.reasons import reasons

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
        **_head(score, SCHEMA),
        "vacancies": _vacancies(problem.vacancies),
        "scoring": {
            "missing": scoring.missing,
            "places": scoring.places,
            "total": scoring.total,
            "pass_mark": scoring.pass_mark,
            "tie_breaks": [
                rule.fact if rule.component is None else problem.components[rule.component].id
                for rule in scoring.tie_breaks
            ],
        },
        "components": [
            {"id": part.id, "name": part.name, "weight": part.weight} for part in problem.components
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
    return {
        **_head(score, ELIGIBILITY_SCHEMA),
        "candidates": [
            {
                "id": str(problem.candidates.ids[index]),
                "name": str(problem.candidates.names[index]),
                "eligible": overall(score.result, index).name.lower(),
                "conditions": conditions_record(problem, index),
            }
            for index in by_eligibility(problem, score.result)
        ],
    }


def overall(result: PromotionResult, candidate: int) -> Verdict:
    """All conditions together: unmet if one is, else unknown if one is."""
    verdicts = {int(column[candidate]) for column in result.verdicts}
    if Verdict.UNMET in verdicts:
        return Verdict.UNMET
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.MET


def by_eligibility(problem: PromotionProblem, result: PromotionResult) -> list[int]:
    """Candidates by eligibility (met, unknown, unmet), then by id."""
    order = {Verdict.MET: 0, Verdict.UNKNOWN: 1, Verdict.UNMET: 2}
    ids = problem.candidates.id_order
    return sorted(
        range(len(problem.candidates)),
        key=lambda index: (order[overall(result, index)], int(ids[index])),
    )


def conditions_record(problem: PromotionProblem, candidate: int) -> list[dict[str, Any]]:
    """Each condition's answer with its evidence in English."""
    answers = [(rule, evidence(problem, rule, candidate)) for rule in problem.requirements]
    return [
        {
            "id": rule.id,
            "verdict": answer.verdict.name.lower(),
            "evidence": answer.text.english(),
            "from": answer.source,
        }
        for rule, answer in answers
    ]


def decimal_of(multiple: int, places: int) -> Decimal:
    """A whole multiple of 10^-places as the decimal it stands for."""
    return Decimal(int(multiple)).scaleb(-places)


def score_frame(
    score: PromotionScore,
    extras: "pl.DataFrame",
    wording: Callable[[Message], str],
    outcome_words: Sequence[str],
    only: int | None = None,
) -> "pl.DataFrame":
    """A row a candidate in the order of listing: rank, id, name, outcome, total, points, why, rest.

    Totals and points are exact decimals with the policy's places, null where there are none.

    Args:
        outcome_words: per `Outcome`.
        only: the one candidate to be listed; None for all.
    """
    import polars as pl

    problem, result = score.problem, score.result
    candidates, places = problem.candidates, problem.scoring.places
    ranks = pl.Series("rank", result.ranks)
    columns = [
        ranks.set(ranks == 0, None),
        pl.Series("id", candidates.ids.tolist(), pl.String),
        pl.Series("name", [name or None for name in candidates.names.tolist()], pl.String),
        pl.Series("outcome", list(outcome_words), pl.String).gather(result.outcomes),
        _decimals(pl.Series("total", result.scores.totals), ~result.scores.scored, places),
    ]
    for part, points, gaps in zip(
        problem.components, result.scores.points, result.scores.gaps, strict=True
    ):
        columns.append(_decimals(pl.Series(part.name, points), gaps != Gap.NONE, places))
    columns.append(_why(problem, result, wording))
    columns += extras.get_columns()
    return pl.DataFrame(_renamed(columns)).select(
        pl.all().gather(result.order if only is None else [only])
    )


def _head(score: PromotionScore, schema: str) -> dict[str, Any]:
    return {
        "schema": schema,
        "policy": score.policy,
        "name": score.name,
        "provenance": provenance_record(score.provenance),
        "round": _round(score.problem.round),
        "requirements": [_requirement(rule) for rule in score.problem.requirements],
    }


def _round(round_: Round) -> dict[str, Any]:
    return {
        "as_of": round_.as_of,
        "day": round_.day,
        "window": round_.window,
        "closes": round_.closes,
        "regular": round_.regular,
    }


def _vacancies(vacancies: Vacancies) -> dict[str, Any]:
    return {
        "count": vacancies.count,
        "origin": vacancies.origin,
        "grade": vacancies.grade,
        "headcount": vacancies.headcount,
        "holders": vacancies.holders,
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
            }
            for part, own, points in zip(
                problem.components, detail.components, result.scores.points, strict=True
            )
        ],
        "conditions": conditions_record(problem, index),
        "extra": extra,
    }


def _exact(number: Fraction | None) -> str | None:
    """A whole number or a fraction in lowest terms."""
    return None if number is None else str(number)


def _decimals(multiples: "pl.Series", missing: Any, places: int) -> "pl.Series":
    """Whole multiples of 10^-places as decimals, null where missing."""
    import polars as pl

    exact = pl.col("n").cast(pl.Decimal(38, places)) / pl.lit(10**places).cast(pl.Decimal(38, 0))
    frame = pl.DataFrame({"n": multiples, "missing": missing})
    decimals = frame.select(pl.when(~pl.col("missing")).then(exact))
    return decimals.to_series().alias(multiples.name)


def _why(
    problem: PromotionProblem, result: PromotionResult, wording: Callable[[Message], str]
) -> "pl.Series":
    """The reasons of each candidate in one text, as `reasons` tells them; null where none.

    Worded once for each pattern of verdicts and gaps that occurs.
    """
    import polars as pl

    texts = np.full(len(problem.candidates), None, np.object_)
    against = [verdicts != Verdict.MET for verdicts in result.verdicts]
    against += [gaps != Gap.NONE for gaps in result.scores.gaps]
    rows = np.flatnonzero(np.logical_or.reduce(against))
    if len(rows):
        columns = [column[rows] for column in (*result.verdicts, *result.scores.gaps)]
        patterns = np.ascontiguousarray(np.column_stack(columns))
        keys = patterns.view(np.dtype((np.void, patterns.shape[1]))).ravel()
        _keys, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
        semicolon = wording(message("; "))
        known = [
            semicolon.join(wording(reason) for reason in reasons(problem, result, int(row)))
            for row in rows[first]
        ]
        texts[rows] = np.array(known, np.object_)[inverse]
    return pl.Series("why", texts.tolist(), pl.String)


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
