"""What does a workbook hold that its reader does not tell: hidden sheets, merges, errors, digits?

An XLSX is a ZIP of XML parts (ECMA-376). The cells themselves are read by calamine (fastexcel);
this looks into the parts for what it leaves out: error cells and formulas that were never computed
come out of it empty, merged cells only in their first cell, percentages as fractions, and numbers
with 9 decimals at most.
"""

import io
import math
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from posixpath import join, normpath
from xml.etree import ElementTree

LARGEST = 1 << 30
"""Bytes a workbook may unpack to."""
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_CELL = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*(?:<(?:\w+:)?f\b[^<>]*/>|<(?:\w+:)?f\b[^<>]*>[^<]*</(?:\w+:)?f>)?\s*"
    rb"<(?:\w+:)?v[^<>]*>(#[^<]*|[^<]{12,}|[^<]*[eE][^<]*)</"
)
_FORMULA_ALONE = re.compile(
    rb"<(?:\w+:)?c\s([^<>]*)>\s*(?:<(?:\w+:)?f\b[^<>]*/>|<(?:\w+:)?f\b[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_POSITION = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_KIND = re.compile(rb'\bt="(\w+)"')
_PERCENT_FORMATS = (9, 10)
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.')
_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)


class NotAWorkbook(Exception):  # noqa: N818
    """The ZIP is whole, but no XLSX; the argument says what it is: ods, xlsb, zip or large."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name, whether people see it, its part's path in the ZIP."""

    name: str
    visible: bool
    path: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook.

    Attributes:
        percent_styles: numbers of the cell styles that show a number as a percentage.
    """

    archive: zipfile.ZipFile
    sheets: tuple[SheetPart, ...]
    epoch: date
    percent_styles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SpecialCells:
    """What is special in a sheet; positions are (row, column), counted from 0.

    Attributes:
        errors: error cells with their text, such as `#N/A`.
        numbers: numeric cells of many digits, as the file has them.
        merges: merged areas: first row, first column, last row, last column.
        uncomputed: cells with a formula whose result the file does not hold.
        percents: cells that are shown as percentages.
    """

    errors: tuple[tuple[int, int, str], ...]
    numbers: tuple[tuple[int, int, float], ...]
    merges: tuple[tuple[int, int, int, int], ...]
    uncomputed: tuple[tuple[int, int], ...]
    percents: tuple[tuple[int, int], ...]


def open_workbook(data: bytes) -> Workbook:
    """The workbook's sheets.

    Raises:
        NotAWorkbook: another kind of file in a ZIP, or one that unpacks beyond `LARGEST`.
        ValueError: damaged.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
        if sum(info.file_size for info in archive.infolist()) > LARGEST:
            raise NotAWorkbook("large")
        if "mimetype" in names:
            raise NotAWorkbook("ods")
        if "_rels/.rels" not in names:
            raise NotAWorkbook("zip")
        book = next(
            (path for kind, path in _relations(archive, "").values() if kind == "officeDocument"),
            None,
        )
        if book is None:
            raise NotAWorkbook("zip")
        if book.endswith(".bin"):
            raise NotAWorkbook("xlsb")
        return _workbook(archive, book)
    except NotAWorkbook:
        raise
    # Damaged bytes make zipfile and expat raise a dozen kinds, struct.error among them.
    except Exception as error:
        raise ValueError(str(error)) from error


def special_cells(book: Workbook, sheet: SheetPart) -> SpecialCells:
    """The special cells of a sheet; raises ValueError if its part is damaged."""
    try:
        content = book.archive.read(sheet.path)
    except Exception as error:
        raise ValueError(str(error)) from error
    errors: list[tuple[int, int, str]] = []
    numbers: list[tuple[int, int, float]] = []
    for row, column, kind, value in _cells(content):
        if kind == b"e":
            errors.append((row, column, value.decode("utf-8", "replace")))
        elif kind in (b"", b"n"):
            number = _finite(value)
            if number is not None:
                numbers.append((row, column, number))
    merges = tuple(
        (int(match[2]) - 1, _column(match[1]), int(match[4]) - 1, _column(match[3]))
        for match in _MERGE.finditer(content)
    )
    return SpecialCells(
        tuple(errors),
        tuple(numbers),
        merges,
        tuple(_uncomputed(content)),
        tuple(_percents(content, book.percent_styles)),
    )


def _uncomputed(content: bytes) -> Iterator[tuple[int, int]]:
    for match in _FORMULA_ALONE.finditer(content):
        position, kind = _POSITION.search(match[1]), _KIND.search(match[1])
        # The result of a formula may be an empty text.
        if position and not (kind and kind[1] == b"str"):
            yield int(position[2]) - 1, _column(position[1])


def _percents(content: bytes, styles: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    if not styles:
        return
    numbers = b"|".join(str(style).encode() for style in styles)
    cell = re.compile(rb'<(?:\w+:)?c\s(?=[^<>]*\bs="(?:' + numbers + rb')")([^<>]*[^<>/])>')
    for match in cell.finditer(content):
        position, kind = _POSITION.search(match[1]), _KIND.search(match[1])
        if position and (kind is None or kind[1] == b"n"):
            yield int(position[2]) - 1, _column(position[1])


def _finite(value: bytes) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _cells(content: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    for match in _CELL.finditer(content):
        position = _POSITION.search(match[1])
        if position:
            kind = _KIND.search(match[1])
            yield int(position[2]) - 1, _column(position[1]), kind[1] if kind else b"", match[2]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _workbook(archive: zipfile.ZipFile, path: str) -> Workbook:
    relations = _relations(archive, path)
    root = _parse(archive.read(path))
    sheets: list[SheetPart] = []
    epoch = _EPOCH_1900
    for element in root.iter():
        tag = _local(element.tag)
        if tag == "workbookPr" and element.get("date1904") in ("1", "true"):
            epoch = _EPOCH_1904
        if tag == "sheet":
            identifier = next(
                (value for name, value in element.items() if name.endswith("}id")), ""
            )
            kind, target = relations.get(identifier, ("", ""))
            if kind == "worksheet":
                visible = element.get("state", "visible") == "visible"
                sheets.append(SheetPart(element.get("name", ""), visible, target))
    styles = next((path for kind, path in relations.values() if kind == "styles"), None)
    percents = _percent_styles(_parse(archive.read(styles))) if styles else ()
    return Workbook(archive, tuple(sheets), epoch, percents)


def _percent_styles(root: ElementTree.Element) -> tuple[int, ...]:
    formats = set(map(str, _PERCENT_FORMATS))
    styles: list[ElementTree.Element] = []
    for element in root.iter():
        if _local(element.tag) == "numFmt":
            code = _LITERALS.sub("", element.get("formatCode", ""))
            number = element.get("numFmtId", "")
            (formats.add if "%" in code else formats.discard)(number)
        if _local(element.tag) == "cellXfs":
            styles = list(element)
    return tuple(
        index for index, style in enumerate(styles) if style.get("numFmtId", "") in formats
    )


def _relations(archive: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """Per id the last word of the relation's type and the path of its target."""
    folder, _, name = path.rpartition("/")
    content = archive.read(f"{folder}/_rels/{name}.rels".lstrip("/"))
    relations: dict[str, tuple[str, str]] = {}
    for element in _parse(content):
        target = element.get("Target", "")
        full = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        kind = element.get("Type", "").rsplit("/", 1)[-1]
        relations[element.get("Id", "")] = (kind, full)
    return relations


def _parse(content: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in content:
        raise ValueError("a document type declaration, which no XLSX has")
    return ElementTree.fromstring(content)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
