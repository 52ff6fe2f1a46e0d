"""How is a file written whole or not at all? To a temporary name beside it, then renamed."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, data: bytes, force: bool = False) -> None:
    """Writes a file so that nobody ever sees half of it.

    Args:
        force: replace an existing file.

    Raises:
        FileExistsError: the file exists and `force` is false.
        OSError: it cannot be written; nothing is left behind.
    """
    target = path.resolve() if path.is_symlink() else path
    if target.exists() and (not force or not target.is_file()):
        raise FileExistsError(f"{path} exists")
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(
        prefix=f".{target.name[:100]}.", suffix=".tmp", dir=target.parent
    )
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        if force:
            temporary.replace(target)
        else:
            _rename_new(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


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
