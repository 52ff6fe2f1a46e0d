"""To which band do edges belong here, as far as it is stated? And the mend that states it for all.

A band that states its edges tells the convention: one that includes `from` counts an edge to the
band above it, one that includes `to` to the band below. Bands that tell both, or `both` and
`neither`, follow no convention.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cs.kernel.findings import AddKey, Fix, Place, Replace
from cs.kernel.intervals import Edges, Interval, overlaps
from cs.kernel.messages import Message, message

Convention = Literal["from", "to"]


@dataclass(frozen=True, slots=True)
class Turned:
    """The one band whose edges do not follow the convention of all the others.

    Attributes:
        index: its position in the document.
        word: what it would include under the convention of the others.
    """

    index: int
    word: str

    @property
    def mend(self) -> Message:
        """How to mend it, in words."""
        return message("State `includes: {word}`, as the other lines do.", word=self.word)

    def fix(self, band: Place) -> Fix:
        """The mend, given the place of the band."""
        return Fix(self.mend, (Replace(band / "includes", self.word),), safe=False)


def turned(bands: Sequence[Edges], one: Interval, other: Interval) -> Turned | None:
    """The turned band, if it is one of two that meet at an edge and others tell its convention."""
    if one.high is None or one.high != other.low or len(bands) > _MOST:
        return None
    for each in (one.index, other.index):
        others = [band for number, band in enumerate(bands) if number != each]
        told = [_told(band) for band in others]
        if len(told) < _FEWEST or None in told or len(set(told)) > 1:
            continue
        convention = told[0]
        if bands[each].includes is not None and convention and _told(bands[each]) != convention:
            return Turned(each, closing(bands[each], convention))
    return None


def overlaps_too(bands: Sequence[Edges], wrong: Turned | None) -> bool:
    """Whether a turned band has a value in common with a neighbour, which tells of it already."""
    return wrong is not None and any(
        turned(bands, lower, upper) == wrong for lower, upper, _ in overlaps(bands)
    )


_FEWEST, _MOST = 2, 200
"""So many other bands tell a convention; lists of more bands than this are not looked through."""


def convention_of(bands: Iterable[Edges]) -> Convention | None:
    """The convention that all bands with a stated edge follow; None if none does or they differ."""
    told = {_told(band) for band in bands if band.includes is not None}
    return told.pop() if len(told) == 1 else None


def closing(band: Edges, convention: Convention) -> str:
    """What a band includes under a convention."""
    edge = band.low if convention == "from" else band.high
    return convention if edge is not None else "neither"


def close_edges(
    place: Place, bands: Sequence[Edges], elsewhere: Iterable[Sequence[Edges]] = ()
) -> Fix:
    """States `includes` in every band that lacks it.

    As its neighbours do; if none of them states it, as the policy's other bands do. If nothing
    tells, an edge is counted to the band above it, which needs a person's judgement.

    Args:
        place: of the list of bands.
        elsewhere: the other lists of bands of the policy.
    """
    stated = [band for band in bands if band.includes is not None]
    told = convention_of(stated or [band for other in elsewhere for band in other])
    convention = told or "from"
    edits = tuple(
        AddKey(place / number, "includes", closing(band, convention))
        for number, band in enumerate(bands)
        if band.includes is None and not (band.low is None and band.high is None)
    )
    title = (
        message("State that an edge belongs to the band above it.")
        if convention == "from"
        else message("State that an edge belongs to the band below it.")
    )
    return Fix(title, edits, safe=told is not None)


def _told(band: Edges) -> Convention | None:
    match band.includes:
        case "from":
            return "from" if band.low is not None else None
        case "to":
            return "to" if band.high is not None else None
        case "neither" if band.low is None and band.high is not None:
            return "from"
        case "neither" if band.high is None and band.low is not None:
            return "to"
        case _:
            return None
