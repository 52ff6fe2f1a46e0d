"""The options of `cs policy check` together, on real files."""

import json
from pathlib import Path

import pytest

from cs.options import SessionOptions
from cs.promotion.policy import PromotionPolicy
from cs.rotation.policy import RotationPolicy
from cs.session import open_session
from cs.terminal import Stop
from tests.policy_commands.checking import HEAD, TWIN, check, codes
from tests.policy_commands.workspaces import ROTATION, WORKSPACE, cs, make

LADDER = f"{HEAD}{TWIN}\n"
BROKEN = HEAD.replace("track: t", "track: nowhere")
STAFFED = f"{WORKSPACE}tables: {{staff: staff.csv}}\n"
STAFF = "id,name,post\nA1,Agent 1,a\n"
ACCEPT = "# cs: ignore[{}] agreed with the department"


def test_codes_are_selected_and_ignored(tmp_path: Path) -> None:
    make(tmp_path, ladder=f"{LADDER}- {{id: c, name: C, track: x, level: 2, headcount: 1}}\n")
    assert codes(tmp_path) == ["LAD001", "DOC018"]
    assert codes(tmp_path, "--select", "LAD") == ["LAD001"]
    assert codes(tmp_path, "--select", "PRM", "--select", "shared-level") == ["LAD001"]
    assert codes(tmp_path, "--ignore", "LAD,dangling-reference") == []
    assert check(tmp_path, "--select", "LAD").code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_is_a_usage_error(tmp_path: Path, option: str) -> None:
    make(tmp_path, ladder=HEAD)
    ending = check(tmp_path, option, "PRM,LAD0001")
    assert (ending.code, ending.out) == (2, "")
    assert f"'{option}' does not accept this value: There is no rule LAD0001." in ending.err
    assert "Did you mean LAD001?" in ending.err


def test_a_broken_document_is_never_ignored_to_a_green_run(tmp_path: Path) -> None:
    make(tmp_path, ladder=f"{HEAD}# cs: ignore[DOC002] it will be mended\na: b: c\n")
    for arguments in (["--ignore", "DOC"], ["--select", "PRM"], ["--ignore", "DOC,PRM,LAD"]):
        ending = check(tmp_path, *arguments)
        assert (ending.code, codes(tmp_path, *arguments)) == (1, ["DOC002"])
        assert "must not pass as clean: DOC002" in ending.err
    ending = check(tmp_path, "--ignore", "DOC002")
    assert ending.code == 2
    assert "DOC002 cannot be ignored" in ending.err


@pytest.mark.parametrize(
    ("text", "least"),
    [(BROKEN, "error"), (LADDER, "warning"), (ROTATION, "info"), (HEAD, None)],
)
def test_the_least_severity_that_fails_can_be_stated(
    tmp_path: Path, text: str, least: str | None
) -> None:
    make(tmp_path, policy=text)
    order = ["error", "warning", "info"]
    expected = [
        int(least is not None and order.index(each) >= order.index(least)) for each in order
    ]
    assert [check(tmp_path, "--fail-on", each).code for each in order] == expected
    assert check(tmp_path).code == expected[0]


def test_several_outputs_of_one_run(tmp_path: Path) -> None:
    make(tmp_path, ladder=BROKEN)
    files = {name: tmp_path / name for name in ("a.json", "b.txt", "c.sarif")}
    outputs = ("-o", f"json={files['a.json']}", "-o", "text", "-o", f"text={files['b.txt']}")
    for _run in range(2):
        ending = check(tmp_path, *outputs, "--output", f"sarif={files['c.sarif']}")
        assert ending.code == 1
    assert files["b.txt"].read_text(encoding="utf-8") == ending.out
    assert "DOC018" in ending.out
    assert json.loads(files["a.json"].read_bytes())["summary"]["error"] == 1
    assert json.loads(files["c.sarif"].read_bytes())["version"] == "2.1.0"


def test_an_output_to_a_file_leaves_standard_output_empty(tmp_path: Path) -> None:
    make(tmp_path, ladder=BROKEN)
    ending = check(tmp_path, "-o", f"json={tmp_path / 'a.json'}")
    assert (ending.code, ending.out) == (1, "")
    assert "errors 1" in ending.err


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (["json", "text"], "Only one format can be written to standard output"),
        (["json=x", "text=x"], "Two formats are to be written to the file x."),
        (["jsn"], "Did you mean json?"),
        (["json=no/such/x"], "no/such/x cannot be written: there is no such file or directory"),
        (["json=policies"], "policies cannot be written: it is a directory"),
        (["json=policies/ladder.yaml"], "was read for this result; write it to another file"),
        (["json=staff.csv"], "staff.csv was read for this result; write it to another file"),
        (["json=x", "sarif=./x"], "Two formats are to be written to the file ./x."),
    ],
)
def test_outputs_that_cannot_be_written_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outputs: list[str], said: str
) -> None:
    make(tmp_path, workspace=STAFFED, ladder=BROKEN, staff_csv=STAFF)
    monkeypatch.chdir(tmp_path)
    ending = cs("policy", "check", *(part for each in outputs for part in ("-o", each)))
    assert ending.code == 2
    assert said in ending.err
    assert (tmp_path / "policies" / "ladder.yaml").read_text(encoding="utf-8") == BROKEN
    assert (tmp_path / "staff.csv").read_text(encoding="utf-8") == STAFF


