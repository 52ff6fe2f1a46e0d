"""The Chinese catalogue is complete, exact and compiled from what stands in it."""

import gettext
from functools import cache
from io import BytesIO
from string import Formatter

from tools.messages import MO, PO, mo_bytes, po_bytes, read_catalogue, texts_in_use, updated

CATALOGUE = read_catalogue()
ENTRIES = [entry for entry in CATALOGUE if entry.id]


def places(template: str) -> list[tuple[str, str]]:
    """The named places of a template with their formats."""
    return sorted({(name, spec or "") for _, name, spec, _ in Formatter().parse(template) if name})


@cache
def in_use() -> dict[str, list[str]]:
    return texts_in_use()


def test_every_text_of_the_source_is_in_the_catalogue_and_nothing_else() -> None:
    used, known = set(in_use()), {entry.id for entry in ENTRIES}

    assert used - known == set(), "run: python tools/messages.py, then translate"
    assert known - used == set(), "run: python tools/messages.py"


def test_every_text_is_translated() -> None:
    assert [entry.id for entry in ENTRIES if not entry.string] == []


def test_no_translation_is_fuzzy_or_obsolete() -> None:
    assert [entry.id for entry in ENTRIES if entry.fuzzy] == []
    assert list(CATALOGUE.obsolete) == []


def test_a_translation_has_the_places_of_its_text() -> None:
    translated = [entry for entry in ENTRIES if entry.string]

    assert [e.id for e in translated if places(e.string) != places(e.id)] == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    assert MO.read_bytes() == mo_bytes(CATALOGUE), "run: python tools/messages.py"
    assert PO.read_bytes() == po_bytes(updated(CATALOGUE, in_use()))


def test_gettext_reads_the_compiled_catalogue() -> None:
    translations = gettext.GNUTranslations(BytesIO(MO.read_bytes()))

    assert [e.id for e in ENTRIES if translations.gettext(e.id) != (e.string or e.id)] == []


def test_compiling_twice_gives_the_same_bytes() -> None:
    assert mo_bytes(read_catalogue()) == mo_bytes(CATALOGUE)
    assert b"POT-Creation-Date: 2026-01-01" in PO.read_bytes()
