"""Which panels does a round hold? One a component whose raters are named by column or by id."""

from collections.abc import Iterator

from cs.panels.panel import Panel, panel_of
from cs.promotion.problem import UNIT, PromotionProblem


def panels(problem: PromotionProblem) -> Iterator[tuple[int, Panel]]:
    """Component and panel; a component with a single rater has none.

    A column without a rater's name stands for one rater, since each header has its own.
    """
    for position, ratings in enumerate(problem.candidates.ratings):
        if len(ratings.rater_names) < 2:
            continue
        names = [name or f"#{number + 1}" for number, name in enumerate(ratings.rater_names)]
        offsets = ratings.offsets.tolist()
        found = [
            (str(id_), names[int(ratings.raters[at])], int(ratings.values[at]) / UNIT)
            for id_, start, end in zip(
                problem.candidates.ids.tolist(), offsets[:-1], offsets[1:], strict=True
            )
            for at in range(start, end)
        ]
        if found:
            yield position, panel_of(found)
