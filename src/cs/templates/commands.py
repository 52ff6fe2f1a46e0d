"""`cs init`: a new workspace from a template, written whole or not at all."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from cs.catalogue import KINDS
from cs.export.files import in_the_way, write_all
from cs.kernel.suggestions import nearest
from cs.locale import _, current_language
from cs.options import ForceOption, LangOption
from cs.policy.schema.views import schema_files
from cs.templates import TEMPLATES, Template, read_files
from cs.terminal import fail, plain, plain_table, stdout

app = typer.Typer(add_completion=False, rich_markup_mode=None)

SCHEMAS = "schemas"
"""The directory of JSON Schemas, to which the first line of each template's policies points."""


def parse_new_directory(text: str | Path) -> Path:
    """A directory that may not be there yet.

    Raises:
        ValueError: no name at all, as a variable that is not set gives; Python takes it for `.`.
    """
    if isinstance(text, str) and not text.strip():
        raise ValueError(_("the name of the directory is empty; . is the current one"))
    return Path(text)


@app.command("init", help=_("Write a small working workspace from a template."))
def init(
    template: Annotated[
        str, typer.Argument(metavar="TEMPLATE", help=_("Which one; --list shows all."))
    ] = "full",
    directory: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            parser=parse_new_directory,
            help=_("Where to write it; made if it is not there."),
        ),
    ] = Path(),
    force: ForceOption = False,
    list_templates: Annotated[
        bool, typer.Option("--list", help=_("List the templates and exit."))
    ] = False,
    lang: LangOption = None,
) -> None:
    """Write the files, or say which of them are in the way."""
    if list_templates:
        rows = [(known.name, known.help) for known in TEMPLATES]
        stdout().print(plain_table([_("Template"), _("Contents")], rows))
        return
    chosen = _find(template)
    schemas = {f"{SCHEMAS}/{name}": data for name, data in schema_files(KINDS).items()}
    files = read_files(chosen, current_language()) | schemas
    standing = in_the_way(directory, files)
    if standing and not force:
        raise fail(
            _("These files are in the way in {directory}: {files}. --force replaces them.").format(
                directory=directory, files=_(", ").join(standing)
            )
        )
    write_all(directory, files)
    _show(chosen, directory)


def _find(name: str) -> Template:
    for template in TEMPLATES:
        if template.name == name:
            return template
    text = _("There is no template {name}; known: {known}.").format(
        name=repr(name), known=_(", ").join(known.name for known in TEMPLATES)
    )
    suggestion = nearest(name, [known.name for known in TEMPLATES])
    if suggestion:
        text += " " + _("Did you mean {names}?").format(names=_("'{text}'").format(text=suggestion))
    raise fail(text)


def _show(template: Template, directory: Path) -> None:
    console = stdout()
    console.print(plain(_("Written to {directory}:").format(directory=directory)))
    for file in template.files:
        console.print(plain(f"  {file}"))
    console.print(plain(f"  {SCHEMAS}/*.json"))
    console.print(plain(_("Next:")))
    moves = [] if directory == Path() else [f"cd {shlex.quote(str(directory))}"]
    for command in (*moves, "cs policy check", "cs policy test", *template.commands):
        console.print(plain(f"  {command}"))
