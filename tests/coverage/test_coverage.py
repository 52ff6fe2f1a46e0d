"""The table of requirements lists each id once, and what it names is there and says so."""

import re
from pathlib import Path

import pytest

from cs.cli import PROMOTE, REVIEW, ROTATE

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "coverage.md"
LAST = {
    "ROT": 29, "DUT": 14, "HAN": 6, "TRN": 18, "SKL": 9, "PER": 15, "ELI": 17, "SCO": 12,
    "PRO": 23, "LAD": 14, "ATT": 7, "SEC": 7, "LED": 15,
}  # fmt: skip
"""The ids of the requirements: each family counts from 1 to this."""
IDS = (
    *(f"{family}-{number:02}" for family, last in LAST.items() for number in range(1, last + 1)),
    "ELI-02b",
    *(f"D{number:02}" for number in range(1, 47)),
)
IN_DETAIL = ("PER", "ELI", "SCO", "PRO", "LAD")
"""Families of which every row is met by a policy, an example or a rule."""
BESIDE = ("policies/", "examples/", "tests/")
"""Where the id itself stands beside what meets it; checks answer defects likewise."""
ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| (?:[A-Z]{3}-\d\d|D\d\d)", line)
]
PLACES = [(row[0], path) for row in ROWS for path in re.findall(r"`([\w.-]+/[\w./-]*)`", row[1])]


def test_each_id_is_listed_once_and_in_order() -> None:
    assert sorted(row[0] for row in ROWS) == sorted(IDS)
    listed = [row[0] for row in ROWS]
    for family in (*LAST, "D"):
        own = [each for each in listed if re.match(rf"{family}-?\d", each)]
        assert own == sorted(own)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_says_where_and_how(row: tuple[str, ...]) -> None:
    name, where, how = row
    assert how
    assert where in ("no tool", "later") or any(each == name for each, _ in PLACES)
    if name.startswith(IN_DETAIL):
        assert where not in ("no tool", "later"), "sections 6 to 10 are met"


@pytest.mark.parametrize(("name", "path"), PLACES, ids=lambda value: value)
def test_what_a_row_names_is_there_and_holds_the_id(name: str, path: str) -> None:
    file = ROOT / path
    assert file.exists(), path
    if path.startswith(BESIDE) or "checks/" in path:
        text = file.read_text(encoding="utf-8")
        is_rule = not path.startswith(BESIDE) and not name.startswith("D")
        assert is_rule or re.search(rf"\b{name}\b", text), f"write {name} beside the line"


def keys_of(where: str) -> list[tuple[str, str]]:
    """Each key that a row names, with the YAML file before it."""
    found, file = [], ""
    for token in re.findall(r"`([^`]+)`", where):
        if "/" in token:
            file = token
        elif file.endswith(".yaml") and not token.startswith("cs "):
            found.append((file, token))
    return found


@pytest.mark.parametrize(
    ("path", "key"), sorted({each for row in ROWS for each in keys_of(row[1])}), ids=str
)
def test_a_key_that_is_named_is_stated_in_its_file(path: str, key: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    for part in re.split(r"\.|\[\]\.?", key):
        assert not part or re.search(rf"(?<!\w){part}:", text), part


def test_commands_and_codes_that_are_named_exist() -> None:
    said = " ".join(cell for row in ROWS for cell in row)
    commands = {
        f"{group} {entry.name}"
        for group, entries in (("promote", PROMOTE), ("review", REVIEW), ("rotate", ROTATE))
        for entry in entries
    }
    named = set(re.findall(r"`cs ((?:promote|review|rotate) [a-z]+)", said))
    assert named
    assert named <= commands
    codes = set(re.findall(r"\b(?:PRM|LAD|REV|XPL|DEV|ROT|DOC|PLN|ATT|RST|SEC)\d{3}\b", said))
    documented = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert {code for code in codes if code not in documented} == set()
