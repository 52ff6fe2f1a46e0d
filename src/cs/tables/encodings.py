"""What text do these bytes hold? By byte-order mark, else strict UTF-8, else strict GB18030.

Never GBK (it lacks rare characters of names) and never a statistical guess (it takes small Chinese
files for UTF-16 or Big5): UTF-8's form is so strict that Chinese text in GB18030 all but never
passes for it. Files that are no text at all are told by their first bytes.
"""

import codecs
from types import MappingProxyType

from cs.kernel.findings import Finding
from cs.kernel.messages import message
from cs.kernel.suggestions import nearest
from cs.tables import findings as found

ZIP_MAGIC = b"PK\x03\x04"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

ENCODINGS = MappingProxyType({
    "utf-8": "utf-8", "utf8": "utf-8", "utf-8-sig": "utf-8",
    "gb18030": "gb18030", "gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cp950": "cp950",
    "utf-16": "utf-16-le", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be",
    "latin-1": "latin-1", "iso-8859-1": "latin-1", "cp1252": "cp1252", "windows-1252": "cp1252",
    "shift-jis": "cp932", "cp932": "cp932", "euc-kr": "cp949", "cp949": "cp949",
})  # fmt: skip
"""What `--encoding` may say, and the codec that reads it."""

# Codes that GB18030 first gave to the private use area and that Unicode has had characters for
# since; the same name in a UTF-8 file has the latter.
_LATE_CHARACTERS = MappingProxyType({
    "\ue816": "\U00020087", "\ue817": "\U00020089", "\ue818": "\U000200cc",
    "\ue81e": "\u9fb4", "\ue826": "\u9fb5", "\ue82b": "\u9fb6", "\ue82c": "\u9fb7",
    "\ue831": "\U000215d7", "\ue832": "\u9fb8", "\ue83b": "\U0002298f", "\ue843": "\u9fb9",
    "\ue854": "\u9fba", "\ue855": "\U000241fe", "\ue864": "\u9fbb",
})  # fmt: skip


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are an XLSX (a ZIP), whatever the file is named."""
    return data.startswith(ZIP_MAGIC)


def decode(data: bytes, file: str, encoding: str | None = None) -> str | Finding:
    """The text of a CSV file without its byte-order mark, or the finding that says why not.

    Args:
        encoding: one of `ENCODINGS`; it overrides everything but a byte-order mark that
            agrees with it.
    """
    if data.startswith(_OLE_MAGIC):
        return found.file_finding(
            found.NOT_A_TABLE,
            file,
            message(
                "This is a workbook of Excel 97-2003 (.xls) or one with a password; neither is "
                "read."
            ),
            expected=message("CSV or XLSX"),
            mend=message("Open it in Excel or WPS and save it as XLSX without a password."),
        )
    if encoding is not None:
        return _decode_as(data, file, encoding)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strict(data, len(mark), codec, file)
    if b"\x00" in data:
        return _binary(file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as utf8_error:
        try:
            return _with_late_characters(data.decode("gb18030"))
        except UnicodeDecodeError as gb_error:
            further = max(utf8_error.start, gb_error.start)
            return found.row_finding(
                found.UNDECODABLE,
                found.row_place(file, _row(data, further)),
                message(
                    "The text is neither UTF-8 (byte {utf8} is not) nor GB18030 (byte {gb} is "
                    "not); bytes count from 0.",
                    utf8=utf8_error.start,
                    gb=gb_error.start,
                ),
                expected=message("UTF-8 or GB18030 text"),
                mend=message(
                    "Save the file as CSV UTF-8, or name its encoding with --encoding, such as "
                    "--encoding big5."
                ),
            )


def _decode_as(data: bytes, file: str, encoding: str) -> str | Finding:
    wanted = encoding.strip().lower().replace("_", "-")
    codec = ENCODINGS.get(wanted)
    if codec is None:
        near = nearest(wanted, ENCODINGS)
        return found.file_finding(
            found.UNDECODABLE,
            file,
            message("The encoding {encoding} is not known.", encoding=encoding),
            expected=message("one of: {known}", known=", ".join(ENCODINGS)),
            mend=message("Did you mean {near}?", near=near) if near else None,
        )
    for mark, marked in _MARKS:
        if data.startswith(mark) and (marked == codec or wanted == "utf-16"):
            return _strict(data, len(mark), marked, file)
    text = _strict(data, 0, codec, file)
    if isinstance(text, str) and codec == "gb18030":
        return _with_late_characters(text)
    return text


def _strict(data: bytes, skip: int, codec: str, file: str) -> str | Finding:
    try:
        text = data[skip:].decode(codec)
    except UnicodeDecodeError as error:
        offset = error.start + skip
        return found.row_finding(
            found.UNDECODABLE,
            found.row_place(file, _row(data, offset)),
            message(
                "Byte {offset} is not {encoding} text; bytes count from 0.",
                offset=offset,
                encoding=codec.upper(),
            ),
            expected=message("{encoding} text", encoding=codec.upper()),
            mend=message("Save the file as CSV UTF-8, or name its encoding with --encoding."),
        )
    return _binary(file) if "\x00" in text else text


def _with_late_characters(text: str) -> str:
    for private, character in _LATE_CHARACTERS.items():
        if private in text:
            text = text.replace(private, character)
    return text


def _row(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _binary(file: str) -> Finding:
    return found.file_finding(
        found.NOT_A_TABLE,
        file,
        message("The file holds zero bytes, which no text table does."),
        expected=message("CSV or XLSX"),
        mend=message("If it is UTF-16 without a byte-order mark, add --encoding utf-16-le."),
    )
