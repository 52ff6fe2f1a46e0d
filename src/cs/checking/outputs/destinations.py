"""Where findings go: `FORMAT` writes to standard output, `FORMAT=FILE` to a file."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cs.kernel.suggestions import nearest
from cs.locale import _

FORMATS = ("text", "github", "gitlab", "sarif", "junit", "json")
"""Names of the formats; `cs.checking.outputs.OUTPUTS` has a renderer for each."""


@dataclass(frozen=True, slots=True)
class Destination:
    """One output of a run.

    Attributes:
        format: its name.
        path: the file to write; None for standard output.
    """

    format: str
    path: str | None = None

    def __str__(self) -> str:
        return self.format if self.path is None else f"{self.format}={self.path}"


def parse_destination(text: str | Destination, formats: Sequence[str] = FORMATS) -> Destination:
    """A destination from `FORMAT` or `FORMAT=FILE`; `FORMAT=-` is standard output.

    Args:
        formats: those that there are.

    Raises:
        ValueError: there is no such format, or no file after `=`; the text is translated.
    """
    if isinstance(text, Destination):
        return text
    name, equals, path = text.partition("=")
    name = name.strip()
    if name.casefold() not in formats:
        raise ValueError(_unknown(name, formats))
    if equals and not path.strip():
        raise ValueError(_("After {format}= there is no name of a file.").format(format=name))
    return Destination(name.casefold(), None if path.strip() in ("", "-") else path)


def check_destinations(destinations: Iterable[Destination]) -> None:
    """Refuse outputs that would be mixed up in one place.

    Raises:
        ValueError: two are written to standard output, or to one file; the text is translated.
    """
    seen: set[str | None] = set()
    for each in destinations:
        place = None if each.path is None else os.path.realpath(each.path)
        if place in seen:
            raise ValueError(
                _("Only one format can be written to standard output; give the others a file.")
                if each.path is None
                else _("Two formats are to be written to the file {file}.").format(file=each.path)
            )
        seen.add(place)


def _unknown(name: str, formats: Sequence[str]) -> str:
    near = nearest(name, formats)
    text = _("There is no format {format}; there are {formats}.").format(
        format=name[:40] or "''", formats=", ".join(formats)
    )
    return f"{text} {_('Did you mean {word}?').format(word=near)}" if near else text
