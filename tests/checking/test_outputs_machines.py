"""The formats that programs read: GitHub, GitLab, JUnit and JSON."""

import json
from importlib import resources
from xml.etree import ElementTree

import jsonschema

from cs.checking.outputs import OUTPUTS
from cs.checking.outputs.step_summary import github_summary
from cs.checking.report import Accepted
from cs.kernel.findings import Finding, Fix, Place, Related, Replace, Severity, Span, TextEdit
from cs.kernel.messages import message
from tests.checking.reports import finding, report

TRICKY = finding(Span(3, 5, 3, 9), text=message("{a}", a="50%\r\n::error::x"), file="a,b:c%.yaml")


def several(count: int, severity: Severity) -> tuple[Finding, ...]:
    """Findings on lines of their own."""
    return tuple(finding(Span(line, 1, line, 2), severity=severity) for line in range(1, count + 1))


def test_github_escapes_what_would_end_a_command() -> None:
    assert OUTPUTS["github"](report(TRICKY)) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=3,endLine=3,col=5,endColumn=8,"
        "title=PRM001 weights-not-100::50%25 ::error::x\n"
    )


def test_github_shows_errors_first_and_no_columns_over_several_lines() -> None:
    warning = finding(Span(1, 1, 2, 4), "X1", Severity.WARNING, mend=message("Mend it."))
    note = finding(Span(4, 2, 4, 3), "X2", Severity.INFO, cell="工号")
    assert OUTPUTS["github"](report(note, warning, finding(None))).split("\n") == [
        "::error file=a.yaml,title=PRM001 weights-not-100::Sum 90.",
        "::warning file=a.yaml,line=1,endLine=2,title=X1::Sum 90.%0Amend: Mend it.",
        "::notice file=a.yaml,line=4,title=X2::工号: Sum 90.",
        "",
    ]


def test_github_has_ten_of_a_level_and_the_tenth_counts_those_in_the_log() -> None:
    exactly = OUTPUTS["github"](report(*several(10, Severity.WARNING))).splitlines()
    assert [line[:10] for line in exactly] == ["::warning "] * 10
    lines = OUTPUTS["github"](report(*several(12, Severity.WARNING), finding(None))).splitlines()
    assert [line.split(" ")[0] for line in lines[:11]] == ["::error"] + ["::warning"] * 10
    assert lines[10].startswith("::warning title=cs::Further findings of this level: 3.")
    assert lines[11:] == [
        "::group::warning: 3",
        "- a.yaml:10:1: warning PRM001 weights-not-100: Sum 90.",
        "- a.yaml:11:1: warning PRM001 weights-not-100: Sum 90.",
        "- a.yaml:12:1: warning PRM001 weights-not-100: Sum 90.",
        "::endgroup::",
    ]


def test_no_line_of_github_s_log_reads_as_a_command() -> None:
    forged = finding(file="::error::x", text=message("{x}", x="##[error]y\n::stop-commands::z"))
    log = OUTPUTS["github"](report(*[forged] * 12)).splitlines()[11:-1]
    assert log == ["- ::error::x: error PRM001 weights-not-100: # #[error]y ::stop-commands::z"] * 3


def test_the_step_summary_is_a_table_that_users_text_cannot_break() -> None:
    tricky = finding(text=message("{x}", x="a|b`c`\n<img>[l](u)"), mend=message("Mend."))
    summary = github_summary(report(several(1, Severity.WARNING)[0], tricky, lines=("x",)))
    assert summary.split("\n")[:4] == [
        "### cs policy check",
        "",
        "files 1, findings 2: errors 1, warnings 1, notes 0",
        "",
    ]
    header, rule, first, second = summary.rstrip("\n").split("\n")[4:]
    assert (header.count("|"), rule.count("|"), first.count("|"), second.count("|")) == (5,) * 4
    assert first.startswith("| 🔴 error | a.yaml | PRM001 weights-not-100 | a&#124;b&#96;c&#96; ")
    assert first.endswith("&#60;img&#62;&#91;l&#93;&#40;u&#41;<br>mend&#58; Mend. |")


def test_the_step_summary_stays_below_what_github_takes() -> None:
    large = finding(text=message("{x}", x="客" * 20_000))
    summary = github_summary(report(*[large] * 40))
    assert len(summary.encode()) < 1024 * 1024
    assert summary.endswith("Further findings that found no room here: 26.\n")


def test_a_clean_step_summary_has_no_table() -> None:
    accepted = (Accepted(finding(), "comment", "agreed"),)
    assert github_summary(report(accepted=accepted)) == (
        "### cs policy check\n\nfiles 1, findings 0: errors 0, warnings 0, notes 0\n"
        "\nAccepted and not shown: 1.\n"
    )


