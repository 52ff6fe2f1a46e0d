"""The files of published plans: `<policy>.json` is in force, `<policy>.<number>.json` were."""

from dataclasses import dataclass
from pathlib import Path

from cs.export.files import write_whole
from cs.kernel.findings import Finding
from cs.rotation.publishing.published import Former, PublishedPlan, read_published
from cs.session import Session
from cs.workspace import read_input, stored_name


@dataclass(frozen=True)
class Shelf:
    """Where a policy's published plans are.

    Attributes:
        path: of the plan in force, whether there is one or not.
        plan: the one in force; None if there is none.
        findings: what is wrong with its file.
    """

    path: Path
    plan: PublishedPlan | None
    findings: tuple[Finding, ...]


def shelf_of(session: Session, policy: str) -> Shelf:
    """The published plan of a policy.

    Raises:
        OSError: it cannot be read.
    """
    path = session.root / session.workspace.published / f"{policy}.json"
    if not path.exists():
        return Shelf(path, None, ())
    read = read_input(path, "published", session.root)
    found = read_published(read.source.data, read.source.file, read.record.sha256)
    if isinstance(found, PublishedPlan):
        return Shelf(path, found, ())
    return Shelf(path, None, found)


def former_of(session: Session, shelf: Shelf) -> Former | None:
    """What the plan in force will be called once another one replaces it."""
    if shelf.plan is None:
        return None
    file = stored_name(str(_former_path(shelf)), session.root)
    return Former(shelf.plan.number, file, shelf.plan.sha256)


def put(shelf: Shelf, data: bytes) -> None:
    """Writes the plan in force; the former one is kept under its number first.

    Raises:
        OSError: a file cannot be written.
    """
    shelf.path.parent.mkdir(parents=True, exist_ok=True)
    exists = shelf.path.exists()
    if exists:
        write_whole(_former_path(shelf), shelf.path.read_bytes(), force=False)
    write_whole(shelf.path, data, force=exists)


def _former_path(shelf: Shelf) -> Path:
    number = 0 if shelf.plan is None else shelf.plan.number
    return shelf.path.with_name(f"{shelf.path.stem}.{number}.json")
