"""The house policies pass their cases, which exercise all that cases can; planted mistakes fail."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from cs.catalogue import FIXED_CODES, KINDS, RULES
from cs.documents import Loaded, Source, load
from cs.documents.workspace_model import WorkspacePolicy
from cs.kernel.document import PolicySet
from cs.policytests.coverage import coverage
from cs.policytests.library import find_tests, library_of
from cs.policytests.problem import Library, Outcome, Run
from cs.policytests.reporting import findings_of
from cs.policytests.running import run
from cs.templates import TEMPLATES
from tests.policy_commands.workspaces import cs

HOUSE = Path(__file__).parents[2] / "policies"


@cache
def text_of(name: str) -> str:
    return (HOUSE / name).read_text(encoding="utf-8")


def read_house(tests: Sequence[str], names: Sequence[str], old: str = "", new: str = "") -> Loaded:
    """Tests and policies of the house, with a text that stands once in the policies replaced."""
    texts = {name: text_of(name) for name in (*names, *tests)}
    if old:
        (where,) = [name for name in names if old in texts[name]]
        assert texts[where].count(old) == 1
        texts[where] = texts[where].replace(old, new)
    return load([Source(name, text.encode()) for name, text in texts.items()], KINDS)


def outcomes_of(read: Loaded) -> tuple[Library, Iterator[Outcome]]:
    """The outcomes, each found when it is asked for."""
    (workspace,) = [each.policy for each in read.documents
                    if isinstance(each.policy, WorkspacePolicy)]  # fmt: skip
    policies = PolicySet(read.documents, workspace.calendar.build())
    library = library_of(read, policies, RULES, workspace.severities, FIXED_CODES)
    return library, run(find_tests(read), library)


def test_all_cases_pass_and_exercise_all_that_they_can() -> None:
    files = sorted(path.name for path in HOUSE.glob("*.yaml"))
    tests = [name for name in files if name.endswith("_test.yaml")]
    read = read_house(tests, [name for name in files if name not in tests])
    library, running = outcomes_of(read)
    outcomes = tuple(running)

    failed = findings_of(Run(outcomes), read.spans)
    assert [each.message.english() for each in failed] == []
    assert len(outcomes) > 40
    for covered in coverage(library.policies.documents, outcomes):
        assert [each.lacking.english() for each in covered.missing] == []


@pytest.mark.parametrize(
    ("test", "old", "new"),
    [
        ("promotion_test.yaml", "at_least: 1 year}", "at_least: 11 months}"),
        ("promotion_test.yaml", "any_of: [regular]", "any_of: [regular, probation]"),
        ("promotion_test.yaml", "\nfrom: [三星客服, ", "\nfrom: [二星客服, 三星客服, "),
        ("promotion_test.yaml", "{to: 60, includes: neither, points: 0}",
         "{to: 60, includes: to, points: 0}"),
        ("promotion_test.yaml", "points: 6}", "points: 5}"),
        ("promotion_test.yaml", "missing: refuse", "missing: zero"),
        ("promotion_test.yaml", "places: 2", "places: 1"),
        ("promotion_test.yaml", "{by: component, component: capability}\n",
         "{by: component, component: pm}\n"),
        ("promotion_test.yaml", "headcount: 12..16", "headcount: 12..17"),
        ("promotion_test.yaml", "month: 12, opens: 1,", "month: 12, opens: 2,"),
        ("rotation_test.yaml", "no_return: 2", "no_return: 1"),
        ("rotation_test.yaml", "leaving_share: 60%", "leaving_share: 59%"),
        ("rotation_test.yaml", "experienced_share: 40%", "experienced_share: 41%"),
        ("rotation_test.yaml", "requires: 产品知识", "requires: 服务流程"),
        ("rotation_test.yaml", "    agreement: 保密协议\n", ""),
        ("rotation_test.yaml", "[一星客服, 二星客服", "[组长, 一星客服, 二星客服"),
        ("review_test.yaml", "target: 6\n", "target: 7\n"),
        ("review_test.yaml", "min_raters: 5", "min_raters: 4"),
        ("review_test.yaml", "missing_raters: reweight", "missing_raters: refuse"),
        ("review_test.yaml", "{id: 优秀, from: 90, includes: from}",
         "{id: 优秀, from: 90, includes: neither}"),
        ("review_test.yaml", "leave: skips", "leave: breaks"),
        ("review_test.yaml", "gap: breaks", "gap: skips"),
        ("review_test.yaml", "at_least: 优秀, in_a_row: 6", "at_least: 优秀, in_a_row: 5"),
        ("review_test.yaml", "indicator_below: 60%", "indicator_below: 61%"),
        ("review_test.yaml", "share: 10%", "share: 11%"),
    ],
)  # fmt: skip
def test_a_mistake_planted_in_a_policy_fails_a_case(test: str, old: str, new: str) -> None:
    own = test.replace("_test", "")
    others = ["workspace.yaml", "ladder.yaml"] if "promotion" in test else ["workspace.yaml"]
    _library, running = outcomes_of(read_house([test], [own, *others], old, new))

    assert any(outcome.verdict == "failed" for outcome in running)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_cases_of_a_new_workspace_pass(tmp_path: Path, language: str) -> None:
    assert TEMPLATES[0].name == "full"
    assert cs("init", "full", str(tmp_path / "new"), "--lang", language).code == 0

    ending = cs("policy", "test", "-C", str(tmp_path / "new"))

    assert ending.code == 0, ending.out
    assert "failed 0, not run 0" in ending.err
