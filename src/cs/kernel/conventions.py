"""To which band do edges belong here, as far as it is stated? And the mend that states it for all.

A band that states its edges tells the convention: one that includes `from` counts an edge to the
band above it, one that includes `to` to the band below. Bands that tell both, or `both` and
`neither`, follow no convention.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from cs.kernel.findings import AddKey, Fix, Place
from cs.kernel.intervals import Edges
from cs.kernel.messages import message

Convention = Literal["from", "to"]


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
