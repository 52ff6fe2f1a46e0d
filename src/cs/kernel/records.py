"""What every result says of its making: inputs by hash, version, as-of date, seed, workers."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class InputRecord:
    """One file read: role (`policy`, `staff`, …), path as shown, SHA-256 of its bytes in hex."""

    role: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """A finding settled on the command line: `--assume CODE=VALUE`."""

    code: str
    value: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What was asked."""

    version: str
    as_of: date
    seed: int
    workers: int
    inputs: tuple[InputRecord, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
