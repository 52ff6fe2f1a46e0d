"""What does a plan file say? JSON records and CSV tables, also edited by hand, back to a matrix.

Reading takes two steps, since the file itself says which months it plans: `read_plan` gives its
stints, `to_posts` puts them into the matrix of a problem of those months. What cannot be is a
finding with its row; which rules the plan breaks is the verifier's question.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.kernel.records import InputRecord
from cs.kernel.suggestions import nearest
from cs.rotation import codes
from cs.rotation.names import Names, fold
from cs.rotation.problem import NOWHERE, Period, Posts, RotationProblem
from cs.rotation.record import SCHEMA
from cs.tables.findings import BAD_DATE, EMPTY_CELL, MISSING_COLUMN

if TYPE_CHECKING:
    from cs.tables.raw import RawTable

_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+[0:]+)?", re.ASCII
)
_COLUMNS = {
    "agent": ("agent", "id", "工号", "坐席", "员工编号"),
    "name": ("name", "姓名"),
    "team": ("team", "班组", "小组", "团队"),
    "post": ("post", "岗位", "岗位编号"),
    "post_name": ("post_name", "岗位名称"),
    "from": ("from", "start", "开始", "开始日期", "起"),
    "to": ("to", "end", "结束", "结束日期", "止"),
    "open": ("open", "未结束"),
}


@dataclass(frozen=True, slots=True)
class PlannedStint:
    """A stint as the file writes it.

    Attributes:
        end: last day; None for a stint that goes on to the end of the plan.
        place: where the file says so.
    """

    agent: str
    post: str
    start: date
    end: date | None
    place: Place


@dataclass(frozen=True)
class PlanFile:
    """What a plan file says, before it is held against a problem.

    Attributes:
        stints: in the file's order.
        first, last: the days its plan covers.
        policy: the policy's id; None in CSV.
        inputs: the files the plan was made from; empty in CSV.
    """

    file: str
    stints: tuple[PlannedStint, ...]
    first: date
    last: date
    policy: str | None = None
    inputs: tuple[InputRecord, ...] = ()


def read_plan(data: bytes, file: str) -> PlanFile | tuple[Finding, ...]:
    """The plan in a file's bytes: JSON if they begin like it, else a table (CSV or XLSX)."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _read_json(data, file)
    return _read_table(data, file)


def to_posts(plan: PlanFile, problem: RotationProblem) -> Posts | tuple[Finding, ...]:
    """The plan as a matrix of the problem: agents x horizon, `NOWHERE` where not employed."""
    findings: list[Finding] = []
    names = Names.of_problem(problem)
    agents = {fold(agent.id): number for number, agent in enumerate(problem.agents)}
    posts = np.full((len(problem.agents), problem.horizon), NOWHERE, dtype=np.int16)
    periods = problem.periods[: problem.horizon]
    starts = {period.start: number for number, period in enumerate(periods)}
    ends = {period.end: number for number, period in enumerate(periods)}
    seen: dict[int, Place] = {}
    unplaced: set[int] = set()
    for stint in plan.stints:
        agent, post = agents.get(fold(stint.agent)), names.post(stint.post)
        if agent is None:
            known = [one.id for one in problem.agents]
            findings.append(_unknown_agent(stint, known))
            continue
        seen.setdefault(agent, stint.place)
        if post is None:
            code = codes.PLAN_UNKNOWN_POST
            findings.append(names.unknown_post(code, Severity.ERROR, stint.post, stint.place))
            unplaced.add(agent)
            continue
        first = starts.get(stint.start)
        last = problem.horizon - 1 if stint.end is None else ends.get(stint.end)
        if first is None or last is None or last < first:
            findings.append(_not_a_changeover(stint, periods, first is None))
            unplaced.add(agent)
        elif (posts[agent, first : last + 1] != NOWHERE).any():
            findings.append(_overlap(stint))
        else:
            posts[agent, first : last + 1] = post
    for number, row in enumerate(problem.agents):
        if number not in seen:
            if row.first < problem.horizon:
                findings.append(_missing_agent(plan.file, row.id))
            continue
        employed = range(row.first, min(row.last + 1, problem.horizon))
        empty = [period for period in employed if posts[number, period] == NOWHERE]
        if empty and number not in unplaced:
            findings.append(_gap(row.id, periods[empty[0]], seen[number]))
    return tuple(findings) if findings else posts


