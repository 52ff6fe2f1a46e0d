"""In what do a record and the one made again differ? First the causes, then the results."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cs.kernel.records import InputRecord
from cs.promotion.replaying.recorded import Recorded

Cause = Literal["missing", "changed", "new", "gone", "version"]
_KEYS = ("id", "component", "name")
_CAUSES = ("provenance",)
ORDER = "order"
"""Under what a list's changed order stands, in place of one of its items."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record may come out otherwise: an input's role and file, or the version."""

    cause: Cause
    role: str
    file: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that differs: where, what the file says, and what comes out now.

    Attributes:
        candidate: whom it is about; empty if nobody.
        place: the way to the figure, `components/pm/points`.
        was, now: as JSON; None where there is nothing.
    """

    candidate: str
    place: str
    was: str | None
    now: str | None


def reasons(
    recorded: Recorded,
    version: str,
    found: Mapping[InputRecord, str | None],
    now: Sequence[InputRecord] | None,
) -> Iterator[Reason]:
    """What differs before anything is computed.

    Args:
        found: the hash of each recorded input's file today; None where there is none.
        now: the inputs of the record made again; None if it could not be made.
    """
    if recorded.version != version:
        yield Reason("version", "", "", recorded.version, version)
    for one, sha256 in found.items():
        if sha256 is None:
            yield Reason("missing", one.role, one.file, one.sha256, "")
        elif sha256 != one.sha256:
            yield Reason("changed", one.role, one.file, one.sha256, sha256)
    if now is None:
        return
    files = {(one.role, one.file) for one in recorded.inputs}
    for one in now:
        if (one.role, one.file) not in files:
            yield Reason("new", one.role, one.file, "", one.sha256)
    today = {(one.role, one.file) for one in now}
    for one in recorded.inputs:
        if (one.role, one.file) not in today and found.get(one) is not None:
            yield Reason("gone", one.role, one.file, one.sha256, "")


def differences(was: Any, now: Any) -> Iterator[Difference]:
    """Every figure of two JSON values that differs, candidates' figures under their ids."""
    for path, old, new in _walk(was, now, ()):
        if path[0] in _CAUSES:
            continue
        is_own = path[0] in ("candidates", "contenders") and len(path) > 1
        yield Difference(
            path[1] if is_own else "",
            "/".join(path[2:] if is_own else path),
            None if old is _NOTHING else _text(old),
            None if new is _NOTHING else _text(new),
        )


def cell_differences(
    was: Mapping[str, list[list[str]]], now: Mapping[str, list[list[str]]], record: str
) -> Iterator[Difference]:
    """Every cell of two workbooks that differs; rows are told apart by the id column.

    Args:
        record: name of the sheet that holds the record itself, which is not compared.
    """
    for sheet in dict.fromkeys([*was, *now]):
        if sheet == record:
            continue
        old, new = (_rows(each.get(sheet, [])) for each in (was, now))
        header = next(iter(new.values()), []) or next(iter(old.values()), [])
        for key in dict.fromkeys([*old, *new]):
            before, after = old.get(key), new.get(key)
            if before is None or after is None:
                yield Difference(key, sheet, _row(before), _row(after))
                continue
            for column in range(max(len(before), len(after))):
                left, right = (row[column] if column < len(row) else "" for row in (before, after))
                if left != right:
                    name = header[column] if column < len(header) else str(column + 1)
                    yield Difference(key, f"{sheet}/{name}", left, right)


_NOTHING = object()


def _walk(was: Any, now: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    if isinstance(was, dict) and isinstance(now, dict):
        pairs = {key: (was.get(key, _NOTHING), now.get(key, _NOTHING)) for key in [*was, *now]}
    elif isinstance(was, list) and isinstance(now, list):
        left, right = _named(was), _named(now)
        names = dict.fromkeys([*left, *right])
        pairs = {key: (left.get(key, _NOTHING), right.get(key, _NOTHING)) for key in names}
        if list(left) != list(right) and set(left) == set(right):
            yield (*path, ORDER), list(left), list(right)
    else:
        if type(was) is not type(now) or was != now:
            yield path or ("",), was, now
        return
    for key, (old, new) in pairs.items():
        yield from _walk(old, new, (*path, str(key)))


def _named(items: list[Any]) -> dict[str, Any]:
    """The items by what tells them apart, else by their position."""
    for key in _KEYS:
        names = [item.get(key) if isinstance(item, dict) else None for item in items]
        if all(isinstance(name, str) for name in names) and len(set(names)) == len(names):
            return dict(zip(map(str, names), items, strict=True))
    return {str(position): item for position, item in enumerate(items, 1)}


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _rows(rows: list[list[str]]) -> dict[str, list[str]]:
    """The rows by their id, the header first under an empty one."""
    if not rows:
        return {}
    position = rows[0].index("id") if "id" in rows[0] else 0
    found: dict[str, list[str]] = {"": rows[0]}
    for number, row in enumerate(rows[1:], 2):
        name = row[position] if position < len(row) else ""
        found[name if name and name not in found else f"{name} ({number})"] = row
    return found


def _row(row: list[str] | None) -> str | None:
    return None if row is None else " | ".join(row)
