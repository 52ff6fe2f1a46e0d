"""Both readings of the sources: the stint belongs to the post, or there is one cycle for all."""

from pathlib import Path

from tests.rotation.conftest import Run


def test_one_cycle_for_all_plans_as_equal_stints_do(office: Path, cs: Run) -> None:
    of_posts = cs("rotate", "plan", "--format", "csv")
    policy = office / "policies" / "rotation.yaml"
    stated = policy.read_text(encoding="utf-8")
    one_cycle = stated.replace("    stint: 2 months\n", "").replace(
        "posts:", "cycle: 2 months\nposts:"
    )
    policy.write_text(one_cycle, encoding="utf-8")

    of_cycle = cs("rotate", "plan", "--format", "csv")

    assert of_cycle.code == 0
    assert of_cycle.out == of_posts.out


def test_a_post_may_differ_from_the_cycle(office: Path, cs: Run) -> None:
    policy = office / "policies" / "rotation.yaml"
    stated = policy.read_text(encoding="utf-8")
    mixed = stated.replace("posts:", "cycle: 1 month\nposts:")
    policy.write_text(mixed, encoding="utf-8")

    checked = cs("policy", "check", "policies")

    assert "ROT033" in checked.out
    assert "The cycle of 1 month has no effect" in checked.out


def test_without_either_nobody_plans(office: Path, cs: Run) -> None:
    policy = office / "policies" / "rotation.yaml"
    stated = policy.read_text(encoding="utf-8")
    policy.write_text(stated.replace("    stint: 2 months\n", "", 1), encoding="utf-8")

    refused = cs("rotate", "plan")

    assert refused.code == 2
    assert "ROT032" in refused.err
    assert "how long a stint lasts is not stated" in refused.err
