"""«Did you mean»: the nearest known word, and whether it is so near that nothing else was meant."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from cs.kernel.texts import fold

_TOKEN = re.compile(r"[\s_.\-]+")
_SHORTEST = 4


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None if none is near; case is ignored."""
    by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    matches = get_close_matches(word.casefold()[:200], list(by_folded), n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def is_beginning(word: str, known: Iterable[str]) -> bool:
    """Whether several known words begin like `word`, so that none of them is the one meant."""
    folded = word.casefold()
    return sum(name.casefold().startswith(folded) for name in known) > 1


def is_slip(word: str, meant: str, known: Iterable[str]) -> bool:
    """Whether `word` is `meant` but for a slip of the hand, so that it may be mended unasked.

    So if they differ in letters' case, full-width forms, spaces, hyphens and underscores alone; or
    in one letter (two from eight letters on) of a longer Latin word, its first letter kept. What
    tells things apart is never a slip: digits, Chinese characters, words of under four letters. And
    no other known word may be as near.
    """
    others = [each for each in known if each != meant]
    if _joined(word) == _joined(meant):
        return all(_joined(other) != _joined(word) for other in others)
    if not _differs_by_letters(word, meant):
        return False
    allowed = 2 if len(_joined(meant)) >= 8 else 1
    distance = edits_between(_joined(word), _joined(meant))
    return distance <= allowed and all(
        edits_between(_joined(word), _joined(other)) > distance for other in others
    )


def edits_between(one: str, other: str) -> int:
    """Letters to add, drop, change or swap with their neighbour to come from one to the other."""
    rows: list[list[int]] = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, against in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows = [*rows[-1:], row]
    return rows[-1][-1]


def _differs_by_letters(word: str, meant: str) -> bool:
    tokens, others = _tokens(word), _tokens(meant)
    if len(tokens) != len(others):
        tokens, others = [_joined(word)], [_joined(meant)]
    return all(
        one == other
        or (
            min(len(one), len(other)) >= _SHORTEST
            and (one[0] == other[0] or one[:2] == other[1::-1])
            and _signs(one) == _signs(other)
        )
        for one, other in zip(tokens, others, strict=True)
    )


def _signs(text: str) -> Sequence[str]:
    """What in a word is no Latin letter."""
    return [character for character in text if not ("a" <= character <= "z")]


def _tokens(word: str) -> list[str]:
    return [fold(each) for each in _TOKEN.split(word[:200]) if each]


def _joined(word: str) -> str:
    return "".join(_tokens(word))
