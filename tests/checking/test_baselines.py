"""A baseline accepts what was there when it was written, wherever it stands now."""

import json
from pathlib import Path

import pytest

from tests.policy_commands.checking import HEAD, TWIN, check, codes, found
from tests.policy_commands.workspaces import WORKSPACE, cs, make

LADDER = f"{HEAD}{TWIN}\n"
PROMOTION = """kind: promotion
id: p
name: P
scoring:
  missing: refuse
  tie_breaks: [{by: hired}]
components:
- {id: test, name: Test, weight: 50, scale: {from: 0, to: 100}, raters: {who: 考官}}
- {id: talk, name: Talk, weight: 40, scale: {from: 0, to: 100}, raters: {who: 经理}}
"""


def with_baseline(root: Path, **policies: str) -> tuple[str, str]:
    """A workspace whose findings are all in its baseline; the option that names it."""
    make(root, workspace=WORKSPACE, **policies)
    file = root / "baseline.json"
    assert check(root, "--write-baseline", str(file)).code == 0
    return "--baseline", str(file)


def write(root: Path, name: str, text: str) -> None:
    (root / "policies" / f"{name}.yaml").write_bytes(text.encode())


def test_a_baseline_accepts_what_was_found_when_it_was_written(tmp_path: Path) -> None:
    make(tmp_path, ladder=LADDER, promotion=PROMOTION)
    before = codes(tmp_path)
    assert {"LAD001", "PRM001"} <= set(before)
    assert check(tmp_path).code == 1
    file = str(tmp_path / "baseline.json")
    written = check(tmp_path, "--write-baseline", file)
    assert written.code == 0
    assert f"accepted {len(before)}" in written.err
    ending = check(tmp_path, "--baseline", file)
    assert (ending.code, codes(tmp_path, "--baseline", file)) == (0, [])
    assert f"accepted {len(before)}" in ending.err


def test_a_baseline_is_sorted_json_that_names_places_and_no_lines(tmp_path: Path) -> None:
    _option, file = with_baseline(tmp_path, ladder=LADDER)
    text = Path(file).read_text(encoding="utf-8")
    assert json.loads(text) == {
        "schema": "cs/findings-baseline@1",
        "findings": [
            {
                "code": "LAD001",
                "file": "policies/ladder.yaml",
                "document": "l",
                "place": "grades[b].level",
                "count": 1,
            }
        ],
    }
    assert text.endswith("}\n")


def test_a_new_finding_is_no_part_of_a_baseline(tmp_path: Path) -> None:
    option = with_baseline(tmp_path, ladder=LADDER)
    third = "- {id: c, name: C, track: t, level: 1, headcount: 9}\n"
    write(tmp_path, "ladder", LADDER + third)
    assert found(tmp_path, *option) == [("LAD001", 8)]


def test_reformatting_and_shifted_lines_make_no_entry_stale(tmp_path: Path) -> None:
    option = with_baseline(tmp_path, ladder=LADDER, promotion=PROMOTION)
    shifted = (
        "# 说明\n\n\nkind: ladder\nname: 职位阶梯\nid: l\n"
        "tracks:\n  - id: t\n    name: T\ngrades:\n"
        "  - id: new\n    name: New\n    track: t\n    level: 4\n    headcount: 1\n"
        "  - id: a\n    name: A\n    track: t\n    level: 1\n    headcount: 9\n"
        "  - id: b\n    headcount: 9\n    level: 1\n    name: B\n    track: t\n"
    )
    write(tmp_path, "ladder", shifted.replace("\n", "\r\n"))
    write(tmp_path, "promotion", PROMOTION.replace("components:", "# 评分项\ncomponents:\n"))
    assert codes(tmp_path, *option) == []


def test_the_second_document_of_a_file_keeps_its_entry_when_it_becomes_the_first(
    tmp_path: Path,
) -> None:
    option = with_baseline(tmp_path, both=f"{LADDER}---\n{PROMOTION}")
    write(tmp_path, "both", f"{PROMOTION}---\n{LADDER}")
    assert codes(tmp_path, *option) == []


def test_a_baseline_does_not_depend_on_the_current_directory_or_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _option, file = with_baseline(tmp_path, ladder=LADDER)
    monkeypatch.chdir(tmp_path / "policies")
    assert cs("policy", "check", "--baseline", "../baseline.json", "--fail-on", "info").code == 0
    cs("policy", "check", "--write-baseline", "again.json", "--lang", "zh")
    assert Path("again.json").read_bytes() == Path(file).read_bytes()


