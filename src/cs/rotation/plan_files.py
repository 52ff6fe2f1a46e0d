"""What does a plan file say? JSON records and CSV tables, also edited by hand, back to a matrix.

Reading takes two steps, since the file itself says which months it plans: `read_plan` gives its
stints, `to_posts` puts them into the matrix of a problem of those months. What cannot be is a
finding with its row; which rules the plan breaks is the verifier's question.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from cs.kernel.findings import Finding, Place, Route, Severity, format_route
from cs.kernel.json_shapes import Misfit, misfits, span_in
from cs.kernel.messages import message
from cs.kernel.records import InputRecord
from cs.published_schemas import published
from cs.rotation import codes
from cs.rotation.names import Names, fold
from cs.rotation.plan_findings import (
    bad_date,
    empty_cell,
    gap,
    missing_agents,
    missing_column,
    no_plan,
    not_a_changeover,
    overlap,
    unknown_agent,
)
from cs.rotation.problem import NOWHERE, Posts, RotationProblem
from cs.rotation.record import SCHEMA

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
        stated: the record; None in CSV.
    """

    file: str
    stints: tuple[PlannedStint, ...]
    first: date
    last: date
    policy: str | None = None
    inputs: tuple[InputRecord, ...] = ()
    stated: "PlanText | None" = None


@dataclass(frozen=True)
class PlanText:
    """A plan's JSON record with its text.

    Attributes:
        route: of the record within the text.
    """

    file: str
    text: str
    route: Route
    record: Mapping[str, Any]

    def place(self, *steps: str | int) -> Place:
        """Where a part of the record begins."""
        route = (*self.route, *steps)
        return Place(self.file, route, span=span_in(self.text, route))


