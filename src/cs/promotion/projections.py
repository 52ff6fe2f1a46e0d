"""What is added where a date rests on a year whose official calendar is not known."""

from collections.abc import Iterable, Sequence

from cs.kernel.calendars import WorkingCalendar, unpublished_years, was_announced
from cs.kernel.findings import Place, Related
from cs.kernel.messages import Message, message


def projected(calendar: WorkingCalendar, years: Iterable[int], place: Place) -> tuple[Related, ...]:
    """A remark on the dates of a finding, where they are only a projection."""
    return tuple(
        Related(place, text) for text in projection_texts(unpublished_years(calendar, years))
    )


def projection_texts(years: Sequence[int]) -> tuple[Message, ...]:
    """What is to be said of years whose official days the calendar lacks."""
    past = [str(year) for year in years if was_announced(year)]
    ahead = [str(year) for year in years if not was_announced(year)]
    texts = []
    if past:
        texts.append(
            message(
                "The official calendar of {years} is not known here; the dates are reckoned "
                "without its moved working days.",
                years=", ".join(past),
            )
        )
    if ahead:
        texts.append(
            message(
                "The official calendar of {years} is not announced yet; the dates are a "
                "projection.",
                years=", ".join(ahead),
            )
        )
    return tuple(texts)
