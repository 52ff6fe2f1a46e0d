"""What cases share: the workspace's policies, their plain data, and the checks of changed ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from cs.checking.rule import Rule
from cs.checking.running import run, with_severities
from cs.documents import Loaded
from cs.documents.nodes import read_nodes
from cs.documents.plain import PlainDocument, to_plain
from cs.documents.references import cross_findings
from cs.documents.validation import validate
from cs.kernel.document import Document, PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding
from cs.policytests.policy import PolicyTest
from cs.policytests.problem import Library, Position


def find_tests(loaded: Loaded) -> tuple[Document[PolicyTest], ...]:
    """The test documents among those loaded, in order."""
    return tuple(
        Document(each.file, each.policy, each.index)
        for each in loaded.documents
        if isinstance(each.policy, PolicyTest)
    )


def library_of(
    loaded: Loaded,
    policies: PolicySet,
    rules: Sequence[Rule],
    severities: Mapping[str, str],
    fixed: frozenset[str],
) -> Library:
    """The library of the policies that were loaded, tests left out.

    Args:
        policies: tell the calendar and the roles; their staff and day are left out.
        fixed: codes whose severity does not change.
    """
    documents = tuple(each for each in loaded.documents if not isinstance(each.policy, PolicyTest))
    plain_of = _plain_reader(loaded)

    def check(asked: PolicySet) -> tuple[Finding, ...]:
        crossed = cross_findings(asked.documents, ())
        found = (*with_severities(crossed, severities, fixed), *run(asked, rules, severities))
        return loaded.spans.locate(found)

    def reread(data: Any, document: Document[Policy]) -> tuple[Policy | None, tuple[Finding, ...]]:
        plain = replace(plain_of((document.file, document.index)), data=data)
        kind = type(document.policy)
        policy, findings = validate(plain, kind, document.file, document.index)
        return policy, loaded.spans.locate(findings)

    return Library(
        replace(policies, documents=documents, staff=None, as_of=None),
        lambda position: plain_of(position).data,
        reread,
        check,
        loaded.spans.find,
        frozenset(each.id for each in loaded.failed if each.id),
    )


def _plain_reader(loaded: Loaded) -> Callable[[Position], PlainDocument]:
    """Reads the plain data of documents again, from the lines that were loaded."""

    @cache
    def of_file(file: str) -> dict[int, PlainDocument]:
        read = read_nodes("\n".join(loaded.lines[file]), file)
        return {index: to_plain(root, file, index) for index, root in read.roots}

    return lambda position: of_file(position[0])[position[1]]
