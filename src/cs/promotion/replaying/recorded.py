"""What does a record say of its making? Read from JSON, or from the record sheet of a workbook."""

import json
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Literal
from zipfile import BadZipFile, ZipFile

from cs.kernel.records import Assumption, InputRecord

MAKERS = frozenset(
    {
        "cs/promotion-score@1",
        "cs/promotion-eligibility@1",
        "cs/promotion-sensitivity@1",
        "cs/promotion-simulation@1",
    }
)
"""Records that can be made again."""


class NoRecordError(ValueError):
    """The bytes are no record that can be made again; the text says of which schema, if any."""


@dataclass(frozen=True)
class Recorded:
    """A record as its file has it.

    Attributes:
        whole: of JSON, everything; of a workbook, what its record sheet says.
        language: of a workbook's texts; None for JSON, which has none.
    """

    form: Literal["json", "xlsx"]
    whole: dict[str, Any]
    schema: str
    policy: str
    version: str
    as_of: date
    seed: int
    inputs: tuple[InputRecord, ...]
    assumptions: tuple[Assumption, ...]
    asked: dict[str, Any]
    language: str | None = None

    def input(self, role: str) -> InputRecord | None:
        """The first input of a role."""
        return next((each for each in self.inputs if each.role == role), None)


def read_recorded(data: bytes) -> Recorded:
    """What the bytes record.

    Raises:
        NoRecordError: they are no record of ours, or one that lacks what replaying needs.
    """
    form: Literal["json", "xlsx"] = "xlsx" if data.startswith(b"PK") else "json"
    try:
        whole = _of_workbook(data) if form == "xlsx" else json.loads(data)
    except (ValueError, BadZipFile, RecursionError) as error:
        raise NoRecordError("") from error
    schema = whole.get("schema") if isinstance(whole, dict) else None
    if not isinstance(schema, str) or schema not in MAKERS:
        raise NoRecordError(schema if isinstance(schema, str) else "")
    try:
        provenance = whole["provenance"]
        return Recorded(
            form=form,
            whole=whole,
            schema=schema,
            policy=str(whole["policy"]),
            version=str(provenance["version"]),
            as_of=date.fromisoformat(provenance["as_of"]),
            seed=int(provenance["seed"]),
            inputs=tuple(
                InputRecord(str(one["role"]), str(one["file"]), str(one["sha256"]))
                for one in provenance["inputs"]
            ),
            assumptions=tuple(
                Assumption(str(one["code"]), str(one["value"])) for one in provenance["assumptions"]
            ),
            asked=dict(whole["asked"]),
            language=whole.get("language") if form == "xlsx" else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise NoRecordError(schema) from error


def cells_of(data: bytes) -> dict[str, list[list[str]]]:
    """The cells of a workbook's sheets, as text, by the sheets' names."""
    import fastexcel

    book = fastexcel.read_excel(data)
    return {
        name: [
            ["" if cell is None else str(cell) for cell in row]
            for row in book.load_sheet(name, header_row=None, dtypes="string").to_polars().rows()
        ]
        for name in book.sheet_names
    }


def _of_workbook(data: bytes) -> Any:
    with ZipFile(BytesIO(data)) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise ValueError("no workbook")
    for rows in reversed(cells_of(data).values()):
        for row in rows:
            if row and row[0] in MAKERS:
                return json.loads("".join(row[1:]))
    raise ValueError("no record")
