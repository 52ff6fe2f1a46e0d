"""What `cs policy diff` says of one change, in both languages. Run this file to write it anew."""

import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

from cs.locale import set_language
from tests.cli.shell import cs_here
from tests.comparing.repositories import commit, write
from tests.comparing.versions import PROMOTION, ROTATION

GOLDENS = Path(__file__).parent / "goldens"
FORMATS = {"text": "txt", "markdown": "md"}
WIDE = ROTATION.replace("2..4", "1..4")
BEFORE = {"promotion": PROMOTION, "rotation": WIDE}
AFTER = {
    "promotion": PROMOTION.replace("at_least: 1 year", "at_least: 2 years")
    .replace("weight: 60%", "weight: 20%")
    .replace("points: 30", "points: 80")
    .replace("{by: component, component: interview}, {by: hired}", "{by: hired}"),
    "rotation": WIDE.replace("三部, stint: 2", "三部, stint: 3").replace(
        "teaches: 流程", "requires: 流程, manager: 主管"
    ),
}


@contextmanager
def english_again() -> Iterator[None]:
    """The language is one fact of the process; leave it as it was found."""
    try:
        yield
    finally:
        set_language("en")


def answers() -> dict[str, str]:
    """Every golden file's content by its name."""
    found = {}
    with english_again(), tempfile.TemporaryDirectory() as directory, chdir(directory):
        commit(write(Path(), **BEFORE))
        write(Path(), **AFTER)
        for language in ("en", "zh"):
            for output, ending in FORMATS.items():
                done = cs_here("--lang", language, "policy", "diff", "HEAD", "--no-plans",
                               "--candidates", "candidates.csv", "--output", output)  # fmt: skip
                assert (done.code, done.err) == (0, "")
                found[f"{output}.{language}.{ending}"] = done.out
    return found


if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    for name, text in answers().items():
        (GOLDENS / name).write_text(text, encoding="utf-8")