def unknown_posts(plan: PlanFile, names: Names, severity: Severity) -> tuple[Finding, ...]:
    """A finding for every post of the plan that the policy does not have, at its first stint."""
    first: dict[str, PlannedStint] = {}
    for stint in plan.stints:
        if names.post(stint.post) is None:
            first.setdefault(fold(stint.post), stint)
    return tuple(
        names.unknown_post(codes.PLAN_UNKNOWN_POST, severity, stint.post, stint.place)
        for stint in first.values()
    )


def known_headers() -> tuple[str, ...]:
    """Every header that a plan's table may have."""
    return tuple(dict.fromkeys(header for headers in _COLUMNS.values() for header in headers))


def changed_inputs(then: Sequence[InputRecord], now: Sequence[InputRecord]) -> tuple[str, ...]:
    """Files whose content is not what it was, gone and new ones included, in order."""
    if not then:
        return ()
    before = {(one.role, one.file): one.sha256 for one in then}
    after = {(one.role, one.file): one.sha256 for one in now}
    keys = dict.fromkeys([*before, *after])
    return tuple(file for role, file in keys if before.get((role, file)) != after.get((role, file)))


def _read_json(data: bytes, file: str) -> PlanFile | tuple[Finding, ...]:
    place = Place(file)
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return (_no_plan(place, message("This is not JSON.")),)
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        return (_no_plan(place / "schema", message("This is not a rotation plan.")),)
    try:
        stints = tuple(_json_stints(record, place))
        periods = record["periods"]
        first, last = _day(periods[0]["start"]), _day(periods[-1]["end"])
        inputs = tuple(
            InputRecord(str(one["role"]), str(one["file"]), str(one["sha256"]))
            for one in record["provenance"]["inputs"]
        )
        policy = str(record["policy"])
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return (_no_plan(place, message("A part of the rotation plan is missing or damaged.")),)
    if not stints:
        return (_no_plan(place / "agents", message("The file holds no stint.")),)
    return PlanFile(file, stints, first, last, policy, inputs)


def _json_stints(record: dict[str, Any], place: Place) -> Iterator[PlannedStint]:
    for number, agent in enumerate(record["agents"]):
        for index, stint in enumerate(agent["stints"]):
            yield PlannedStint(
                str(agent["id"]),
                str(stint["post"]),
                _day(stint["from"]),
                _day(stint["to"]),
                place.at("agents", number, "stints", index),
            )


def _read_table(data: bytes, file: str) -> PlanFile | tuple[Finding, ...]:
    from cs.tables.reading import read_raw

    table = read_raw(data, file)
    return table if isinstance(table, tuple) else plan_of_table(table)


def plan_of_table(table: "RawTable") -> PlanFile | tuple[Finding, ...]:
    """The plan that a table's rows state, one stint a row."""
    from cs.tables.headers import matching

    file = table.file
    where: dict[str, int] = {}
    for column, headers in _COLUMNS.items():
        found = matching(table.headers, headers)
        if found:
            where[column] = found[0]
    if "post" not in where and "post_name" in where:
        where["post"] = where["post_name"]
    missing = [column for column in ("agent", "post", "from") if column not in where]
    if missing:
        return tuple(_missing_column(table.header_place(), column) for column in missing)
    stints: list[PlannedStint] = []
    findings: list[Finding] = []
    for index, cells in enumerate(table.frame.iter_rows()):
        values: dict[str, str] = {column: cells[place] or "" for column, place in where.items()}
        empty = [column for column in ("agent", "post", "from") if not values[column]]
        days: dict[str, date | None] = {}
        for column in ("from", "to"):
            text = values.get(column, "")
            try:
                days[column] = _day(text) if text else None
            except ValueError:
                findings.append(_bad_date(table.place(index, where[column]), text))
        findings += [_empty(table.place(index, where[column])) for column in empty]
        start = days.get("from")
        if start is not None and "to" in days and not empty:
            stints.append(
                PlannedStint(values["agent"], values["post"], start, days["to"], table.place(index))
            )
    if findings:
        return tuple(findings)
    if not stints:
        return (_no_plan(Place(file), message("The file holds no stint.")),)
    days_named = [stint.start for stint in stints]
    days_named += [stint.end for stint in stints if stint.end is not None]
    return PlanFile(file, tuple(stints), min(days_named), max(days_named))


