"""A promotion round in the terminal: the ranking, who is not ranked and why, what it rests on."""

from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np
from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from cs.locale import _, translate
from cs.promotion.problem import (
    Gap,
    Outcome,
    PromotionProblem,
    PromotionScore,
    Verdict,
)
from cs.promotion.rated_columns import dropped_ratings
from cs.promotion.reasons import reasons
from cs.promotion.record import decimal_of
from cs.promotion.words import (
    filling_words,
    outcome_words,
    post_words,
    round_words,
    shown_decimal,
    vacancies_words,
)
from cs.terminal import Column, plain, plain_table

NAMED_AT_MOST = 10
"""Longer lists of ids in a note are cut, and say so."""
WIDEST_NAME = 16
"""Longer names go on in the next line."""
_GAP = 2
_STYLES = {
    Outcome.PROPOSED: "bold green",
    Outcome.TIED: "bold yellow",
    Outcome.RESERVE: "",
    Outcome.RANKED: "",
    Outcome.BELOW_MARK: "dim",
    Outcome.INELIGIBLE: "dim",
    Outcome.UNKNOWN: "dim",
    Outcome.UNSCORED: "dim",
    Outcome.BELOW_MINIMUM: "dim",
    Outcome.ELSEWHERE: "dim",
}


def score_view(score: PromotionScore, limit: int | None, width: int) -> Iterator[RenderableType]:
    """The whole result, part by part.

    Args:
        limit: most rows of each table; None for all.
    """
    result = score.result
    ranked = result.order[: int((result.ranks > 0).sum())]
    rest = result.order[len(ranked) :]
    yield plain(
        _("{policy}: candidates {count}, ranked {ranked}, proposed {proposed}").format(
            policy=score.name,
            count=len(score.problem.candidates),
            ranked=len(ranked),
            proposed=result.proposed,
        ),
        style="bold",
    )
    if len(ranked):
        yield Text("")
        yield from _ranking(score, ranked[:limit].tolist(), width)
        yield from more_rows(len(ranked), limit)
    if len(rest):
        yield Text("")
        yield _not_ranked(score, rest[:limit].tolist())
        yield from more_rows(len(rest), limit)
    yield Text("")
    yield from notes(score)


def notes(score: PromotionScore) -> Iterator[Text]:
    """What the result rests on, and what is left to decide."""
    problem, result = score.problem, score.result
    yield plain(round_words(problem))
    if (weights := post_words(score)) is not None:
        yield plain(weights)
    yield plain(vacancies_words(problem.vacancies))
    yield from _rounds(problem)
    yield from _unfilled(score)
    if problem.scoring.pass_mark is not None:
        mark = shown_decimal(problem.scoring.pass_mark)
        yield plain(_("Pass mark: {mark}; nobody below it is proposed.").format(mark=mark))
    if result.tied:
        tied = result.order[result.outcomes[result.order] == Outcome.TIED]
        count = (problem.vacancies.count or 0) - result.proposed
        yield plain(
            _(
                "A decision is needed: {ids} share rank {rank} and the tie-breaks do not part "
                "them, but places left are {count}. None of them is proposed."
            ).format(
                ids=_ids(problem, tied.tolist()), rank=int(result.ranks[tied[0]]), count=count
            ),
            style="bold yellow",
        )
    if any(rule.lot for rule in problem.scoring.tie_breaks):
        text = _(
            "Lots are drawn with the seed {seed}: the smaller SHA-256 of «{key}|id» goes first."
        )
        yield plain(text.format(seed=score.provenance.seed, key=problem.lot_key))
    yield from _excluded(problem)
    yield from _waived(score)
    missing = np.logical_or.reduce([gaps != Gap.NONE for gaps in result.scores.gaps])
    counted = np.flatnonzero(missing & (result.ranks > 0))
    if len(counted):
        text = {
            "zero": _("Missing scores count as zero, as the policy says: {ids}."),
            "reweight": _(
                "Missing scores are left out and the others weigh more, as the policy says: {ids}."
            ),
        }[problem.scoring.missing]
        yield plain(text.format(ids=_ids(problem, counted.tolist())))
    if problem.in_staff is not None and not problem.in_staff.all():
        strangers = np.flatnonzero(~problem.in_staff).tolist()
        yield plain(_("Not in the staff table: {ids}.").format(ids=_ids(problem, strangers)))
    if problem.gone is not None and (problem.gone & (result.ranks > 0)).any():
        gone = np.flatnonzero(problem.gone & (result.ranks > 0)).tolist()
        text = _("By the staff table no longer employed on {day}, but ranked: {ids}.")
        yield plain(
            text.format(day=problem.round.day, ids=_ids(problem, gone)), style="bold yellow"
        )
    for assumption in score.provenance.assumptions:
        yield plain(
            _("Assumed for this run: {code}={value}.").format(
                code=assumption.code, value=assumption.value
            )
        )


