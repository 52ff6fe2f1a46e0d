"""Mends that rules of all domains offer: the word that was meant, weights that sum to 100."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from cs.kernel.findings import Fix, Place, Replace
from cs.kernel.messages import message
from cs.kernel.suggestions import edits_between, is_slip
from cs.kernel.texts import plain, yaml_scalar


def write_instead(place: Place, text: str, *, safe: bool = True) -> Fix:
    """Writes a text, as it is to stand in YAML, at a place."""
    return Fix(message("Write {text}.", text=text), (Replace(place, text),), safe)


def write_word(place: Place, written: str, meant: str | None, known: Iterable[str]) -> Fix | None:
    """Writes the word that was meant; unasked only where the one written is a slip of the hand.

    Args:
        known: all words that may stand there.
    """
    if meant is None:
        return None
    return write_instead(place, yaml_scalar(meant), safe=is_slip(written, meant, known))


def suggest_word(place: Place, meant: str | None) -> Fix | None:
    """Writes the word that may have been meant, where the slip may as well stand elsewhere."""
    return None if meant is None else write_instead(place, yaml_scalar(meant), safe=False)


def rescale_weights(place: Place, weights: Sequence[Decimal]) -> Fix | None:
    """Writes each `weight` of a list so that they sum to 100%; a person must look at the result.

    None where one of them is below one percent: it is rather a fraction, 0.4 for 40%.

    Args:
        place: of the list.
    """
    fractions = [0 < weight < 1 for weight in weights]
    if not sum(weights) or (any(fractions) and not all(fractions)):
        return None
    edits = tuple(
        Replace(place.at(number, "weight"), f"{plain(after)}%")
        for number, (before, after) in enumerate(zip(weights, rescaled(weights), strict=True))
        if before != after
    )
    title = message("Rescale the weights to a sum of 100%, in the same proportions.")
    return Fix(title, edits, safe=False)


def slipped_weight(weights: Sequence[Decimal]) -> tuple[int, Decimal] | None:
    """The one weight that is a slip of the hand away from a sum of 100, and what it is then."""
    missing = _FULL - sum(weights, Decimal(0))
    found = [
        (number, weight + missing)
        for number, weight in enumerate(weights)
        if weight + missing > 0 and edits_between(plain(weight), plain(weight + missing)) == 1
    ]
    return found[0] if len(found) == 1 else None


def write_weight(place: Place, meant: Decimal) -> Fix:
    """Writes one weight, which a person must look at."""
    return write_instead(place, f"{plain(meant)}%", safe=False)


def rescaled(weights: Sequence[Decimal]) -> list[Decimal]:
    """Weights in the same proportions that sum to 100, with no more decimals than they have.

    Each is rounded down; what is left goes to the largest remainders, the earlier first. Their sum
    must not be zero.
    """
    total = sum(map(Fraction, weights), Fraction(0))
    places = max(0, *(-int(weight.normalize().as_tuple().exponent) for weight in weights))
    step = 10**places
    exact = [Fraction(weight) * _FULL * step / total for weight in weights]
    whole = [int(each) for each in exact]
    left = _FULL * step - sum(whole)
    by_remainder = sorted(range(len(exact)), key=lambda n: (whole[n] - exact[n], n))
    for number in by_remainder[:left]:
        whole[number] += 1
    return [Decimal(each).scaleb(-places) for each in whole]


_FULL = 100
