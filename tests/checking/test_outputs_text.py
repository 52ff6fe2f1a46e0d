"""Findings for people: source lines with carets, related places, advice."""

import pytest

from cs.checking.outputs import OUTPUTS
from cs.checking.outputs.text import display_width, render_text
from cs.checking.report import Accepted, Report
from cs.kernel.findings import Finding, Fix, Place, Related, Replace, Severity, Span
from cs.kernel.messages import message
from cs.policy.check.views import summary_line
from tests.checking.reports import finding, report


def text(*findings: Finding, lines: tuple[str, ...] = (), **parts: object) -> str:
    return OUTPUTS["text"](report(*findings, lines=lines, **parts))


def related(file: str, line: int, column: int, end: int, words: str) -> Related:
    return Related(Place(file, span=Span(line, column, line, end)), message(words))


def test_carets_stand_under_chinese() -> None:
    line = "name: 客服一部, stint: 三个月"
    assert line[19:22] == "三个月"
    assert text(finding(Span(1, 20, 1, 23)), lines=(line,)) == (
        "a.yaml:1:20: error PRM001 weights-not-100\n"
        "  Sum 90.\n"
        "   |\n"
        " 1 | name: 客服一部, stint: 三个月\n"
        "   |                        ^^^^^^\n"
        "\n"
    )


def test_related_places_near_by_share_the_excerpt_and_another_file_has_its_own() -> None:
    whole = finding(
        Span(2, 1, 2, 2),
        severity=Severity.WARNING,
        expected=message("once"),
        mend=message("Delete one."),
        related=(
            related("a.yaml", 4, 1, 2, "It stands here too."),
            related("b.yaml", 12, 4, 5, "It stands here first."),
            related("c.yaml", 1, 1, 2, "Unread."),
        ),
    )
    lines = {"a.yaml": ("w", "\ty: 1", "", "z"), "b.yaml": ("",) * 11 + ("名: 乙",)}
    assert OUTPUTS["text"](Report((whole,), 2, lines)) == (
        "a.yaml:2:1: warning PRM001\n"
        "  Sum 90.\n"
        "    |\n"
        "  2 |  y: 1\n"
        "    | ^\n"
        "  3 |\n"
        "  4 | z\n"
        "    | - It stands here too.\n"
        "   --> b.yaml:12:4\n"
        "    |\n"
        " 12 | 名: 乙\n"
        "    |     -- It stands here first.\n"
        "    = expected: once\n"
        "    = mend: Delete one.\n"
        "    = c.yaml:1:1: Unread.\n"
        "\n"
    )


def test_lines_between_places_far_apart_are_left_out() -> None:
    far = finding(Span(9, 1, 9, 2), related=(related("a.yaml", 2, 1, 3, "Said here."),))
    assert text(far, lines=("ab",) * 9).split("\n")[2:8] == [
        "   |",
        " 2 | ab",
        "   | -- Said here.",
        "...",
        " 9 | ab",
        "   | ^",
    ]


def test_two_places_of_one_line_are_marked_one_below_the_other() -> None:
    both = finding(Span(1, 1, 1, 2), related=(related("a.yaml", 1, 4, 5, "Not the same."),))
    assert text(both, lines=("a: b",)).split("\n")[3:6] == [
        " 1 | a: b",
        "   | ^",
        "   |    - Not the same.",
    ]


def test_a_long_label_stands_below_its_place() -> None:
    words = "This is said of a place far to the right, at some length."
    long = finding(None, related=(related("a.yaml", 1, 40, 45, words),))
    rows = text(long, lines=("x" * 50,)).split("\n")
    assert rows[4] == "   | " + " " * 39 + "-----"
    assert rows[5].endswith(f"  {words}")
    assert len(rows[5]) <= 80


def test_a_place_over_several_lines_says_where_it_ends() -> None:
    lines = ("a:", "  - b: 1", "    c: 2", "", "", "d: 1")
    assert text(finding(Span(2, 5, 6, 1)), lines=lines).split("\n")[3:5] == [
        " 2 |   - b: 1",
        "   |     ^^^^ to line 3",
    ]


