"""What changed between two sets of policies? Typed changes, whatever their text looks like.

Documents are the same where kind, id and period in force are; then where kind and id are; then
where they say nearly the same under another id. What changed within them is found on the validated
models (`walking`), so that layout, comments and the order of keys are no change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cs.comparing.matching import pair_alike, pair_by
from cs.comparing.walking import Both, walk
from cs.comparing.wording import document_sentence
from cs.kernel.document import Document, PolicySet
from cs.kernel.fields import Policy
from cs.kernel.findings import Place
from cs.kernel.messages import Message

ChangeType = Literal["added", "removed", "changed", "renamed", "reordered"]


@dataclass(frozen=True)
class Change:
    """One thing that is said differently.

    Attributes:
        what: `renamed` has another id; `reordered` holds the same in another order.
        path: into the document, list parts by id where they have one: `components`, `pm`, `weight`.
        old, new: values of the models; None where that side says nothing.
        text: the change as a sentence.
        old_place, new_place: where each side says it, None where it does not.
    """

    what: ChangeType
    path: tuple[str, ...]
    old: object
    new: object
    text: Message
    old_place: Place | None
    new_place: Place | None


@dataclass(frozen=True)
class DocumentChange:
    """A document that is not the same on both sides.

    Attributes:
        old, new: None where that side has no such document.
        changes: what changed within it; empty for one that is added or removed.
    """

    old: Document[Policy] | None
    new: Document[Policy] | None
    text: Message
    changes: tuple[Change, ...] = ()

    @property
    def what(self) -> ChangeType:
        """What became of the document."""
        if self.old is None or self.new is None:
            return "added" if self.old is None else "removed"
        return "changed" if self.old.policy.id == self.new.policy.id else "renamed"

    @property
    def policy(self) -> Policy:
        """The document's policy, the new one where there is one."""
        document = self.new or self.old
        assert document is not None
        return document.policy


@dataclass(frozen=True)
class PolicyChanges:
    """All that changed, in the order of the new documents, what is gone at the end.

    Attributes:
        pairs: documents that are on both sides, changed or not.
    """

    documents: tuple[DocumentChange, ...]
    pairs: tuple[tuple[Document[Policy], Document[Policy]], ...]

    @property
    def count(self) -> int:
        """Single changes; a document added or removed is one."""
        return sum(len(each.changes) or 1 for each in self.documents)


def compare(old: PolicySet, new: PolicySet) -> PolicyChanges:
    """What changed from the one set to the other."""
    pairs = list(_pair_documents(old.documents, new.documents))
    both = tuple((left, right) for left, right in pairs if left is not None and right is not None)
    return PolicyChanges(tuple(_document_changes(pairs)), both)


def _pair_documents(
    old: Sequence[Document[Policy]], new: Sequence[Document[Policy]]
) -> Iterator[tuple[Document[Policy] | None, Document[Policy] | None]]:
    pairs = pair_by(
        old,
        new,
        (
            lambda each: (_key(each), each.policy.effective, each.policy.until),
            lambda each: (_key(each), each.policy.effective),
            lambda each: (_key(each), each.policy.until),
            _key,
        ),
    )
    renamed: dict[int, int] = {}
    for kind in sorted({each.policy.kind for each in (*old, *new)}):
        gone = [a for a, b in pairs if b is None and a is not None and old[a].policy.kind == kind]
        come = [b for a, b in pairs if a is None and b is not None and new[b].policy.kind == kind]
        alike = pair_alike([old[a].policy for a in gone], [new[b].policy for b in come])
        renamed |= {come[b]: gone[a] for a, b in alike}
    taken = set(renamed.values())
    for left, right in pairs:
        if right is None and left in taken:
            continue
        before = renamed.get(right, left) if right is not None else left
        yield (
            None if before is None else old[before],
            None if right is None else new[right],
        )


def _key(document: Document[Policy]) -> tuple[str, str]:
    return document.policy.kind, document.policy.id


def _document_changes(
    pairs: Sequence[tuple[Document[Policy] | None, Document[Policy] | None]],
) -> Iterator[DocumentChange]:
    for old, new in pairs:
        if old is None or new is None:
            said = document_sentence(
                None if old is None else old.policy, None if new is None else new.policy
            )
            yield DocumentChange(old, new, said)
            continue
        changes = tuple(
            Change(
                each.what,
                each.at.path,
                each.old,
                each.new,
                each.text,
                None if each.old is None else replace(old.place, route=each.at.old),
                None if each.new is None else replace(new.place, route=each.at.new),
            )
            for each in walk(old.policy, new.policy, Both((), (), ()))
        )
        if changes:
            yield DocumentChange(old, new, document_sentence(old.policy, new.policy), changes)
