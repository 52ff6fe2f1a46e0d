"""«Did you mean»: the nearest known word."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None if none is near; case is ignored."""
    by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    matches = get_close_matches(word.casefold()[:200], list(by_folded), n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None
