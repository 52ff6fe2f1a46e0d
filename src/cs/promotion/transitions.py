"""Models of what is no promotion by competition: acting, demotion, the order of filling."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.fields import (
    DurationField,
    Model,
    OneOrMore,
    Text,
    Usual,
)


class Acting(Model):
    """Holding the post for a time without the grade.

    Attributes:
        limit: the longest it may last; None leaves it open (a finding).
        steps: what the acting person goes through, such as training, trial and assessment.
        otherwise: what follows if the conditions are still not met at its end.
        source: document and clause that it restates.
    """

    limit: Annotated[DurationField | None, Usual("1 month", "1 year")] = None
    steps: Annotated[tuple[Text, ...], OneOrMore] = ()
    otherwise: Text | None = None
    source: Text | None = None


class Demotion(Model):
    """Taking a grade or post back from one who proves unfit or commits a fault.

    Attributes:
        measure: what shows it, such as a run of reviews; None leaves it open (a finding).
        decided_by: role that decides.
        appeal_to: role that decides on an objection; None: there is no appeal (a finding).
        appeal_within: how long after the decision it may be raised.
        written: whether the change is agreed with the agent in writing.
        source: document and clause that it restates.
    """

    measure: Text | None = None
    decided_by: Text | None = None
    appeal_to: Text | None = None
    appeal_within: Annotated[DurationField | None, Usual("3 days", "1 month")] = None
    written: bool | None = None
    source: Text | None = None


FillingWay = Literal["internal", "acting", "external"]
FillingStep = Annotated[tuple[FillingWay, ...], OneOrMore, Field(min_length=1)]


class Skips(Model):
    """Promotion over more than one step of the ladder at a time.

    One step is a move to a higher level; sideways moves are none. Who approved of more is recorded
    in the table of waivers under the condition `skips`.

    Attributes:
        most: so many steps at most, whoever approves; None: any number.
        approval: the role that may approve of more than one; None: nobody.
        name: what the condition is called.
        source: document and clause that it restates.
    """

    most: Annotated[int | None, Field(ge=1, le=50), Usual(1, 3)] = None
    approval: Text | None = None
    name: Text = "逐级晋升"
    source: Text | None = None
