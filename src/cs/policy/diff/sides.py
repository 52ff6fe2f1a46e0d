"""What do OLD and NEW stand for? A directory, a file, a git revision, or the workspace as it is."""

import hashlib
import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cs.catalogue import KINDS
from cs.documents import Source, load
from cs.documents.workspace_model import WorkspacePolicy
from cs.examination import Examination, StaffRead, examine_texts
from cs.kernel.document import Document
from cs.kernel.findings import Finding, has_errors
from cs.kernel.records import InputRecord
from cs.locale import _
from cs.policy.diff.revisions import (
    GitError,
    Revision,
    find_revision,
    is_repository,
    list_files,
    read_blobs,
)
from cs.workspace import (
    POLICIES,
    SUFFIXES,
    InputFile,
    find_root,
    holds_policies,
    is_test,
    list_policies,
    read_input,
    shown,
)

if TYPE_CHECKING:
    from cs.tables.raw import RawTable


class NoSideError(Exception):
    """An argument names nothing that can be compared; the text, translated, says why."""


@dataclass(frozen=True)
class Side:
    """One of the two versions.

    Attributes:
        name: as it is shown: the revision, the path.
        files: its policy files.
        root: the directory of its workspace on disk; None for a revision, or outside of any.
        base: what the names of its files begin with.
        read: the bytes of a file named relative to the workspace; None if there is none.
        is_file: whether single files are meant, not a whole set.
    """

    name: str
    files: tuple[InputFile, ...]
    root: Path | None
    base: str
    read: Callable[[str], bytes | None]
    is_file: bool = False


def open_side(text: str | None, start: Path, workspace: Path | None) -> Side:
    """The side that an argument names; None is the workspace.

    Args:
        start: the directory in whose repository revisions are looked up.
        workspace: the root that `-C` or the current directory leads to.

    Raises:
        NoSideError: there is no such thing, or it holds no policies.
        OSError: a file cannot be read.
    """
    if text is None:
        if workspace is None:
            raise NoSideError(
                _("There is no directory policies/ here or above; name NEW too, or use -C DIR.")
            )
        return _on_disk(workspace, shown(workspace))
    path = Path(text)
    if not text.startswith("-") and path.exists():
        return _on_disk(path, shown(path))
    return _at_revision(text, workspace or start)


def _on_disk(path: Path, name: str) -> Side:
    files = list_policies([path])
    if not files:
        raise NoSideError(_("There is no policy file (.yaml, .yml) in {file}.").format(file=name))
    root = find_root(path if path.is_dir() else path.parent)
    top = path / POLICIES if holds_policies(path) else path if path.is_dir() else path.parent
    read = tuple(read_input(file, "policy", root) for file in files)
    return Side(name, read, root, _folder(shown(top)), _reader(root), path.is_file())


def _reader(root: Path | None) -> Callable[[str], bytes | None]:
    def read(name: str) -> bytes | None:
        try:
            return None if root is None else read_input(root / name, "table").source.data
        except OSError:
            return None

    return read


def _folder(name: str) -> str:
    return "" if name == "." else f"{name}/"


def _at_revision(name: str, directory: Path) -> Side:
    try:
        if not is_repository(directory):
            text = _("There is no file or directory {name}, and {file} is in no git repository.")
            raise NoSideError(text.format(name=name, file=shown(directory)))
        revision = find_revision(directory, name)
        if revision is None:
            text = _(
                "There is no file, directory or git revision {name}. In a shallow clone, fetch it "
                "first."
            )
            raise NoSideError(text.format(name=name))
        return _read_revision(revision, directory)
    except GitError as error:
        if not error.reason:
            text = _("{name} is no file or directory, and git cannot be run to look it up.")
            raise NoSideError(text.format(name=name)) from None
        text = _("Git cannot read {name}: {reason}")
        raise NoSideError(text.format(name=name, reason=error.reason)) from None


