"""Findings as text with excerpts, as GitHub annotations, and as JSON."""

import json

from cs.checking.outputs import OUTPUTS
from cs.checking.outputs.text import display_width
from cs.checking.report import Report
from cs.kernel.findings import Finding, Place, Related, Severity, Span
from cs.kernel.messages import message


def report(*findings: Finding, lines: tuple[str, ...] = ()) -> Report:
    return Report(findings, 1, {"a.yaml": lines}, {"PRM001": "weights-not-100"})


def finding(span: Span | None, code: str = "PRM001", cell: str | None = None) -> Finding:
    place = Place("a.yaml", span=span, cell=cell)
    return Finding(code, Severity.ERROR, message("Sum {sum}.", sum=90), place)


def test_text_points_with_carets_under_chinese() -> None:
    line = "name: 客服一部, stint: 三个月"
    span = Span(1, 20, 1, 23)
    assert line[19:22] == "三个月"
    assert OUTPUTS["text"](report(finding(span), lines=(line,))) == (
        "a.yaml:1:20: error PRM001 weights-not-100\n"
        "  Sum 90.\n"
        "   |\n"
        " 1 | name: 客服一部, stint: 三个月\n"
        "   |                        ^^^^^^\n"
        "\n"
    )


def test_text_gives_what_was_expected_how_to_mend_and_what_is_related() -> None:
    other = Related(Place("b.yaml", span=Span(4, 2, 4, 3)), message("It stands here first."))
    whole = Finding(
        "PRM001",
        Severity.WARNING,
        message("Twice."),
        Place("a.yaml", span=Span(2, 1, 2, 2)),
        message("once"),
        message("Delete one."),
        (other,),
    )
    assert OUTPUTS["text"](report(whole, lines=("x", "\ty"))) == (
        "a.yaml:2:1: warning PRM001 weights-not-100\n"
        "  Twice.\n"
        "   |\n"
        " 2 |  y\n"
        "   | ^\n"
        "   = expected: once\n"
        "   = mend: Delete one.\n"
        "   = b.yaml:4:2: It stands here first.\n"
        "\n"
    )


def test_text_cuts_a_long_line_around_the_place() -> None:
    line = "a" * 400 + "B" + "c" * 400
    excerpt = OUTPUTS["text"](report(finding(Span(1, 401, 1, 402)), lines=(line,))).split("\n")[3:5]
    assert display_width(excerpt[0]) <= 110
    assert excerpt[0].index("B") == excerpt[1].index("^")


def test_text_names_row_and_header_of_a_table_s_cell() -> None:
    text = OUTPUTS["text"](report(finding(Span(7, 2, 7, 3), cell="工号")))
    assert text.startswith("a.yaml:7: 工号: error PRM001")


def test_github_escapes_what_would_end_a_command() -> None:
    tricky = Finding(
        "PRM001",
        Severity.ERROR,
        message("{a}", a="50%\r\n::error::x"),
        Place("a,b:c.yaml", span=Span(3, 5, 3, 9)),
    )
    assert OUTPUTS["github"](report(tricky)) == (
        "::error file=a%2Cb%3Ac.yaml,line=3,endLine=3,col=5,endColumn=8,"
        "title=PRM001 weights-not-100::50%25%0D%0A::error::x\n"
    )


def test_github_shows_errors_first_and_no_columns_over_several_lines() -> None:
    warning = Finding("X1", Severity.WARNING, message("W"), Place("a.yaml", span=Span(1, 1, 2, 4)))
    error = finding(None)
    assert OUTPUTS["github"](report(warning, error)).split("\n") == [
        "::error file=a.yaml,title=PRM001 weights-not-100::Sum 90.",
        "::warning file=a.yaml,line=1,endLine=2,title=X1::W",
        "",
    ]


def test_json_has_every_part_of_a_finding() -> None:
    record = json.loads(OUTPUTS["json"](report(finding(Span(1, 2, 3, 4)))))
    assert record == {
        "schema": "cs/findings@1",
        "summary": {"files": 1, "error": 1, "warning": 0, "info": 0},
        "findings": [
            {
                "file": "a.yaml",
                "line": 1,
                "column": 2,
                "endLine": 3,
                "endColumn": 4,
                "cell": None,
                "code": "PRM001",
                "name": "weights-not-100",
                "severity": "error",
                "message": "Sum 90.",
                "expected": None,
                "mend": None,
                "related": [],
            }
        ],
    }


def test_no_findings_are_no_text_and_an_empty_list() -> None:
    assert OUTPUTS["text"](report()) == ""
    assert OUTPUTS["github"](report()) == ""
    assert json.loads(OUTPUTS["json"](report()))["findings"] == []