def _day(text: str) -> date:
    match = _DATE.fullmatch(text.strip())
    if not match:
        raise ValueError(text)
    return date(int(match[1]), int(match[2]), int(match[3]))


def _no_plan(place: Place, said: Message) -> Finding:
    return Finding(
        codes.NOT_A_PLAN,
        Severity.ERROR,
        said,
        place,
        expected=message("a rotation plan as `cs rotate plan --out FILE` writes it, as .json or "
                         ".csv"),
    )  # fmt: skip


def _unknown_agent(stint: PlannedStint, known: Sequence[str]) -> Finding:
    near = nearest(stint.agent, known)
    return Finding(
        codes.PLAN_NOT_ROTATING,
        Severity.ERROR,
        message("Agent {agent} does not rotate under this policy.", agent=stint.agent),
        stint.place,
        expected=message("an agent of the staff table at a post of the policy"),
        mend=None if near is None else message("Did you mean {name}?", name=near),
    )


def _not_a_changeover(stint: PlannedStint, periods: Sequence[Period], is_start: bool) -> Finding:
    if is_start:
        said = message(
            "The stint starts on {day}, which is no changeover of the plan.", day=stint.start
        )
        expected = message(
            "the first day of a period from {first} to {last}",
            first=periods[0].label,
            last=periods[-1].label,
        )
    else:
        said = message(
            "The stint ends on {day}, which is not the day before a changeover after its start.",
            day=stint.end,
        )
        expected = message("the last day of a period from {first} to {last}",
                           first=periods[0].label, last=periods[-1].label)  # fmt: skip
    return Finding(codes.NOT_A_CHANGEOVER, Severity.ERROR, said, stint.place, expected=expected)


def _overlap(stint: PlannedStint) -> Finding:
    return Finding(
        codes.PLAN_OVERLAPS,
        Severity.ERROR,
        message("Agent {agent} has two stints at the same time, one of them from {day}.",
                agent=stint.agent, day=stint.start),
        stint.place,
        expected=message("stints that follow one another"),
    )  # fmt: skip


def _gap(agent: str, period: Period, place: Place) -> Finding:
    return Finding(
        codes.PLAN_GAP,
        Severity.ERROR,
        message("Agent {agent} has no stint in {period}.", agent=agent, period=period.label),
        place,
        expected=message("a stint in every period of employment"),
    )


def _missing_agent(file: str, agent: str) -> Finding:
    return Finding(
        codes.PLAN_LACKS_AGENT,
        Severity.ERROR,
        message("The plan has no stint for agent {agent}, who rotates.", agent=agent),
        Place(file),
    )


def _missing_column(place: Place, column: str) -> Finding:
    return Finding(
        MISSING_COLUMN,
        Severity.ERROR,
        message("The plan has no column {column}.", column=column),
        place,
        expected=message("one of: {known}", known=", ".join(_COLUMNS[column])),
    )


def _bad_date(place: Place, text: str) -> Finding:
    return Finding(
        BAD_DATE,
        Severity.ERROR,
        message("{value} is not a date.", value=text),
        place,
        expected=message("a date such as 2026-09-01"),
    )


def _empty(place: Place) -> Finding:
    return Finding(EMPTY_CELL, Severity.ERROR, message("This cell must not be empty."), place)
