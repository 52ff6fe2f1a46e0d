"""Which conditions are waived for which candidates? Those that the one who may has waived, in time.

A waiver that does not count is a finding: of the wrong authority, without a day or a reason, of a
day after that for which is asked, lapsed before the round opens, or for a condition that the policy
lets nobody waive. A waiver counts for a condition that is not met and for one that is not known.
"""

from collections.abc import Callable, Iterator, Sequence

from cs.kernel.findings import Finding, Place, Severity, Span
from cs.kernel.histories import Waiver
from cs.kernel.messages import Message, message
from cs.kernel.suggestions import nearest
from cs.kernel.texts import fold
from cs.promotion.codes import WAIVER_REFUSED
from cs.promotion.problem import RequirementRule, Round, Waived
from cs.tables.findings import row_finding


def waivers_of(
    rows: Sequence[Waiver],
    policy: str,
    requirements: Sequence[RequirementRule],
    ids: Sequence[str],
    round_: Round,
    role: Callable[[str], str],
) -> tuple[dict[tuple[str, int], Waived], tuple[Finding, ...]]:
    """The waivers that count, by the requirement's id and the candidate.

    Rows of other policies, and of agents who are no candidates, are passed over.

    Args:
        policy: id of the promotion policy.
        ids: of the candidates.
        role: a role as it is compared (`PolicySet.role`).
    """
    if not rows:
        return {}, ()
    named = {row.agent for row in rows}
    candidates = {id_: number for number, id_ in enumerate(ids) if id_ in named}
    by_word = {fold(rule.name): rule for rule in requirements}
    by_word |= {fold(rule.id): rule for rule in requirements}
    granted: dict[tuple[str, int], Waived] = {}
    findings: list[Finding] = []
    for row in rows:
        if row.policy not in (None, policy) or row.agent not in candidates:
            continue
        rule = by_word.get(fold(row.requirement))
        if rule is None:
            near = nearest(row.requirement, [each.name for each in requirements])
            findings.append(_unknown(row, policy, near))
            continue
        why = next(_against(row, rule, round_, role), None)
        if why is not None:
            findings.append(_refused(row, rule, why))
        elif row.day is not None:
            granted[rule.id, candidates[row.agent]] = Waived(
                row.authority or "", row.day, row.reason, row.until
            )
    return granted, tuple(findings)


def _against(
    row: Waiver, rule: RequirementRule, round_: Round, role: Callable[[str], str]
) -> Iterator[Message]:
    if rule.waiver is None:
        yield message("the policy lets nobody waive it")
    elif row.authority is None:
        yield message("who waived it is not stated")
    elif role(row.authority) != role(rule.waiver):
        yield message(
            "{authority} may not waive it, {right} may", authority=row.authority, right=rule.waiver
        )
    if row.day is None:
        yield message("its day is not stated")
    elif row.day > round_.as_of:
        yield message("it is dated {day}, after {today}", day=row.day, today=round_.as_of)
    if row.until is not None and row.until < round_.day:
        yield message("it lapsed on {until}, before {day}", until=row.until, day=round_.day)
    if row.reason is None:
        yield message("no reason is stated")


def _refused(row: Waiver, rule: RequirementRule, why: Message) -> Finding:
    return _finding(
        row,
        message(
            "The waiver of «{requirement}» for {agent} does not count: {why}.",
            requirement=rule.name,
            agent=row.agent,
            why=why,
        ),
        message("role, day and reason of a waiver by {right}", right=rule.waiver)
        if rule.waiver is not None
        else message("no waiver of this condition"),
        None,
    )


def _unknown(row: Waiver, policy: str, near: str | None) -> Finding:
    return _finding(
        row,
        message(
            "The policy {policy} has no condition {requirement}; the waiver for {agent} does not "
            "count.",
            policy=policy,
            requirement=row.requirement,
            agent=row.agent,
        ),
        message("id or name of a condition; the column `policy` names the policy it is of"),
        None if near is None else message("Did you mean {near}?", near=near),
    )


def _finding(row: Waiver, text: Message, expected: Message, mend: Message | None) -> Finding:
    file, number = row.place or ("", 0)
    place = Place(file, span=Span(number, 1, number, 2))
    return row_finding(
        WAIVER_REFUSED, place, text, expected=expected, mend=mend, severity=Severity.WARNING
    )