def _rounds(problem: PromotionProblem) -> Iterator[Text]:
    """That another round is after the same places."""
    if problem.rivals and problem.vacancies.origin == "headcount":
        text = _(
            "Another round fills the same places in this window: {names}. Who is decided first has "
            "the places: name its record with --decided FILE.json."
        )
        yield plain(text.format(names=_(", ").join(problem.rivals)), style="bold yellow")


def _unfilled(score: PromotionScore) -> Iterator[Text]:
    """What the policy says about places that nobody of this round fills."""
    problem, result = score.problem, score.result
    count = problem.vacancies.count
    ways = [way for way in problem.filling if way != "internal"]
    if count is None or not ways:
        return
    left = count - result.proposed - result.tied
    if left > 0:
        words = _(", then: ").join(filling_words(way) for way in ways)
        yield plain(_("Places left: {left}. Next, as the policy orders: {ways}.").format(
            left=left, ways=words))  # fmt: skip


def _waived(score: PromotionScore) -> Iterator[Text]:
    """Who is ranked although a condition is not met, and who let them off it."""
    problem, result = score.problem, score.result
    told = [
        _("{id} ({condition}, by {authority})").format(
            id=problem.candidates.ids[candidate], condition=rule.name, authority=waived.authority
        )
        for rule, column in zip(problem.requirements, result.verdicts, strict=True)
        for (id_, candidate), waived in problem.waivers.items()
        if id_ == rule.id and result.ranks[candidate] and column[candidate] == Verdict.WAIVED
    ]
    if told:
        named = _(", ").join(told[:NAMED_AT_MOST])
        if len(told) > NAMED_AT_MOST:
            more = len(told) - NAMED_AT_MOST
            named = _("{named} and {more} more").format(named=named, more=more)
        yield plain(_("Ranked by waiver: {people}.").format(people=named), style="bold")


def _excluded(problem: PromotionProblem) -> Iterator[Text]:
    """Ratings that did not count, counted by component."""
    by_component = dropped_ratings(problem.candidates.ratings)
    for part, dropped in zip(problem.components, by_component, strict=True):
        if dropped:
            text = _("Ratings of {component} that do not count for a conflict of interest: {count} "
                     "({ids}).")  # fmt: skip
            count = sum(len(each) for each in dropped.values())
            yield plain(
                text.format(component=part.name, count=count, ids=_ids(problem, list(dropped)))
            )


