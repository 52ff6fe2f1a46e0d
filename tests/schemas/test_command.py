"""`cs policy schema`: one schema to standard output, or all into a directory."""

import json
from pathlib import Path

from cs.catalogue import KINDS
from cs.policy.schema.views import schema_files
from tests.cli.shell import cs, cs_here


def test_one_kind() -> None:
    ending = cs_here("policy", "schema", "ladder", "--lang", "en")

    assert (ending.code, ending.err) == (0, "")
    assert ending.out.encode() == schema_files(KINDS, "en")["ladder.json"]


def test_without_a_kind_any_kind_in_both_languages_whatever_the_environment() -> None:
    endings = {cs("policy", "schema", LANG=lang).out for lang in ("C", "zh_CN.UTF-8")}

    assert [each.encode() for each in endings] == [schema_files(KINDS)["policy.json"]]


def test_an_unknown_kind() -> None:
    ending = cs_here("policy", "schema", "lader", "--lang", "en")

    assert (ending.code, ending.out) == (2, "")
    assert "Did you mean ladder?" in ending.err


def test_all_into_a_directory_and_again_only_over_the_same(tmp_path: Path) -> None:
    first = cs_here("policy", "schema", "--out", "schemas", "--lang", "zh", cwd=tmp_path)
    again = cs_here("policy", "schema", "--out", "schemas", "--lang", "zh", cwd=tmp_path)
    other = cs_here("policy", "schema", "--out", "schemas", "--lang", "en", cwd=tmp_path)
    forced = cs_here("policy", "schema", "ladder", "--out", "schemas", "--force", cwd=tmp_path)

    assert [first.code, again.code, other.code, forced.code] == [0, 0, 2, 0]
    assert "ladder.json" in other.err
    names = sorted(file.name for file in (tmp_path / "schemas").iterdir())
    assert names == sorted(f"{name}.json" for name in ("policy", *KINDS))
    assert (tmp_path / "schemas/ladder.json").read_bytes() == schema_files(KINDS)["ladder.json"]
    title = json.loads((tmp_path / "schemas/rotation.json").read_bytes())["title"]
    assert title.startswith("一个部门的轮岗")


def test_init_writes_the_schemas_that_its_policies_name(tmp_path: Path) -> None:
    assert cs_here("init", "full", cwd=tmp_path).code == 0

    for policy in (tmp_path / "policies").iterdir():
        line = policy.read_text(encoding="utf-8").split("\n")[0]
        assert (policy.parent / line.partition("$schema=")[2]).resolve().is_file()
    written = {file.name: file.read_bytes() for file in (tmp_path / "schemas").iterdir()}
    assert written == schema_files(KINDS)
