"""Every policy that we ship names its schema in the first line, where editors look for it."""

import re
from pathlib import Path

import pytest

from cs.catalogue import KINDS
from cs.templates import SOURCE
from tests.schemas.editors import documents, refusals

ROOT = Path(__file__).parents[2]
HOUSE = sorted([*ROOT.glob("policies/*.yaml"), *ROOT.glob("examples/*/policies/*.yaml")])
TEMPLATES = sorted(SOURCE.glob("*/policies/*.yaml"))
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", HOUSE, ids=shown)
def test_a_house_policy_names_a_schema_that_is_there(file: Path) -> None:
    modeline = MODELINE.match(file.read_text(encoding="utf-8"))

    assert modeline, "the first line is to be: # yaml-language-server: $schema=…"
    assert (file.parent / modeline[1]).resolve().is_file()
    assert (file.parent / modeline[1]).resolve().parent == ROOT / "schemas"


@pytest.mark.parametrize("file", TEMPLATES, ids=shown)
def test_a_template_names_a_schema_that_init_writes(file: Path) -> None:
    modeline = MODELINE.match(file.read_text(encoding="utf-8"))

    assert modeline
    assert modeline[1].startswith("../schemas/")


@pytest.mark.parametrize("file", [*HOUSE, *TEMPLATES], ids=shown)
def test_a_policy_is_valid_by_the_schema_it_names(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    named = Path((MODELINE.match(text) or ["", ""])[1]).stem
    kinds = [data["kind"] for data in documents(text)]

    assert named == (kinds[0] if len(kinds) == 1 else "policy")
    for data in documents(text):
        assert refusals(data, named if named in KINDS else None) == []
        assert refusals(data) == []
