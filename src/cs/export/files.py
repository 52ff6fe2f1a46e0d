"""How is a file written whole or not at all? To a temporary name beside it, then renamed."""

import os
import tempfile
from collections.abc import Callable, Mapping
from errno import EISDIR
from pathlib import Path
from typing import BinaryIO

Content = bytes | Callable[[BinaryIO], None]
"""A file's bytes, or what writes them."""


def write_whole(path: Path, data: Content, force: bool = False) -> None:
    """Writes a file so that nobody ever sees half of it.

    Args:
        force: replace an existing file.

    A pipe or a device (`/dev/stdout`, what `>(…)` of a shell names) is written to as it is.

    Raises:
        FileExistsError: the file exists and `force` is false.
        OSError: it cannot be written; nothing is left behind.
    """
    if force and is_stream(path):
        with path.open("wb") as stream:
            _put(data, stream)
        return
    target = path.resolve() if path.is_symlink() else path
    if target.exists() and (not force or not target.is_file()):
        raise FileExistsError(f"{path} exists")
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name[:100]}.", suffix=".tmp", dir=target.parent
        )
    except OSError as error:
        raise _of(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _put(data, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        if force:
            temporary.replace(target)
        else:
            _rename_new(temporary, target)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, FileExistsError):
            raise _of(path, error) from error
        raise


def _put(data: Content, stream: BinaryIO) -> None:
    if isinstance(data, bytes):
        stream.write(data)
    else:
        data(stream)


def is_stream(path: Path) -> bool:
    """Whether something is there that holds no bytes of its own: a pipe, a device."""
    return path.exists() and not path.is_file() and not path.is_dir()


def in_the_way(directory: Path, files: Mapping[str, bytes]) -> list[str]:
    """Those of the files that stand in the directory already and hold something else."""
    return [
        file
        for file, data in files.items()
        if (directory / file).exists() and not _holds(directory / file, data)
    ]


def write_all(directory: Path, files: Mapping[str, bytes]) -> None:
    """Write all files below `directory`; if one cannot be written, none is.

    Raises:
        OSError: what stood in the way.
    """
    at = directory
    written: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for file, data in files.items():
            at = target = directory / file
            made += _make_directories(target.parent)
            beside = target.with_name(f".{target.name}.new")
            written.append((beside, target))
            beside.write_bytes(data)
        for _beside, at in written:
            if at.is_dir():
                raise IsADirectoryError(EISDIR, "", str(at))
        for beside, at in written:
            beside.replace(at)
    except OSError as error:
        for beside, _target in written:
            beside.unlink(missing_ok=True)
        for folder in reversed(made):
            folder.rmdir()
        raise _of(at, error) from error


def _make_directories(folder: Path) -> list[Path]:
    """Make the folder with those above it; returns the new ones, outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _of(path: Path, error: OSError) -> OSError:
    """The error under the name of the file that was asked for, not of the one beside it."""
    return OSError(error.errno or 0, error.strerror or str(error), str(path))


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _rename_new(temporary: Path, target: Path) -> None:
    """Renames without replacing a file that appeared meanwhile, where the system can."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise FileExistsError(f"{target} exists") from None
    except OSError:
        temporary.replace(target)
    else:
        temporary.unlink()


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
