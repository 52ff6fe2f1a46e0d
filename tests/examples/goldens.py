"""What commands say of the examples, in English. Run this file to write it anew."""

import csv
import io
from functools import cache
from pathlib import Path

from tests.cli.shell import Ending, cs_here

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
EXAMPLES = (
    "six-departments", "team-leader", "recruiting-leader", "desk-duty", "weekly-queues",
    "stars-and-posts", "notice", "five-steps", "seven-conditions", "ninety-percent",
    "post-weights",
)  # fmt: skip
ANSWERS = ("PRM010=100", "PRM014=none", "PRM015=refuse")
"""What the sources leave open of a score: its scale, ties, missing values."""
LEADERS = (*ANSWERS, "PRM017=keep")
"""Leaders who approve what they have judged themselves, as [003-B] says."""
CANDIDATES = "../recruiting-leader/candidates.csv"
REPAIRS = ("with-pm", "rescaled", "ninety")

RUNS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "titles": ("stars-and-posts", LEADERS,
               ("eligible", "candidates-titles.csv", "--policy", "star-titles")),
    "titles-score": ("stars-and-posts", LEADERS,
                     ("score", "candidates-titles.csv", "--policy", "star-titles")),
    "post-score": ("stars-and-posts", LEADERS, (
        "score", "candidates-post.csv", "--policy", "manager-post", "--vacancies", "1")),
    "demotion": ("stars-and-posts", LEADERS, (
        "timeline", "--policy", "manager-post", "--transition", "demotion",
        "--from", "2026-12-10")),
    "notice-eligible": ("notice", ANSWERS, ("eligible", "candidates.csv")),
    "notice-score": ("notice", ANSWERS, ("score", "candidates.csv")),
    "notice-timeline": ("notice", ANSWERS, ("timeline", "--from", "2026-09-24")),
    "notice-status": ("notice", ANSWERS, ("status", "cases.csv", "--as-of", "2026-10-08")),
    "five-steps-score": ("five-steps", ANSWERS, ("score", "candidates.csv")),
    "seven-eligible": ("seven-conditions", ANSWERS,
                       ("eligible", "candidates.csv", "--policy", "seven-tests")),
    "seven-score": ("seven-conditions", ANSWERS, (
        "score", "candidates.csv", "--policy", "seven-tests", "--vacancies", "3")),
    "post-weights": ("post-weights", (), ("score", CANDIDATES, "--vacancies", "3", "--limit", "6")),
    "post-weights-online": ("post-weights", (), (
        "score", CANDIDATES, "--vacancies", "3", "--limit", "6", "--post", "在线招聘")),
    "post-weights-hotline": ("post-weights", (), (
        "score", CANDIDATES, "--vacancies", "3", "--limit", "6", "--post", "招聘热线")),
    "shares": ("seven-conditions", ANSWERS,
               ("score", "shares.csv", "--policy", "technical-shares")),
}  # fmt: skip
"""Per golden file the example, what is assumed, and a command of `cs promote`."""


def checked(example: str) -> Ending:
    """The check, run inside the example by this process."""
    return cs_here(
        "policy", "check", "--output", "text", "--lang", "en", cwd=ROOT / "examples" / example
    )


def golden(example: str) -> Path:
    """Where the expected text of an example is kept."""
    return HERE / f"{example}.txt"


@cache
def promoted(name: str) -> Ending:
    """A command of `RUNS`, run inside its example by this process."""
    example, answers, command = RUNS[name]
    assumed = [word for answer in answers for word in ("--assume", answer)]
    return cs_here(
        "promote", *command, *assumed, "--quiet", "--lang", "en", cwd=ROOT / "examples" / example
    )


def run_golden(name: str) -> Path:
    """Where the expected output of a command is kept."""
    return HERE / "runs" / f"{name}.txt"


@cache
def repaired(repair: str) -> dict[str, dict[str, str]]:
    """One repair of the 90% scheme: the row of each candidate."""
    ending = cs_here(
        "promote", "score", CANDIDATES, "--policy", repair, "--assume", "PRM001=keep",
        "--vacancies", "3", "--format", "csv", "--quiet", "--lang", "en",
        cwd=ROOT / "examples" / "ninety-percent",
    )  # fmt: skip
    assert ending.code == 0, ending.err
    rows = csv.DictReader(io.StringIO(ending.out.removeprefix("\ufeff")))
    return {row["id"]: row for row in rows}


def side_by_side() -> str:
    """Rank and total of each candidate under the three repairs; a star: proposed."""
    tables = [repaired(repair) for repair in REPAIRS]
    lines = ["candidate  " + "".join(f"{repair:<18}" for repair in REPAIRS)]
    for candidate in sorted(
        tables[0], key=lambda each: (int(tables[-1][each]["rank"] or 99), each)
    ):
        cells = (
            f"{row['rank'] or '-':>2} {row['total']:>8} "
            + ("*" if row["outcome"] == "proposed" else "")
            for row in (table[candidate] for table in tables)
        )
        lines.append(f"{candidate:<11}" + "".join(f"{cell:<18}" for cell in cells))
    return "\n".join(line.rstrip() for line in lines) + "\n"


if __name__ == "__main__":
    for name in EXAMPLES:
        golden(name).write_text(checked(name).out, encoding="utf-8")
    for name in RUNS:
        run_golden(name).write_text(promoted(name).out, encoding="utf-8")
    run_golden("side-by-side").write_text(side_by_side(), encoding="utf-8")