def test_an_entry_of_what_was_mended_is_stale(tmp_path: Path) -> None:
    option = with_baseline(tmp_path, ladder=LADDER, promotion=PROMOTION)
    write(tmp_path, "ladder", HEAD)
    ending = check(tmp_path, *option)
    assert ending.code == 0
    assert "baseline.json:4:5: warning DOC035 stale-baseline" in ending.out
    assert (
        "accepts LAD001 in policies/ladder.yaml: grades[b].level 1 times; it is found 0 times"
    ) in ending.out
    assert check(tmp_path, *option, "--fail-on", "warning").code == 1


def test_an_entry_is_not_stale_where_it_was_not_judged(tmp_path: Path) -> None:
    option = with_baseline(tmp_path, ladder=LADDER, promotion=PROMOTION)
    write(tmp_path, "ladder", HEAD)
    assert codes(tmp_path, *option, "--ignore", "LAD") == []
    assert codes(tmp_path, *option, str(tmp_path / "policies" / "promotion.yaml")) == []
    assert codes(tmp_path, *option, "--ignore", "stale-baseline") == []


def test_rows_of_tables_are_named_by_what_is_said_of_them(tmp_path: Path) -> None:
    workspace = f"{WORKSPACE}tables: {{staff: staff.csv}}\n"
    make(tmp_path, workspace=workspace, ladder=HEAD, staff_csv="id,name,post\nE1,Agent 1\n")
    assert codes(tmp_path) == ["TAB007"]
    option = ("--baseline", str(tmp_path / "b.json"))
    check(tmp_path, "--write-baseline", option[1])
    assert codes(tmp_path, *option) == []
    (tmp_path / "staff.csv").write_text("id,name,post\nE0,Agent 0,a\nE1,Agent 1\n")
    assert codes(tmp_path, *option) == []


def test_what_was_not_read_is_never_accepted(tmp_path: Path) -> None:
    make(tmp_path, ladder=LADDER, broken="a: b: c\n")
    file = tmp_path / "baseline.json"
    ending = check(tmp_path, "--write-baseline", str(file))
    assert ending.code == 1
    assert "DOC002" in ending.out
    assert [each["code"] for each in json.loads(file.read_bytes())["findings"]] == ["LAD001"]
    entry = {"code": "DOC002", "file": "policies/broken.yaml", "count": 9}
    record = {"schema": "cs/findings-baseline@1", "findings": [entry]}
    file.write_text(json.dumps(record))
    assert check(tmp_path, "--baseline", str(file)).code == 1


def test_a_baseline_is_replaced_only_by_force(tmp_path: Path) -> None:
    _option, file = with_baseline(tmp_path, ladder=LADDER)
    write(tmp_path, "ladder", HEAD)
    ending = check(tmp_path, "--write-baseline", file)
    assert ending.code == 2
    assert "exists; --force replaces it" in ending.err
    assert check(tmp_path, "--write-baseline", file, "--force").code == 0
    assert json.loads(Path(file).read_bytes())["findings"] == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is not JSON"),
        ("kind: ladder", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "its schema is not cs/findings-baseline@1"),
        ('{"schema": "cs/findings@1", "findings": []}', "its schema is not"),
        ('{"schema": "cs/findings-baseline@1"}', "not one list"),
        ('{"schema": "cs/findings-baseline@1", "findings": {}}', "not one list"),
        ('{"schema": "cs/findings-baseline@1",\n"findings": [\n{"code": "A"}]}', "1 at line 3"),
        (
            '{"schema": "cs/findings-baseline@1", "findings":'
            ' [{"code": "A", "file": "b", "count": true}]}',
            "its entry 1",
        ),
        (
            '{"findings": [], "findings": [{"code": "A"}], "schema": "cs/findings-baseline@1"}',
            "not one list",
        ),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str, said: str) -> None:
    make(tmp_path, ladder=HEAD)
    file = tmp_path / "b.json"
    file.write_text(text)
    ending = check(tmp_path, "--baseline", str(file))
    assert (ending.code, ending.out) == (2, "")
    assert "is no baseline" in ending.err
    assert said in ending.err
    assert "Traceback" not in ending.err
