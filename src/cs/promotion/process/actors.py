"""Who may do a step? Those who hold its role, as the staff table and the workspace's words say.

A person's roles are the words that the workspace lists beside the person's id or name under
`roles`, and the person's grade and post; the candidate's own superior is the one whom the staff
table names. A word for a role stands for whoever holds it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from cs.kernel.agents import Agent
from cs.kernel.roles import SUPERIORS
from cs.kernel.texts import fold

CANDIDATES = frozenset(map(fold, ("候选人", "本人", "申请人", "竞聘人", "员工本人", "candidate",
                                  "applicant", "代理人", "当事人")))  # fmt: skip


@dataclass(frozen=True)
class People:
    """The staff with their roles."""

    staff: tuple[Agent, ...]
    aliases: Mapping[str, str]

    def person(self, word: str) -> Agent | None:
        """Whom an id, or a name that one person has, means."""
        found = self._by_id.get(fold(word))
        if found is not None:
            return found
        named = self._by_name.get(fold(word), ())
        return named[0] if len(named) == 1 else None

    def holds(self, word: str, role: str, candidate: str) -> bool:
        """Whether who is written so holds a role in the case of a candidate."""
        wanted = self._role(role)
        if self._role(word) == wanted:
            return True
        person = self.person(word)
        own = self.person(candidate)
        if fold(role) in CANDIDATES:
            return person is not None and own is not None and person.id == own.id
        if person is None:
            return False
        if fold(role) in SUPERIORS or wanted in SUPERIORS:
            return own is not None and own.leader == person.id
        return wanted in self._roles_of(person)

    def is_known(self, role: str, candidate: str) -> bool:
        """Whether anybody is known to hold a role."""
        wanted = self._role(role)
        if fold(role) in CANDIDATES:
            return self.person(candidate) is not None
        if fold(role) in SUPERIORS or wanted in SUPERIORS:
            own = self.person(candidate)
            return own is not None and own.leader is not None
        return wanted in self._held

    def same(self, one: str, other: str) -> bool:
        """Whether two words mean the same person, or the same role."""
        first, second = self.person(one), self.person(other)
        if first is not None and second is not None:
            return first.id == second.id
        return first is None and second is None and self._role(one) == self._role(other)

    def _role(self, word: str) -> str:
        folded = fold(word)
        return self.aliases.get(folded, folded)

    def _roles_of(self, person: Agent) -> frozenset[str]:
        words = (person.id, person.name, person.grade, person.post)
        return frozenset(self._role(word) for word in words if word)

    @cached_property
    def _held(self) -> frozenset[str]:
        return frozenset(role for person in self.staff for role in self._roles_of(person))

    @cached_property
    def _by_id(self) -> dict[str, Agent]:
        return {fold(person.id): person for person in self.staff}

    @cached_property
    def _by_name(self) -> dict[str, list[Agent]]:
        return _grouped((fold(person.name), person) for person in self.staff)


def _grouped(pairs: Iterable[tuple[str, Agent]]) -> dict[str, list[Agent]]:
    found: dict[str, list[Agent]] = {}
    for key, person in pairs:
        found.setdefault(key, []).append(person)
    return found
