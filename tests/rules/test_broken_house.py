"""A document that cannot be read is one finding: nothing that it states is called missing."""

from functools import cache
from pathlib import Path

import pytest

from cs.documents import Source
from cs.examination import Examination, StaffRead, examine_texts
from cs.kernel.records import InputRecord
from cs.workspace import InputFile

ROOT = Path(__file__).parents[2]
HOUSE = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "policies").glob("*.yaml"))}
BREAKS = {
    "syntax": ("\nname: ", "\nname： "),
    "unknown key": ("\nname: ", "\nnmae: "),
    "no head": ("kind: ", "kid: "),
}


def examined(changed: dict[str, str]) -> Examination:
    read = [
        InputFile(Source(name, text.encode()), InputRecord("policy", name, ""))
        for name, text in (HOUSE | changed).items()
    ]
    return examine_texts(read, None, staff=StaffRead())


@cache
def sound() -> frozenset[tuple[str, str]]:
    return frozenset((each.code, each.place.file) for each in examined({}).findings)


@pytest.mark.parametrize("how", BREAKS)
@pytest.mark.parametrize("name", [name for name in HOUSE if name != "workspace.yaml"])
def test_one_broken_document_causes_no_findings_in_others(name: str, how: str) -> None:
    broken = examined({name: HOUSE[name].replace(*BREAKS[how], 1)})
    new = {(each.code, each.place.file) for each in broken.findings} - sound()
    assert new
    assert {file for _, file in new} == {name}


def test_a_test_of_a_policy_that_is_not_there_is_found_beside_another_broken_one() -> None:
    text = HOUSE["promotion_test.yaml"].replace("policy: team-leader", "policy: team-laeder")
    other = HOUSE["review.yaml"].replace(*BREAKS["unknown key"], 1)
    found = examined({"promotion_test.yaml": text, "review.yaml": other}).findings
    assert "DOC050" in {each.code for each in found}
