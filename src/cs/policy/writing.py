"""Where results may be written: never over what was read, nor two things into one place.

All is asked before anything is written, so that a command that mends files does not stop half way
because its report has no place.
"""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from cs.checking.outputs.destinations import Destination, check_destinations
from cs.export.files import is_stream, write_whole
from cs.locale import _
from cs.terminal import reason_of


class PlaceError(Exception):
    """A result cannot be written where it was asked for; the text is translated."""


def check_places(
    destinations: Iterable[Destination], baseline: Path | None = None, *, force: bool = False
) -> None:
    """Refuse results that have no place, or two of them the same.

    Args:
        baseline: a further file that is to be written; it replaces one only by `force`.

    Raises:
        PlaceError: which.
    """
    destinations = tuple(destinations)
    try:
        check_destinations(destinations)
    except ValueError as error:
        raise PlaceError(str(error)) from None
    named = [each.path for each in destinations if each.path is not None]
    if baseline and os.path.realpath(baseline) in map(os.path.realpath, named):
        text = _("The baseline and a report are to be written to the same file {file}.")
        raise PlaceError(text.format(file=baseline))
    written: list[str | Path] = [*named, *([baseline] if baseline else [])]
    for path in written:
        if trouble := _trouble(Path(path)):
            raise _cannot_write(Path(path), trouble)
    if baseline and baseline.exists() and not force:
        raise _existing(baseline)


def check_inputs(written: Iterable[str | Path | None], read: Iterable[Path]) -> None:
    """Refuse results that would replace what they are made from.

    Raises:
        PlaceError: which.
    """
    inputs = {os.path.realpath(each) for each in read}
    for path in written:
        if path and os.path.realpath(path) in inputs:
            text = _("{file} was read for this result; write it to another file.")
            raise PlaceError(text.format(file=path))


def write_result(path: Path, data: bytes, *, force: bool) -> None:
    """Write a result whole.

    Raises:
        PlaceError: it cannot be written, or stands there and `force` is false.
    """
    try:
        write_whole(path, data, force)
    except OSError as error:
        if isinstance(error, FileExistsError) and not force:
            raise _existing(path) from None
        raise _cannot_write(path, error) from None


def _existing(path: Path) -> PlaceError:
    return PlaceError(_("{file} exists; --force replaces it.").format(file=path))


def _cannot_write(path: Path, error: OSError) -> PlaceError:
    text = _("{file} cannot be written: {reason}")
    return PlaceError(text.format(file=path, reason=reason_of(error)))


def _trouble(path: Path) -> OSError | None:
    """Why nothing can be written there, as far as it can be known before."""
    if path.is_dir():
        return OSError(errno.EISDIR, "")
    if is_stream(path):
        return None
    folder = Path(os.path.realpath(path)).parent
    if not folder.exists():
        return OSError(errno.ENOENT, "")
    if not folder.is_dir():
        return OSError(errno.ENOTDIR, "")
    return None if os.access(folder, os.W_OK) else OSError(errno.EACCES, "")
