"""Plain data to a strict model: the policy, or findings in plain words."""

import re

from pydantic import ValidationError

from cs.documents.codes import MISSING_KEY, UNKNOWN_KEY
from cs.documents.plain import Data, PlainDocument
from cs.documents.shape import Landing, land
from cs.documents.syntax import placeholder_finding
from cs.documents.wording import Refusal, is_plain_union, items_in, lists_ids, word, word_union
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Place, Route

_FIGURE = re.compile(r"\s*[-+]?[.]?[0-9]|true\b|false\b")
MAX_FINDINGS = 200
"""Per document; a file that is wrong throughout is shown that far."""


def validate(
    plain: PlainDocument, model: type[Policy], file: str, document: int
) -> tuple[Policy | None, tuple[Finding, ...]]:
    """The policy and no findings, or None and what is wrong with the data."""
    try:
        return model.model_validate(plain.data, by_alias=True, by_name=False), ()
    except ValidationError as error:
        # a missing key beside a misspelt one is left out later, so more are looked at than listed
        details = error.errors(include_url=False)[: 4 * MAX_FINDINGS]
    refusals = [
        _refusal(each["type"], each.get("ctx", {}), each["loc"],
                 land(model, each["loc"], plain.data), plain, Place(file, document=document))
        for each in details
    ]  # fmt: skip
    return None, tuple(_findings(refusals, plain, Place(file, document=document)))[:MAX_FINDINGS]


def _findings(refusals: list[Refusal], plain: PlainDocument, top: Place) -> list[Finding]:
    unions: dict[Route, list[Refusal]] = {}
    findings: list[Finding] = []
    for refusal in refusals:
        route = refusal.landing.route
        if (
            _is_miscounted(refusal)
            or _is_blemished(route, plain)
            or _lacks_blemished_key(refusal.landing, plain)
        ):
            continue
        if (gap := _gap(route, plain)) and not lists_ids(refusal):
            findings.append(placeholder_finding(top.at(*route), gap))
        elif is_plain_union(refusal.landing.shape) and refusal.kind != "missing":
            unions.setdefault(route, []).append(refusal)
        else:
            findings.append(word(refusal))
    findings += [word_union(members) for members in unions.values()]
    return _without_echoes(findings)


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """Leaves out a missing key where a misspelt one beside it says what was meant."""
    meant = {
        (finding.place.route[:-1], finding.mend.figures.get("word"))
        for finding in findings
        if finding.code == UNKNOWN_KEY and finding.mend
    }
    return [
        finding
        for finding in findings
        if finding.code != MISSING_KEY
        or (finding.place.route, finding.message.figures.get("key")) not in meant
    ]


def _refusal(
    kind: str,
    context: dict[str, object],
    location: Route,
    landing: Landing,
    plain: PlainDocument,
    top: Place,
) -> Refusal:
    value: Data = plain.data
    holder: Data = None
    for step in landing.route:
        # A landing's route is one of this data: each step is a key or an index of what it meets.
        holder, value = value, value[step]  # type: ignore[index]
    return Refusal(
        kind,
        context,
        landing,
        value,
        plain.written.get(landing.route),
        top.at(*landing.route),
        tuple(holder) if isinstance(holder, dict) else (),
        _list_route(location, landing.route, plain),
    )


def _list_route(location: Route, route: Route, plain: PlainDocument) -> Route | None:
    """The route of the list whose only item stands at a route, or stands in its place."""
    if route and isinstance(route[-1], int):
        return route[:-1] if route[:-1] in plain.brackets else None
    return route if location and location[-1] == 0 else None


def _is_miscounted(refusal: Refusal) -> bool:
    """Whether a list is long enough and only too few of its items are right."""
    least = refusal.context.get("min_length")
    return (
        refusal.kind == "too_short" and isinstance(least, int) and items_in(refusal.value) >= least
    )


def _is_blemished(route: Route, plain: PlainDocument) -> bool:
    return any(route[:length] in plain.blemishes for length in range(len(route) + 1))


def _lacks_blemished_key(landing: Landing, plain: PlainDocument) -> bool:
    """Whether a key is missing only because what was written in its place was refused."""
    return bool(landing.rest) and (*landing.route, *landing.rest) in plain.blemishes


def _gap(route: Route, plain: PlainDocument) -> str | None:
    """The bracketed text at a route where the field takes no list: `[坐班时间段]`.

    A figure in brackets (`[5]`, `[40%]`) is a value that somebody filled in, and put into a list.
    """
    for place in (route, route[:-1]):
        if place in plain.brackets and not _FIGURE.match(plain.brackets[place]):
            return f"[{plain.brackets[place]}]"
    return None
