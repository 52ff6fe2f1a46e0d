"""SARIF 2.1.0, held against the schema of its technical committee."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cs.checking.outputs import OUTPUTS
from cs.checking.report import Accepted, Report
from cs.kernel.findings import Fix, Place, Related, Replace, Severity, Span, TextEdit
from cs.kernel.messages import message
from cs.locale import set_language
from tests.checking.reports import ENTRIES, finding, report

SCHEMA = json.loads(
    Path(__file__).with_name("schemas").joinpath("sarif-2.1.0.json").read_text("utf-8")
)
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def run_of(given: Report) -> dict[str, Any]:
    """The one run of the valid log."""
    log = json.loads(OUTPUTS["sarif"](given))
    VALIDATOR.validate(log)
    (run,) = log["runs"]
    return run


def test_a_clean_run_is_valid_and_lists_what_was_checked() -> None:
    run = run_of(report(version="1.2.3"))
    assert run["results"] == []
    assert run["tool"]["driver"] == {
        "name": "cs", "version": "1.2.3", "language": "en-US", "rules": []
    }  # fmt: skip
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert [each["location"]["uri"] for each in run["artifacts"]] == ["a.yaml"]


def test_columns_count_utf16_code_units() -> None:
    # the character before the place takes two units, the one in it too
    run = run_of(report(finding(Span(1, 3, 1, 5)), lines=("a𠀀𠮷客", "")))
    assert run["columnKind"] == "utf16CodeUnits"
    (location,) = run["results"][0]["locations"]
    assert location["physicalLocation"]["region"] == {
        "startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 7
    }  # fmt: skip
    text = "a𠀀𠮷客".encode("utf-16-le")
    assert text[2 * 3 : 2 * 6].decode("utf-16-le") == "𠮷客"


@pytest.mark.parametrize(
    ("span", "region"),
    [
        (Span(1, 9, 1, 12), (1, 3, 1, 3)),
        (Span(9, 1, 9, 2), (2, 4, 2, 4)),
        (Span(2, 3, 1, 1), (2, 3, 2, 3)),
    ],
)
def test_a_place_outside_of_the_text_is_held_within_it(span: Span, region: tuple[int, ...]) -> None:
    (result,) = run_of(report(finding(span), lines=("ab", "abc")))["results"]
    assert tuple(result["locations"][0]["physicalLocation"]["region"].values()) == region


def test_addresses_are_relative_and_percent_encoded() -> None:
    files = ("policies/晋升 1%.yaml", "../up.yaml", "/abs/b.yaml", "C:/c.yaml")
    results = run_of(report(*(finding(file=file) for file in files)))["results"]
    locations = [each["locations"][0]["physicalLocation"]["artifactLocation"] for each in results]
    assert [(each["uri"], each.get("uriBaseId")) for each in locations] == [
        ("policies/%E6%99%8B%E5%8D%87%201%25.yaml", "SRCROOT"),
        ("../up.yaml", None),
        ("file:///abs/b.yaml", None),
        ("file:///C:/c.yaml", None),
    ]


def test_rules_have_their_pages_and_results_point_at_them() -> None:
    found = (finding(None, "ZZZ1"), finding(None, severity=Severity.WARNING))
    run = run_of(report(*found))
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == ["ZZZ1", "PRM001"]
    known = rules[0]
    assert known["name"] == "weights-not-100"
    assert known["shortDescription"] == {"text": "The weights do not sum to 100%"}
    assert known["fullDescription"] == {"text": "Then no total is right."}
    assert "Bad:\n\n```yaml\na: 1\n```" in known["help"]["markdown"]
    assert known["defaultConfiguration"] == {"level": "error"}
    assert run["results"][1]["level"] == "warning"


def test_fixes_are_replacements_in_every_file_they_touch() -> None:
    fix = Fix(message("Write 100."), (Replace(Place("a.yaml"), "100"),), safe=False)
    edits = (
        TextEdit("a.yaml", Span(1, 2, 1, 3), "x\n"),
        TextEdit("a.yaml", Span(1, 4, 1, 4), "y"),
        TextEdit("b.yaml", Span(1, 1, 1, 2), ""),
    )
    (result,) = run_of(report(finding(fix=fix), lines=("𠀀bcd",), edits_of=lambda _fix: edits))[
        "results"
    ]
    (given,) = result["fixes"]
    assert given["description"] == {"text": "Write 100."}
    first, second = given["artifactChanges"]
    assert [tuple(each["deletedRegion"].values()) for each in first["replacements"]] == [
        (1, 3, 1, 4),
        (1, 5, 1, 5),
    ]
    assert [each["insertedContent"]["text"] for each in first["replacements"]] == ["x\n", "y"]
    assert second["artifactLocation"]["uri"] == "b.yaml"
    (bare,) = run_of(report(finding(fix=fix)))["results"]
    assert "fixes" not in bare, "a fix that cannot be made is not offered"


def test_accepted_findings_are_suppressed_and_all_others_say_that_they_are_not() -> None:
    accepted = (Accepted(finding(), "comment", "按2026年约定"), Accepted(finding(), "baseline"))
    shown, by_comment, by_baseline = run_of(report(finding(), accepted=accepted))["results"]
    assert shown["suppressions"] == []
    assert by_comment["suppressions"] == [{"kind": "inSource", "justification": "按2026年约定"}]
    assert [each["kind"] for each in by_baseline["suppressions"]] == ["external"]
    assert len({each["partialFingerprints"]["csFinding/v1"] for each in (shown, by_comment)}) == 2


def test_fingerprints_are_those_of_gitlab() -> None:
    given = report(finding(), finding(None, "DOC002"))
    sarif = [each["partialFingerprints"]["csFinding/v1"] for each in run_of(given)["results"]]
    assert sarif == [each["fingerprint"] for each in json.loads(OUTPUTS["gitlab"](given))]


def test_related_places_and_cells() -> None:
    other = Related(Place("b.yaml", span=Span(4, 2, 4, 3)), message("It stands here."))
    cell = finding(Span(7, 2, 7, 3), cell="工号", file="staff.csv", related=(other,))
    (result,) = run_of(report(cell))["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 7}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "工号"}]
    (related,) = result["relatedLocations"]
    assert related["message"] == {"text": "It stands here."}
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "b.yaml"


def test_texts_are_no_placeholders_and_no_links() -> None:
    tricky = finding(text=message("{x}", x="{0} {from: 1} [a](b) [c]"))
    (result,) = run_of(report(tricky))["results"]
    assert result["message"]["text"] == r"{{0}} {from: 1} \[a](b) [c]"


def test_the_language_is_that_of_the_texts() -> None:
    set_language("zh")
    try:
        run = run_of(Report((finding(),), 1, codes=ENTRIES))
    finally:
        set_language(None)
    assert (run["language"], run["tool"]["driver"]["language"]) == ("zh-CN", "zh-CN")
    assert run["originalUriBaseIds"]["SRCROOT"]["description"]["text"] != (
        "The directory in which cs was run."
    )
