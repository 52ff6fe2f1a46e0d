"""The house policies under every slip of `mutations`: what `cs policy check` says of each.

The files that hold cases (`kind: test`) are left out on both sides: a slip there changes no
policy, and what a case says of a slip is the business of `cs policy test`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from cs.catalogue import KINDS, RULES
from cs.checking.rule import Rule
from cs.checking.running import run
from cs.documents import Loaded, Source, load
from cs.documents.codes import (
    DANGLING,
    DUPLICATE_DEFINITION,
    ENDS_BEFORE_START,
    OVERLAPPING_PERIODS,
)
from cs.documents.references import cross_findings
from cs.documents.workspace_model import WorkspacePolicy
from cs.examination import StaffRead, examine_texts
from cs.kernel.document import Document, PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding
from cs.kernel.roles import aliases_of
from cs.workspace import read_input
from tests.rules.mutations import Mutant, mutants, sibling_ids

ROOT = Path(__file__).parents[2]
ACROSS = (DANGLING, DUPLICATE_DEFINITION, ENDS_BEFORE_START, OVERLAPPING_PERIODS)
"""Codes that depend on the other documents: found for all of them at once."""
WORKSPACE = "workspace.yaml"
P = TypeVar("P", bound=Policy)


@dataclass(frozen=True)
class Verdict:
    """What was said of a slip.

    Attributes:
        kind: `none` where the slip leaves every policy as it was.
        codes: of the findings that it brings.
        where: at its line; at another line; or nowhere.
    """

    kind: Literal["found", "slips", "none"]
    codes: frozenset[str] = frozenset()
    where: Literal["line", "elsewhere", ""] = ""


@dataclass(frozen=True)
class House:
    """The house policies as they stand, and the staff that they are checked with."""

    texts: dict[str, str]
    loaded: Loaded
    workspace: WorkspacePolicy
    day: date
    staff: StaffRead

    @staticmethod
    def files() -> list[str]:
        """The names of the files that hold policies."""
        names = sorted(path.name for path in (ROOT / "policies").glob("*.yaml"))
        return [name for name in names if not name.endswith("_test.yaml")]

    @staticmethod
    def read() -> "House":
        texts = {
            name: (ROOT / "policies" / name).read_text(encoding="utf-8") for name in House.files()
        }
        files = [read_input(ROOT / "policies" / name, "policy", ROOT) for name in texts]
        whole = examine_texts(files, ROOT)
        assert whole.workspace.as_of is not None
        loaded = load([Source(name, text.encode()) for name, text in texts.items()], KINDS)
        return House(texts, loaded, whole.workspace, whole.workspace.as_of, whole.staff)

    def mutants(self, file: str) -> Iterator[Mutant]:
        """Every slip of one file."""
        (document,) = self._documents(file)
        ids = sibling_ids(each.policy for each in self.loaded.documents)
        yield from mutants(file, self.texts[file], document.policy, ids)

    @cached_property
    def baseline(self) -> tuple[Finding, ...]:
        """What is found without any slip: nothing."""
        return (*self.loaded.findings, *self._checked(self.loaded.documents))

    def verdict(self, mutant: Mutant) -> Verdict:
        """What the checks say of a slip."""
        if mutant.file == WORKSPACE:
            return self._of_workspace(mutant)
        own = load([Source(mutant.file, mutant.text.encode())], KINDS)
        if own.documents == self._documents(mutant.file):
            return Verdict("none")
        others = (each for each in self.loaded.documents if each.file != mutant.file)
        together = (*others, *own.documents)
        models = [KINDS[each.kind] for each in own.failed if each.kind in KINDS]
        found = [
            *(each for each in own.findings if each.code not in ACROSS),
            *cross_findings(together, models),
        ]
        # the rules are asked only where shape is right, as nobody would look further before
        found = found or list(self._checked_but_for(together, own.documents))
        return _verdict(mutant, found, own)

    def _of_workspace(self, mutant: Mutant) -> Verdict:
        own = load([Source(mutant.file, mutant.text.encode())], KINDS)
        if own.documents == self._documents(mutant.file):
            return Verdict("none")
        files = [read_input(ROOT / "policies" / name, "policy", ROOT) for name in self.texts]
        changed = [
            type(each)(Source(mutant.file, mutant.text.encode()), each.record)
            if Path(each.source.file).name == WORKSPACE else each
            for each in files
        ]  # fmt: skip
        whole = examine_texts(changed, ROOT)
        return _verdict(mutant, [*whole.findings, *whole.staff.findings], whole.loaded)

    def _documents(self, file: str) -> tuple[Document[Policy], ...]:
        return tuple(each for each in self.loaded.documents if each.file == file)

    def _checked(self, documents: tuple[Document[Policy], ...]) -> tuple[Finding, ...]:
        return run(self.policies(documents), RULES, self.workspace.severities)

    def _checked_but_for(
        self, documents: tuple[Document[Policy], ...], changed: tuple[Document[Policy], ...]
    ) -> tuple[Finding, ...]:
        """As `_checked`, by the rules alone that look at documents of the changed one's kind.

        What a rule finds follows from what it asks for, so that the others still find nothing;
        those about any text or figure look at one document at a time.
        """
        kinds = {type(each.policy) for each in changed}
        each_alone = [rule for rule, asked in self.asked if asked is None]
        others = [rule for rule, asked in self.asked if asked is not None and asked & kinds]
        policies = self.policies(documents)
        return (
            *run(replace(policies, documents=changed), each_alone, self.workspace.severities),
            *run(policies, others, self.workspace.severities),
        )

    @cached_property
    def asked(self) -> list[tuple[Rule, frozenset[type[Policy]] | None]]:
        """Every rule with the models it asks for; None if it looks at each document alone."""
        found: list[tuple[Rule, frozenset[type[Policy]] | None]] = []
        for rule in RULES:
            watching = _Watching(**vars(self.policies(self.loaded.documents)))
            list(rule.check(watching))
            is_general = rule.check.__module__.startswith("cs.documents.checks")
            asked = frozenset(watching.asked)
            found.append((rule, None if is_general and Policy in asked else asked))
        return found

    def policies(self, documents: tuple[Document[Policy], ...]) -> PolicySet:
        """Documents with the staff, the calendar and the day of the house."""
        return PolicySet(
            documents,
            self.workspace.calendar.build(),
            self.staff.agents,
            self.day,
            aliases_of(self.workspace.roles),
        )


class _Watching(PolicySet):
    """Policies that write down for which models they were asked; `Policy` stands for all."""

    def __getattribute__(self, name: str) -> Any:
        if name == "documents":
            self.asked.update(KINDS.values(), (Policy,))
        return super().__getattribute__(name)

    def of(self, model: type[P]) -> Iterator[Document[P]]:
        self.asked.add(model)
        everything = super().__getattribute__("documents")
        return (each for each in everything if isinstance(each.policy, model))

    @cached_property
    def asked(self) -> set[type[Policy]]:
        return set()


def _verdict(mutant: Mutant, found: list[Finding], own: Loaded) -> Verdict:
    if not found:
        return Verdict("slips")
    places = [place for each in found for place in (each.place, *(r.place for r in each.related))]
    here = any(
        Path(place.file).name == mutant.file and mutant.line in own.spans.lines(place)
        for place in places
    )
    codes = frozenset(each.code for each in found)
    return Verdict("found", codes, "line" if here else "elsewhere")
