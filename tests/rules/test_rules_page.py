"""docs/rules.md says what the rules say."""

import importlib.util
from pathlib import Path
from types import ModuleType

from cs.catalogue import RULES

TOOL = Path(__file__).parents[2] / "tools" / "rules_page.py"


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rules_page", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_fresh() -> None:
    page = tool()
    assert page.PAGE.read_text(encoding="utf-8") == page.generated(), (
        "run: python tools/rules_page.py"
    )


def test_every_defect_is_answered_or_excused() -> None:
    page = tool()
    answered = {defect for rule in RULES for defect in rule.answers} | set(page.ANSWERED_BY_SHAPE)
    assert answered.isdisjoint(page.ELSEWHERE)
    assert answered | set(page.ELSEWHERE) == set(page.DEFECTS)