def read_plan(data: bytes, file: str) -> PlanFile | tuple[Finding, ...]:
    """The plan in a file's bytes: JSON if they begin like it, else a table (CSV or XLSX)."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or file.lower().endswith(".json"):
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
            findings.append(unknown_agent(stint.agent, stint.place, known))
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
            findings.append(not_a_changeover(stint, periods, first is None))
            unplaced.add(agent)
        elif (posts[agent, first : last + 1] != NOWHERE).any():
            findings.append(overlap(stint))
        else:
            posts[agent, first : last + 1] = post
    missing: list[str] = []
    for number, row in enumerate(problem.agents):
        if number not in seen:
            if row.first < problem.horizon:
                missing.append(row.id)
            continue
        employed = range(row.first, min(row.last + 1, problem.horizon))
        empty = [period for period in employed if posts[number, period] == NOWHERE]
        if empty and number not in unplaced:
            findings.append(gap(row.id, periods[empty[0]], seen[number]))
    if missing:
        findings.append(missing_agents(plan.file, missing))
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
    """Files whose content is not what it was, gone and new ones included, in order.

    The published plan that a replan was made from is a former plan, and no input of a later check.
    """
    if not then:
        return ()
    before = {(one.role, one.file): one.sha256 for one in then if one.role != "published"}
    after = {(one.role, one.file): one.sha256 for one in now}
    keys = dict.fromkeys([*before, *after])
    return tuple(file for role, file in keys if before.get((role, file)) != after.get((role, file)))


def _read_json(data: bytes, file: str) -> PlanFile | tuple[Finding, ...]:
    place = Place(file)
    try:
        text = data.decode("utf-8-sig")
        record = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        return (no_plan(place, message("This is not JSON.")),)
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        return (no_plan(place / "schema", message("This is not a rotation plan.")),)
    return read_record(PlanText(file, text, (), record))


def read_record(stated: PlanText) -> PlanFile | tuple[Finding, ...]:
    """The plan of a JSON record, held against its published schema."""
    record = stated.record
    schema = published("rotation-plan")
    misfit = next(misfits(record, schema, schema), None)
    if misfit is not None:
        return (_misfit(stated, misfit),)
    if not record["periods"]:
        return (_misfit(stated, Misfit(("periods", 0), None, missing=True)),)
    whole = Place(stated.file, stated.route)
    stints: list[PlannedStint] = []
    for number, agent in enumerate(record["agents"]):
        for index, stint in enumerate(agent["stints"]):
            route = ("agents", number, "stints", index)
            try:
                start, end = _day(stint["from"]), _day(stint["to"])
            except ValueError:
                return (_misfit(stated, Misfit(route, message("a date such as 2026-09-01"))),)
            place = whole.at(*route)
            stints.append(PlannedStint(agent["id"], stint["post"], start, end, place))
    try:
        first, last = _day(record["periods"][0]["start"]), _day(record["periods"][-1]["end"])
    except ValueError:
        return (_misfit(stated, Misfit(("periods",), message("a date such as 2026-09-01"))),)
    inputs = tuple(InputRecord(**one) for one in record["provenance"]["inputs"])
    if not stints:
        return (no_plan(stated.place("agents"), message("The file holds no stint.")),)
    return PlanFile(stated.file, tuple(stints), first, last, record["policy"], inputs, stated)


def _no_number(text: str) -> float:
    # NaN and infinities are Python's own, no JSON
    raise ValueError(text)


def _misfit(stated: PlanText, misfit: Misfit) -> Finding:
    field = format_route(misfit.route)
    if misfit.missing:
        said = message("The rotation plan has no {field}.", field=field)
    elif misfit.expected is None:
        said = message("A rotation plan has no {field}, but this one has.", field=field)
    else:
        said = message("{field} is not what a rotation plan has there.", field=field)
    finding = no_plan(stated.place(*misfit.route), said)
    return finding if misfit.expected is None else replace(finding, expected=misfit.expected)


def _read_table(data: bytes, file: str) -> PlanFile | tuple[Finding, ...]:
    from cs.tables.reading import read_raw

    table = read_raw(data, file)
    return table if isinstance(table, tuple) else plan_of_table(table)


def named_in(data: bytes, file: str) -> tuple[tuple[str, str, Place], ...]:
    """Agent, post and place of every row of a plan's table, whatever else is wrong with it."""
    from cs.tables.reading import read_raw

    table = read_raw(data, file)
    if isinstance(table, tuple):
        return ()
    where = _columns_of(table)
    if not {"agent", "post"} <= where.keys():
        return ()
    return tuple(
        (cells[where["agent"]] or "", cells[where["post"]] or "", table.place(index))
        for index, cells in enumerate(table.frame.iter_rows())
    )


def _columns_of(table: "RawTable") -> dict[str, int]:
    from cs.tables.headers import matching

    where: dict[str, int] = {}
    for column, headers in _COLUMNS.items():
        found = matching(table.headers, headers)
        if found:
            where[column] = found[0]
    if "post" not in where and "post_name" in where:
        where["post"] = where["post_name"]
    return where


def plan_of_table(table: "RawTable") -> PlanFile | tuple[Finding, ...]:
    """The plan that a table's rows state, one stint a row."""
    file = table.file
    where = _columns_of(table)
    missing = [column for column in ("agent", "post", "from") if column not in where]
    if missing:
        return tuple(
            missing_column(table.header_place(), column, _COLUMNS[column]) for column in missing
        )
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
                findings.append(bad_date(table.place(index, where[column]), text))
        findings += [empty_cell(table.place(index, where[column])) for column in empty]
        start = days.get("from")
        if start is not None and "to" in days and not empty:
            stints.append(
                PlannedStint(values["agent"], values["post"], start, days["to"], table.place(index))
            )
    if findings:
        return tuple(findings)
    if not stints:
        return (no_plan(Place(file), message("The file holds no stint.")),)
    days_named = [stint.start for stint in stints]
    days_named += [stint.end for stint in stints if stint.end is not None]
    return PlanFile(file, tuple(stints), min(days_named), max(days_named))


def _day(text: str) -> date:
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match:
        raise ValueError(text)
    return date(int(match[1]), int(match[2]), int(match[3]))
