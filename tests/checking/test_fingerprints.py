"""What a fingerprint outlives, and what it tells apart."""

from cs.checking.fingerprints import fingerprints, number
from cs.checking.report import Accepted
from cs.kernel.findings import Finding, Severity, Span
from cs.kernel.messages import message
from tests.checking.reports import finding, report


def about(name: str, share: int, position: int, line: int) -> Finding:
    return finding(
        Span(line, 1, line, 2),
        text=message("{name}: {share}% of the score.", name=name, share=share),
        route=("components", position, "scale"),
    )


def test_it_outlives_shifted_lines_moved_items_changed_figures_and_another_severity() -> None:
    (before,) = number([about("面试", 40, 1, 10)])
    (after,) = number([about("面试", 55, 3, 25)])
    assert before == after
    (milder,) = number([finding(severity=Severity.INFO)])
    assert (milder,) == number([finding()])


def test_it_outlives_new_words_for_the_same_names() -> None:
    old = finding(text=message("{name} has no scale.", name="面试"))
    new = finding(text=message("The scale of {name} is not stated.", name="面试"))
    assert number([old]) == number([new])


def test_it_tells_code_file_key_column_and_name_apart() -> None:
    findings = (
        finding(),
        finding(None, "PRM002"),
        finding(file="b.yaml"),
        finding(route=("components",)),
        finding(cell="工号"),
        about("面试", 40, 1, 1),
        about("笔试", 40, 1, 1),
    )
    assert len(set(number(findings))) == len(findings)


def test_equal_findings_are_numbered_in_the_order_of_the_text() -> None:
    first, second = finding(Span(3, 1, 3, 2)), finding(Span(8, 1, 8, 2))
    marks = number([second, first])
    assert len(set(marks)) == 2
    assert number([first, second]) == marks[::-1]


def test_accepting_a_finding_changes_no_other_s() -> None:
    first, second = finding(Span(3, 1, 3, 2)), finding(Span(8, 1, 8, 2))
    both, _none = fingerprints(report(first, second))
    shown, accepted = fingerprints(report(second, accepted=(Accepted(first, "comment", "ok"),)))
    assert (*accepted, *shown) == both
