"""The house review of the house workspace, as a reader of the README runs it."""

import json

from tests.examples.goldens import HERE, ROOT
from tests.review.reviews import cs, golden


def test_the_house_scores_october_without_an_argument() -> None:
    ending = cs(ROOT, "review", "score", "--limit", "5")

    assert (ending.code, ending.err) == (0, "")
    assert ending.out == golden(str(HERE / "house-review.txt"), ending.out)


def test_the_house_has_all_that_can_follow() -> None:
    record = json.loads(cs(ROOT, "review", "score", "--format", "json").out)
    grades = {each["id"]: each["agents"] for each in record["grades"]}
    acts = {each["act"] for agent in record["agents"] for each in agent["follows"]}

    assert len(record["agents"]) == 198
    assert min(grades.values()) > 10
    assert acts >= {"bonus", "promotion", "coach", "train", "transfer", "dismiss"}
