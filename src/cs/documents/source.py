"""Bytes to text: strict UTF-8, a byte-order mark or none, no control characters, bounded size."""

import codecs
import re
from dataclasses import dataclass

from cs.documents.codes import TOO_LARGE, UNREADABLE
from cs.kernel.findings import Finding, Place, Severity, Span
from cs.kernel.messages import Message, message

MAX_BYTES = 1_000_000

# what is bad is listed, not what is good: the pattern is compiled thirty times as fast
_BAD_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of policies: its name as shown (relative where possible, with `/`) and its bytes."""

    file: str
    data: bytes


def decode(source: Source) -> str | Finding:
    """The text without its byte-order mark, or the finding that says why there is none."""
    if len(source.data) > MAX_BYTES:
        return Finding(
            TOO_LARGE,
            Severity.ERROR,
            message(
                "The file has {size} bytes; at most {limit} are read.",
                size=len(source.data),
                limit=MAX_BYTES,
            ),
            Place(source.file, span=Span(1, 1, 1, 1)),
            mend=message("Split it into several files."),
        )
    data = source.data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _position(data[: error.start].decode("utf-8"))
        return Finding(
            UNREADABLE,
            Severity.ERROR,
            message("The byte {byte} here is not UTF-8 text.", byte=f"0x{data[error.start]:02X}"),
            Place(source.file, span=Span(line, column, line, column + 1)),
            expected=message("a text file in UTF-8"),
            mend=_saved_anew(data),
        )
    if match := _BAD_CHARACTER.search(text):
        line, column = _position(text[: match.start()])
        return Finding(
            UNREADABLE,
            Severity.ERROR,
            message(
                "The control character {character} stands here.",
                character=f"U+{ord(match[0]):04X}",
            ),
            Place(source.file, span=Span(line, column, line, column + 1)),
            mend=message("Delete the character."),
        )
    return text


def _saved_anew(data: bytes) -> Message:
    """How bytes that are not UTF-8 become it; with their encoding, where they read as one."""
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "UTF-16" if is_wide else "GB18030"
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return message("Save the file as UTF-8 in the editor.")
    return message(
        "The file seems to be {encoding}: open it in the editor as that, and save it as UTF-8.",
        encoding=encoding,
    )


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a text as YAML counts them: ended by LF, CR LF or CR and nothing else."""
    return tuple(_LINE_END.split(text))


def _position(before: str) -> tuple[int, int]:
    lines = split_lines(before)
    return len(lines), len(lines[-1]) + 1
