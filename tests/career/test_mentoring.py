"""Are there mentors enough? The count agrees with pairing people one by one."""

from hypothesis import given
from hypothesis import strategies as st

from cs.career.development import DevelopmentPolicy
from cs.career.mentoring import shortage, stands
from cs.kernel.agents import Agent
from cs.kernel.ranges import Range
from tests.rules.builders import policies

LADDER = """
kind: ladder
id: ladder
name: 阶梯
tracks: [{id: t, name: 通道}]
grades:
""" + "".join(f"  - {{id: g{n}, name: 级{n}, track: t, level: {n}}}\n" for n in range(1, 6))


def most_paired(mentees: list[int], seats: list[int], above: Range) -> int:
    """The most mentees that can have a seat of their own, by augmenting paths."""
    taken: dict[int, int] = {}

    def place(mentee: int, seen: set[int]) -> bool:
        for seat, level in enumerate(seats):
            if seat in seen or not stands(level, mentees[mentee], above):
                continue
            seen.add(seat)
            if seat not in taken or place(taken[seat], seen):
                taken[seat] = mentee
                return True
        return False

    return sum(place(mentee, set()) for mentee in range(len(mentees)))


@given(
    st.lists(st.integers(1, 4), min_size=1, max_size=7),
    st.lists(st.integers(1, 5), max_size=4),
    st.integers(0, 2),
    st.sampled_from([0, 1, None]),
    st.integers(1, 3),
)
def test_mentors_are_lacking_exactly_where_pairing_fails(
    mentees: list[int], mentors: list[int], low: int, wide: int | None, most: int
) -> None:
    above = Range(low, None if wide is None else low + wide)
    staff = tuple(
        Agent(f"E{n}", f"E{n}", grade=f"g{level}", status="probation")
        for n, level in enumerate(mentees)
    ) + tuple(
        Agent(f"M{n}", f"M{n}", grade=f"g{level}", status="regular")
        for n, level in enumerate(mentors)
    )
    text = (
        f"{LADDER}---\nkind: development\nid: d\nname: 发展\nmentoring: {{mentees: "
        f"{{status: probation}}, levels_above: {above}, most_mentees: {most}}}\n"
    )
    found = policies(text, staff)
    (document,) = found.of(DevelopmentPolicy)

    lacking = shortage(document.policy, found)

    seats = [level for level in mentors for _ in range(most)]
    missing = len(mentees) - most_paired(mentees, seats, above)
    assert (lacking is None) == (missing == 0)
    assert lacking is None or lacking.missing <= missing
