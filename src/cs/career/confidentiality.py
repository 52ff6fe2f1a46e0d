"""The `confidentiality` document: classes of data, who may see them, agreements, violations."""

from typing import Annotated, Literal

from pydantic import Field

from cs.kernel.choosing import Chosen
from cs.kernel.fields import (
    Count,
    Defines,
    DurationField,
    Identifier,
    Model,
    OneOrMore,
    Policy,
    RefersTo,
    Text,
    Usual,
)

AgreementRef = Annotated[Identifier, RefersTo("agreement", "document")]
Sanction = Literal["remind", "warn", "deduct", "written warning", "transfer", "dismiss", "report"]
GRAVITY: tuple[Sanction, ...] = (
    "remind", "warn", "deduct", "written warning", "transfer", "dismiss", "report",
)  # fmt: skip
"""What may follow, from the mildest to the gravest."""


class DataClass(Model):
    """Data that are kept from some.

    Attributes:
        holds: what belongs to it.
        tables: the workspace's tables that hold it.
        readers: the roles that may see it.
        approved_by: the role that lets somebody see it.
        agreement: the agreement that readers have signed.
        kept_for: how long it is kept.
        shown: whether outputs show people's names, other words for them, or no people at all.
    """

    id: Annotated[Identifier, Defines("data class")]
    name: Text
    holds: tuple[Text, ...] = ()
    tables: Annotated[
        tuple[
            Literal[
                "staff", "stints", "leave", "pins", "pairs", "training", "discipline", "ratings",
                "reviews", "candidates", "waivers",
            ],
            ...,
        ],
        OneOrMore,
    ] = ()  # fmt: skip
    readers: Annotated[tuple[Text, ...], OneOrMore] = ()
    approved_by: Text | None = None
    agreement: AgreementRef | None = None
    kept_for: Annotated[DurationField | None, Usual("6 months", "15 years")] = None
    shown: Literal["names", "pseudonyms", "hidden"] = "names"
    source: Text | None = None


class Agreement(Model):
    """An agreement that people sign.

    Attributes:
        who: who must have signed it.
        lasts_after: how long it binds after somebody has left.
        form: the form that is signed.
        duties: what it binds people to.
    """

    id: Annotated[Identifier, Defines("agreement")]
    name: Text
    who: Chosen | None = None
    lasts_after: Annotated[DurationField | None, Usual("6 months", "10 years")] = None
    form: Text | None = None
    duties: tuple[Text, ...] = ()
    source: Text | None = None


class Violation(Model):
    """A breach and what follows; breaches are listed from the slightest to the gravest.

    Attributes:
        act: what kind of thing follows; `report` hands the case to the authorities.
        text: what follows, in words.
        decided_by: the role that decides.
    """

    id: Annotated[Identifier, Defines("violation")]
    name: Text
    act: Sanction | None = None
    text: Text | None = None
    decided_by: Text | None = None
    source: Text | None = None


class Incident(Model):
    """What is done when data have leaked.

    Attributes:
        report_to: the role that is told.
        within: how long that may take.
    """

    report_to: Text
    within: Annotated[DurationField | None, Usual("1 day", "3 days")] = None
    source: Text | None = None


class ConfidentialityPolicy(Policy):
    """What is kept from whom: classes of data, agreements, measures, violations.

    Attributes:
        data: the classes of data.
        agreements: what people sign.
        measures: how data are kept safe.
        reviewed_months: every so many months it is looked through who may see what.
        violations: what follows from a breach.
        incident: what is done when data have leaked.
    """

    kind: Literal["confidentiality"]
    data: Annotated[tuple[DataClass, ...], Field(min_length=1, max_length=200)]
    agreements: tuple[Agreement, ...] = ()
    measures: tuple[Text, ...] = ()
    reviewed_months: Annotated[Count | None, Usual(1, 24)] = None
    violations: tuple[Violation, ...] = ()
    incident: Incident | None = None
