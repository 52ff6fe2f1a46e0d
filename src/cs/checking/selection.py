"""Which findings are asked for? `--select` and `--ignore` name codes, their beginnings, or rules.

The more specific of two wins, as in ruff: a code over the beginning of codes, a longer beginning
over a shorter one; of two equally specific, `--ignore`. Findings after which a document or table
could not be used are always shown: what was not read must never pass as clean.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cs.checking.listing import Coded
from cs.kernel.suggestions import nearest
from cs.locale import _

_BEGINNING = re.compile(r"[A-Z]{3}[0-9]{0,3}")
_NOT_SELECTED, _BY_DEFAULT = -1, 0


@dataclass(frozen=True, slots=True)
class Selectors:
    """What one option names: beginnings of codes, whole codes among them."""

    beginnings: tuple[str, ...]

    def rank(self, code: str) -> int:
        """The length of the longest beginning that fits a code; -1 if none does."""
        return max((len(each) for each in self.beginnings if code.startswith(each)), default=-1)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings are shown.

    Attributes:
        select: None where everything is.
        fixed: codes that are always shown.
    """

    select: Selectors | None = None
    ignore: Selectors = Selectors(())
    fixed: frozenset[str] = frozenset()

    def keeps(self, code: str) -> bool:
        """Whether findings of a code are shown."""
        return code in self.fixed or self.chooses(code)

    def chooses(self, code: str) -> bool:
        """Whether the options ask for a code."""
        wanted = _BY_DEFAULT if self.select is None else self.select.rank(code)
        return wanted > max(self.ignore.rank(code), _NOT_SELECTED)


def selection_of(
    select: Iterable[Selectors], ignore: Iterable[Selectors], fixed: frozenset[str] = frozenset()
) -> Selection:
    """The selection that repeated options come to."""
    selected, ignored = _joined(select), _joined(ignore)
    return Selection(selected if selected.beginnings else None, ignored, fixed)


def parse_selectors(text: str, entries: Iterable[Coded], *, to_ignore: bool = False) -> Selectors:
    """What an option's text names: words parted by commas.

    Raises:
        ValueError: a word names nothing, or a code that cannot be ignored; the text is translated.
    """
    words = [word.strip() for word in re.split("[,，]", text) if word.strip()]
    if not words:
        raise ValueError(_("No code is named."))
    known = {entry.code: entry for entry in entries}
    names = {entry.name: entry.code for entry in known.values()}
    beginnings = tuple(_beginning(word, known, names) for word in words)
    for each in beginnings:
        if to_ignore and each in known and known[each].fixed:
            raise ValueError(
                _(
                    "{code} cannot be ignored: what it is about could not be read or used, and must"
                    " not pass as clean."
                ).format(code=each)
            )
    return Selectors(beginnings)


def _beginning(word: str, known: Iterable[str], names: dict[str, str]) -> str:
    if word.casefold() in names:
        return names[word.casefold()]
    folded = word.upper()
    if _BEGINNING.fullmatch(folded) and any(code.startswith(folded) for code in known):
        return folded
    near = nearest(word, {*known, *names, *(code[:3] for code in known)})
    text = _("There is no rule {code}.").format(code=word)
    meant = _("Did you mean {word}?").format(word=near)
    raise ValueError(f"{text} {meant if near else _('cs policy rule lists all.')}")


def _joined(options: Iterable[Selectors]) -> Selectors:
    return Selectors(tuple(each for option in options for each in option.beginnings))