def _ranking(score: PromotionScore, shown: Sequence[int], width: int) -> Iterator[RenderableType]:
    problem, result = score.problem, score.result
    places, words = problem.scoring.places, outcome_words()
    candidates = problem.candidates
    fixed = [
        [_("Rank"), *(str(int(result.ranks[index])) for index in shown)],
        [_("Id"), *(str(candidates.ids[index]) for index in shown)],
        [_("Name"), *(str(candidates.names[index]) for index in shown)],
        [_("Total"), *(_points(result.scores.totals[index], places) for index in shown)],
        [_("Outcome"), *(words[result.outcomes[index]] for index in shown)],
    ]
    points = [
        [_points(column[index], places) if gaps[index] == Gap.NONE else "-" for index in shown]
        for column, gaps in zip(result.scores.points, result.scores.gaps, strict=True)
    ]
    widths = [_widest(column) for column in fixed]
    widths[2] = min(widths[2], WIDEST_NAME)
    names = [part.name for part in problem.components]
    fitting = _heads(names, points, width - sum(widths) - _GAP * (len(widths) - 1))
    heads, head_widths = fitting if fitting is not None else ([], [])
    table = plain_table(
        [
            Column(fixed[0][0], right=True, keep=True),
            Column(fixed[1][0], keep=True),
            Column(fixed[2][0]),
            *(Column(head, right=True) for head in heads),
            Column(fixed[3][0], right=True, keep=True),
            Column(fixed[4][0], keep=True),
        ],
        [
            (
                *(column[row + 1] for column in fixed[:3]),
                *(column[row] for column in points[: len(heads)]),
                fixed[3][row + 1],
                Text(fixed[4][row + 1], style=_STYLES[Outcome(int(result.outcomes[index]))]),
            )
            for row, index in enumerate(shown)
        ],
    )
    table.padding = (0, _GAP - 1, 0, 0)
    for column, column_width in zip(
        table.columns, [*widths[:3], *head_widths, *widths[3:]], strict=True
    ):
        column.width = column_width
    yield table
    if fitting is None:
        yield plain(
            _("Points of each component: --explain ID, a wider terminal, or --out FILE."),
            style="dim",
        )
    elif heads != names:
        for head, name in zip(heads, names, strict=True):
            yield plain(f"{head}  {name}", style="dim")


def _heads(
    names: Sequence[str], points: Sequence[Sequence[str]], room: int
) -> tuple[list[str], list[int]] | None:
    """Headers and widths of the components that fit: names on up to two lines, else letters."""
    needed = [max((cell_len(text) for text in column), default=1) for column in points]
    widths = [
        max(need, ceil(cell_len(name) / 4) * 2) for need, name in zip(needed, names, strict=True)
    ]
    room -= _GAP * len(names)
    if sum(widths) > room:
        return (letters_for(len(names)), needed) if sum(needed) <= room else None
    # What room is left goes first to the names that lack least for a single line.
    for lacking, index in sorted(
        (cell_len(name) - widths[index], index) for index, name in enumerate(names)
    ):
        if 0 < lacking <= room - sum(widths):
            widths[index] += lacking
    return list(names), widths


def _not_ranked(score: PromotionScore, shown: Sequence[int]) -> RenderableType:
    problem, result = score.problem, score.result
    return plain_table(
        [
            Column(_("Id"), keep=True),
            _("Name"),
            Column(_("Total"), right=True, keep=True),
            _("Not ranked because"),
        ],
        [
            (
                problem.candidates.ids[index],
                problem.candidates.names[index],
                _points(result.scores.totals[index], problem.scoring.places)
                if result.scores.scored[index]
                else "-",
                _("; ").join(translate(reason) for reason in reasons(problem, result, index)),
            )
            for index in shown
        ],
    )


def more_rows(count: int, limit: int | None) -> Iterator[Text]:
    """That a table is cut, if it is."""
    if limit is not None and count > limit:
        yield plain(
            _("{shown} of {count} are shown; --limit 0 shows all, --out FILE writes all.").format(
                shown=limit, count=count
            ),
            style="dim",
        )


def _ids(problem: PromotionProblem, chosen: Sequence[int]) -> str:
    in_order = sorted(chosen, key=lambda index: int(problem.candidates.id_order[index]))
    named = _(", ").join(str(problem.candidates.ids[index]) for index in in_order[:NAMED_AT_MOST])
    if len(chosen) <= NAMED_AT_MOST:
        return named
    return _("{named} and {more} more").format(named=named, more=len(chosen) - NAMED_AT_MOST)


def _points(multiple: int, places: int) -> str:
    return format(decimal_of(int(multiple), places), "f")


def _widest(column: Sequence[str]) -> int:
    return max(cell_len(text) for text in column)


def letters_for(count: int) -> list[str]:
    """A, B, C … for so many columns."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [
        letters[index]
        if index < len(letters)
        else f"{letters[index // 26 - 1]}{letters[index % 26]}"
        for index in range(count)
    ]
