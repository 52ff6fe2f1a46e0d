"""What a running case is: what is done, what comes next and by when, and what went wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from cs.kernel.agents import Agent
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.histories import CaseRow
from cs.kernel.messages import Message
from cs.kernel.records import Provenance
from cs.promotion.policy import PromotionPolicy
from cs.promotion.process.rated import Rated

State = Literal["running", "done", "refused", "withdrawn", "objection upheld", "returned"]


class Trouble(StrEnum):
    """What can be wrong with a case; remarks do not make it wrong."""

    LATE = "late"
    OUT_OF_ORDER = "out of order"
    WRONG_PERSON = "wrong person"
    HELD = "objection open"
    UNKNOWN = "unknown"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing about a case.

    Attributes:
        place: file and row of the table; None where it is about a step that is not done.
    """

    trouble: Trouble
    message: Message
    place: tuple[str, int] | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether somebody has to act on it."""
        return self.trouble is not Trouble.REMARK


@dataclass(frozen=True, slots=True)
class Pending:
    """A step that can be done now, or whose day is known.

    Attributes:
        since: from when on; may lie ahead.
        due: the last day for it; None without limit.
    """

    step: str
    name: str
    actor: str | None
    since: date
    due: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class CaseStatus:
    """Where one case stands.

    Attributes:
        kind: `promotion`, or the id of the transition.
        last: id, name and day of the step done last.
    """

    case: str
    agent: str
    name: str
    kind: str
    kind_name: str
    state: State
    last: tuple[str, str, date]
    pending: tuple[Pending, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class Cases:
    """The question: rows of a table, and what they are held against.

    Attributes:
        aliases: words for roles that mean another word, both folded; ids of persons among them.
        rated: who has rated a candidate, beside what the rows say.
    """

    policy: PromotionPolicy
    rows: tuple[CaseRow, ...]
    staff: tuple[Agent, ...]
    aliases: Mapping[str, str]
    calendar: WorkingCalendar
    as_of: date
    rated: Rated = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatusResult:
    """All cases, and what they were made from."""

    policy: str
    name: str
    as_of: date
    cases: tuple[CaseStatus, ...]
    provenance: Provenance

    @property
    def is_wrong(self) -> bool:
        """Whether something is late or wrong."""
        return any(issue.is_wrong for case in self.cases for issue in case.issues)
