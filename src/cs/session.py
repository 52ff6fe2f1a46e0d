"""A command's view of the workspace: policies in force, tables, the day, and what was assumed.

Errors that concern the command stop it with exit code 2, after being shown; errors elsewhere in the
workspace are only mentioned.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cs import __version__
from cs.assumptions import hint_at_assumptions, refuse_bad_assumptions, settle, unneeded
from cs.catalogue import FIXED_CODES, RULES
from cs.checking.outputs.text import render_finding, render_line
from cs.checking.repeats import fold_repeats
from cs.checking.running import with_severities
from cs.documents import Failed
from cs.documents.codes import NO_SUCH_TABLE
from cs.documents.workspace_model import WorkspacePolicy
from cs.examination import Examination, examine, names, read_table
from cs.kernel.agents import Absence, Agent, Pair, PastStint, Pin
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import Document, PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Place, Severity, Span, has_errors
from cs.kernel.histories import CaseRow, CourseTaken, Punishment, ReviewResult, Waiver
from cs.kernel.records import Assumption, InputRecord, Provenance
from cs.locale import _, suggest_language
from cs.options import SessionOptions
from cs.policies_named import kind_of, several_policies, unknown_policy
from cs.terminal import Stop, fail, say, stderr, terminal_width
from cs.workspace import find_root, list_policies, read_input, today

if TYPE_CHECKING:
    from cs.tables.raw import RawTable

P = TypeVar("P", bound=Policy)
R = TypeVar("R")
Read = Callable[..., tuple[R, tuple[Finding, ...]]]
"""Reads the rows of tables; `cs.tables` has one a role."""


def open_session(options: SessionOptions) -> "Session":
    """The workspace that the options name, examined.

    Raises:
        Stop: there is none, it has no policies, its own document is broken, or an assumption is
            about a code that no rule has or contradicts another; it has been said.
        OSError: a file cannot be read.
    """
    root = find_root(options.directory or Path())
    if root is None:
        raise fail(_("There is no directory policies/ here or above; use -C DIR, or cs init."))
    files = list_policies([root])
    if not files:
        raise fail(_("There is no policy file (.yaml, .yml) in policies/."))
    examination = examine(files, root, options.as_of)
    suggest_language(examination.workspace.locale)
    session = Session(root, examination, options)
    refuse_bad_assumptions(options.assume)
    session.stop_on_workspace()
    return session


class Session:
    """One command's run over a workspace.

    Attributes:
        root: the workspace's directory.
        as_of: the day that the answer is for.
        policies: all good documents, settled ones in their settled form.
        findings: of all policies, located and in order.
    """

    def __init__(self, root: Path, examination: Examination, options: SessionOptions) -> None:
        self.root = root
        self.options = options
        self.policies: PolicySet = examination.policies
        self.findings: tuple[Finding, ...] = examination.findings
        self.as_of: date = options.as_of or examination.workspace.as_of or today()
        self._examination = examination
        self._used: dict[tuple[str, int], Document[Policy]] = {}
        self._settled: list[Assumption] = []
        self._tables: list[InputRecord] = []
        self._policy_named = False

    @property
    def workspace(self) -> WorkspacePolicy:
        """The workspace's settings, or the defaults."""
        return self._examination.workspace

    @property
    def calendar(self) -> WorkingCalendar:
        """The working calendar."""
        return self.policies.calendar

    def one(self, model: type[P], aside: Collection[str] = ()) -> Document[P]:
        """The policy of a kind that is in force on the day, with its errors settled.

        `--policy` names it; that id holds for the first kind that a command asks for, and for
        later ones where it fits. Errors `aside` are about what the command does not look at.

        Raises:
            Stop: there is none or more than one, or it has errors that no assumption settles.
        """
        found = self.optional(model, aside)
        if found is None:
            raise fail(
                _("No policy of the kind {kind} is in force on {day}.").format(
                    kind=kind_of(model), day=self.as_of
                )
            )
        return found

    def optional(self, model: type[P], aside: Collection[str] = ()) -> Document[P] | None:
        """As `one`, but None if the workspace states nothing of the kind for the day."""
        document = self._choose(model)
        if document is None:
            return None
        self._mention_others(model, used := self._use(document, aside))
        return used

    def every(self, model: type[P]) -> tuple[Document[P], ...]:
        """All policies of a kind that are in force, or the one that `--policy` names, as `one`."""
        found = self.in_force(model)
        if not found:
            return (self.one(model),)
        return tuple(self._use(document) for document in found)

    def _use(self, document: Document[P], aside: Collection[str] = ()) -> Document[P]:
        if (document.file, document.index) not in self._used:
            document = self._settle(document, aside)
            self._used[document.file, document.index] = document
        return document

    def staff(self) -> tuple[Agent, ...]:
        """The agents of the staff tables, none if no table is stated.

        Raises:
            Stop: a table cannot be read or has errors; they have been shown.
        """
        read = self._examination.staff
        self.stop_on(read.findings)
        self._record(read.inputs)
        return read.agents or ()

    def stints(self) -> tuple[PastStint, ...]:
        """The past stints; raises as `staff`."""
        from cs.tables.people import read_stints

        return self.people("stints", read_stints)

    def leave(self) -> tuple[Absence, ...]:
        """The absences; raises as `staff`."""
        from cs.tables.people import read_leave

        return self.people("leave", read_leave)

    def pins(self) -> tuple[Pin, ...]:
        """The pinned and forbidden stints; raises as `staff`."""
        from cs.tables.people import read_pins

        return self.people("pins", read_pins)

    def pairs(self) -> tuple[Pair, ...]:
        """The agents to be kept together or apart; raises as `staff`."""
        from cs.tables.people import read_pairs

        return self.people("pairs", read_pairs)

    def reviews(self) -> Collection[ReviewResult]:
        """The results of reviews; raises as `staff`."""
        from cs.tables.histories import read_reviews

        return self.people("reviews", read_reviews)

    def training(self) -> Collection[CourseTaken]:
        """The courses taken; raises as `staff`."""
        from cs.tables.histories import read_training

        return self.people("training", read_training)

    def discipline(self) -> Collection[Punishment]:
        """The punishments; raises as `staff`."""
        from cs.tables.histories import read_discipline

        return self.people("discipline", read_discipline)

    def waivers(self) -> tuple[Waiver, ...]:
        """The conditions waived; raises as `staff`."""
        from cs.tables.histories import read_waivers

        return self.people("waivers", read_waivers)

    def cases(self) -> tuple[CaseRow, ...]:
        """The steps done of running cases; raises as `staff`."""
        from cs.tables.cases import read_cases

        return self.people("cases", read_cases)

    def table(
        self, path: Path, role: str, sheet: str | None = None, encoding: str | None = None
    ) -> "RawTable":
        """A table named on the command line, `-` for standard input; raises as `staff`.

        Raises:
            OSError: the file cannot be read.
        """
        from cs.tables.reading import read_raw

        file = read_input(path, role, self.root)
        raw = read_raw(file.source.data, file.source.file, sheet, encoding)
        if isinstance(raw, tuple):
            self.show(raw)
            raise Stop(2)
        self._record([file.record])
        return raw

    def record(self, record: InputRecord) -> None:
        """Note a file read for the command, for the result to name."""
        self._record([record])

    def place(self, place: Place) -> Span | None:
        """Line and column of a place in a policy."""
        return self._examination.loaded.spans.find(place)

    def show(self, findings: Iterable[Finding]) -> None:
        """Print findings on standard error: errors with their excerpts, warnings on a line.

        What a comment accepts is passed over, but not an error: it stops the command.
        """
        code_names = names()
        lines = self._examination.loaded.lines
        findings = tuple(findings)
        errors = [each for each in findings if each.severity is Severity.ERROR]
        others = [each for each in findings if each.severity is not Severity.ERROR]
        shown = [*errors, *self._examination.dismiss(others).findings]
        for finding in fold_repeats(self._examination.loaded.spans.locate(shown)):
            if finding.severity is Severity.ERROR:
                width = terminal_width(stderr())
                say(render_finding(finding, lines, code_names, width=width) + "\n")
            else:
                say(render_line(finding, code_names), quiet=self.options.quiet)

    def stop_on(self, findings: Sequence[Finding]) -> None:
        """Show findings as severe as the workspace asks for, and stop if any is an error.

        An error stays one: without what it is about the command cannot go on.

        Raises:
            Stop: with exit code 2.
        """
        fixed = frozenset(each.code for each in findings if each.severity is Severity.ERROR)
        findings = tuple(with_severities(findings, self.workspace.severities, fixed))
        self.show(findings)
        if has_errors(findings):
            raise Stop(2)

    def provenance(self, seed: int, workers: int) -> Provenance:
        """What results say of their making: the files of the policies used and the tables read.

        Says which assumptions were not needed.
        """
        for text in unneeded(self.options.assume, self._settled):
            say(text, quiet=self.options.quiet)
        own = self._examination.document
        files = {document.file for document in self._used.values()} | ({own.file} if own else set())
        shown = zip(self._examination.files, self._examination.inputs, strict=True)
        used = [record for file, record in shown if file in files]
        inputs = dict.fromkeys([*used, *self._tables])
        return Provenance(
            __version__, self.as_of, seed, workers, tuple(inputs), tuple(self._settled)
        )

    def stop_on_workspace(self) -> None:
        """Show errors of the workspace document itself, and stop if there are any.

        Raises:
            Stop: with exit code 2.
        """
        broken = [each for each in self._examination.loaded.failed if each.kind == "workspace"]
        own = self._examination.document
        places = {(each.file, each.index) for each in broken}
        places |= {(own.file, own.index)} if own else set()
        self.stop_on([each for each in self.findings if _position(each) in places
                      and each.code != NO_SUCH_TABLE])  # fmt: skip

    def _choose(self, model: type[P]) -> Document[P] | None:
        in_force = self.in_force(model)
        if len(in_force) > 1:
            raise fail(several_policies(model, {d.policy.id for d in in_force}, self.as_of))
        if not in_force:
            self._stop_on_failed([f for f in self._examination.loaded.failed if f.kind is None])
        return in_force[0] if in_force else None

    def in_force(self, model: type[P]) -> list[Document[P]]:
        """The policies of a kind for the day, as they stand; stops where one cannot be read."""
        documents = list(self.policies.of(model))
        failed = [
            each
            for each in self._examination.loaded.failed
            if each.kind == kind_of(model) and each.may_be_in_force(self.as_of)
        ]
        wanted = self._named(model, documents, failed)
        if wanted is not None:
            documents = [each for each in documents if each.policy.id == wanted]
            failed = [each for each in failed if each.id in (wanted, None)]
        in_force = [each for each in documents if each.policy.in_force(self.as_of)]
        if failed and not (wanted is not None and in_force):
            self._stop_on_failed(failed)
        if wanted is not None and not in_force:
            text = _("The policy {id} is not in force on {day}.")
            raise fail(text.format(id=wanted, day=self.as_of))
        return in_force

    def _named(
        self, model: type[P], documents: Sequence[Document[P]], failed: Sequence[Failed]
    ) -> str | None:
        wanted = self.options.policy
        if wanted is None:
            return None
        known = {each.policy.id for each in documents} | {each.id for each in failed if each.id}
        if wanted in known:
            self._policy_named = True
            return wanted
        if self._policy_named:
            return None
        raise fail(unknown_policy(model, wanted, known))

    def _stop_on_failed(self, failed: Sequence[Failed]) -> None:
        places = {(each.file, each.index) for each in failed}
        self.stop_on([each for each in self.findings if _position(each) in places])

    def _settle(self, document: Document[P], aside: Collection[str]) -> Document[P]:
        """The document with the assumptions made that it needs; stops if errors are left."""
        own = self._own(document, self.findings)
        settled = settle(document.policy, {each.code for each in own}, self.options.assume)
        self._settled += [each for each in settled.used if each not in self._settled]
        if settled.used:
            document = replace(document, policy=settled.policy)
            own = self._recheck(document)
        # An answer may be that things stay as they are, so what is settled is not looked at again.
        left = [each for each in own if each.code not in settled.codes and each.code not in aside]
        self.show([each for each in left if each.severity is not Severity.INFO])
        if has_errors(left):
            hint_at_assumptions(left)
            raise Stop(2)
        return document

    def _own(self, document: Document[P], findings: Iterable[Finding]) -> list[Finding]:
        """A document's findings, with those that nobody can accept away."""
        place = (document.file, document.index)
        needed = self._examination.needed(self.policies)
        again = {each.code for each in needed}
        kept = [each for each in findings if each.code not in again]
        return [each for each in (*kept, *needed) if _position(each) == place]

    def _recheck(self, document: Document[P]) -> list[Finding]:
        place = (document.file, document.index)
        others = tuple(
            document if (each.file, each.index) == place else each
            for each in self.policies.documents
        )
        self.policies = replace(self.policies, documents=others)
        by_rules = {rule.code for rule in RULES}
        others_found = [each for each in self.findings if each.code not in by_rules]
        return self._own(document, [*others_found, *self._examination.check(self.policies)])

    def _mention_others(self, model: type[P], document: Document[P]) -> None:
        """Say that policies beside the one used have errors."""
        places = [(each.file, each.index) for each in self.policies.of(model) if each != document]
        kinds = (kind_of(model), None)
        failed = [each for each in self._examination.loaded.failed if each.kind in kinds]
        places += [(each.file, each.index) for each in failed]
        wrong = [each for each in self.findings if each.severity is Severity.ERROR]
        broken = sorted({each.place.file for each in wrong if _position(each) in places})
        if broken:
            text = _("Not used here, but with errors (see cs policy check): {files}")
            say(text.format(files=_(", ").join(broken)), quiet=self.options.quiet)

    def people(self, role: str, read: Read[R]) -> R:
        """The rows of a role's tables; raises as `staff`."""
        tables = read_table(self.root, self._examination.document, role)
        staff = self._examination.staff.agents
        known = None if staff is None else frozenset(agent.id for agent in staff)
        people, findings = read(tables.raws, known)
        found = (*tables.findings, *findings)
        self.stop_on(tuple(with_severities(found, self.workspace.severities, FIXED_CODES)))
        self._record(tables.inputs)
        return people

    def _record(self, records: Iterable[InputRecord]) -> None:
        self._tables += [each for each in records if each not in self._tables]


def _position(finding: Finding) -> tuple[str, int]:
    return finding.place.file, finding.place.document
