"""`cs policy check` and `cs policy rule` as a user runs them."""

import json
import os
from pathlib import Path

import pytest

from tests.policy_commands.workspaces import LADDER, ROTATION, WORKSPACE, cs, make


def codes(output: str) -> list[str]:
    return [finding["code"] for finding in json.loads(output)["findings"]]


def test_a_clean_workspace_passes(tmp_path: Path) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=LADDER)
    ending = cs("policy", "check", "-C", str(tmp_path))
    assert (ending.code, ending.out) == (0, "")
    assert ending.err == "files 2, findings 0: errors 0, warnings 0, notes 0\n"


def test_the_workspace_is_found_upward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, ladder=LADDER.replace("level: 2", "level: 0"))
    (tmp_path / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "down")
    ending = cs("policy", "check")
    assert ending.code == 1
    assert "../../policies/ladder.yaml:7:42: error DOC017 out-of-bounds\n" in ending.out
    assert "errors 1" in ending.err


@pytest.mark.parametrize("named", ["nowhere", "policies/ladder.yaml"])
def test_a_workspace_that_is_not_there_is_never_another_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    make(tmp_path, ladder=LADDER)
    monkeypatch.chdir(tmp_path)
    for command in (("policy", "check"), ("policy", "fmt"), ("policy", "test"), ("rotate", "plan")):
        ending = cs(*command, "-C", named)
        assert (ending.code, ending.out) == (2, "")
        assert f"there is no directory {named}" in ending.err


def test_a_pipe_among_the_policies_is_passed_over(tmp_path: Path) -> None:
    make(tmp_path, ladder=LADDER)
    os.mkfifo(tmp_path / "policies" / "pipe.yaml")
    ending = cs("policy", "check", "-C", str(tmp_path))
    assert (ending.code, ending.err[:8]) == (0, "files 1,")


def test_a_file_in_another_encoding_is_told_how_to_be_saved(tmp_path: Path) -> None:
    make(tmp_path, ladder=LADDER)
    path = tmp_path / "policies" / "ladder.yaml"
    for encoding, named in (("gbk", "GB18030"), ("utf-16", "UTF-16")):
        path.write_bytes(LADDER.replace("Ladder", "客服职位阶梯").encode(encoding))
        ending = cs("policy", "check", "-C", str(tmp_path))
        assert ending.code == 1
        assert f"The file seems to be {named}: open it in the editor as that" in ending.out
    path.write_bytes(b"kind: ladder\nname: \xff\xff\n")
    assert "= mend: Save the file as UTF-8" in cs("policy", "check", "-C", str(tmp_path)).out


def test_syntax_errors_count_as_errors(tmp_path: Path) -> None:
    make(tmp_path, ladder="a: b: c\n")
    assert cs("policy", "check", "-C", str(tmp_path)).code == 1


def test_no_policy_file_is_never_a_green_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cs("policy", "check").code == 2
    (tmp_path / "policies").mkdir()
    ending = cs("policy", "check")
    assert ending.code == 2
    assert "no policy file" in ending.err
    assert cs("policy", "check", "missing.yaml").code == 2


def test_files_and_directories_can_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, ladder=LADDER, rotation="kind: rotaton\n")
    monkeypatch.chdir(tmp_path)
    assert cs("policy", "check", "policies/ladder.yaml").code == 0
    assert cs("policy", "check", "policies", "policies/ladder.yaml").code == 1
    assert "files 2," in cs("policy", "check", "policies", "policies/ladder.yaml").err


def test_a_workspace_named_as_a_path_stands_for_its_policies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "other", ladder=LADDER)
    (tmp_path / "other" / "notes.yaml").write_text("- no policy\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ending = cs("policy", "check", "other")
    assert (ending.code, ending.err.split(",")[0]) == (0, "files 1")


def test_machine_formats_alone_are_on_standard_output(tmp_path: Path) -> None:
    make(tmp_path, ladder=LADDER.replace("level: 2", "level: 0"))
    ending = cs("policy", "check", "-C", str(tmp_path), "--output", "json")
    assert codes(ending.out) == ["DOC017"]
    ending = cs("policy", "check", "-C", str(tmp_path), "--output", "github")
    assert ending.out.startswith("::error file=")


def test_the_workspace_changes_severities(tmp_path: Path) -> None:
    staff = "tables: {staff: nobody.csv}\n"
    make(tmp_path, workspace=f"{WORKSPACE}{staff}severities: {{DOC026: warning}}\n", ladder=LADDER)
    ending = cs("policy", "check", "-C", str(tmp_path), "--output", "json")
    assert (ending.code, codes(ending.out)) == (0, ["DOC026"])


def test_a_document_cannot_be_passed_over_by_switching_its_error_off(tmp_path: Path) -> None:
    make(tmp_path, workspace=f"{WORKSPACE}severities: {{DOC002: off}}\n", ladder="a: b: c\n")
    ending = cs("policy", "check", "-C", str(tmp_path), "--output", "json")
    assert (ending.code, codes(ending.out)) == (1, ["DOC002", "DOC023"])


def test_a_bad_table_hides_no_finding_of_a_policy(tmp_path: Path) -> None:
    make(
        tmp_path,
        workspace=f"{WORKSPACE}tables: {{staff: staff.csv}}\n",
        rotation=ROTATION.replace("headcount", "headcuont", 1),
        staff_csv="id,name\n",
    )
    (tmp_path / "staff.csv").write_bytes(b"\x00\x01\x02")
    found = codes(cs("policy", "check", "-C", str(tmp_path), "--output", "json").out)
    assert "DOC013" in found
    assert [code for code in found if code.startswith("TAB")]


def test_a_year_without_its_official_calendar_is_a_warning(tmp_path: Path) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=LADDER)
    arguments = ("policy", "check", "-C", str(tmp_path), "--output", "json")
    assert codes(cs(*arguments, "--as-of", "2026-05-01").out) == []
    assert codes(cs(*arguments, "--as-of", "2090-05-01").out) == ["DOC024"]


def test_every_code_has_its_page() -> None:
    listed = cs("policy", "rule").out
    assert "DOC001" in listed
    page = cs("policy", "rule", "doc003").out
    assert page.startswith("DOC003 placeholder\nA gap was never filled in")
    assert "notes: TODO" in page
    assert cs("policy", "rule", "placeholder").out == page


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    ending = cs("policy", "rule", "DOC03")
    assert ending.code == 2
    assert "Did you mean DOC003?" in ending.err


def test_a_day_of_the_command_line_is_not_blamed_on_the_workspace(tmp_path: Path) -> None:
    make(tmp_path, workspace=WORKSPACE, ladder=LADDER)
    ending = cs("policy", "check", "-C", str(tmp_path), "--as-of", "2150-01-01", "-o", "json")
    (finding,) = json.loads(ending.out)["findings"]
    assert (finding["code"], finding["line"]) == ("DOC024", 1)
