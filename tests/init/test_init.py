"""`cs init`: a workspace that works at once, written whole or not at all."""

import csv
import io
import re
from pathlib import Path

import pytest

from cs.templates import TEMPLATES, read_files
from cs.templates.commands import write_all
from tests.cli.shell import cs, cs_here

CASES = [(t.name, language) for t in TEMPLATES for language in ("en", "zh")]


def names_in(directory: Path) -> list[str]:
    """The names of what lies in a directory."""
    return sorted(path.name for path in directory.iterdir())


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_new_workspace_passes_its_check_and_does_its_work(
    tmp_path: Path, name: str, language: str
) -> None:
    written = cs_here("init", name, "new", "--lang", language, cwd=tmp_path)
    assert written.code == 0, written.err

    check = cs_here("policy", "check", "--lang", language, cwd=tmp_path / "new")
    assert check.code == 0, check.out + check.err
    assert re.search(r"findings 0:|问题 0 个", check.err + check.out)

    for command in next(t for t in TEMPLATES if t.name == name).commands:
        assert command in written.out
        done = cs_here(*command.split()[1:], "--lang", language, cwd=tmp_path / "new")
        assert done.code == 0, done.out + done.err
        assert "K001" in done.out or "01" in done.out


def test_files_in_the_way_are_named_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("mine", encoding="utf-8")

    ending = cs("init", "rotation", cwd=tmp_path)

    assert ending.code == 2
    assert "staff.csv" in ending.err
    assert names_in(tmp_path) == ["staff.csv"]
    assert (tmp_path / "staff.csv").read_text(encoding="utf-8") == "mine"


def test_force_replaces_files(tmp_path: Path) -> None:
    (tmp_path / "staff.csv").write_text("mine", encoding="utf-8")

    assert cs_here("init", "rotation", "--force", cwd=tmp_path).code == 0
    assert "Agent 01" in (tmp_path / "staff.csv").read_text(encoding="utf-8-sig")


def test_what_cannot_be_written_whole_is_not_written_at_all(tmp_path: Path) -> None:
    (tmp_path / "new" / "b").mkdir(parents=True)

    with pytest.raises(IsADirectoryError):
        write_all(tmp_path / "new", {"deep/a": b"1", "b": b"2"})

    assert sorted(path.name for path in (tmp_path / "new").rglob("*")) == ["b"]


def test_an_unknown_template_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    ending = cs_here("init", "rotaton", "--lang=en", cwd=tmp_path)

    assert ending.code == 2
    assert "Did you mean 'rotation'?" in ending.err
    assert names_in(tmp_path) == []


def test_the_list_names_every_template() -> None:
    listed = cs_here("init", "--list").out

    assert all(template.name in listed for template in TEMPLATES)


@pytest.mark.parametrize("file", ["staff.csv", "candidates.csv"])
def test_tables_open_in_excel_and_say_the_same_in_both_languages(file: str) -> None:
    full = next(template for template in TEMPLATES if template.name == "full")
    tables = {}
    for language in ("en", "zh"):
        data = read_files(full, language)[file]
        assert data.startswith(b"\xef\xbb\xbf")
        tables[language] = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))

    assert [row[0] for row in tables["en"][1:]] == [row[0] for row in tables["zh"][1:]]
    assert {len(row) for table in tables.values() for row in table} == {len(tables["zh"][0])}
