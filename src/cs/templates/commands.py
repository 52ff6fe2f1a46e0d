"""`cs init`: a new workspace from a template, written whole or not at all."""

import shlex
from errno import EISDIR
from pathlib import Path
from typing import Annotated

import typer

from cs.kernel.suggestions import nearest
from cs.locale import _, current_language
from cs.options import ForceOption, LangOption
from cs.templates import TEMPLATES, Template, read_files
from cs.terminal import fail, plain, plain_table, stdout

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("init", help=_("Write a small working workspace from a template."))
def init(
    template: Annotated[
        str, typer.Argument(metavar="TEMPLATE", help=_("Which one; --list shows all."))
    ] = "full",
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help=_("Where to write it; made if it is not there."))
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
    files = read_files(chosen, current_language())
    in_the_way = [file for file in files if (directory / file).exists()]
    if in_the_way and not force:
        raise fail(
            _("These files are in the way in {directory}: {files}. --force replaces them.").format(
                directory=directory, files=_(", ").join(in_the_way)
            )
        )
    write_all(directory, files)
    _show(chosen, directory)


def write_all(directory: Path, files: dict[str, bytes]) -> None:
    """Write all files below `directory`; if one cannot be written, none is.

    Raises:
        OSError: what stood in the way.
    """
    written: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for file, data in files.items():
            target = directory / file
            made += _make_directories(target.parent)
            beside = target.with_name(f".{target.name}.new")
            written.append((beside, target))
            beside.write_bytes(data)
        for _beside, target in written:
            if target.is_dir():
                raise IsADirectoryError(EISDIR, "", str(target))
        for beside, target in written:
            beside.replace(target)
    except OSError:
        for beside, _target in written:
            beside.unlink(missing_ok=True)
        for folder in reversed(made):
            folder.rmdir()
        raise


def _make_directories(folder: Path) -> list[Path]:
    """Make the folder with those above it; returns the new ones, outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _find(name: str) -> Template:
    for template in TEMPLATES:
        if template.name == name:
            return template
    text = _("There is no template {name}; known: {known}.").format(
        name=repr(name), known=_(", ").join(known.name for known in TEMPLATES)
    )
    suggestion = nearest(name, [known.name for known in TEMPLATES])
    if suggestion:
        text += " " + _("Did you mean {names}?").format(names=repr(suggestion))
    raise fail(text)


def _show(template: Template, directory: Path) -> None:
    console = stdout()
    console.print(plain(_("Written to {directory}:").format(directory=directory)))
    for file in template.files:
        console.print(plain(f"  {file}"))
    console.print(plain(_("Next:")))
    moves = [] if directory == Path() else [f"cd {shlex.quote(str(directory))}"]
    for command in (*moves, "cs policy check", *template.commands):
        console.print(plain(f"  {command}"))
