"""What is shown of anonymous raters never tells what one of them said: the ranks of shown sums."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cs.kernel.findings import Place
from cs.panels.disclosure import withheld
from cs.panels.looking import Look, look
from cs.panels.panel import Panel

ONE, HALF = Fraction(1), Fraction(1, 2)


def test_the_second_figure_is_withheld_where_one_is_hidden() -> None:
    value, superior = {"s": HALF, "p": HALF}, {"s": ONE}

    assert withheld([("value", value), ("superior", superior)], [{"p": ONE}]) == {"superior"}
    assert withheld([("superior", superior), ("value", value)], [{"p": ONE}]) == {"value"}
    assert withheld([("value", value), ("superior", superior)], []) == set()


def test_what_follows_from_several_figures_together_is_withheld() -> None:
    pairs = [("ab", {"a": ONE, "b": ONE}), ("bc", {"b": ONE, "c": ONE}),
             ("ca", {"c": ONE, "a": ONE})]  # fmt: skip

    assert withheld(pairs, [{"a": ONE}]) == {"ca"}


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.integers(-3, 3), min_size=4, max_size=4), min_size=1, max_size=6),
    st.lists(st.lists(st.integers(-2, 2), min_size=4, max_size=4), min_size=1, max_size=3),
)
def test_nothing_protected_is_in_the_span_and_each_withheld_row_would_put_it_there(
    rows: list[list[int]], secrets: list[list[int]]
) -> None:
    secrets = [each for each in secrets if any(each)]
    kept = withheld(
        [(n, {i: Fraction(x) for i, x in enumerate(row)}) for n, row in enumerate(rows)],
        [{i: Fraction(x) for i, x in enumerate(row)} for row in secrets],
    )

    def tells(shown: list[list[int]]) -> bool:
        matrix = np.array(shown, float).reshape(-1, 4)
        rank = np.linalg.matrix_rank(matrix)
        return any(np.linalg.matrix_rank(np.vstack([matrix, s])) == rank for s in secrets)

    assert not tells([row for n, row in enumerate(rows) if n not in kept])
    for number in kept:
        assert tells([row for n, row in enumerate(rows) if n == number or n not in kept])


def figures(found: Look) -> list[float]:
    """Every sum of ratings that is shown, whoever it is of."""
    numbers = [x for each in found.leniency for x in (each.mean, each.against_others)
               if x is not None]  # fmt: skip
    for standing in (found.raw, found.effects):
        if standing is not None:
            numbers += [
                float(value)
                for value, rank in zip(standing.values, standing.ranks, strict=True)
                if rank is not None
            ]
    return numbers


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=1, max_size=6))
def test_no_panel_of_nameless_raters_tells_one_rating(pattern: list[list[bool]]) -> None:
    rated = np.array(pattern)
    if not rated.any():
        return
    base = np.where(rated, 50 + 7.0 * np.arange(5) + np.arange(len(pattern))[:, None], np.nan)
    names = tuple("abcdef"[: len(pattern)]), tuple("vwxyz")
    keep = rated.any(axis=0)

    def shown(values: np.ndarray) -> np.ndarray:
        panel = Panel(names[0], names[1], values).of(rated.any(axis=1))
        return np.array(figures(look("t", panel, Place("t"), anonymous_as="peer")))

    cells = np.argwhere(rated)
    before = shown(base)
    change = np.zeros((len(before), len(cells)))
    for number, (row, column) in enumerate(cells):
        moved = base.copy()
        moved[row, column] += 0.001  # too little to change the order of the raters
        change[:, number] = (shown(moved) - before) * 1000
    rank = np.linalg.matrix_rank(change, tol=1e-4) if len(before) else 0
    for number in range(len(cells)):
        alone = np.zeros(len(cells))
        alone[number] = 1
        assert np.linalg.matrix_rank(np.vstack([change, alone]), tol=1e-4) == rank + 1
    assert keep.any()
