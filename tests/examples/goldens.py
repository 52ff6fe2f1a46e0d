"""What `cs policy check` says of each example, in English. Run this file to write it anew."""

import os
from pathlib import Path

from tests.cli.shell import Ending, cs

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
EXAMPLES = ("six-departments", "team-leader", "recruiting-leader", "desk-duty")


def checked(example: str) -> Ending:
    """The check, run inside the example by a new process."""
    search = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    return cs(
        "policy", "check", "--output", "text", "--lang", "en",
        cwd=ROOT / "examples" / example, NO_COLOR="1", PYTHONPATH=search,
    )  # fmt: skip


def golden(example: str) -> Path:
    """Where the expected text of an example is kept."""
    return HERE / f"{example}.txt"


if __name__ == "__main__":
    for name in EXAMPLES:
        golden(name).write_text(checked(name).out, encoding="utf-8")
