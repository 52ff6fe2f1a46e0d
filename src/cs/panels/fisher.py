"""Quantiles of the F distribution, by the regularised incomplete beta function.

The beta function by its continued fraction (DLMF 8.17.22) with Lentz's method, taken from whichever
end converges fast; the quantile by halving. Good to some twelve digits, which confidence limits
shown with three do not need; a dependency for one function would be worth less.
"""

from math import exp, lgamma, log

_STEPS = 10_000
_HALVINGS = 200
_TINY = 1e-300
_EXACT = 1e-15


def f_quantile(probability: float, above: float, below: float) -> float:
    """The value that F with (`above`, `below`) degrees of freedom stays under so often.

    Raises:
        ValueError: the probability is not between 0 and 1, or a degree of freedom not positive.
    """
    if not 0 < probability < 1 or above <= 0 or below <= 0:
        raise ValueError("the F distribution has no such quantile")
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if incomplete_beta(middle, above / 2, below / 2) < probability:
            low = middle
        else:
            high = middle
    share = (low + high) / 2
    return below * share / (above * (1 - share)) if share < 1 else float("inf")


def incomplete_beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function at `x` from 0 to 1, for positive `a` and `b`."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    return front * _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    value, top, bottom = 1.0, 1.0, 0.0
    for step in range(_STEPS):
        m = step // 2
        if not step:
            term = 1.0
        elif step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        bottom = 1 / _off_zero(1 + term * bottom)
        top = _off_zero(1 + term / top)
        value *= top * bottom
        if step and abs(top * bottom - 1) < _EXACT:
            break
    return value - 1


def _off_zero(number: float) -> float:
    return number if abs(number) > _TINY else _TINY
