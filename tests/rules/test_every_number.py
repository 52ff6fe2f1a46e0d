"""A number of a house policy that is raised by one is found, or listed as undecidable."""

import re
from collections.abc import Iterator

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from cs.catalogue import KINDS
from cs.documents import Source, load
from tests.rules.test_planted_mistakes import HOUSE, codes
from tests.rules.test_rules_page import tool

NUMBER = re.compile(
    r"(\d+)(\.\d+)?(\.\.(\d+)?)?( ?%| (working )?(day|week|month|year)s?)?|\d{4}-\d\d-\d\d"
)
ENDS = {end for _, ends in tool().UNDECIDABLE.values() for end in ends.split()}
EACH = 2
"""So many numbers of one kind are changed."""

Where = tuple[str, str, int]
"""Route without positions, the number as written, and where it begins."""


def numbers(node: Node, route: str = "") -> Iterator[Where]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from numbers(value, f"{route}.{key.value}".strip("."))
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from numbers(item, f"{route}[]")
    elif NUMBER.fullmatch(node.value) and not route.endswith((".id", ".name")):
        yield route, node.value, node.start_mark.index


def is_listed(route: str) -> bool:
    return any(f".{route}".endswith((f".{end}", f"].{end}")) for end in ENDS)


def house_numbers() -> dict[tuple[str, str], list[Where]]:
    found: dict[tuple[str, str], list[Where]] = {}
    for file, text in HOUSE.items():
        if not file.endswith("_test.yaml"):
            for where in numbers(YAML().compose(text)):
                found.setdefault((file, where[0]), []).append(where)
    return found


NUMBERS = house_numbers()
DECIDED = {key: found[:EACH] for key, found in NUMBERS.items() if not is_listed(key[1])}


@pytest.mark.parametrize("file", sorted({file for file, _ in DECIDED}))
def test_a_number_raised_by_one_is_found(file: str) -> None:
    unseen = []
    for (name, route), places in DECIDED.items():
        for _, written, index in places if name == file else ():
            raised = re.sub(r"\d+", lambda digits: str(int(digits[0]) + 1), written, count=1)
            text = HOUSE[file][:index] + raised + HOUSE[file][index + len(written) :]
            loaded = load([Source(file, text.encode())], KINDS)
            if not loaded.findings and not codes({file: loaded.documents}):
                unseen.append(f"{route}: {written}")
    assert unseen == [], "write a rule, or say in tools/rules_page.py why none can decide it"


def test_every_kind_of_number_listed_is_in_a_house_policy() -> None:
    routes = {f".{route}" for _, route in NUMBERS}
    unknown = [
        end for end in ENDS if not any(route.endswith((f".{end}", f"].{end}")) for route in routes)
    ]
    assert set(unknown) <= {"takes_effect.day"}
