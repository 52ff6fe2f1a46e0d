"""The command `cs`: its entries, each resolved to a module only when it is used.

`cs --help` and `cs --version` must start at once, so each entry carries its help text here; a test
holds it together with what a module says of itself.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any

import typer
from typer._click.core import Command
from typer.core import TyperCommand
from typer.main import get_command_from_info, get_group_from_info
from typer.models import CommandInfo, TyperInfo

from cs import __version__
from cs.locale import _
from cs.options import LangOption
from cs.terminal import stdout
from cs.usage import Group, dress


@dataclass(frozen=True, slots=True)
class Entry:
    """One command of the root.

    Attributes:
        help: what the command says of itself; a group has its help from here.
        module: has the attribute `app`, a Typer application; empty for a group of entries.
        is_group: whether the application is a group or its single command.
        below: the entries of a group, each resolved only when it is used.
    """

    name: str
    help: str
    module: str = ""
    is_group: bool = True
    below: tuple["Entry", ...] = ()


def _single(name: str, module: str, text: str) -> Entry:
    return Entry(name, text, module, is_group=False)


POLICY = (
    _single(
        "check",
        "cs.policy.check.commands",
        _("Report what is wrong with policies: shape, references and rules."),
    ),
    _single(
        "schema",
        "cs.policy.schema.commands",
        _("Write JSON Schemas, by which editors complete and check policies."),
    ),
    _single(
        "diff",
        "cs.policy.diff.commands",
        _("Compare two versions of policies: what changes, whom it touches."),
    ),
    _single(
        "test",
        "cs.policy.test.commands",
        _("Run the cases that policies must pass, and show what no case exercises."),
    ),
    _single(
        "fmt",
        "cs.policy.fmt.commands",
        _("Lay policies out in one way: order of keys, indentation, spaces."),
    ),
    _single("rule", "cs.policy.rule.commands", _("Explain a code, or list all codes.")),
)

ROTATE = (
    _single(
        "plan", "cs.rotation.commands", _("Plan who works at which post in the coming months.")
    ),
    _single(
        "verify",
        "cs.rotation.commands",
        _("Check a plan, also one edited by hand, against today's rules."),
    ),
    _single(
        "publish",
        "cs.rotation.publishing.commands",
        _("Verify a plan and put it in force."),
    ),
    _single(
        "replan",
        "cs.rotation.replanning.commands",
        _("Plan anew from a date on, with as few changes of the published plan as can be."),
    ),
    _single(
        "calendar",
        "cs.rotation.calendars.commands",
        _("Write a plan as calendars: ICS, XLSX, SVG or HTML."),
    ),
    _single(
        "handover",
        "cs.rotation.handover.commands",
        _("Write a handover sheet for each who leaves a post."),
    ),
    _single(
        "explain",
        "cs.rotation.explaining.commands",
        _("Why an agent is where the plan says, or why a post has so many."),
    ),
    _single(
        "fairness",
        "cs.rotation.fairness.commands",
        _("How evenly a plan treats agents, and what it would cost to lift the worst off."),
    ),
)

PROMOTE = (
    _single(
        "score",
        "cs.promotion.commands",
        _("Score and rank candidates, and propose who fills the vacancies."),
    ),
    _single(
        "eligible",
        "cs.promotion.commands",
        _("List who meets the conditions, who does not, and of whom it is unknown."),
    ),
    _single(
        "explain",
        "cs.promotion.commands",
        _("Show how one candidate's score, rank and conditions come about."),
    ),
    _single(
        "sensitivity",
        "cs.promotion.sensitivity.commands",
        _("How firmly the winners stand: weights, raters, ranks, selection rates."),
    ),
    _single(
        "replay",
        "cs.promotion.replaying.commands",
        _("Make a result's file again from its inputs, and say what differs."),
    ),
    _single(
        "simulate",
        "cs.promotion.simulating.commands",
        _("What a policy would do in the coming years, by a seeded model."),
    ),
    _single(
        "timeline",
        "cs.promotion.process.commands",
        _("Put the steps of a round on the calendar, up to confirmation."),
    ),
    _single(
        "status",
        "cs.promotion.process.commands",
        _("Say of running cases what is due, late, out of order or wrong."),
    ),
    _single(
        "forms",
        "cs.promotion.forms.commands",
        _("Write a form for candidates: to fill in, to print, to publish."),
    ),
    _single(
        "collect",
        "cs.promotion.forms.commands",
        _("Read filled forms back into a table of candidates."),
    ),
    _single(
        "raters",
        "cs.promotion.raters.commands",
        _("How raters compare: leniency, agreement, rankings side by side."),
    ),
)

REVIEW = (
    _single(
        "score",
        "cs.review.commands",
        _("Score a period's ratings: grades, what follows, who is coached."),
    ),
    _single(
        "report",
        "cs.review.report.commands",
        _("Report on a period, team by team: targets, trends, attention."),
    ),
    _single(
        "raters",
        "cs.review.raters.commands",
        _("How raters compare: leniency, agreement, rankings side by side."),
    ),
)

ENTRIES = (
    _single("init", "cs.templates.commands", _("Write a small working workspace from a template.")),
    Entry("policy", _("Check policies and explain what was found."), below=POLICY),
    Entry("rotate", _("Plan who works at which post, and verify plans."), below=ROTATE),
    Entry("review", _("Score periodic reviews, and report on them."), below=REVIEW),
    Entry("promote", _("Score, rank and explain promotion candidates."), below=PROMOTE),
)


class LazyGroup(Group):
    """A group of entries: lists stubs, resolves the command that is used."""

    def __init__(self, *, entries: tuple[Entry, ...] = ENTRIES, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._entries = {entry.name: entry for entry in entries}
        for entry in entries:
            self.add_command(TyperCommand(entry.name, help=entry.help))

    def resolve_command(
        self, ctx: Any, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """The command itself in place of its stub."""
        name, stub, rest = super().resolve_command(ctx, args)
        if name is None or stub is None:
            return name, stub, rest
        return name, resolve(self._entries[name]), rest


def resolve(entry: Entry) -> Command:
    """Import an entry's module and build its command."""
    if entry.below:
        return dress(LazyGroup(entries=entry.below, name=entry.name, help=entry.help))
    application: typer.Typer = import_module(entry.module).app
    if entry.is_group:
        command: Command = get_group_from_info(
            TyperInfo(application, name=entry.name, cls=Group, help=entry.help),
            pretty_exceptions_short=False,
            suggest_commands=True,
            rich_markup_mode=None,
        )
    else:
        command = get_command_from_info(
            _registered(application, entry.name),
            pretty_exceptions_short=False,
            rich_markup_mode=None,
        )
    return dress(command)


def _registered(application: typer.Typer, name: str) -> CommandInfo:
    """The command of that name, or the only one, which need not have a name."""
    commands = application.registered_commands
    return next((each for each in commands if each.name == name), commands[0])


def root() -> Command:
    """The whole command, built anew in the language of the process."""
    application = typer.Typer(
        cls=LazyGroup,
        callback=_root,
        help=_(
            "Rotation and promotion rules of customer-service departments as plain YAML: "
            "checked, planned exactly, explained."
        ),
        add_completion=False,
        rich_markup_mode=None,
    )
    return dress(typer.main.get_group(application))


def _show_version(wanted: bool) -> None:
    if wanted:
        stdout().print(f"cs {__version__}")
        raise typer.Exit


def _root(
    lang: LangOption = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help=_("Show the version and exit."),
        ),
    ] = False,
) -> None:
    """Only options: `--lang` was read by `cs.__main__`, `--version` by its callback."""
