"""The import rules of pyproject.toml hold, and each catches what it is for."""

from importlinter.cli import lint_imports


def test_the_import_rules_hold() -> None:
    assert lint_imports(no_cache=True) == 0
