"""What other weights would change, in the terminal."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from cs.locale import _
from cs.promotion.problem import PromotionProblem, PromotionResult, PromotionScore
from cs.promotion.record import decimal_of
from cs.promotion.words import outcome_words, shown_decimal
from cs.terminal import Column, plain, plain_table


def whatif_view(
    score: PromotionScore,
    problem: PromotionProblem,
    result: PromotionResult,
    limit: int | None,
) -> Iterator[RenderableType]:
    """Who would stand where under other weights, beside where they stand."""
    old = score.result
    yield plain(
        _("What if, no decision: {policy} under other weights").format(policy=score.name),
        style="bold yellow",
    )
    for before, after in zip(score.problem.components, problem.components, strict=True):
        yield plain(
            _("{component}: {before}% becomes {after}%").format(
                component=before.name,
                before=shown_decimal(before.weight),
                after=shown_decimal(after.weight),
            )
        )
    yield Text("")
    words, places = outcome_words(), problem.scoring.places
    shown = [int(index) for index in result.order if result.ranks[index]]
    rows = []
    for index in shown[:limit]:
        same = old.ranks[index] == result.ranks[index]
        outcomes = (words[old.outcomes[index]], words[result.outcomes[index]])
        rows.append(
            (
                str(problem.candidates.ids[index]),
                str(problem.candidates.names[index]),
                str(int(old.ranks[index])),
                Text(str(int(result.ranks[index])), style="" if same else "bold"),
                format(decimal_of(int(old.scores.totals[index]), places), "f"),
                format(decimal_of(int(result.scores.totals[index]), places), "f"),
                outcomes[1] if outcomes[0] == outcomes[1] else f"{outcomes[0]} → {outcomes[1]}",
            )
        )
    yield plain_table(
        [
            Column(_("Id"), keep=True),
            _("Name"),
            Column(_("Rank"), right=True, keep=True),
            Column(_("what if"), right=True, keep=True),
            Column(_("Total"), right=True, keep=True),
            Column(_("what if"), right=True, keep=True),
            _("Outcome"),
        ],
        rows,
    )
    moved = int((old.outcomes != result.outcomes).sum())
    yield plain(
        _("Candidates whose outcome would differ: {count}; nothing is decided by this.").format(
            count=moved
        )
    )
