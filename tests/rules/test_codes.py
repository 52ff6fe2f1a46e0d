"""Every code that is raised has an entry with a page, and every entry's code is raised."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import TypeGuard

from cs.catalogue import CODES, ENTRIES, FAMILIES, FIXED_CODES, LISTED, RULES
from cs.kernel.findings import Severity

SOURCE = Path(__file__).parents[2] / "src" / "cs"
CODE = re.compile(r"[A-Z]{3}\d{3}")
LISTING = ("codes.py", "pages.py")
"""Modules that list or explain codes and raise none."""
KNOWN = {entry.code for entry in ENTRIES}


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the package as a syntax tree."""
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_bytes())
        for path in sorted(SOURCE.rglob("*.py"))
    }


@cache
def nodes() -> dict[str, tuple[ast.AST, ...]]:
    """All nodes of every module: to walk the trees takes longer than to look at what is there."""
    return {module: tuple(ast.walk(tree)) for module, tree in trees().items()}


@cache
def literals() -> tuple[tuple[str, str], ...]:
    """Every literal that has the form of a code, with its module."""
    return tuple(
        (module, node.value)
        for module, every in nodes().items()
        for node in every
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    )


def constants() -> dict[str, str]:
    """The code of each `module.NAME`, for names that modules give to codes at their top."""
    named: dict[str, str] = {}
    for module, tree in trees().items():
        prefix = "cs." + module.removesuffix(".py").replace("/", ".")
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                value = node.value
                if isinstance(value, ast.Constant) and CODE.fullmatch(str(value.value)):
                    named[f"{prefix}.{node.targets[0].id}"] = value.value
    return named


def raised() -> set[str]:
    """The codes whose name is used outside of lists and pages, or which a rule has."""
    named = constants()
    found = {rule.code for rule in RULES}
    for module, every in nodes().items():
        if module.endswith(LISTING):
            continue
        imported = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in every
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in every:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.add(named.get(imported.get(node.id, ""), ""))
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                origin = imported.get(node.value.id, "")
                found.add(named.get(f"{origin}.{node.attr}", ""))
    return found - {""}


def test_every_code_in_the_source_has_an_entry() -> None:
    assert [found for found in literals() if found[1] not in KNOWN] == []


def test_every_code_is_written_once_and_that_of_a_rule_in_the_list_too() -> None:
    codes = [code for module, code in literals() if module != "catalogue.py"]
    assert sorted(codes) == sorted(KNOWN), "give the code a name, and use the name"
    again = [code for module, code in literals() if module == "catalogue.py"]
    assert again == [rule.code for rule in RULES]


def test_the_list_says_of_a_code_what_its_module_says() -> None:
    for each in LISTED:
        rule = each.rule()
        assert (each.code, each.name) == (rule.code, rule.name)
        assert rule.check.__module__ == f"cs.{each.module}"
    known = {(each.code, each.name, each.fixed, each.shows) for each in CODES}
    assert known == {(each.code, each.name, each.fixed, each.shows) for each in ENTRIES}
    assert len(CODES) == len(ENTRIES)


def is_finding(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether a finding is made here."""
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
    )


def test_no_code_is_put_together() -> None:
    for module, every in nodes().items():
        for node in every:
            if is_finding(node) and node.args:
                written = ast.unparse(node.args[0])
                assert re.fullmatch(r"[\w.]+( if [\w.]+ else [\w.]+)?", written), (module, written)


def test_every_entry_is_raised() -> None:
    assert KNOWN - raised() == set()


def test_codes_and_names_are_unique_and_well_formed() -> None:
    assert len(KNOWN) == len(ENTRIES)
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)
    for entry in ENTRIES:
        assert entry.code[:3] in FAMILIES
        assert CODE.fullmatch(entry.code)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.name)


def test_every_entry_has_a_page() -> None:
    for entry in ENTRIES:
        assert entry.page.title, entry.code
        assert not entry.page.title.endswith("."), entry.code
        assert entry.page.prose.endswith((".", ".)")), entry.code


def test_only_errors_are_fixed() -> None:
    fixed = {entry.severity for entry in ENTRIES if entry.code in FIXED_CODES}
    assert fixed == {Severity.ERROR}
