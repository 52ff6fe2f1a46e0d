"""Every command and option explains itself, in the language chosen."""

import os
import subprocess
import sys

from cs.cli import ENTRIES

WALK = """
import re, sys
from cs.locale import set_language
set_language(sys.argv[1])
from cs.cli import ENTRIES, resolve, root

def walk(path, command):
    yield path, command.help
    for param in command.params:
        yield f"{path} {param.opts[0]}", param.help
    for name, below in getattr(command, "commands", {}).items():
        yield from walk(f"{path} {name}", below)

def entries_walk(path, entries):
    for entry in entries:
        if entry.below:
            yield f"{path} {entry.name}", resolve(entry).help
            yield from entries_walk(f"{path} {entry.name}", entry.below)
        else:
            yield from walk(f"{path} {entry.name}", resolve(entry))

pages = [*((f"cs {p.opts[0]}", p.help) for p in root().params)]
pages += entries_walk("cs", ENTRIES)
for path, text in pages:
    if not text or not re.search(sys.argv[2], text):
        print(path, repr(text))
"""


def without(language: str, pattern: str) -> list[str]:
    """Commands and options whose help is missing or lacks the pattern."""
    done = subprocess.run(
        [sys.executable, "-c", WALK, language, pattern],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    return done.stdout.splitlines()


def test_everything_has_help_that_is_a_sentence_in_english() -> None:
    assert without("en", r"^[A-Z\-].*[.…]$") == []


def test_everything_has_help_in_chinese() -> None:
    assert without("zh", r"[\u4e00-\u9fff]") == []


def test_the_commands_of_the_design_are_there() -> None:
    assert [entry.name for entry in ENTRIES] == ["init", "policy", "rotate", "review", "promote"]
