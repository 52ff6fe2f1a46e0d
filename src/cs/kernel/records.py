"""What every result says of its making: inputs by hash, version, as-of date, seed, workers."""

from dataclasses import dataclass
from datetime import date
from typing import Any


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


def provenance_record(provenance: Provenance) -> dict[str, Any]:
    """Plain data for a JSON record, the same in the records of all domains."""
    return {
        "version": provenance.version,
        "as_of": provenance.as_of.isoformat(),
        "seed": provenance.seed,
        "workers": provenance.workers,
        "inputs": [
            {"role": one.role, "file": one.file, "sha256": one.sha256} for one in provenance.inputs
        ],
        "assumptions": [{"code": one.code, "value": one.value} for one in provenance.assumptions],
    }
