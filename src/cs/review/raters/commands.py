"""`cs review raters`: read, call, show."""

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
from cs.review.commands import LimitOption, PeriodOption, RatingsArgument, answer, show_parts

app = typer.Typer(no_args_is_help=False, rich_markup_mode=None)
ROWS_SHOWN = 20
SCHEMA = "cs/review-raters@1"


@app.command("raters", help=_("How raters compare: leniency, agreement, rankings side by side."))
def raters(
    ratings: RatingsArgument = None,
    period: PeriodOption = None,
    limit: LimitOption = ROWS_SHOWN,
    assume: AssumeOption = None,
    format_: FormatOption = Format.TABLE,
    directory: DirectoryOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    quiet: QuietOption = False,
) -> None:
    """Raters of anonymous roles have numbers instead of ids."""
    from cs.export.text import json_bytes
    from cs.kernel.findings import Place
    from cs.kernel.records import provenance_record
    from cs.panels.looking import look
    from cs.panels.records import look_record
    from cs.panels.views import panel_view
    from cs.review.raters.panels import panels
    from cs.terminal import fail, plain, write_machine

    if format_ is Format.CSV:
        raise fail(_("Raters are shown as a table or as JSON."))
    result, _session = answer(
        session_options(directory, policy, as_of, assume, quiet), ratings, period
    )
    problem = result.problem
    rules = problem.rules
    file = ", ".join(each.file for each in result.provenance.inputs if each.role == "ratings")
    looks = []
    for indicator, role, panel, withheld in panels(problem, result.hides):
        rule = rules.roles[role]
        title = _("{indicator}, rated as {role}, {period}").format(
            indicator=rules.indicators[indicator].name, role=rule.name, period=problem.period
        )
        word = rule.name if rule.anonymous else None
        looks.append(look(title, panel, Place(file), anonymous_as=word, withheld=withheld))
    if format_ is Format.JSON:
        write_machine(
            json_bytes(
                {
                    "schema": SCHEMA,
                    "policy": rules.policy,
                    "name": rules.name,
                    "period": str(problem.period),
                    "provenance": provenance_record(result.provenance),
                    "panels": [look_record(each) for each in looks],
                }
            )
        )
        return
    if not looks:
        show_parts([plain(_("No rating of the period names its rater."))])
    for number, each in enumerate(looks):
        if number:
            show_parts([plain("")])
        show_parts(panel_view(each, limit or None))
