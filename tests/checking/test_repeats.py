"""Thousands of bad cells: all are told, what is the same is said once."""

from cs.checking.repeats import IN_FULL, fold_repeats
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import message
from cs.tables.findings import row_finding, row_place, rows_text


def bad(row: int, header: str = "PM成绩") -> Finding:
    return row_finding("TAB014", row_place("c.csv", row, 3, header), message("No number."))


def test_few_findings_stay_as_they_are() -> None:
    findings = (*(bad(row) for row in range(2, 2 + IN_FULL)), bad(2, "能力表现"))
    assert fold_repeats(findings) == findings


def test_rows_beyond_the_first_are_named_in_one_finding_each_column() -> None:
    rows = [*range(2, 42), 50, 52]
    shown = fold_repeats(bad(row, header) for row in rows for header in ("PM成绩", "能力表现"))
    assert len(shown) == 2 * IN_FULL + 2
    for last, header in zip(shown[-2:], ("PM成绩", "能力表现"), strict=True):
        assert (last.code, last.severity, last.place.cell) == ("TAB014", Severity.ERROR, header)
        assert last.message.figures == {"count": 22, "rows": "22-41, 50, 52"}


def test_findings_about_policies_are_never_folded() -> None:
    places = [Place("p.yaml", ("components", index)) for index in range(100)]
    findings = tuple(
        Finding("PRM010", Severity.ERROR, message("No scale."), place) for place in places
    )
    assert fold_repeats(findings) == findings


def test_neighbouring_rows_are_written_as_a_span() -> None:
    assert rows_text([3, 5, 6, 7, 9, 10]) == "3, 5-7, 9-10"
    assert rows_text([]) == ""
