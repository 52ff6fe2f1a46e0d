"""Items of a list that say the same: what an id alone says is said by the id."""

import pytest

from tests.rules.builders import findings

HEAD = """kind: promotion
id: leader
name: 组长竞聘
components:
"""


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("{id: a, name: 能力, weight: 50%}", "{id: b, name: 能力, weight: 50%}", 1),
        ("{id: a, name: 能力, weight: 50%}", "{id: b, name: 面试, weight: 50%}", 0),
    ],
)
def test_items_that_differ_by_their_ids_alone_say_the_same(
    first: str, second: str, found: int
) -> None:
    assert len(findings("DOC062", f"{HEAD}- {first}\n- {second}\n")) == found


def test_items_of_an_id_alone_differ_by_it() -> None:
    text = """kind: review
id: monthly
name: 月度评估
cycle: monthly
indicators: [{id: quality, name: 质量, weight: 100%, target: 100}]
grades: [{id: a}, {id: b}]
"""
    assert findings("DOC062", text) == []
