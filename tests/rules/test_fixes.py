"""Codes that say they are mended: the mend of the bad example takes the finding away."""

import pytest

from cs.catalogue import KINDS, RULES
from cs.checking.pages import Entry, entry_of
from cs.checking.rule import Rule
from cs.documents import Source, load
from cs.documents.pages import DOCUMENT_ENTRIES
from cs.documents.repair import fixes_of, repair
from cs.documents.workspace_checks import workspace_findings
from cs.documents.workspace_model import WorkspacePolicy
from cs.kernel.document import Document
from cs.kernel.findings import Finding
from tests.rules.test_pages import findings_of

FILE = "a.yaml"


def mended(text: str, findings: list[Finding], *, unsafe: bool) -> str:
    fixes = fixes_of(findings, unsafe=unsafe).get(FILE, {})
    assert fixes, "no mend is offered"
    done = repair(Source(FILE, text.encode()), list(fixes))
    assert done.made
    return done.data.decode()


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fixes], ids=lambda rule: rule.code)
def test_the_mend_of_a_rule_takes_its_finding_away(rule: Rule) -> None:
    page = entry_of(rule).page
    assert page.bad is not None
    found = findings_of(rule, page.bad, page.staff)
    if not any(each.fix for each in found):
        assert rule.fixes == "unsafe", "only a word that may be meant may be lacking here"
        return
    text = mended(page.bad, found, unsafe=True)
    assert not findings_of(rule, text, page.staff)


def test_a_rule_that_offers_a_mend_says_so() -> None:
    for rule in RULES:
        page = entry_of(rule).page
        if page.bad is not None:
            offered = {each.fix for each in findings_of(rule, page.bad, page.staff)} - {None}
            assert not offered or rule.fixes, rule.code
            assert rule.fixes != "unsafe" or not any(each and each.safe for each in offered)


def shape_findings(text: str) -> list[Finding]:
    loaded = load([Source(FILE, text.encode())], KINDS)
    settings = [
        Document(each.file, each.policy, each.index)
        for each in loaded.documents
        if isinstance(each.policy, WorkspacePolicy)
    ]
    known = [each.code for each in DOCUMENT_ENTRIES]
    return [*loaded.findings, *workspace_findings(settings, known)]


LADDER = """\
kind: ladder
id: house
name: House
needs: 1
tracks:
  - {id: agent, name: A, promotes: post}
grades:
  - {id: g, name: G, track: agent, level: 1, headcount: 1..2, experience: 1 year}
"""
HEAD = "kind: workspace\nid: home\nname: Home\n"
ROTATION = """\
kind: rotation
id: r
name: R
posts:
  - {id: a, name: A, stint: 1 month, headcount: 1, requires: [x]}
  - {id: b, name: B, stint: 1 month, headcount: 1, teaches: x}
"""


@pytest.mark.parametrize(
    ("text", "right", "code"),
    [
        (LADDER.replace("needs: 1\n", ""), ("kind: ladder", "kind: laddr"), "DOC012"),
        (LADDER.replace("needs: 1\n", ""), ("headcount: 1", "haedcount: 1"), "DOC013"),
        (LADDER.replace("needs: 1\n", ""), ("level: 1", 'level: "1"'), "DOC015"),
        (LADDER.replace("needs: 1\n", ""), ("level: 1", "level: １"), "DOC015"),
        (LADDER.replace("needs: 1\n", ""), ("1 year", "１ year"), "DOC015"),
        (LADDER.replace("needs: 1\n", ""), ("1..2", "１..２"), "DOC015"),
        (LADDER.replace("needs: 1\n", ""), ('name: "2026"', "name: 2026"), "DOC015"),
        (LADDER.replace("needs: 1\n", ""), ("promotes: title", "promotes: titel"), "DOC016"),
        (LADDER.replace("needs: 1\n", ""), ("track: agent", "track: aegnt"), "DOC018"),
        (LADDER.replace("needs: 1\n", ""), ("name: House", "name：House"), "DOC002"),
        (f"{HEAD}as_of: 2026-01-05\n", ("2026-01-05", '"2026-01-05"'), "DOC015"),
        (f"{HEAD}as_of: 2026-01-05\n", ("2026-01-05", "2026/1/5"), "DOC015"),
        (f"{HEAD}as_of: 2026-01-05\n", ("2026-01-05", "2026年1月5日"), "DOC015"),
        (f"{HEAD}severities: {{DOC018: error}}\n", ("DOC018", "doc018"), "DOC023"),
        (ROTATION, ("[x, z]", "[x，z]"), "DOC015"),
        (ROTATION, ("[x, z]", "x、z"), "DOC015"),
    ],
)
def test_slips_of_the_hand_are_mended_unasked(text: str, right: tuple[str, str], code: str) -> None:
    good, bad = right
    text = text.replace("name: House", good, 1) if good == 'name: "2026"' else text
    text = text.replace("promotes: post", good).replace("[x]", good) if good not in text else text
    wrong = text.replace(good, bad, 1)
    found = shape_findings(wrong)
    assert code in {each.code for each in found}
    assert mended(wrong, found, unsafe=False) == text


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("track: 二星, ", "track: 三星, "),  # another word, not a slip
        ("track: agent-1, ", "track: agent-2, "),
        ("track: agent-a, ", "track: agent-b, "),
    ],
)
def test_another_word_is_never_written_unasked(right: str, wrong: str) -> None:
    name = right.removeprefix("track: ").removesuffix(", ")
    text = LADDER.replace("needs: 1\n", "").replace("agent", name)
    (found,) = shape_findings(text.replace(f"track: {name}, ", wrong))
    assert found.fix is None or not found.fix.safe


def test_every_code_that_says_so_is_about_documents() -> None:
    says = [each for each in DOCUMENT_ENTRIES if each.fixes]
    assert all(isinstance(each, Entry) and each.fixes == "safe" for each in says)
    assert len(says) == 7
