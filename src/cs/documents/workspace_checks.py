"""What can be wrong with the workspace document, and the years its calendar does not know yet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from cs.documents.codes import (
    CALENDAR_UNPUBLISHED,
    SEVERAL_WORKSPACES,
    UNKNOWN_CODE,
    UNKNOWN_COUNTRY,
)
from cs.documents.workspace_model import WorkspacePolicy
from cs.kernel.calendars import WorkingCalendar, country_codes, unpublished_years, was_announced
from cs.kernel.document import Document
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.mends import write_word
from cs.kernel.messages import message
from cs.kernel.suggestions import is_beginning, nearest


def workspace_findings(
    documents: Sequence[Document[WorkspacePolicy]],
    codes: Iterable[str],
    fixed: frozenset[str] = frozenset(),
    codes_of: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Finding]:
    """More than one workspace document; severities of codes that do not exist or are fixed.

    Args:
        codes_of: the code of each rule's name, for those who write the name.
    """
    known = set(codes)
    for further in documents[1:]:
        yield Finding(
            SEVERAL_WORKSPACES,
            Severity.ERROR,
            message("There is a second workspace document; only the first one counts."),
            further.place / "kind",
            mend=message("Keep one workspace document."),
            related=(Related(documents[0].place / "kind", message("The first is here.")),),
        )
    for document in documents:
        for code in document.policy.severities:
            place = document.place.at("severities", code).key()
            if code in fixed:
                yield Finding(
                    UNKNOWN_CODE,
                    Severity.WARNING,
                    message("The severity of {code} cannot be changed.", code=code),
                    place,
                    mend=message("Delete the line."),
                )
            elif code not in known:
                is_start = is_beginning(code, known)
                near = codes_of.get(code.casefold())
                near = near or (None if is_start else nearest(code, known))
                yield Finding(
                    UNKNOWN_CODE,
                    Severity.WARNING,
                    message("No finding has the code {code}.", code=code),
                    place,
                    mend=message("Write whole codes here; this is how several begin.")
                    if is_start
                    else message("Did you mean {word}?", word=near)
                    if near
                    else None,
                    fix=write_word(place, code, near, known),
                )


def country_findings(documents: Sequence[Document[WorkspacePolicy]]) -> Iterator[Finding]:
    """Countries whose holidays are not known."""
    for document in documents:
        country = document.policy.calendar.country
        # the default is known without loading the library of holidays
        if country not in (None, "CN") and country not in country_codes():
            yield Finding(
                UNKNOWN_COUNTRY,
                Severity.ERROR,
                message("The holidays of the country {country} are not known.", country=country),
                document.place.at("calendar", "country"),
                expected=message("a country code of ISO 3166, for example CN, or null for none"),
            )


def calendar_findings(
    calendar: WorkingCalendar, years: Iterable[int], place: Place
) -> tuple[Finding, ...]:
    """A warning for each year on which a date rests and whose official calendar is not out yet."""
    return tuple(
        Finding(
            CALENDAR_UNPUBLISHED,
            Severity.WARNING,
            message(
                "A date here rests on the year {year}, whose official calendar of holidays and"
                " working weekends is not known here.",
                year=year,
            )
            if was_announced(year)
            else message(
                "A date here rests on the year {year}, whose official calendar of holidays and"
                " working weekends is not announced yet; the days are a projection.",
                year=year,
            ),
            place,
            mend=message(
                "State the year's own days in the workspace document under calendar.holidays and"
                " calendar.working_days."
            )
            if was_announced(year)
            else message(
                "State the year's own days in the workspace document under calendar.holidays and"
                " calendar.working_days once they are known."
            ),
        )
        for year in unpublished_years(calendar, years)
    )


def severities_of(documents: Sequence[Document[WorkspacePolicy]]) -> Mapping[str, str]:
    """The severities that the first workspace document asks for."""
    return documents[0].policy.severities if documents else {}
