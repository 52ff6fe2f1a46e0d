"""`cs promote replay`: read a record, make it again, compare."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cs.locale import _
from cs.options import DirectoryOption, Format, FormatOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cs.kernel.records import InputRecord
    from cs.options import SessionOptions
    from cs.promotion.replaying.differences import Difference, Reason
    from cs.promotion.replaying.recorded import Recorded
    from cs.promotion.shell import Answered

SCHEMA = "cs/promotion-replay@1"
app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("replay", help=_("Make a result's file again from its inputs, and say what differs."))
def replay(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help=_(
                "A result as JSON or XLSX, as score, eligible, sensitivity or simulate wrote it."
            ),
            show_default=False,
        ),
    ],
    format_: FormatOption = Format.TABLE,
    directory: DirectoryOption = None,
) -> None:  # fmt: skip
    """Exit 0 if it is the same byte for byte, 1 if it differs, 2 if it cannot be read."""
    from cs import __version__
    from cs.promotion.replaying.differences import reasons
    from cs.promotion.replaying.recorded import NoRecordError, read_recorded
    from cs.promotion.replaying.views import difference_view, same_view
    from cs.terminal import Stop, fail, reason_of, show, stdout
    from cs.workspace import find_root

    try:
        data = file.read_bytes()
        recorded = read_recorded(data)
    except OSError as error:
        text = _("{file} cannot be read: {reason}")
        raise fail(text.format(file=file, reason=reason_of(error))) from None
    except NoRecordError as error:
        text = _("{file} is no result that cs promote score, eligible, sensitivity or simulate "
                 "wrote as JSON or XLSX.")  # fmt: skip
        if str(error):
            text = _("{file} is a record of {schema}, which cannot be made again.")
        raise fail(text.format(file=file, schema=error)) from None
    root = find_root(directory or Path())
    if root is None:
        raise fail(_("There is no directory policies/ here or above; use -C DIR, or cs init."))
    found = {one: _hash_of(root, one) for one in recorded.inputs}
    made = None if None in found.values() else _made(recorded, root)
    now = None if made is None else made.inputs
    why = tuple(reasons(recorded, __version__, found, now))
    if made is not None and made.data == data:
        if format_ is Format.TABLE:
            for part in same_view(str(file), len(recorded.inputs)):
                show(stdout(), part)
        else:
            _print_machine(format_, why, (), same=True)
        return
    differ = None if made is None else _compare(recorded, data, made.data)
    if format_ is Format.TABLE:
        console = stdout()
        for part in difference_view(str(file), why, differ, console.width):
            show(console, part)
    else:
        _print_machine(format_, why, differ, same=False)
    raise Stop(1)


def _hash_of(root: Path, one: "InputRecord") -> str | None:
    """The hash of the file today; None if there is none (standard input is never there)."""
    try:
        return hashlib.sha256((root / one.file).read_bytes()).hexdigest()
    except OSError:
        return None


class _Made:
    """The record made again: its bytes and inputs."""

    def __init__(self, data: bytes, inputs: "Sequence[InputRecord]") -> None:
        self.data = data
        self.inputs = inputs


def _made(recorded: "Recorded", root: Path) -> _Made | None:
    """The record made again; None if the command stopped, which has been said."""
    from cs.locale import current_language, set_language
    from cs.options import SessionOptions
    from cs.promotion.options import parse_month
    from cs.promotion.shell import answer
    from cs.terminal import Stop

    asked = recorded.asked
    options = SessionOptions(root, recorded.policy, recorded.as_of, recorded.assumptions, True)
    candidates = recorded.input("candidates")
    language = current_language()
    try:
        if "simulation" in recorded.schema:
            return _simulation(recorded, options)
        answered = answer(
            options,
            None if candidates is None else root / candidates.file,
            asked.get("sheet"),
            asked.get("encoding"),
            asked.get("vacancies"),
            parse_month(asked["window"]) if asked.get("window") else None,
            scored="eligibility" not in recorded.schema,
            seed=recorded.seed,
            post=asked.get("post"),
            decided=tuple(root / one.file for one in recorded.inputs if one.role == "decided"),
        )
        if recorded.language is not None:
            set_language(recorded.language, asked=True)
        return _Made(_bytes(recorded, answered), answered.score.provenance.inputs)
    except (Stop, KeyError, TypeError, ValueError):
        return None
    finally:
        set_language(language, asked=True)


def _bytes(recorded: "Recorded", answered: "Answered") -> bytes:
    from cs.promotion.exports import ELIGIBILITY_WRITERS, WRITERS, score_json

    if "sensitivity" in recorded.schema:
        return _sensitivity(recorded, answered)
    ending = f".{recorded.form}"
    if "eligibility" in recorded.schema:
        return ELIGIBILITY_WRITERS[ending](answered.score, answered.extras)
    only = recorded.asked.get("only")
    if only is not None:
        ids = [str(each) for each in answered.score.problem.candidates.ids]
        return score_json(answered.score, answered.extras, ids.index(only))
    return WRITERS[ending](answered.score, answered.extras)


def _simulation(recorded: "Recorded", options: "SessionOptions") -> _Made:
    from cs.promotion.simulating.exports import simulation_json
    from cs.promotion.simulating.running import run_simulation
    from cs.promotion.simulating.wishes import wishes_of

    whole = run_simulation(options, wishes_of(recorded.asked)).simulation
    return _Made(simulation_json(whole), whole.provenance.inputs)


def _sensitivity(recorded: "Recorded", answered: "Answered") -> bytes:
    from cs.promotion.sensitivity.commands import groups_of
    from cs.promotion.sensitivity.exports import sensitivity_json
    from cs.promotion.sensitivity.records import Drawing
    from cs.promotion.sensitivity.running import analyse

    stated, by = recorded.whole["drawing"], recorded.whole["selection"]["by"]
    drawing = Drawing(
        int(stated["seed"]),
        int(stated["resamples"]),
        int(stated["draws"]),
        float(stated["concentration"]),
    )
    groups = () if by is None else groups_of(answered, by)
    return sensitivity_json(analyse(answered.score, drawing, by, groups))


def _compare(recorded: "Recorded", was: bytes, now: bytes) -> "tuple[Difference, ...]":
    import json

    from cs.promotion.replaying.differences import cell_differences, differences
    from cs.promotion.replaying.recorded import cells_of

    if recorded.form == "json":
        return tuple(differences(json.loads(was), json.loads(now)))
    old, new = cells_of(was), cells_of(now)
    return tuple(cell_differences(old, new, list(new)[-1]))


def _print_machine(
    format_: Format,
    why: "Sequence[Reason]",
    differ: "Sequence[Difference] | None",
    *,
    same: bool,
) -> None:
    from dataclasses import asdict

    from cs.export.text import csv_bytes, json_bytes
    from cs.terminal import write_machine

    if format_ is Format.CSV:
        rows = [
            *(("reason", each.cause, each.file, each.was, each.now) for each in why),
            *(("result", each.candidate, each.place, each.was, each.now) for each in differ or ()),
        ]
        write_machine(csv_bytes(("kind", "what", "where", "was", "now"), rows))
        return
    record = {
        "schema": SCHEMA,
        "same": same,
        "made": differ is not None,
        "reasons": [asdict(each) for each in why],
        "differences": [asdict(each) for each in differ or ()],
    }
    write_machine(json_bytes(record))
