"""Tables written by the column have the bytes that writing by the row gives."""

from datetime import date
from decimal import Decimal

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs.export.text import csv_bytes
from cs.kernel.records import Provenance
from cs.promotion.asked import Asked
from cs.promotion.exports import (
    _eligibility_header,
    _eligibility_rows,
    eligibility_csv,
    score_csv,
)
from cs.promotion.policy import StatusCondition
from cs.promotion.problem import PromotionScore
from cs.promotion.ranking import decide
from cs.promotion.record import _decimal_texts, _decimals
from tests.promotion.rounds import component, problem, requirement

NAMES = st.text(",\"=+-@\r\n\t'1a甲 ", max_size=4).map(str.strip)
"""As tables give them: trimmed."""


def scored(names: list[str]) -> PromotionScore:
    """A score whose candidates have these ids; every second one is a regular."""
    status = requirement(StatusCondition(condition="status", any_of=("regular",)), "status")
    values = ["regular" if number % 2 else "trial" for number in range(len(names))]
    question = problem(
        [component("work", 100)],
        {
            f"{name}#{number}": [[str(number)] if number else []]
            for number, name in enumerate(names)
        },
        requirements=[status],
        facts={"status": values},
    )
    provenance = Provenance("1", date(2026, 11, 16), 0, 1, (), ())
    return PromotionScore("p", "竞聘", provenance, question, decide(question), Asked())


@given(names=st.lists(NAMES, min_size=1, max_size=4))
def test_who_is_eligible(names: list[str]) -> None:
    score = scored(names)
    by_row = csv_bytes(_eligibility_header(score), _eligibility_rows(score))
    assert eligibility_csv(score, pl.DataFrame()) == by_row


@pytest.mark.parametrize("name", ["甲", "a,b", 'a"b', "a\nb", "=1"])
def test_ids_that_need_quotes_or_look_like_formulas(name: str) -> None:
    score = scored([name, name])
    data = score_csv(score, pl.DataFrame()).decode("utf-8-sig")
    cell = csv_bytes(("",), [(f"{name}#1",)]).decode("utf-8-sig").split("\r\n", 1)[1].rstrip()
    assert data.split("\r\n")[1].split(cell)[0] == "1,"


@given(
    figures=st.lists(st.none() | st.integers(-(10**12), 10**12), min_size=1, max_size=6)
    | st.lists(st.none() | st.integers(-3, 3), min_size=1, max_size=20),
    places=st.integers(0, 6),
)
def test_figures_are_worded_as_the_decimals_they_are(
    figures: list[int | None], places: int
) -> None:
    multiples = np.array([figure or 0 for figure in figures], np.int64)
    missing = np.array([figure is None for figure in figures], np.bool_)
    texts = _decimal_texts("total", multiples, missing, places)
    decimals = [None if each is None else Decimal(each).scaleb(-places) for each in figures]
    assert texts.to_list() == [None if each is None else format(each, "f") for each in decimals]
    assert _decimals("total", multiples, missing, places).to_list() == decimals
