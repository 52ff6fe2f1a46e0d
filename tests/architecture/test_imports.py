"""The import rules of pyproject.toml hold, and their exceptions do not spread."""

import ast
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
DOMAINS = ("career", "crosschecks", "promotion", "review", "roster", "rotation")


def showing_modules() -> list[str]:
    """Patterns of the modules that may show and run, as the contract excepts them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (contract,) = [c for c in contracts if c["name"].startswith("domains know no terminal")]
    return [line.partition(" -> ")[0] for line in contract["ignore_imports"]]


SHOWING = showing_modules()


def dotted(module: Path) -> str:
    """The module's import name."""
    return ".".join(module.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


def is_showing(name: str) -> bool:
    """Whether the contract excepts the module of this name."""
    return any(fnmatchcase(name, pattern) for pattern in SHOWING)


def imported(module: Path) -> Iterator[str]:
    """Names of all modules, or things in them, that a module imports."""
    for node in ast.walk(ast.parse(module.read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


PURE = [
    module
    for domain in DOMAINS
    for module in sorted((SOURCE / "cs" / domain).rglob("*.py"))
    if not is_showing(dotted(module))
]


def test_the_import_rules_hold() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_engines_and_rules_import_nothing_that_shows() -> None:
    shows = {name: is_showing(name) for module in PURE for name in imported(module)}
    found = {dotted(module): [name for name in imported(module) if shows[name]] for module in PURE}
    assert {module: names for module, names in found.items() if names} == {}
