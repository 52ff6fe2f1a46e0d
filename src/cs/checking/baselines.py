"""Which findings were there before? A baseline is a file of findings that a team lives with.

JSON, schema `cs/findings-baseline@1`: an object with `schema` and `findings`, a sorted list of
objects with `code`, `file` (relative to the workspace), `document` (the policy's id), `place` (the
route, list items named by their ids where they have one) and `count`. Findings without a place in a
document, such as those of tables, have `message` instead: a hash of the English text, row numbers
left out. No entry knows lines, so that neither reformatting nor reordering makes one stale.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from cs.checking.codes import STALE_BASELINE
from cs.checking.report import Accepted
from cs.documents.source import split_lines
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Place, Route, Severity, Span
from cs.kernel.messages import Message, message

SCHEMA = "cs/findings-baseline@1"
_TEXTS = ("code", "file", "document", "place", "message")
_SHIFTING = frozenset({"row", "rows", "line", "lines", "file"})
"""Figures of messages that change when rows are added elsewhere, or with the current directory."""


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """What an entry says of the findings that it accepts; empty where it says nothing."""

    code: str
    file: str
    document: str = ""
    place: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline as it was read.

    Attributes:
        file: its name as shown.
        counts: how many findings each entry accepts.
        spans: where each entry stands in the file.
        lines: of the file, for excerpts.
    """

    file: str
    counts: Mapping[Known, int]
    spans: Mapping[Known, Span] = field(default_factory=dict)
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings parted by a baseline; `stale` are findings about its entries."""

    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    stale: tuple[Finding, ...]


Naming = Callable[[Finding], Known]


def naming(policies: PolicySet, stored_name: Callable[[str], str]) -> Naming:
    """How findings about these policies are named in a baseline.

    Args:
        stored_name: a file's name as shown to its name relative to the workspace.
    """
    by_place = {(each.file, each.index): each.policy for each in policies.documents}
    files: dict[str, str] = {}

    def known(finding: Finding) -> Known:
        place = finding.place
        if place.file not in files:
            files[place.file] = stored_name(place.file)
        policy = by_place.get((place.file, place.document))
        if policy is None:
            return Known(finding.code, files[place.file], message=_fingerprint(finding.message))
        return Known(finding.code, files[place.file], policy.id, _named_place(policy, place.route))

    return known


def baseline_bytes(findings: Iterable[Finding], known: Naming) -> bytes:
    """The baseline that accepts these findings."""
    entries = [
        {name: getattr(each, name) for name in _TEXTS if getattr(each, name)} | {"count": count}
        for each, count in sorted(Counter(map(known, findings)).items())
    ]
    record = {"schema": SCHEMA, "findings": entries}
    return json.dumps(record, ensure_ascii=False, indent=2).encode() + b"\n"


def read_baseline(data: bytes, file: str) -> Baseline | Message:
    """The baseline that a file holds, or why it holds none."""
    try:
        text = data.decode("utf-8-sig")
        record = json.loads(text)
    except (ValueError, RecursionError):
        return message("{file} is no baseline: it is not JSON.", file=file)
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        return message(
            "{file} is no baseline: its schema is not {schema}.", file=file, schema=SCHEMA
        )
    entries = record.get("findings")
    where = tuple(_entry_spans(text))
    if not isinstance(entries, list) or len(entries) != len(where) or len(record) > 2:
        return message("{file} is no baseline: it is not one list of findings.", file=file)
    counts: Counter[Known] = Counter()
    spans: dict[Known, Span] = {}
    for number, (entry, span) in enumerate(zip(entries, where, strict=True), 1):
        if not _is_entry(entry):
            return message(
                "{file} is no baseline: its entry {number} at line {line} lacks a code, a file or a"
                " count, or holds something else.",
                file=file,
                number=number,
                line=span.line,
            )
        known = Known(**{name: value for name, value in entry.items() if name != "count"})
        counts[known] += entry["count"]
        spans.setdefault(known, span)
    return Baseline(file, counts, spans, split_lines(text))


def compare(
    findings: Iterable[Finding],
    baseline: Baseline,
    known: Naming,
    is_judged: Callable[[str], bool],
    fixed: frozenset[str] = frozenset(),
) -> Compared:
    """Part findings into new ones and those that a baseline accepts.

    Of more findings than an entry counts, the first are taken for the known ones.

    Args:
        is_judged: whether a code that is not found is known not to be there.
        fixed: codes that are never accepted: what could not be read must not pass as clean.
    """
    left = Counter(baseline.counts)
    new: list[Finding] = []
    accepted: list[Accepted] = []
    for finding in findings:
        entry = known(finding)
        if finding.code not in fixed and left[entry] > 0:
            left[entry] -= 1
            accepted.append(Accepted(finding, "baseline"))
        else:
            new.append(finding)
    stale = (
        _stale(baseline, entry, count) for entry, count in (+left).items() if is_judged(entry.code)
    )
    return Compared(tuple(new), tuple(accepted), tuple(stale))


def _stale(baseline: Baseline, entry: Known, left: int) -> Finding:
    count = baseline.counts[entry]
    shown = f"{entry.file}: {entry.place}" if entry.place else entry.file
    return Finding(
        STALE_BASELINE,
        Severity.WARNING,
        message(
            "The baseline accepts {code} in {place} {count} times; it is found {found} times.",
            code=entry.code,
            place=shown,
            count=count,
            found=count - left,
        ),
        Place(baseline.file, span=baseline.spans.get(entry)),
        mend=message("Write the baseline anew: --write-baseline FILE --force"),
    )


def _named_place(policy: object, route: Route) -> str:
    """The route as people write it, list items by their ids, which stay when they are reordered."""
    parts: list[str] = []
    value: object = policy
    for step in route:
        value = _inside(value, step)
        if isinstance(step, int):
            own = getattr(value, "id", None)
            parts.append(f"[{own if isinstance(own, str) else step}]")
        else:
            parts.append(f".{step}" if parts else step)
    return "".join(parts)


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        name = next((name for name, one in fields.items() if step in (one.alias, name)), None)
        return getattr(value, name) if name else None
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, tuple | list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _fingerprint(text: Message) -> str:
    figures = {name: "" if name in _SHIFTING else value for name, value in text.figures.items()}
    return hashlib.sha256(Message(text.template, figures).english().encode()).hexdigest()[:16]


def _is_entry(entry: object) -> bool:
    needed, allowed = {"code", "file", "count"}, {*_TEXTS, "count"}
    if not isinstance(entry, dict) or not needed <= entry.keys() <= allowed:
        return False
    count = entry["count"]
    is_count = isinstance(count, int) and not isinstance(count, bool) and count > 0
    return is_count and all(isinstance(entry[name], str) for name in entry.keys() - {"count"})


def _entry_spans(text: str) -> Iterator[Span]:
    """Where each object of the list of findings begins and ends, in text that is good JSON."""
    decoder = json.JSONDecoder()
    start = re.search(r'"findings"\s*:\s*\[', text)
    position, line, line_start = (start.end() if start else len(text)), 1, 0
    counted = 0
    while position < len(text):
        position = _skip(text, position)
        if text[position : position + 1] in ("]", ""):
            return
        _, end = decoder.raw_decode(text, position)
        line += text.count("\n", counted, position)
        line_start = text.rfind("\n", 0, position) + 1
        counted = position
        column = position - line_start + 1
        yield Span(line, column, line, column + min(end - position, 1))
        position = end


def _skip(text: str, position: int) -> int:
    while text[position : position + 1] in (" ", "\t", "\r", "\n", ","):
        position += 1
    return position