def _read_revision(revision: Revision, directory: Path) -> Side:
    listed = list_files(revision, POLICIES)
    blobs = {path: blob for path, blob in listed.items() if is_policy_name(path)}
    paths = sorted(blobs)
    contents = read_blobs(revision, [blobs[path] for path in paths])
    files = tuple(
        InputFile(
            Source(f"{revision.name}:{path}", data),
            InputRecord("policy", f"{revision.name}:{path}", hashlib.sha256(data).hexdigest()),
        )
        for path, data in zip(paths, contents, strict=True)
    )

    def read(name: str) -> bytes | None:
        path = posixpath.normpath(name)
        if not path.startswith(("..", "/")):
            blob = list_files(revision, path).get(path)
            if blob is not None:
                return read_blobs(revision, [blob])[0]
        # Tables are often kept out of repositories; then those of today are all there is.
        return _reader(directory)(name)

    return Side(revision.name, files, None, f"{revision.name}:{POLICIES}/", read)


def is_policy_name(path: str) -> bool:
    """Whether a path below `policies/` is one that the workspace would list."""
    parts = path.split("/")
    is_hidden = any(part.startswith(".") for part in parts)
    return path.endswith(SUFFIXES) and not is_hidden and not is_test(Path(path))


def settings_of(side: Side) -> Document[WorkspacePolicy] | None:
    """The side's workspace document, if it has a good one."""
    sources = [each.source for each in side.files if b"workspace" in each.source.data]
    found = _settings(sources)
    if found is None and side.root is not None:
        found = _settings(
            [read_input(file, "policy").source for file in list_policies([side.root])]
        )
    return found


def _settings(sources: Sequence[Source]) -> Document[WorkspacePolicy] | None:
    for each in load(sources, KINDS).documents:
        if isinstance(each.policy, WorkspacePolicy):
            return Document(each.file, each.policy, each.index)
    return None


@dataclass(frozen=True)
class TablesRead:
    """The workspace's tables of people.

    Attributes:
        raws: by role, as far as they could be read.
        findings: of those that could not.
        missing: names of files that are not there.
        records: of the files, for the result.
    """

    raws: "dict[str, tuple[RawTable, ...]]"
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    records: tuple[InputRecord, ...]


ROLES = ("staff", "stints", "leave", "pins", "pairs", "reviews", "training", "discipline",
         "waivers")  # fmt: skip


def read_tables(side: Side, document: Document[WorkspacePolicy] | None) -> TablesRead:
    """All tables that the workspace document states, as the side has them."""
    raws: dict[str, tuple[RawTable, ...]] = dict.fromkeys(ROLES, ())
    findings: list[Finding] = []
    missing: list[str] = []
    records: list[InputRecord] = []
    if document is None:
        return TablesRead(raws, (), (), ())
    from cs.tables.reading import read_raw

    for role in ROLES:
        for name in getattr(document.policy.tables, role):
            data = side.read(name)
            if data is None:
                missing.append(name)
                continue
            records.append(InputRecord(role, name, hashlib.sha256(data).hexdigest()))
            raw = read_raw(data, name)
            if isinstance(raw, tuple):
                findings += raw
            else:
                raws[role] = (*raws[role], raw)
    return TablesRead(raws, tuple(findings), tuple(missing), tuple(records))


def read_staff_of(tables: TablesRead, document: Document[WorkspacePolicy] | None) -> StaffRead:
    """The agents of the staff tables."""
    if document is None or not document.policy.tables.staff:
        return StaffRead()
    from cs.tables.people import read_staff

    agents, found = read_staff(tables.raws["staff"])
    bad = has_errors(found) or any(
        name in tables.missing for name in document.policy.tables.staff
    ) or not tables.raws["staff"]  # fmt: skip
    return StaffRead(None if bad else agents, found, ())


def examine_side(side: Side, as_of: date, staff: StaffRead) -> Examination:
    """The side's policies, checked for the day with the staff given."""
    return examine_texts(side.files, side.root, as_of, staff=staff)
