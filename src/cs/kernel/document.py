"""A validated document with the places of its values, and the set of them that rules look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.fields import Policy
from cs.kernel.findings import Place
from cs.kernel.texts import fold

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


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read; its model and id are None where they are unreadable."""

    model: type[Policy] | None = None
    id: str | None = None


@dataclass(frozen=True)
class PolicySet:
    """All good documents of one run, and what rules may know of the workspace.

    Attributes:
        staff: the agents, if the workspace has a readable staff table; else None.
        as_of: the day for which is asked; None where none is known, and then no rule speaks of
            what will come.
        aliases: words for roles that mean another word, both folded (`cs.kernel.roles`).
        unread: documents that could not be read: what is stated nowhere else may stand there.
    """

    documents: tuple[Document[Policy], ...]
    calendar: WorkingCalendar
    staff: tuple[Agent, ...] | None = None
    as_of: date | None = None
    aliases: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the documents."""
        return frozenset(document.policy.kind for document in self.documents)

    def role(self, name: str) -> str:
        """A role as it is compared: the workspace's other words for it count as the same."""
        folded = fold(name)
        return self.aliases.get(folded, folded)

    def holders(self, *grades: str) -> int:
        """How many of the staff hold one of these grades (ids or names), leavers left out."""
        wanted = {fold(grade) for grade in grades}
        return sum(
            agent.grade is not None and agent.status != "left" and fold(agent.grade) in wanted
            for agent in self.staff or ()
        )

    def may_lack(self, *models: type[Policy]) -> bool:
        """Whether a document of one of these models is there that could not be read.

        A rule that finds something missing in all of them is silent then.
        """
        return any(each.model is None or issubclass(each.model, models) for each in self.unread)

    def of(self, model: type[Q]) -> Iterator[Document[Q]]:
        """The documents of one kind, in file order."""
        for document in self.documents:
            if isinstance(document.policy, model):
                yield Document(document.file, document.policy, document.index)
