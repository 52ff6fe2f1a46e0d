"""What imports cannot show: no file, clock, environment, print or exit outside the shell.

Every module of the package is read as a syntax tree. The shell is listed here, by name, and is
meant to stay small.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "cs"
MODULES = sorted(SOURCE.rglob("*.py"))
MAX_LINES = 400

SHELL = frozenset({
    "__main__.py", "cli.py", "terminal.py", "options.py", "workspace.py", "session.py",
    "export/changes.py", "export/files.py", "locale/__init__.py", "policy/diff/revisions.py",
    "published_schemas.py",
    "rotation/conflicts/running.py", "rotation/publishing/running.py", "rotation/running.py",
    "templates/__init__.py",
})  # fmt: skip
"""Beside every `commands.py`: modules that may touch files, the environment or the clock."""
SPEAKERS = frozenset({
    "__main__.py", "assumptions.py", "cli.py", "rotation/conflicts/diagnosis.py",
    "rotation/conflicts/running.py", "rotation/explaining/running.py", "promotion/shell.py",
    "promotion/simulating/running.py",
    "rotation/shell.py", "session.py", "terminal.py",
})  # fmt: skip
"""Beside every `commands.py`: modules that may print to the terminal or end the run."""

IMPURE_CALLS = frozenset({
    "open", "input", "breakpoint", "os.getenv", "os.getcwd", "Path.cwd", "Path.home",
    "date.today", "datetime.now", "datetime.today", "datetime.utcnow", "datetime.date.today",
    "datetime.datetime.now", "time.time", "time.monotonic", "time.perf_counter", "time.sleep",
    "time.localtime", "random.random", "random.randint", "random.choice", "random.shuffle",
    "random.sample", "random.seed", "uuid.uuid4", "uuid.uuid1", "subprocess.run",
})  # fmt: skip
IMPURE_METHODS = frozenset(
    {"read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"}
)
IMPURE_NAMES = frozenset({"os.environ", "sys.argv", "sys.stdin"})
UNSEEDED = frozenset({"random.Random", "Random", "np.random.default_rng", "default_rng"})
SPEAKING = frozenset({
    "print", "sys.exit", "exit", "quit", "os._exit", "sys.stdout", "sys.stderr",
    "stdout", "stderr", "say", "fail", "write_machine", "typer.echo", "typer.Exit", "typer.secho",
})  # fmt: skip
TRANSLATING = frozenset({"_", "message"})


def name_of(module: Path) -> str:
    """The module's path inside the package."""
    return module.relative_to(SOURCE).as_posix()


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names, else empty."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (head := dotted(node.value)):
        return f"{head}.{node.attr}"
    return ""


@cache
def tree(module: Path) -> ast.Module:
    """The module's syntax tree."""
    return ast.parse(module.read_bytes())


@cache
def nodes(module: Path) -> tuple[ast.AST, ...]:
    """All nodes of the module's tree."""
    return tuple(ast.walk(tree(module)))


def impurities(module: Path) -> Iterator[str]:
    """What the module does that depends on more than its arguments."""
    for node in nodes(module):
        if isinstance(node, ast.Attribute) and dotted(node) in IMPURE_NAMES:
            yield f"line {node.lineno}: {dotted(node)}"
        if isinstance(node, ast.Call):
            called = dotted(node.func)
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if called in IMPURE_CALLS or method in IMPURE_METHODS:
                yield f"line {node.lineno}: {called or method}()"
            if called in UNSEEDED and not node.args and not node.keywords:
                yield f"line {node.lineno}: {called}() without a seed"


def utterances(module: Path) -> Iterator[str]:
    """Where the module prints or exits."""
    for node in nodes(module):
        if isinstance(node, ast.Call) and dotted(node.func) in SPEAKING:
            yield f"line {node.lineno}: {dotted(node.func)}()"
        if isinstance(node, ast.Attribute) and dotted(node) in SPEAKING:
            yield f"line {node.lineno}: {dotted(node)}"


def unextractable(module: Path) -> Iterator[str]:
    """Texts that the catalogue tool cannot see."""
    for node in nodes(module):
        if isinstance(node, ast.Call) and dotted(node.func) in TRANSLATING:
            first = node.args[0] if node.args else None
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                yield f"line {node.lineno}: {dotted(node.func)}() without a literal"


def is_shell(module: Path, listed: frozenset[str]) -> bool:
    """Whether the module is one of the shell's."""
    return module.name == "commands.py" or name_of(module) in listed


def amiss(modules: Iterable[Path], check: Callable[[Path], Iterator[str]]) -> dict[str, list[str]]:
    """What a check says of modules, by the names of those of which it says anything."""
    found = {name_of(module): list(check(module)) for module in modules}
    return {name: lines for name, lines in found.items() if lines}


def test_only_the_shell_touches_files_clock_and_environment() -> None:
    assert amiss([m for m in MODULES if not is_shell(m, SHELL)], impurities) == {}


def test_only_commands_print_or_exit() -> None:
    assert amiss([m for m in MODULES if not is_shell(m, SPEAKERS)], utterances) == {}


def test_every_text_can_be_extracted() -> None:
    assert amiss([m for m in MODULES if name_of(m) != "locale/__init__.py"], unextractable) == {}


def test_every_module_is_short_and_says_what_it_is_for() -> None:
    def check(module: Path) -> Iterator[str]:
        text = module.read_text(encoding="utf-8")
        if (length := len(text.splitlines())) > MAX_LINES:
            yield f"{length} lines"
        if text.strip() and not ast.get_docstring(tree(module)):
            yield "no docstring"

    assert amiss(MODULES, check) == {}


def test_the_shell_lists_name_modules_that_exist() -> None:
    names = {name_of(module) for module in MODULES}

    assert sorted((SHELL | SPEAKERS) - names) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import os\nx = os.environ['A']", "os.environ"),
        ("x = open('a')", "open()"),
        ("from datetime import date\nx = date.today()", "date.today()"),
        ("import random\nx = random.Random()", "without a seed"),
        ("def f(path): return path.read_text()", "read_text"),
    ],
)
def test_the_check_itself_finds_what_it_looks_for(tmp_path: Path, source: str, found: str) -> None:
    module = tmp_path / "module.py"
    module.write_text(source, encoding="utf-8")

    assert any(found in line for line in impurities(module))