def test_a_long_line_is_cut_around_the_place() -> None:
    for line in ("a" * 400 + "B" + "c" * 400, "客" * 400 + "B" + "服" * 400):
        rows = text(finding(Span(1, 401, 1, 402)), lines=(line,)).split("\n")[3:5]
        assert display_width(rows[0]) <= 80
        assert display_width(rows[0][: rows[0].index("B")]) == rows[1].index("^")
        assert rows[0].count("…") == 2


def test_a_span_longer_than_what_is_shown_is_marked_as_far_as_it_is_shown() -> None:
    row, marks = text(finding(Span(1, 3, 1, 300)), lines=("x" * 400,)).split("\n")[3:5]
    assert len(marks) <= len(row) <= 80


def test_a_cell_of_a_table_has_row_and_header() -> None:
    assert text(finding(Span(7, 2, 7, 3), cell="工号"), lines=("x",) * 9) == (
        "a.yaml:7: 工号: error PRM001 weights-not-100\n  Sum 90.\n\n"
    )


def test_what_fix_can_mend_is_said_once() -> None:
    title = message("Write stint.")
    edits = (Replace(Place("a.yaml"), "stint"),)
    safe = finding(mend=title, fix=Fix(title, edits))
    assert text(safe).endswith("  Sum 90.\n   = fixable by --fix: Write stint.\n\n")
    unsafe = finding(mend=message("Correct it."), fix=Fix(title, edits, safe=False))
    assert text(unsafe).endswith(
        "   = mend: Correct it.\n   = fixable by --fix=unsafe: Write stint.\n\n"
    )


def test_accepted_findings_are_counted_in_the_sum_alone() -> None:
    accepted = (Accepted(finding(), "comment", "agreed"), Accepted(finding(), "baseline"))
    assert text(accepted=accepted) == ""
    assert summary_line(report(accepted=accepted)).endswith(
        "; accepted 2 (by comment 1, by baseline 1)"
    )


LONG = finding(
    Span(1, 7, 1, 9),
    text=message("一部要求流程和产品知识，却没有岗位或课程教授；现在已经具备这些技能的客服只有两个人。"),
    expected=message("a post that teaches it before, or a course that all who need it can attend"),
    related=(
        related("a.yaml", 2, 1, 2, "this label is longer than a terminal is wide, so that it goes "
                "on below itself"),
    ),
)  # fmt: skip
LINES = {"a.yaml": ("name: 一部", "posts: 二部")}


def test_long_texts_are_broken_at_the_terminal_s_width_with_a_hanging_indent() -> None:
    assert render_text(report(LONG, lines=LINES["a.yaml"]), 80) == (
        "a.yaml:1:7: error PRM001 weights-not-100\n"
        "  一部要求流程和产品知识，却没有岗位或课程教授；现在已经具备这些技能的客服只有两\n"
        "  个人。\n"
        "   |\n"
        " 1 | name: 一部\n"
        "   |       ^^^^\n"
        " 2 | posts: 二部\n"
        "   | -\n"
        "   | this label is longer than a terminal is wide, so that it goes on below\n"
        "   | itself\n"
        "   = expected: a post that teaches it before, or a course that all who need it\n"
        "     can attend\n"
        "\n"
    )


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_text_is_wider_than_the_terminal(width: int) -> None:
    lines = render_text(report(LONG), width).split("\n")
    assert max(map(display_width, lines)) <= max(width, 80)
    assert max(map(display_width, lines[1:])) <= width


def test_what_is_piped_is_not_broken() -> None:
    assert "只有两个人。\n" in text(LONG, lines=LINES["a.yaml"])
    assert "goes on below itself\n" in text(LONG, lines=LINES["a.yaml"])
    assert "need it can attend\n" in text(LONG, lines=LINES["a.yaml"])


def test_what_users_wrote_stays_on_its_line() -> None:
    forged = finding(
        text=message("{x}", x="a\n\x1b[31mb.yaml:1:1: error\u2028c\u202e"), file="a\nb"
    )
    assert (
        text(forged)
        == "a b: error PRM001 weights-not-100\n  a \ufffd[31mb.yaml:1:1: error c\ufffd\n\n"
    )


def test_no_findings_are_no_text() -> None:
    assert text() == ""
