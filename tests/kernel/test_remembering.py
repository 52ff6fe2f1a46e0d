"""An answer is kept for one object, as long as it lives, and never passed to another."""

import gc
from dataclasses import dataclass

from cs.kernel.remembering import remembered


@dataclass(frozen=True)
class Named:
    name: str


def test_one_object_is_asked_once_and_its_equal_apart() -> None:
    asked: list[str] = []

    @remembered
    def length(named: Named) -> int:
        asked.append(named.name)
        return len(named.name)

    first, second = Named("ab"), Named("ab")
    assert [length(first), length(first), length(second)] == [2, 2, 2]
    assert asked == ["ab", "ab"]


def test_an_object_at_the_address_of_a_gone_one_is_asked_anew() -> None:
    @remembered
    def name(named: Named) -> str:
        return named.name

    for number in range(200):
        assert name(Named(str(number))) == str(number)


def test_answers_go_with_their_objects() -> None:
    answered: list[object] = []

    class Answer:
        def __del__(self) -> None:
            answered.append(None)

    @remembered
    def answer(_named: Named) -> Answer:
        return Answer()

    named = Named("a")
    answer(named)
    gc.collect()
    assert not answered
    del named
    gc.collect()
    assert answered
