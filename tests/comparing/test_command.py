"""`cs policy diff` as a user runs it: revisions, directories, files, formats, exit codes."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from rich.cells import cell_len

from cs.workspace import shown
from tests.comparing.repositories import commit, git, write
from tests.comparing.versions import PROMOTION, ROTATION
from tests.policy_commands.workspaces import Ending, cs

TWO_YEARS = PROMOTION.replace("at_least: 1 year", "at_least: 2 years")


def diff(root: Path, *arguments: str) -> Ending:
    return cs("policy", "diff", *arguments, "-C", str(root))


def record(root: Path, *arguments: str) -> dict[str, object]:
    ending = diff(root, *arguments, "--output", "json")
    assert (ending.code, ending.err) == (0, "")
    answer: dict[str, object] = json.loads(ending.out)
    schema = resources.files("cs").joinpath("schemas/policy-diff.json").read_text("utf-8")
    Draft7Validator.check_schema(json.loads(schema))
    Draft7Validator(json.loads(schema)).validate(answer)
    return answer


def texts(root: Path, *arguments: str) -> list[str]:
    documents: list[dict[str, list[dict[str, str]]]] = record(root, *arguments)["documents"]  # type: ignore[assignment]
    return [each["text"] for document in documents for each in document["changes"]]


def test_a_revision_against_the_working_tree(tmp_path: Path) -> None:
    commit(write(tmp_path, 晋升=PROMOTION))
    write(tmp_path, 晋升=TWO_YEARS)

    ending = diff(tmp_path, "HEAD")

    assert (ending.code, ending.err) == (0, "")
    assert ending.out.startswith("Policies compared: HEAD → the workspace as it is\n")
    assert "The condition «任职满一年» asks for at least 2 years instead of 1 year." in ending.out
    assert "eligibility lost by 1 of 6, gained by 0" in ending.out


def test_two_revisions_and_nothing_is_checked_out(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION))
    git(tmp_path, "tag", "v1.2")
    write(tmp_path, promotion=TWO_YEARS)
    commit(tmp_path)
    write(tmp_path, promotion="broken: [")

    assert texts(tmp_path, "v1.2", "HEAD") == [
        "the condition «任职满一年» asks for at least 2 years instead of 1 year."
    ]
    assert texts(tmp_path, "HEAD~1", "v1.2") == []


def test_a_workspace_below_the_top_of_its_repository(tmp_path: Path) -> None:
    root = write(tmp_path / "部门" / "客服", promotion=PROMOTION)
    commit_all(tmp_path)
    write(root, promotion=TWO_YEARS)

    assert len(texts(root, "HEAD")) == 1


def commit_all(top: Path) -> None:
    git(top, "init", "--quiet")
    commit(top)


def test_directories_and_files(tmp_path: Path) -> None:
    old = write(tmp_path / "old", promotion=PROMOTION)
    new = write(tmp_path / "new", promotion=TWO_YEARS)

    assert len(texts(new, str(old), str(new))) == 1
    assert len(texts(new, str(old / "policies"))) == 1
    files = [str(each / "policies" / "promotion.yaml") for each in (old, new)]
    assert len(texts(new, *files)) == 1
    ending = diff(new, files[0])
    assert (ending.code, ending.err) == (
        2, "Error: OLD is a file; name NEW too, the file to compare it with.\n"
    )  # fmt: skip


def test_reformatting_is_no_change(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION))
    write(tmp_path, promotion=f"# remark\n{PROMOTION.replace('60%', '60')}")

    ending = diff(tmp_path, "HEAD", "--exit-code")

    assert ending.code == 0
    assert ending.out.endswith("In short\n  - Nothing changes: both say the same.\n")


def test_exit_codes_say_whether_anything_changed_where_asked(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION))
    write(tmp_path, promotion=TWO_YEARS)

    assert diff(tmp_path, "HEAD").code == 0
    assert diff(tmp_path, "HEAD", "--exit-code").code == 1


@pytest.mark.parametrize("name", ["nosuch", "HEAD~9", "a b", "--", "HEAD:policies"])
def test_what_is_no_revision_is_refused(tmp_path: Path, name: str) -> None:
    commit(write(tmp_path, promotion=PROMOTION))

    ending = cs("policy", "diff", "-C", str(tmp_path), "--", name)

    assert (ending.code, ending.out) == (2, "")
    assert f"There is no file, directory or git revision {name}." in ending.err


def test_an_option_of_git_is_no_revision(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION))

    ending = cs("policy", "diff", "-C", str(tmp_path), "--", "--output=stolen")

    assert ending.code == 2
    assert not list(tmp_path.rglob("stolen"))


def test_outside_of_a_repository_there_are_no_revisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = write(tmp_path / "here", promotion=PROMOTION)

    ending = diff(root, "main")

    assert ending.code == 2
    assert "is in no git repository" in ending.err


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, promotion=PROMOTION)
    monkeypatch.setenv("PATH", os.devnull)

    ending = diff(tmp_path, "main")

    assert ending.code == 2
    assert "git cannot be run" in ending.err


def test_a_revision_without_policies_makes_all_new(tmp_path: Path) -> None:
    (tmp_path / "readme").write_text("x", encoding="utf-8")
    commit(tmp_path)
    write(tmp_path, promotion=PROMOTION)

    found = record(tmp_path, "HEAD")["documents"]

    assert isinstance(found, list)
    assert [(each["what"], each["kind"]) for each in found] == [
        ("added", "promotion"),
        ("added", "workspace"),
    ]


def test_a_broken_document_is_listed_and_not_taken_for_removed(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION, rotation=ROTATION))
    write(tmp_path, promotion=PROMOTION.replace("60%", "lots"), rotation=ROTATION)

    found = record(tmp_path, "HEAD", "--no-plans")

    assert found["documents"] == []
    assert found["not_compared"] == [
        {"side": "new", "file": shown(tmp_path / "policies" / "promotion.yaml"),
         "kind": "promotion", "id": "leader"}
    ]  # fmt: skip
    findings = found["findings"]
    assert isinstance(findings, dict)
    assert [each["severity"] for each in findings["appeared"]] == ["error"]
    assert diff(tmp_path, "HEAD", "--no-plans", "--exit-code").code == 1


def test_tests_of_policies_are_no_policies(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION))
    write(tmp_path, promotion_test="kind: test\n")
    commit(tmp_path)

    assert record(tmp_path, "HEAD~1", "HEAD")["documents"] == []


def test_candidates_give_ranks(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION))
    write(tmp_path, promotion=PROMOTION.replace("60%", "20%").replace("points: 30", "points: 80"))

    ending = diff(tmp_path, "HEAD", "--candidates", str(tmp_path / "candidates.csv"))

    assert ending.code == 0
    assert "组长竞聘: another rank for 2 of 3, another total for 4 of 4." in ending.out
    (tmp_path / "policies" / "other.yaml").write_text(
        PROMOTION.replace("id: leader", "id: other"), encoding="utf-8"
    )
    commit(tmp_path)
    write(tmp_path, promotion=PROMOTION)
    named = diff(tmp_path, "HEAD", "--candidates", f"other={tmp_path / 'candidates.csv'}")
    assert "No promotion policy that changed uses the table" in " ".join(named.out.split())
    assert diff(tmp_path, "HEAD", "--candidates", str(tmp_path / "no.csv")).code == 2


def test_without_candidates_it_says_what_is_missing(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION))
    write(tmp_path, promotion=PROMOTION.replace("60%", "50%"))

    (note,) = record(tmp_path, "HEAD")["notes"]  # type: ignore[misc]

    assert "--candidates FILE" in note


def test_tables_are_those_of_new_unless_asked(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION))
    write(tmp_path, promotion=TWO_YEARS)
    (tmp_path / "staff.csv").write_text("id,name,grade_since\nZ,子,2025-07-01\n", encoding="utf-8")

    assert "lost by 1 of 1" in diff(tmp_path, "HEAD").out
    assert "lost by 1 of 6" in diff(tmp_path, "HEAD", "--tables", "old").out


def test_a_table_that_cannot_be_read_leaves_the_changes(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION))
    write(tmp_path, promotion=TWO_YEARS)
    (tmp_path / "staff.csv").unlink()

    ending = diff(tmp_path, "HEAD")

    assert ending.code == 0
    assert "asks for at least 2 years" in ending.out
    assert "There is no readable staff table" in ending.out


def test_a_policy_that_is_not_in_force_is_compared_but_not_measured(tmp_path: Path) -> None:
    later = PROMOTION.replace("kind: promotion", "kind: promotion\neffective: 2027-01-01")
    commit(write(tmp_path, promotion=later))
    write(tmp_path, promotion=later.replace("at_least: 1 year", "at_least: 2 years"))

    found = record(tmp_path, "HEAD")
    assert found["promotions"] == []
    (note,) = found["notes"]  # type: ignore[misc]
    assert "is not in force on 2026-11-16" in note
    assert record(tmp_path, "HEAD", "--as-of", "2027-02-01")["promotions"] != []


def test_plans_are_made_unless_told_otherwise(tmp_path: Path) -> None:
    wide = ROTATION.replace("2..4", "1..4")
    commit(write(tmp_path, rotation=wide))
    write(tmp_path, rotation=wide.replace("三部, stint: 2", "三部, stint: 3"))

    assert "the plan must change" in diff(tmp_path, "HEAD").out
    assert "plans for 6 agents were not compared" in diff(tmp_path, "HEAD", "--no-plans").out


def test_nobody_is_named_if_so_asked(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION))
    write(tmp_path, promotion=TWO_YEARS)

    ending = diff(tmp_path, "HEAD", "--top", "0", "--output", "markdown")

    assert "lost by 1 of 6" in ending.out
    assert "乙" not in ending.out


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION, rotation=ROTATION))
    write(tmp_path, promotion=TWO_YEARS, rotation=ROTATION.replace("fairness: 1", "stability: 1"))

    for output in ("text", "markdown", "json"):
        asked = ("HEAD", "--no-plans", "--output", output)
        assert diff(tmp_path, *asked).out == diff(tmp_path, *asked).out


def test_candidates_for_a_policy_that_is_not_there(tmp_path: Path) -> None:
    commit(write(tmp_path, promotion=PROMOTION, rotation=ROTATION))
    write(tmp_path, promotion=TWO_YEARS)

    ending = diff(tmp_path, "HEAD", "--candidates", f"nope={tmp_path / 'candidates.csv'}")

    assert (ending.code, ending.out) == (2, "")
    assert "There is no promotion policy nope; there are: leader" in ending.err
    known = diff(tmp_path, "HEAD", "--candidates", f"leader={tmp_path / 'candidates.csv'}")
    assert known.code == 0


def test_candidates_for_a_policy_that_one_side_alone_has(tmp_path: Path) -> None:
    old = write(tmp_path / "old", promotion=PROMOTION)
    new = write(tmp_path / "new", promotion=PROMOTION.replace("id: leader", "id: chief"))
    table = tmp_path / "old" / "candidates.csv"

    for id_, code in (("leader", 0), ("chief", 0), ("captain", 2)):
        ending = diff(new, str(old), str(new), "--candidates", f"{id_}={table}")
        assert ending.code == code
    assert "there are: chief, leader" in ending.err


def test_candidates_where_there_is_no_promotion_at_all(tmp_path: Path) -> None:
    commit(write(tmp_path, rotation=ROTATION))

    ending = diff(tmp_path, "HEAD", "--candidates", f"leader={tmp_path / 'candidates.csv'}")

    assert ending.code == 2
    assert "There is no promotion policy at all." in ending.err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_piped_lines_end_without_blanks_and_fit(tmp_path: Path, language: str) -> None:
    commit(write(tmp_path, promotion=PROMOTION, rotation=ROTATION))
    write(tmp_path, promotion=TWO_YEARS.replace("weight: 60%", "weight: 20%"), rotation=ROTATION)

    ending = cs("policy", "diff", "HEAD", "-C", str(tmp_path), "--lang", language,
                "--candidates", str(tmp_path / "candidates.csv"))  # fmt: skip

    lines = ending.out.splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    assert [line for line in lines if cell_len(line) > 80 and tmp_path.name not in line] == []


def test_many_files_tell_what_is_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    @contextmanager
    def progress(_text: str, *, quiet: bool) -> Iterator[Callable[[str], None]]:
        yield lambda text: None if quiet else told.append(text)

    monkeypatch.setattr("cs.terminal.progress", progress)
    few = write(tmp_path / "few", promotion=PROMOTION)
    many = write(tmp_path / "many", **{
        f"p{n}": f"kind: ladder\nid: l{n}\nname: L\ntracks: [{{id: t{n}, name: T}}]\n"
                 f"grades: [{{id: g{n}, name: G{n}, track: t{n}, level: 1}}]\n"
        for n in range(50)
    })  # fmt: skip

    assert cs("policy", "diff", str(few), str(few)).code == 0
    assert told == []
    assert cs("policy", "diff", str(many), str(many)).code == 0
    assert told == [
        f"Reading and checking {shown(many)}: 51 files …",
        f"Reading and checking {shown(many)}: 51 files …",
        "Comparing …",
    ]
    told.clear()
    assert cs("policy", "diff", "--quiet", str(many), str(many)).code == 0
    assert told == []
