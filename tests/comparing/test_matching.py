"""Parts under another id are paired where they are alike; not all pairs need be looked at."""

from hypothesis import given
from hypothesis import strategies as st

from cs.career.policy import Grade
from cs.comparing.matching import ALIKE, pair_alike

PARTS = st.lists(
    st.builds(
        lambda id_, name, track, level, pay: Grade.model_construct(
            id=id_, name=name, track=track, level=level, pay=pay
        ),
        st.sampled_from("abc"),
        st.sampled_from("甲乙丙"),
        st.sampled_from("一二"),
        st.integers(1, 3),
        st.none() | st.integers(1, 2),
    ),
    max_size=6,
)


def says(part: Grade) -> set[object]:
    fields = type(part).model_fields
    return {
        (name, str(value))
        for name, value in part.__dict__.items()
        if name != "id" and value != fields[name].get_default()
    }


@given(PARTS, PARTS)
def test_pairs_are_those_of_looking_at_all(old: list[Grade], new: list[Grade]) -> None:
    share = [
        [len(says(a) & says(b)) / len(says(a) | says(b)) if says(a) | says(b) else 0.0 for b in new]
        for a in old
    ]
    expected = []
    for row, shares in enumerate(share):
        for column, best in enumerate(shares):
            others = [each[column] for each in share]
            single = shares.count(best) == others.count(best) == 1
            if best >= ALIKE and best == max(shares) == max(others) and single:
                expected.append((row, column))

    assert list(pair_alike(old, new)) == expected
