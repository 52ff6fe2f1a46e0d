"""Findings appear and vanish; those that only stand elsewhere are the same."""

from cs.catalogue import RULES
from cs.comparing.finding import Found, compare_findings
from tests.comparing.versions import PROMOTION, policies


def found(text: str) -> Found:
    known = policies(text)
    findings = tuple(finding for rule in RULES for finding in rule.check(known))
    return Found(findings, known.documents)


def codes(old: str, new: str) -> tuple[list[str], list[str]]:
    both = compare_findings(found(old), found(new))
    return [each.code for each in both.appeared], [each.code for each in both.vanished]


def test_weights_that_no_longer_sum_to_100_are_found() -> None:
    wrong = PROMOTION.replace("weight: 60%", "weight: 50%")

    assert codes(PROMOTION, wrong) == (["PRM001"], [])
    assert codes(wrong, PROMOTION) == ([], ["PRM001"])


def test_a_finding_is_the_same_where_its_part_moved() -> None:
    gap = PROMOTION.replace("{from: 60, to: 70", "{from: 65, to: 70")
    line = "- {id: interview, name: 面试考评, weight: 60%, scale: {from: 0, to: 100}}\n"
    moved = gap.replace(line, "").replace("scoring:\n", f"{line}scoring:\n")

    assert "PRM005" in [each.code for each in found(gap).findings]
    assert codes(gap, moved) == ([], [])


def test_a_finding_with_other_figures_is_the_same() -> None:
    wrong = PROMOTION.replace("weight: 60%", "weight: 50%")

    assert codes(wrong, PROMOTION.replace("weight: 60%", "weight: 45%")) == ([], [])


def test_of_two_equal_findings_one_may_vanish() -> None:
    one = found(PROMOTION.replace("weight: 60%", "weight: 50%"))
    twice = Found((*one.findings, *one.findings), one.documents)

    assert len(compare_findings(twice, one).vanished) == len(one.findings)
