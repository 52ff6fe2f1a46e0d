"""The message catalogue: extract texts from the source, update the .po, compile the .mo.

    python tools/messages.py            update cs.po and cs.mo
    python tools/messages.py --missing  list texts without translation

Texts are the literal first arguments of `_(…)` and `message(…)`, the titles and prose of the pages
that `cs policy rule` shows, the titles and descriptions of `cs policy schema`, and those that Typer
takes from gettext. Both files depend on the texts alone: no dates, no line numbers.
"""

import ast
import struct
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from cs.catalogue import ENTRIES, KINDS
from cs.documents.json_schema import texts
from cs.locale import page_paragraphs

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "cs"
PO = SOURCE / "locale" / "zh" / "LC_MESSAGES" / "cs.po"
MO = PO.with_suffix(".mo")
KEYWORDS = ("_", "message")
TYPER_TEXTS = (
    "(dynamic)",
    "Arguments",
    "Missing command.",
    "Options",
    "default: {default}",
    "env var: {var}",
    "required",
)
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def texts_in_use() -> dict[str, list[str]]:
    """Every text of the source, in order, with the files that use it."""
    uses: dict[str, list[str]] = {text: ["typer"] for text in TYPER_TEXTS}
    for text, file in sorted([*_extract(), *_pages(), *_schemas()]):
        files = uses.setdefault(text, [])
        if file not in files:
            files.append(file)
    return dict(sorted(uses.items()))


def read_catalogue() -> Catalog:
    """The Chinese catalogue as it stands; empty if there is none."""
    if not PO.exists():
        return Catalog(locale="zh")
    return read_po(BytesIO(PO.read_bytes()), locale="zh")


def updated(old: Catalog, uses: dict[str, list[str]]) -> Catalog:
    """The catalogue of the texts in use; translations are kept, texts no longer used dropped."""
    new = Catalog(
        locale="zh",
        project="cs",
        creation_date=_EPOCH,
        revision_date=_EPOCH,
        last_translator="cs",
        language_team="zh",
        header_comment="# Chinese texts of cs; written by tools/messages.py, translated by hand.",
        fuzzy=False,
    )
    for text, files in uses.items():
        before = old.get(text)
        new.add(text, before.string if before else "", [(file, 0) for file in files])
    return new


def po_bytes(catalogue: Catalog) -> bytes:
    """The .po file."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=98, sort_output=True, include_lineno=False)
    return b"\n".join(
        line for line in buffer.getvalue().split(b"\n") if b"Generated-By" not in line
    )


def mo_bytes(catalogue: Catalog) -> bytes:
    """The .mo file: the GNU format, sorted, without a hash table."""
    texts = {"": "Content-Type: text/plain; charset=UTF-8\nLanguage: zh\n"}
    texts |= {str(entry.id): str(entry.string) for entry in catalogue if entry.id and entry.string}
    keys = sorted(key.encode() for key in texts)
    values = [texts[key.decode()].encode() for key in keys]
    table, strings = b"", b""
    start = 7 * 4 + 2 * 8 * len(keys)
    for part in (*keys, *values):
        table += struct.pack("<II", len(part), start + len(strings))
        strings += part + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return head + table + strings


def main() -> None:
    """Update the files, or list what is missing."""
    catalogue = updated(read_catalogue(), texts_in_use())
    missing = [entry for entry in catalogue if entry.id and not entry.string]
    if "--missing" in sys.argv[1:]:
        for entry in missing:
            print(repr(entry.id))
        return
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_bytes(catalogue))
    MO.write_bytes(mo_bytes(catalogue))
    print(f"{len(catalogue)} texts, {len(missing)} without translation")


def _extract() -> Iterator[tuple[str, str]]:
    for file in SOURCE.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_bytes())):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in KEYWORDS
                and call.args
                and isinstance(call.args[0], ast.Constant)
                and isinstance(call.args[0].value, str)
                and call.args[0].value
            ):
                yield call.args[0].value, file.relative_to(ROOT).as_posix()


def _pages() -> Iterator[tuple[str, str]]:
    for entry in ENTRIES:
        for text in (entry.page.title, *page_paragraphs(entry.page.prose)):
            yield text, f"cs policy rule {entry.code}"


def _schemas() -> Iterator[tuple[str, str]]:
    for text, kind in texts(KINDS):
        yield text, f"cs policy schema {kind}"


if __name__ == "__main__":
    main()