def test_gitlab_has_path_line_and_severity() -> None:
    syntax = finding(None, "DOC002")
    warning = finding(Span(7, 1, 7, 2), severity=Severity.WARNING, expected=message("100"))
    error, note = finding(Span(2, 1, 2, 2)), finding(Span(3, 1, 3, 2), severity=Severity.INFO)
    records = json.loads(OUTPUTS["gitlab"](report(syntax, warning, error, note)))
    assert [record["severity"] for record in records] == ["blocker", "major", "critical", "info"]
    assert records[0]["location"] == {"path": "a.yaml", "lines": {"begin": 1}}
    assert records[1]["location"] == {"path": "a.yaml", "lines": {"begin": 7}}
    assert records[1]["check_name"] == "PRM001"
    assert records[1]["description"] == "Sum 90.\nexpected: 100"
    assert json.loads(OUTPUTS["gitlab"](report())) == []


def test_gitlab_s_fingerprints_tell_equal_findings_apart() -> None:
    records = json.loads(OUTPUTS["gitlab"](report(*several(3, Severity.ERROR))))
    assert len({record["fingerprint"] for record in records}) == 3


def test_junit_has_one_passing_case_when_clean() -> None:
    root = ElementTree.fromstring(OUTPUTS["junit"](report()))
    (case,) = root.iter("testcase")
    assert (case.get("name"), list(case)) == ("No findings; files checked: 1", [])
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("1", "0", "0")


def test_junit_fails_for_errors_and_skips_what_does_not_fail_the_run() -> None:
    found = (
        finding(Span(2, 1, 2, 2), route=("components", 1)),
        finding(Span(4, 1, 4, 2), route=("components", 1)),
        finding(None, "X1", Severity.WARNING, file="b.yaml", mend=message("Mend it.")),
    )
    root = ElementTree.fromstring(OUTPUTS["junit"](report(*found)))
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("3", "2", "1")
    first, second = root.findall("testsuite")
    assert [(case.get("name"), case.get("line")) for case in first] == [
        ("PRM001 weights-not-100: components[1]", "2"),
        ("PRM001 weights-not-100: components[1] (2)", "4"),
    ]
    assert second.get("name") == "b.yaml"
    (skipped,) = second.iter("skipped")
    assert skipped.get("message") == "warning: Sum 90."
    assert skipped.text == "b.yaml: warning\nSum 90.\nmend: Mend it."
    strict = ElementTree.fromstring(OUTPUTS["junit"](report(*found, fail_on=Severity.WARNING)))
    assert (strict.get("failures"), strict.get("skipped")) == ("3", "0")


def test_junit_has_no_character_that_xml_forbids() -> None:
    tricky = finding(text=message("{x}", x='\x00"]]>&<\ufffe'))
    (failure,) = ElementTree.fromstring(OUTPUTS["junit"](report(tricky))).iter("failure")
    assert failure.get("message") == '\ufffd"]]>&<\ufffd'


def test_json_has_every_part_of_a_finding() -> None:
    fix = Fix(message("Write 100."), (Replace(Place("a.yaml"), "100"),), safe=False)
    related = Related(Place("b.yaml", span=Span(2, 1, 2, 2)), message("Here."))
    whole = finding(Span(1, 2, 3, 4), route=("scale", 0), fix=fix, related=(related,))
    given = report(
        whole,
        accepted=(Accepted(finding(), "comment", "agreed"),),
        edits_of=lambda _fix: (TextEdit("a.yaml", Span(1, 2, 1, 4), "100"),),
    )
    record = json.loads(OUTPUTS["json"](given))
    mark = record["findings"][0].pop("fingerprint")
    assert len(mark) == 64
    assert record["schema"] == "cs/findings@1"
    assert record["summary"] == {"files": 1, "error": 1, "warning": 0, "info": 0, "accepted": 1}
    assert record["findings"] == [
        {
            "file": "a.yaml",
            "line": 1,
            "column": 2,
            "endLine": 3,
            "endColumn": 4,
            "route": "scale[0]",
            "cell": None,
            "code": "PRM001",
            "name": "weights-not-100",
            "severity": "error",
            "message": "Sum 90.",
            "expected": None,
            "mend": None,
            "related": [
                {
                    "file": "b.yaml",
                    "line": 2,
                    "column": 1,
                    "endLine": 2,
                    "endColumn": 2,
                    "message": "Here.",
                }
            ],
            "fix": {
                "title": "Write 100.",
                "safe": False,
                "edits": [
                    {
                        "file": "a.yaml",
                        "line": 1,
                        "column": 2,
                        "endLine": 1,
                        "endColumn": 4,
                        "text": "100",
                    }
                ],
            },
        }
    ]
    (accepted,) = record["accepted"]
    assert (accepted["by"], accepted["reason"], accepted["line"]) == ("comment", "agreed", None)
    schema = json.loads(resources.files("cs").joinpath("schemas/findings.json").read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(json.loads(OUTPUTS["json"](given)), schema)
