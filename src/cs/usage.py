"""Typer's help pages and usage errors, in the chosen language and by display width.

Typer 0.29 words most of its own errors in English alone and wraps help by character count, which is
wrong for Chinese. `dress` gives every command our formatter and our texts; `describe` words each
kind of usage error anew, from its type and figures. Nothing here parses markup.
"""

import inspect
import re
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from pydantic import ValidationError
from rich.cells import cell_len
from typer import Context
from typer._click.core import Command
from typer._click.exceptions import (
    BadParameter,
    ClickException,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer._click.formatting import HelpFormatter
from typer._coercion import build_runtime_param
from typer.core import TyperArgument, TyperGroup, TyperOption

from cs.kernel.suggestions import edits_between, nearest
from cs.locale import _
from cs.wrapping import wrap

_FIRST_COLUMN = 28


class Formatter(HelpFormatter):
    """Typer's plain help page, measured in terminal cells."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        self.write_wrapped(args, first=f"{prefix or _('Usage: ')}{prog} ")

    def write_heading(self, heading: str) -> None:
        """A section's heading."""
        self.write(" " * self.current_indent + _("{heading}:").format(heading=heading) + "\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, parted by an empty line."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(inspect.cleandoc(text).split("\n\n")):
            self.write("\n" if number else "")
            self.write_wrapped(" ".join(paragraph.split()), first=indent)

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = _FIRST_COLUMN, col_spacing: int = 2
    ) -> None:
        """Terms and their explanations in two columns."""
        column = min(max((cell_len(term) for term, _text in rows), default=0), col_max)
        margin = " " * self.current_indent
        for term, text in rows:
            gap = column - cell_len(term)
            head = f"{margin}{term}{' ' * (gap + col_spacing)}"
            rest = " " * (self.current_indent + column + col_spacing)
            if gap < 0:
                self.write(f"{margin}{term}\n")
                head = rest
            self.write_wrapped(" ".join(text.split()), first=head, rest=rest)

    def write_wrapped(self, text: str, first: str, rest: str | None = None) -> None:
        """One paragraph, its first line after `first`, the others after `rest`."""
        rest = " " * cell_len(first) if rest is None else rest
        lines = wrap(text, max(self.width - cell_len(rest), 10)) or [""]
        for number, line in enumerate(lines):
            self.write(f"{rest if number else first}{line}".rstrip() + "\n")


class HelpContext(Context):
    """The context of every command of ours."""

    formatter_class = Formatter


class Group(TyperGroup):
    """A group whose command list and unknown-command error are in the chosen language."""

    def format_commands(self, ctx: Any, formatter: HelpFormatter) -> None:
        """The commands with the first paragraph of their help."""
        commands = [self.commands[name] for name in self.list_commands(ctx)]
        rows = [
            (str(command.name), (command.short_help or command.help or "").split("\n\n")[0])
            for command in commands
            if not command.hidden
        ]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)

    def resolve_command(
        self, ctx: Any, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """The command that the arguments name; a usage error with a suggestion if there is none."""
        name = args[0]
        if name in self.commands or ctx.resilient_parsing:
            command = self.get_command(ctx, name)
            return name if command else None, command, args[1:]
        suggestion = nearest(name, self.list_commands(ctx))
        text = _("There is no command {name}.").format(name=_quoted(name))
        if suggestion:
            text += " " + _("Did you mean {names}?").format(names=_quoted(suggestion))
        raise UsageError(text, ctx)


def dress(command: Command) -> Command:
    """Give a command and all below it our formatter and our texts; returns it.

    An option that nobody gives is not prepared for: for each of them Typer would build a validator,
    which for a command of twenty options is a tenth of a short run.
    """
    command.context_class = HelpContext
    command.options_metavar = _("[OPTIONS]")
    command.rich_markup_mode = None  # type: ignore[attr-defined]
    help_option = command.get_help_option(HelpContext(command))
    if help_option is not None:
        help_option.help = _("Show this page and exit.")
    for parameter in command.params:
        if isinstance(parameter, TyperOption | TyperArgument):
            parameter._runtime_param = _WHEN_GIVEN
    if isinstance(command, TyperGroup):
        command.no_args_is_help = True
        command.subcommand_metavar = _("COMMAND [ARGS]...")
        for below in command.commands.values():
            dress(below)
    return command


class _WhenGiven:
    """Typer's reading of a parameter's value, built only if there is one."""

    def coerce(self, value: Any, param: TyperOption | TyperArgument, ctx: Any) -> Any:
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if isinstance(value, Enum) and type(value) is param.type_descriptor.annotation:
            return value
        return build_runtime_param(param.type_descriptor).coerce(value, param, ctx)


_WHEN_GIVEN: Any = _WhenGiven()


def describe(error: ClickException) -> str:
    """What is wrong with the command line, in plain words of the chosen language."""
    match error:
        case NoSuchOption():
            text = _("There is no option {option}.").format(option=_quoted(error.option_name))
            near = [name for name in error.possibilities or () if _is_near(error.option_name, name)]
            if near:
                names = _(", ").join(_quoted(name) for name in sorted(near))
                text += " " + _("Did you mean {names}?").format(names=names)
            return text
        case MissingParameter(param=TyperOption()):
            return _("Option {option} is missing.").format(option=_hint(error))
        case MissingParameter():
            return _("Argument {argument} is missing.").format(argument=_hint(error))
        case BadParameter():
            return _("{option} does not accept this value: {reason}").format(
                option=_hint(error), reason=_reason(error)
            )
        case _:
            return _reworded(error.message)


def usage_and_hint(error: UsageError) -> str:
    """The usage line of the command at hand and how to get its help; empty without a command."""
    if error.ctx is None:
        return ""
    hint = _("Try '{command} --help' for help.").format(command=error.ctx.command_path)
    return f"{error.ctx.get_usage()}\n{hint}\n"


def _is_near(written: str, known: str) -> bool:
    """Whether an option may be meant: the hyphens before both make all of them look alike."""
    word, other = written.lstrip("-").casefold(), known.lstrip("-").casefold()
    is_short_form = len(word) >= _SHORT_FORM and other.startswith(word)
    return is_short_form or edits_between(word[:100], other) <= max(1, len(word) // 3)


_SHORT_FORM = 2


def _quoted(text: str) -> str:
    return _("'{text}'").format(text=text)


def _hint(error: BadParameter) -> str:
    if error.param is not None:
        names = error.param.get_error_hint()
        return re.sub(r"'([^']*)'", lambda found: _quoted(found[1]), names)
    return str(error.param_hint or "")


def _reason(error: BadParameter) -> str:
    cause = error.__cause__
    while isinstance(cause, ValidationError):
        details = cause.errors()[0]
        context = details.get("ctx", {})
        inner = context.get("error")
        if isinstance(inner, ValidationError):
            cause = inner
            continue
        if inner is not None:
            return _reworded(str(inner))
        template = _number_texts().get(details["type"])
        if template:
            return template.format(value=_quoted(str(details["input"])), **context)
        return _quoted(str(details["input"]))
    return _reworded(error.message)


def _number_texts() -> dict[str, str]:
    return {
        "int_parsing": _("{value} is not a whole number."),
        "int_parsing_size": _("{value} is too large."),
        "float_parsing": _("{value} is not a number."),
        "greater_than_equal": _("{value} is below {ge}."),
        "less_than_equal": _("{value} is above {le}."),
    }


def _reworded(text: str) -> str:
    for pattern, word in _typer_texts():
        match = pattern.fullmatch(text)
        if match:
            return word(*match.groups())
    return text


def _typer_texts() -> tuple[tuple[re.Pattern[str], Callable[..., str]], ...]:
    """Typer's own texts that carry no type to tell them by; tests hold them to its version."""
    return (
        (
            re.compile(r"Got unexpected extra argument\(s\) \((.*)\)", re.DOTALL),
            lambda extra: _("These arguments are too many: {arguments}").format(arguments=extra),
        ),
        (
            re.compile(r"Option (.*) does not take a value\.", re.DOTALL),
            lambda option: _("Option {option} takes no value.").format(option=option),
        ),
        (
            re.compile(r"Option (.*) requires .*\.", re.DOTALL),
            lambda option: _("Option {option} needs a value.").format(option=option),
        ),
        (
            re.compile(r"('.*') is not one of (.*)\.", re.DOTALL),
            lambda value, known: _("{value} is not one of {known}.").format(
                value=value, known=known
            ),
        ),
        (
            re.compile(r"(?:file|dir|path) (.*) does not exist\.", re.IGNORECASE | re.DOTALL),
            lambda path: _("{path} does not exist.").format(path=path),
        ),
        (
            re.compile(r"(?:file|dir|path) (.*) is a directory\.", re.IGNORECASE | re.DOTALL),
            lambda path: _("{path} is a directory.").format(path=path),
        ),
        (
            re.compile(r"(?:file|dir|path) (.*) is a file\.", re.IGNORECASE | re.DOTALL),
            lambda path: _("{path} is a file.").format(path=path),
        ),
        (
            re.compile(r"(?:file|dir|path) (.*) is not (?:read|writ)able\.", re.IGNORECASE),
            lambda path: _("{path} cannot be used: permission is missing.").format(path=path),
        ),
    )
