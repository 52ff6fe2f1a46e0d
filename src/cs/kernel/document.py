"""A validated document with the places of its values, and the set of them that rules look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.fields import Policy
from cs.kernel.findings import Place

P = TypeVar("P", bound=Policy, covariant=True)
Q = TypeVar("Q", bound=Policy)


@dataclass(frozen=True)
class Document(Generic[P]):
    """A good document: where it stands and what it says; `index` counts documents in its file."""

    file: str
    policy: P
    index: int = 0

    @property
    def place(self) -> Place:
        """The document as a whole; go on with `/ key` and `.at(...)`."""
        return Place(self.file, document=self.index)


@dataclass(frozen=True)
class PolicySet:
    """All good documents of one run, and what rules may know of the workspace.

    Attributes:
        staff: the agents, if the workspace has a readable staff table; else None.
        as_of: the day for which is asked; None where none is known, and then no rule speaks of
            what will come.
    """

    documents: tuple[Document[Policy], ...]
    calendar: WorkingCalendar
    staff: tuple[Agent, ...] | None = None
    as_of: date | None = None

    def of(self, model: type[Q]) -> Iterator[Document[Q]]:
        """The documents of one kind, in file order."""
        for document in self.documents:
            if isinstance(document.policy, model):
                yield Document(document.file, document.policy, document.index)
