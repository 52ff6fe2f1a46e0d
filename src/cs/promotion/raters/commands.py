"""`cs promote raters`: read, call, show."""

import typer

from cs.locale import _
from cs.options import (
    AsOfOption,
    AssumeOption,
    DirectoryOption,
    Format,
    FormatOption,
    PolicyOption,
    QuietOption,
    session_options,
)
from cs.promotion.options import CandidatesArgument, EncodingOption, LimitOption, SheetOption
from cs.promotion.shell import answer

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
ROWS_SHOWN = 20
SCHEMA = "cs/promotion-raters@1"


@app.command("raters", help=_("How raters compare: leniency, agreement, rankings side by side."))
def raters(
    candidates: CandidatesArgument,
    limit: LimitOption = ROWS_SHOWN,
    sheet: SheetOption = None,
    encoding: EncodingOption = None,
    assume: AssumeOption = None,
    format_: FormatOption = Format.TABLE,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:
    """Adjusted rankings are only shown: the policy's scores decide."""
    from cs.export.text import json_bytes
    from cs.kernel.findings import Place
    from cs.kernel.records import provenance_record
    from cs.panels.looking import look
    from cs.panels.records import look_record
    from cs.panels.views import panel_view
    from cs.promotion.raters.panels import panels
    from cs.terminal import fail, plain, show, stdout, write_machine

    if format_ is Format.CSV:
        raise fail(_("Raters are shown as a table or as JSON."))
    options = session_options(directory, policy, as_of, assume, quiet)
    score = answer(options, candidates, sheet, encoding, None, None).score
    components = score.problem.components
    looks = [
        look(
            components[position].name,
            panel,
            Place(str(candidates)),
            anonymous_as=components[position].name if components[position].anonymous else None,
        )
        for position, panel in panels(score.problem)
    ]
    if format_ is Format.JSON:
        record = {
            "schema": SCHEMA,
            "policy": score.policy,
            "name": score.name,
            "provenance": provenance_record(score.provenance),
            "panels": [look_record(each) for each in looks],
        }
        write_machine(json_bytes(record))
        return
    console = stdout()
    if not looks:
        show(console, plain(_("No component has more than one rater.")))
    for number, each in enumerate(looks):
        if number:
            show(console, plain(""))
        for part in panel_view(each, limit or None):
            show(console, part)
