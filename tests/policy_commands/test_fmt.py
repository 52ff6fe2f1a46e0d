"""`cs policy fmt` as a user runs it."""

import io
import os
import sys
from pathlib import Path

import pytest

from tests.policy_commands.workspaces import cs, make

LADDER = """\
kind: ladder
id: house
name: House
tracks:
  - {id: a, name: A}
grades:
  - {id: g, name: G, track: a, level: 1}
"""
MESSY = LADDER.replace("kind: ladder\nid: house\n", "id:  house\nkind: ladder\n")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_files_are_written_once_and_then_left(tmp_path: Path) -> None:
    make(tmp_path, ladder=MESSY)
    file = tmp_path / "policies" / "ladder.yaml"
    ending = cs("policy", "fmt")
    assert (ending.code, ending.out) == (0, "")
    assert ending.err == "files 1, formatted 1, left as they are 0\n"
    assert file.read_text() == LADDER
    assert cs("policy", "fmt").err == "files 1, formatted 0, left as they are 0\n"


def test_check_lists_files_and_writes_nothing(tmp_path: Path) -> None:
    make(tmp_path, ladder=MESSY, other=LADDER.replace("house", "other"))
    ending = cs("policy", "fmt", "--check")
    assert (ending.code, ending.out) == (1, "policies/ladder.yaml\n")
    assert (tmp_path / "policies" / "ladder.yaml").read_text() == MESSY
    assert cs("policy", "fmt", "--check", "policies/other.yaml").code == 0


def test_diff_shows_the_change_and_writes_nothing(tmp_path: Path) -> None:
    make(tmp_path, ladder=MESSY)
    ending = cs("policy", "fmt", "--diff")
    assert ending.code == 1
    assert (
        ending.out
        == """\
--- policies/ladder.yaml
+++ policies/ladder.yaml
@@ -1,5 +1,5 @@
-id:  house
 kind: ladder
+id: house
 name: House
 tracks:
   - {id: a, name: A}
"""
    )
    assert (tmp_path / "policies" / "ladder.yaml").read_text() == MESSY


def test_a_file_with_errors_is_left_and_the_others_are_formatted(tmp_path: Path) -> None:
    make(tmp_path, bad="kind: ladder\n", ladder=MESSY)
    ending = cs("policy", "fmt")
    assert (ending.code, ending.out) == (1, "")
    assert "policies/bad.yaml:1:1: error DOC040 not-formatted\n" in ending.err
    assert ending.err.endswith("files 2, formatted 1, left as they are 1\n")
    assert (tmp_path / "policies" / "ladder.yaml").read_text() == LADDER


def test_standard_input_goes_to_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MESSY.encode())))
    ending = cs("policy", "fmt", "-")
    assert (ending.code, ending.out) == (0, LADDER)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a: [")))
    ending = cs("policy", "fmt", "-")
    assert (ending.code, ending.out) == (1, "a: [")


def test_a_file_that_may_not_be_written_is_trouble(tmp_path: Path) -> None:
    make(tmp_path, ladder=MESSY)
    file = tmp_path / "policies" / "ladder.yaml"
    file.chmod(0o444)
    ending = cs("policy", "fmt")
    assert ending.code == 2
    assert "permission is missing" in ending.err
    assert file.read_text() == MESSY


def test_links_and_permissions_are_kept(tmp_path: Path) -> None:
    make(tmp_path, ladder=MESSY)
    link = tmp_path / "policies" / "ladder.yaml"
    target = link.rename(tmp_path / "target.yaml")
    target.chmod(0o640)
    link.symlink_to(target)
    assert cs("policy", "fmt").code == 0
    assert os.path.islink(link)  # noqa: PTH114
    assert (target.read_text(), target.stat().st_mode & 0o777) == (LADDER, 0o640)


def test_nothing_to_format_is_never_a_green_run() -> None:
    assert cs("policy", "fmt").code == 2
    assert cs("policy", "fmt", "missing.yaml").code == 2
