"""Whatever is found, no renderer raises, and what programs read, they can read."""

import json
from collections import Counter
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
from hypothesis import HealthCheck, given, settings

from cs.checking.fingerprints import fingerprints
from cs.checking.outputs import OUTPUTS
from cs.checking.outputs.columns import display_width
from cs.checking.outputs.excerpts import WIDTH
from cs.checking.outputs.step_summary import github_summary
from cs.checking.report import Report
from cs.kernel.findings import Severity
from cs.locale import LANGUAGES, set_language
from tests.checking.reports import reports

SARIF = jsonschema.Draft4Validator(
    json.loads(Path(__file__).with_name("schemas").joinpath("sarif-2.1.0.json").read_text("utf-8"))
)
JSON = jsonschema.Draft7Validator(
    json.loads(resources.files("cs").joinpath("schemas/findings.json").read_text("utf-8"))
)


def all_is_utf8_and_the_same_again_in_both_languages(report: Report) -> None:
    try:
        for language in LANGUAGES:
            set_language(language)
            for render in (*OUTPUTS.values(), github_summary):
                rendered = render(report)
                assert rendered.encode("utf-8") == render(report).encode("utf-8")
                assert not rendered or rendered.endswith("\n")
    finally:
        set_language(None)


def json_keeps_its_schema(report: Report) -> None:
    record = json.loads(OUTPUTS["json"](report))
    JSON.validate(record)
    assert len(record["findings"]) == len(report.findings)


def sarif_keeps_its_schema(report: Report) -> None:
    log = json.loads(OUTPUTS["sarif"](report))
    SARIF.validate(log)
    assert len(log["runs"][0]["results"]) == len(report.findings) + len(report.accepted)
    for result in log["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        if "endLine" in region:
            start = (region["startLine"], region["startColumn"])
            assert start <= (region["endLine"], region["endColumn"])


def gitlab_parses_with_unique_fingerprints(report: Report) -> None:
    records = json.loads(OUTPUTS["gitlab"](report))
    assert len(records) == len(report.findings)
    assert len({each["fingerprint"] for each in records}) == len(records)
    assert all(each["location"]["lines"]["begin"] >= 1 for each in records)


def junit_parses_and_its_counts_are_true(report: Report) -> None:
    root = ElementTree.fromstring(OUTPUTS["junit"](report).encode())
    cases = list(root.iter("testcase"))
    assert len(cases) == max(1, len(report.findings)) == int(root.get("tests", ""))
    assert len(list(root.iter("failure"))) == int(root.get("failures", ""))
    assert len(list(root.iter("skipped"))) == int(root.get("skipped", ""))
    for suite in root:
        assert int(suite.get("tests", "")) == len(list(suite))
    names = Counter((case.get("classname"), case.get("name")) for case in cases)
    assert set(names.values()) == {1}


def github_writes_at_most_ten_commands_of_a_level_and_nothing_else_is_one(
    report: Report,
) -> None:
    lines = OUTPUTS["github"](report).splitlines()
    counts = Counter(line[2:].split(" ")[0] for line in lines if line.startswith("::"))
    found = report.counts
    for severity, level in zip(Severity, ("error", "warning", "notice"), strict=True):
        assert counts[level] == min(10, found[severity])
    for line in lines:
        assert line.startswith(("::error ", "::warning ", "::notice ", "::group::", "- ", "::endg"))


def text_has_a_block_for_each_finding_and_excerpts_of_a_terminal_s_width(
    report: Report,
) -> None:
    text = OUTPUTS["text"](report)
    assert text.count("\n\n") == len(report.findings)
    for line in text.split("\n"):
        number, bar, source = line.partition(" | ")
        if bar and number.strip().isdigit():
            assert display_width(line) <= WIDTH, source


def fingerprints_do_not_change_with_the_order_of_findings(report: Report) -> None:
    backwards = Report(report.findings[::-1], 0, accepted=report.accepted)
    forwards = Report(report.findings, 0, accepted=report.accepted)
    assert sorted(fingerprints(backwards)[0]) == sorted(fingerprints(forwards)[0])


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(reports())
def test_every_format_stands_anything(report: Report) -> None:
    all_is_utf8_and_the_same_again_in_both_languages(report)
    json_keeps_its_schema(report)
    sarif_keeps_its_schema(report)
    gitlab_parses_with_unique_fingerprints(report)
    junit_parses_and_its_counts_are_true(report)
    github_writes_at_most_ten_commands_of_a_level_and_nothing_else_is_one(report)
    text_has_a_block_for_each_finding_and_excerpts_of_a_terminal_s_width(report)
    fingerprints_do_not_change_with_the_order_of_findings(report)
