"""Policy files to policies and findings: loaded, checked by all rules, with the workspace's facts.

What `cs policy check` shows, and what every other command starts from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cs.catalogue import ENTRIES, FIXED_CODES, KINDS, RULES
from cs.checking.pages import Entry
from cs.checking.running import run, with_severities
from cs.documents import Loaded, load
from cs.documents.codes import NO_SUCH_TABLE
from cs.documents.workspace_checks import country_findings, severities_of, workspace_findings
from cs.documents.workspace_model import WorkspacePolicy
from cs.kernel.agents import Agent
from cs.kernel.document import Document, PolicySet
from cs.kernel.findings import Finding, Place, Severity, has_errors
from cs.kernel.messages import message
from cs.kernel.records import InputRecord
from cs.workspace import default_workspace, list_policies, read_input, table_paths, today

if TYPE_CHECKING:
    from cs.tables.raw import RawTable


@dataclass(frozen=True)
class TableRead:
    """All files of one table of the workspace.

    Attributes:
        raws: the tables that could be read as such.
        findings: of those that could not.
    """

    raws: tuple["RawTable", ...] = ()
    findings: tuple[Finding, ...] = ()
    inputs: tuple[InputRecord, ...] = ()


@dataclass(frozen=True)
class StaffRead:
    """The staff tables: agents (None if there are none or they have errors), and findings."""

    agents: tuple[Agent, ...] | None = None
    findings: tuple[Finding, ...] = ()
    inputs: tuple[InputRecord, ...] = ()


@dataclass(frozen=True)
class Examination:
    """All that is known of a set of policy files.

    Attributes:
        root: the workspace's directory, None outside of any.
        document: the workspace's own document, if it has one.
        findings: located and in order; those of the staff tables are in `staff`.
        files, inputs: every policy file, its name as shown and its record.
    """

    root: Path | None
    document: Document[WorkspacePolicy] | None
    policies: PolicySet
    loaded: Loaded
    findings: tuple[Finding, ...]
    staff: StaffRead
    files: tuple[str, ...]
    inputs: tuple[InputRecord, ...]

    @property
    def workspace(self) -> WorkspacePolicy:
        """The workspace's settings, or the defaults."""
        return self.document.policy if self.document else default_workspace()

    def check(self, policies: PolicySet) -> tuple[Finding, ...]:
        """What the rules say of other policies from the same files, located."""
        return self.loaded.spans.locate(run(policies, RULES, self.workspace.severities))


def examine(files: Sequence[Path], root: Path | None, as_of: date | None = None) -> Examination:
    """Load and check policy files.

    Args:
        as_of: the day for which is asked; else the workspace's, else today.

    Raises:
        OSError: a file cannot be read.
    """
    read = [read_input(file, "policy", root) for file in files]
    loaded = load([each.source for each in read], KINDS)
    settings = _settings(loaded)
    own = settings[0] if settings else _workspace_elsewhere(root)
    workspace = own.policy if own else default_workspace()
    staff = _read_staff(root, own)
    day = as_of or workspace.as_of or today()
    policies = PolicySet(loaded.documents, workspace.calendar.build(), staff.agents, day)
    severities = severities_of([own] if own else [])
    findings = [
        *with_severities(
            [
                *loaded.findings,
                *workspace_findings(settings, (entry.code for entry in entries()), FIXED_CODES),
                *country_findings(settings),
            ],
            severities,
            FIXED_CODES,
        ),
        *run(policies, RULES, severities),
    ]
    located = loaded.spans.locate(findings)
    return Examination(
        root,
        own,
        policies,
        loaded,
        located,
        staff,
        tuple(each.source.file for each in read),
        tuple(each.record for each in read),
    )


def entries() -> tuple[Entry, ...]:
    """Everything that has a code and a page, by family."""
    return ENTRIES


def names() -> dict[str, str]:
    """The name of every code."""
    return {entry.code: entry.name for entry in entries()}


def read_table(
    root: Path | None, document: Document[WorkspacePolicy] | None, role: str
) -> TableRead:
    """The files that the workspace states for a table (`staff`, `stints`, `leave`, `pins`, …)."""
    if root is None or document is None:
        return TableRead()
    from cs.tables.reading import read_raw

    raws: list[RawTable] = []
    findings: list[Finding] = []
    inputs: list[InputRecord] = []
    for number, path in enumerate(table_paths(root, document.policy, role)):
        try:
            file = read_input(path, role, root)
        except OSError:
            place = document.place.at("tables", role, number)
            findings.append(_no_table(place, document.policy, role, number))
            continue
        inputs.append(file.record)
        raw = read_raw(file.source.data, file.source.file)
        if isinstance(raw, tuple):
            findings += raw
        else:
            raws.append(raw)
    return TableRead(tuple(raws), tuple(findings), tuple(inputs))


def _read_staff(root: Path | None, document: Document[WorkspacePolicy] | None) -> StaffRead:
    if document is None or not document.policy.tables.staff:
        return StaffRead()
    from cs.tables.people import read_staff

    read = read_table(root, document, "staff")
    agents, found = read_staff(read.raws)
    severities = document.policy.severities
    findings = tuple(with_severities((*read.findings, *found), severities, FIXED_CODES))
    return StaffRead(None if has_errors(findings) else agents, findings, read.inputs)


def _no_table(place: Place, workspace: WorkspacePolicy, role: str, number: int) -> Finding:
    return Finding(
        NO_SUCH_TABLE,
        Severity.ERROR,
        message(
            "The table {file} cannot be read; there is no such file.",
            file=getattr(workspace.tables, role)[number],
        ),
        place,
        mend=message("Paths here are relative to the directory that holds policies/."),
    )


def _settings(loaded: Loaded) -> list[Document[WorkspacePolicy]]:
    """The workspace documents among those loaded."""
    return [
        Document(each.file, each.policy, each.index)
        for each in loaded.documents
        if isinstance(each.policy, WorkspacePolicy)
    ]


def _workspace_elsewhere(root: Path | None) -> Document[WorkspacePolicy] | None:
    """The workspace's own document, where only some of its files are examined."""
    if root is None:
        return None
    files = list_policies([root])
    settings = _settings(load([read_input(file, "policy").source for file in files], KINDS))
    return settings[0] if settings else None
