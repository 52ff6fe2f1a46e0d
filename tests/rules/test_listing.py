"""What is imported only when it is used: the rules of the kinds that are there, and no others."""

import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from cs.catalogue import ENTRIES, KINDS, LISTED, rules_for
from cs.checking.listing import Listed
from cs.documents import Source, load
from cs.kernel.calendars import WorkingCalendar
from cs.kernel.document import Document, PolicySet
from cs.kernel.fields import Policy

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 16)


@cache
def documents() -> tuple[Document[Policy], ...]:
    """The house policies and the bad examples of all pages."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "policies").glob("*.yaml"))]
    texts += [entry.page.bad for entry in ENTRIES if entry.shows == "policy" and entry.page.bad]
    return tuple(
        document
        for number, text in enumerate(texts)
        for document in load([Source(f"{number}.yaml", text.encode())], KINDS).documents
    )


@pytest.mark.parametrize("listed", [each for each in LISTED if each.kinds], ids=lambda e: e.code)
def test_without_a_kind_that_it_needs_a_rule_finds_nothing(listed: Listed) -> None:
    for each in listed.kinds:
        left = tuple(one for one in documents() if one.policy.kind not in each.split("|"))
        rule = listed.rule()
        assert list(rule.check(PolicySet(left, WorkingCalendar(), None, DAY))) == [], each
        assert rule not in rules_for(PolicySet(left, WorkingCalendar()).kinds)


def test_kinds_that_rules_need_exist() -> None:
    named = {kind for listed in LISTED for each in listed.kinds for kind in each.split("|")}
    assert named <= set(KINDS)


def test_the_model_of_a_kind_states_that_kind() -> None:
    for kind, model in KINDS.items():
        assert model.model_fields["kind"].annotation.__args__ == (kind,)  # type: ignore[union-attr]


def test_to_check_a_ladder_takes_no_model_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "policies").mkdir()
    text = (ROOT / "policies" / "ladder.yaml").read_text("utf-8")
    (tmp_path / "policies" / "ladder.yaml").write_text(text, "utf-8")
    script = (
        "import sys\n"
        "from cs.__main__ import run\n"
        "code = run(['policy', 'check', '--quiet'])\n"
        "loaded = [name for name in sys.modules if name.startswith('cs.')]\n"
        "models = [name for name in loaded if name.endswith('.policy') and name != 'cs.policy']\n"
        "print(code, *models)\n"
        "print(*(name for name in ('rich.console', 'polars', 'holidays') if name in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["0 cs.career.policy", ""]
