"""Policy files to policies and findings: loaded, checked by all rules, with the workspace's facts.

What `cs policy check` shows, and what every other command starts from.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cs.catalogue import CODES, FIXED_CODES, KINDS, rules_for
from cs.checking.running import run, with_severities
from cs.checking.suppression import Codes, Suppressed, Suppression, read_suppressions, suppress
from cs.documents import Loaded, load
from cs.documents.codes import NO_SUCH_TABLE
from cs.documents.workspace_checks import country_findings, severities_of, workspace_findings
from cs.documents.workspace_model import WorkspacePolicy
from cs.kernel.agents import Agent
from cs.kernel.document import Document, PolicySet, Unread
from cs.kernel.findings import Finding, Place, Severity, has_errors
from cs.kernel.messages import message
from cs.kernel.records import InputRecord
from cs.kernel.roles import aliases_of
from cs.workspace import (
    InputFile,
    default_workspace,
    list_policies,
    read_input,
    table_paths,
    today,
)

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
        judged: the findings, located and in order, parted by the comments that accept some; those
            of the staff tables are in `staff`.
        suppressions: the comments that accept findings on the day.
        paths, files, inputs: of every policy file its path, its name as shown and its record.
    """

    root: Path | None
    document: Document[WorkspacePolicy] | None
    policies: PolicySet
    loaded: Loaded
    judged: Suppressed
    suppressions: tuple[Suppression, ...]
    staff: StaffRead
    paths: tuple[Path, ...]
    files: tuple[str, ...]
    inputs: tuple[InputRecord, ...]

    @property
    def workspace(self) -> WorkspacePolicy:
        """The workspace's settings, or the defaults."""
        return self.document.policy if self.document else default_workspace()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings that no comment accepts, but for those of the staff tables."""
        return self.judged.findings

    @cached_property
    def is_whole(self) -> bool:
        """Whether every rule had all that the workspace states before it.

        Otherwise what is not found may still be there.
        """
        if self.loaded.failed or has_errors(self.staff.findings):
            return False
        own = list_policies([self.root]) if self.root else ()
        return {os.path.realpath(path) for path in self.paths}.issuperset(
            map(os.path.realpath, own)
        )

    def check(self, policies: PolicySet) -> tuple[Finding, ...]:
        """What the rules say of other policies from the same files, as `findings`."""
        return self.dismiss(_run(policies, self.workspace.severities)).findings

    def needed(self, policies: PolicySet) -> tuple[Finding, ...]:
        """What these policies lack so that no command can compute, accepted or not; located."""
        rules = (rule for rule in rules_for(policies.kinds) if rule.is_needed)
        return self.loaded.spans.locate(run(policies, rules, {}))

    def dismiss(self, findings: Iterable[Finding]) -> Suppressed:
        """Further findings, located, parted by the comments that accept some."""
        spans = self.loaded.spans
        return suppress(spans.locate(findings), self.suppressions, spans.lines)


def examine(files: Sequence[Path], root: Path | None, as_of: date | None = None) -> Examination:
    """Load and check policy files.

    Args:
        as_of: the day for which is asked; else the workspace's, else today.

    Raises:
        OSError: a file cannot be read.
    """
    read = [read_input(file, "policy", root) for file in files]
    return examine_texts(read, root, as_of, paths=tuple(files))


def examine_texts(
    read: Sequence[InputFile],
    root: Path | None,
    as_of: date | None = None,
    *,
    paths: tuple[Path, ...] = (),
    staff: StaffRead | None = None,
) -> Examination:
    """As `examine`, of files that have been read, wherever they come from.

    Args:
        paths: of the files, where they are files on disk.
        staff: in place of the staff tables that the workspace states.
    """
    loaded = load([each.source for each in read], KINDS)
    settings = _settings(loaded)
    own = settings[0] if settings else _workspace_elsewhere(root, paths)
    workspace = own.policy if own else default_workspace()
    staff = _read_staff(root, own) if staff is None else staff
    day = as_of or workspace.as_of or today()
    policies = PolicySet(
        loaded.documents,
        workspace.calendar.build(),
        staff.agents,
        day,
        aliases_of(workspace.roles),
        tuple(Unread(KINDS.get(each.kind or ""), each.id) for each in loaded.failed),
    )
    severities = severities_of([own] if own else [])
    suppressions, amiss = read_suppressions(loaded.comments, _codes(), day)
    findings = [
        *with_severities(
            [
                *loaded.findings,
                *workspace_findings(
                    settings,
                    (each.code for each in CODES),
                    FIXED_CODES,
                    {each.name: each.code for each in CODES},
                ),
                *country_findings(settings),
                *amiss,
            ],
            severities,
            FIXED_CODES,
        ),
        *_run(policies, severities),
    ]
    return Examination(
        root,
        own,
        policies,
        loaded,
        suppress(loaded.spans.locate(findings), suppressions, loaded.spans.lines),
        suppressions,
        staff,
        paths,
        tuple(each.source.file for each in read),
        tuple(each.record for each in read),
    )


def names() -> dict[str, str]:
    """The name of every code."""
    return {each.code: each.name for each in CODES}


def _run(policies: PolicySet, severities: Mapping[str, str]) -> tuple[Finding, ...]:
    return run(policies, rules_for(policies.kinds), severities)


def _codes() -> Codes:
    return Codes(
        {word: each.code for each in CODES for word in (each.code, each.name)},
        FIXED_CODES,
        frozenset(each.code for each in CODES if each.shows not in ("policy", "")),
    )


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


def _workspace_elsewhere(
    root: Path | None, examined: Iterable[Path]
) -> Document[WorkspacePolicy] | None:
    """The workspace's own document, where only some of its files are examined.

    To parse a file takes long, to see that it never says `workspace` does not.
    """
    if root is None:
        return None
    known = {os.path.realpath(path) for path in examined}
    files = [file for file in list_policies([root]) if os.path.realpath(file) not in known]
    sources = [read_input(file, "policy").source for file in files]
    settings = _settings(load([each for each in sources if b"workspace" in each.data], KINDS))
    return settings[0] if settings else None
