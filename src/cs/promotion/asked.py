"""Which options does a result depend on, so that it can be made again?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that a result depends on and that its provenance does not hold.

    Attributes:
        vacancies, window (`2026-12`), sheet, encoding: as on the command line; None: not given.
        post: the post that is filled, where the policy weighs otherwise for it.
    """

    vacancies: int | None = None
    window: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    post: str | None = None
