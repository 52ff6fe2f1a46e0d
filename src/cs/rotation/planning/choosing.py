"""Which of the allowed numbers is a headcount? One column of an integer program for each of them.

A row may only be certain numbers v1 < v2 < …: the linear relaxation holds it between the least and
the largest, a valid bound. An integer program has a column y for each number, 0 or 1:

    activity - sum of v * y = 0,    sum of y = 1
"""

from dataclasses import dataclass

import numpy as np

from cs.rotation.evaluation import Floats, Integers
from cs.rotation.problem import PostRule


def allowed_numbers(rule: PostRule, period: int) -> tuple[int, ...]:
    """What a headcount may only be, in order: within its range, unless none of them is."""
    numbers = sorted(rule.headcounts)
    return tuple(n for n in numbers if is_within(n, rule, period)) or tuple(numbers)


def is_within(number: int, rule: PostRule, period: int) -> bool:
    """Whether a headcount is within the post's range."""
    high = rule.high[period]
    return rule.low[period] <= number and (high is None or number <= high)


def nearest_choices(
    choice_row: Integers, choice: Floats, rows: Integers, activity: Floats
) -> Floats:
    """Per row asked for, the allowed number nearest to its activity (the lower one of two).

    Parameters:
        choice_row, choice: rows and their numbers, sorted by row and number.
        rows: each has a number. activity: of each.
    """
    most = 1.0 + 2.0 * max(
        float(np.abs(choice).max(initial=0)), float(np.abs(activity).max(initial=0))
    )
    at = np.searchsorted(choice_row * most + choice, rows * most + activity)
    below, above = np.maximum(at - 1, 0), np.minimum(at, len(choice) - 1)
    down = np.where(choice_row[below] == rows, np.abs(activity - choice[below]), np.inf)
    up = np.where(choice_row[above] == rows, np.abs(choice[above] - activity), np.inf)
    return np.asarray(np.where(down <= up, choice[below], choice[above]))


@dataclass(frozen=True)
class ChoiceColumns:
    """What choices add to a program: columns for numbers, and a row for each row that has some.

    Attributes:
        linked: rows whose activity is one of the numbers.
        row, column, value: entries; columns and rows from those given on.
    """

    linked: Integers
    row: Integers
    column: Integers
    value: Floats

    def chosen(self, choice_row: Integers, choice: Floats, activity: Floats) -> Floats:
        """The columns' values where each row takes the number nearest to its activity."""
        if not len(self.linked):
            return np.zeros(0)
        nearest = np.zeros(int(self.linked[-1]) + 1)
        nearest[self.linked] = nearest_choices(
            choice_row, choice, self.linked, activity[self.linked]
        )
        return np.asarray(choice == nearest[choice_row], np.float64)


def choice_columns(
    choice_row: Integers, choice: Floats, first_row: int, last_row: int, column: int
) -> ChoiceColumns:
    """The columns of numbers.

    Parameters:
        first_row: of the program, where the rows that have numbers are counted from.
        last_row: where the rows begin that choose one number each. column: where columns begin.
    """
    linked, which = np.unique(choice_row, return_inverse=True)
    columns = column + np.arange(len(choice))
    return ChoiceColumns(
        linked=linked,
        row=np.concatenate([first_row + choice_row, last_row + which]),
        column=np.concatenate([columns, columns]),
        value=np.concatenate([-choice, np.ones(len(choice))]),
    )
