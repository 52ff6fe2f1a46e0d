"""Which post or skill does a table mean? Ids and names of a policy, found however they are written.

Letters' case, full-width forms and spaces do not count; an id wins over a name.
"""

import unicodedata
from dataclasses import dataclass

from cs.kernel.agents import Agent
from cs.kernel.findings import Finding, Place, Severity, Span
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.rotation.policy import RotationPolicy
from cs.rotation.problem import RotationProblem


def fold(text: str) -> str:
    """The text as it is compared."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@dataclass(frozen=True)
class Names:
    """A policy's posts and skills by every way to write them.

    Attributes:
        posts: folded id or name to the post's index.
        written: ids and names as the policy writes them, for suggestions.
        skills: folded skill to its id.
        count: how many posts there are.
    """

    posts: dict[str, int]
    written: tuple[str, ...]
    skills: dict[str, str]
    count: int

    @staticmethod
    def of(policy: RotationPolicy) -> "Names":
        """The names of a policy."""
        taught = [skill for post in policy.posts for skill in (*post.requires, *post.teaches)]
        taught += [skill for course in policy.courses for skill in course.teaches]
        return Names(
            *_posts([(post.id, post.name) for post in policy.posts]),
            skills={fold(skill): skill for skill in taught},
            count=len(policy.posts),
        )

    @staticmethod
    def of_problem(problem: RotationProblem) -> "Names":
        """The posts' names of a problem; skills are left out."""
        return Names(
            *_posts([(post.id, post.name) for post in problem.posts]),
            skills={},
            count=len(problem.posts),
        )

    def post(self, text: str) -> int | None:
        """The index of the post that `text` names."""
        return self.posts.get(fold(text))

    def skills_of(self, agent: Agent) -> frozenset[str]:
        """The agent's skills, by the policy's ids where it has them."""
        return frozenset(self.skills.get(fold(skill), skill) for skill in agent.skills)

    def unknown_post(self, code: str, severity: Severity, text: str, place: Place) -> Finding:
        """The finding for a post that the policy does not have."""
        near = nearest(text, self.written)
        return Finding(
            code,
            severity,
            message("{post} is not a post of the policy.", post=text),
            place,
            expected=message("the id or name of one of its posts"),
            mend=None if near is None else message("Did you mean {name}?", name=near),
        )


def row_place(place: tuple[str, int] | None, table: str, cell: str | None = None) -> Place:
    """A table's row as a place; the table's name stands for a file that is not known."""
    if place is None:
        return Place(table, cell=cell)
    file, row = place
    return Place(file, span=Span(row, 1, row, 2), cell=cell)


def _posts(pairs: list[tuple[str, str]]) -> tuple[dict[str, int], tuple[str, ...]]:
    by_name = {fold(name): number for number, (_, name) in reversed(list(enumerate(pairs)))}
    by_id = {fold(identity): number for number, (identity, _) in enumerate(pairs)}
    return by_name | by_id, tuple(text for pair in pairs for text in pair)