def test_a_baseline_never_replaces_what_was_read_nor_a_report(tmp_path: Path) -> None:
    make(tmp_path, workspace=STAFFED, ladder=BROKEN, staff_csv=STAFF)
    staff, report = tmp_path / "staff.csv", tmp_path / "a.json"
    ending = check(tmp_path, "--write-baseline", str(staff), "--force")
    assert (ending.code, staff.read_text(encoding="utf-8")) == (2, STAFF)
    assert "was read for this result" in ending.err
    ending = check(tmp_path, "--write-baseline", str(report), "-o", f"json={report}")
    assert (ending.code, report.exists()) == (2, False)
    assert "to the same file" in ending.err


@pytest.mark.parametrize("option", ["-o", "--write-baseline"])
def test_nothing_is_mended_where_the_report_has_no_place(tmp_path: Path, option: str) -> None:
    text = HEAD.replace("name: 职位阶梯", "nmae: 职位阶梯")
    make(tmp_path, ladder=text)
    place = f"{tmp_path}/no/such/x"
    ending = check(tmp_path, "--fix", option, f"json={place}" if option == "-o" else place)
    assert ending.code == 2
    assert "cannot be written" in ending.err
    assert (tmp_path / "policies" / "ladder.yaml").read_text(encoding="utf-8") == text


def test_nothing_is_mended_where_a_baseline_is_in_the_way(tmp_path: Path) -> None:
    text = HEAD.replace("name: 职位阶梯", "nmae: 职位阶梯")
    make(tmp_path, ladder=text)
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    ending = check(tmp_path, "--fix", "--write-baseline", str(tmp_path / "b.json"))
    assert (ending.code, (tmp_path / "b.json").read_text(encoding="utf-8")) == (2, "{}")
    assert "b.json exists; --force replaces it." in ending.err
    assert (tmp_path / "policies" / "ladder.yaml").read_text(encoding="utf-8") == text


def test_github_gets_a_summary_of_the_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, ladder=BROKEN)
    summary = tmp_path / "summary.md"
    summary.write_text("# before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    check(tmp_path)
    assert summary.read_text(encoding="utf-8") == "# before\n"
    ending = check(tmp_path, "-o", "github")
    assert ending.out.startswith("::error file=")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("# before\n")
    assert "DOC018" in text


def test_files_that_cannot_be_read_end_with_2(tmp_path: Path) -> None:
    make(tmp_path, ladder=HEAD)
    for arguments in (["--baseline", "missing.json"], ["missing.yaml"]):
        ending = check(tmp_path, *arguments)
        assert (ending.code, ending.out) == (2, "")
        assert "missing" in ending.err
        assert "there is no such file" in ending.err
    ending = check(tmp_path, "--baseline", str(tmp_path))
    assert ending.code == 2
    assert "it is a directory" in ending.err


def test_a_baseline_is_read_or_written_not_both(tmp_path: Path) -> None:
    make(tmp_path, ladder=HEAD)
    ending = check(tmp_path, "--baseline", "a.json", "--write-baseline", "b.json")
    assert ending.code == 2
    assert "do not go together" in ending.err


def test_no_policy_file_is_not_green_whatever_the_options_say(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    ending = check(tmp_path, "--ignore", "DOC", "-o", f"json={tmp_path / 'a.json'}")
    assert ending.code == 2
    assert "no policy file" in ending.err
    assert not (tmp_path / "a.json").exists()


def test_an_accepted_error_does_not_stop_other_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twins = ROTATION.replace("name: B", "name: A")
    make(tmp_path / "twins", workspace=WORKSPACE, rotation=twins)
    assert check(tmp_path / "twins", "--select", "ROT013").code == 1
    with pytest.raises(Stop):
        open_session(SessionOptions(directory=tmp_path / "twins")).one(RotationPolicy)
    assert "ROT013" in capsys.readouterr().err

    accepted = twins.rstrip("\n") + f"  {ACCEPT.format('ROT013')}\n"
    make(tmp_path / "accepted", workspace=WORKSPACE, rotation=accepted)
    assert check(tmp_path / "accepted").code == 0
    session = open_session(SessionOptions(directory=tmp_path / "accepted"))
    assert session.one(RotationPolicy).policy.id == "r"
    assert "ROT013" not in capsys.readouterr().err


def test_a_gap_that_a_comment_accepts_still_stops_who_must_know(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    promotion = (
        "kind: promotion\nid: p\nname: P\nscoring: {missing: refuse, tie_breaks: [{by: hired}]}\n"
        "components:\n"
        f"- {{id: test, name: Test, weight: 100, raters: {{who: HR}}}}  {ACCEPT.format('PRM010')}\n"
    )
    for number, severities in enumerate(("", "severities: {PRM010: off}\n")):
        root = make(tmp_path / str(number), workspace=WORKSPACE + severities, promotion=promotion)
        assert "PRM010" not in codes(root)
        with pytest.raises(Stop):
            open_session(SessionOptions(directory=root)).one(PromotionPolicy)
        assert "--assume PRM010=" in capsys.readouterr().err
