"""`cs policy schema`: generate, then print or write."""

from pathlib import Path
from typing import Annotated

import typer

from cs.catalogue import KINDS
from cs.documents.json_schema import any_schema, kind_schema, schema_bytes
from cs.export.files import in_the_way, write_all
from cs.kernel.suggestions import nearest
from cs.locale import _, asked_language
from cs.options import ForceOption, LangOption
from cs.policy.schema.views import schema_files, telling
from cs.terminal import fail, say, write_machine

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command("schema", help=_("Write JSON Schemas, by which editors complete and check policies."))
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[KIND]", help=_("A kind of document; by default any kind.")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="DIR", help=_("Write the schemas of all kinds into this directory.")
        ),
    ] = None,
    force: ForceOption = False,
    lang: LangOption = None,
) -> None:
    """One schema to standard output, or all into a directory; in both languages unless asked."""
    if kind is not None and kind not in KINDS:
        raise fail(_unknown(kind))
    if out is not None:
        _write(out, kind, force)
        return
    tell = telling(asked_language())
    write_machine(schema_bytes(kind_schema(KINDS[kind], tell) if kind else any_schema(KINDS, tell)))


def _write(directory: Path, kind: str | None, force: bool) -> None:
    files = schema_files(KINDS, asked_language())
    if kind:
        files = {f"{kind}.json": files[f"{kind}.json"]}
    standing = in_the_way(directory, files)
    if standing and not force:
        raise fail(
            _("These files are in the way in {directory}: {files}. --force replaces them.").format(
                directory=directory, files=_(", ").join(standing)
            )
        )
    write_all(directory, files)
    say(_("Written to {directory}: {files}").format(directory=directory, files=_(", ").join(files)))


def _unknown(kind: str) -> str:
    text = _("There is no kind of document called {kind}.").format(kind=kind)
    near = nearest(kind, KINDS)
    if near:
        return f"{text} {_('Did you mean {word}?').format(word=near)}"
    return f"{text} {_('The kinds are: {kinds}.').format(kinds=_(', ').join(KINDS))}"
