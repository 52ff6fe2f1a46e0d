"""The candidates of the example score: at the root as they are, in the example with answers."""

from tests.cli.shell import cs_here
from tests.examples.goldens import ROOT

CANDIDATES = "examples/team-leader/candidates"
EXAMPLE = ("-C", "examples/team-leader")
ANSWERS = ("PRM003=from", "PRM010=100", "PRM014=capability", "PRM015=refuse")


def score(file: str, *options: str) -> tuple[int, list[str]]:
    ending = cs_here(
        "promote", "score", file, "--format", "csv", "--lang", "en", *options, cwd=ROOT
    )
    return ending.code, ending.out.splitlines()


def test_the_house_policy_needs_no_answer_and_reads_both_files_alike() -> None:
    code, lines = score(f"{CANDIDATES}.csv")
    assert code == 0
    assert len(lines) == 37
    assert sum("proposed" in line for line in lines) == 3
    assert score(f"{CANDIDATES}.xlsx") == (code, lines)


def test_the_source_as_it_stands_needs_an_answer_to_each_gap() -> None:
    assumed = [word for answer in ANSWERS for word in ("--assume", answer)]
    vacancies = ("--vacancies", "2")
    assert score(f"{CANDIDATES}.csv", *EXAMPLE, *vacancies)[0] == 2
    assert score(f"{CANDIDATES}.csv", *EXAMPLE, *vacancies, *assumed[2:])[0] == 2
    assert score(f"{CANDIDATES}.csv", *EXAMPLE, *vacancies, *assumed)[0] == 0


def test_an_edge_value_changes_points_with_the_answer() -> None:
    """SCO-02, D03, D04: 80 is in two bands of the source."""

    def total(edge: str) -> str:
        answers = (f"PRM003={edge}", *ANSWERS[1:])
        assumed = [word for answer in answers for word in ("--assume", answer)]
        _, lines = score(f"{CANDIDATES}.csv", *EXAMPLE, "--vacancies", "2", *assumed)
        (row,) = (line for line in lines if "G001" in line)
        return row

    assert "85.91" in total("from")
    assert "83.91" in total("to")
