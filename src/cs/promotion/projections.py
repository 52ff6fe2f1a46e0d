"""What rules add where a date rests on a year whose calendar is not announced yet."""

from collections.abc import Iterable

from cs.kernel.calendars import WorkingCalendar, unpublished_years
from cs.kernel.findings import Place, Related
from cs.kernel.messages import message


def projected(calendar: WorkingCalendar, years: Iterable[int], place: Place) -> tuple[Related, ...]:
    """A remark on the dates of a finding, where they are only a projection."""
    unpublished = unpublished_years(calendar, years)
    if not unpublished:
        return ()
    return (
        Related(
            place,
            message(
                "The official calendar of {years} is not announced yet; the dates are a "
                "projection.",
                years=", ".join(map(str, unpublished)),
            ),
        ),
    )
