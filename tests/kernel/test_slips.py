"""Which words are slips of the hand, and which are other words."""

import pytest

from cs.kernel.suggestions import edits_between, is_slip

KNOWN = ["weight", "name", "agent", "agents", "team-leader", "二星客服", "PRM001", "post_since"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("wieght", "weight"),
        ("Weight", "weight"),
        ("weihgt", "weight"),
        ("nmae", "name"),
        ("ｎａｍｅ", "name"),
        ("team leader", "team-leader"),
        ("TeamLeader", "team-leader"),
        ("taem-leader", "team-leader"),
        ("post-since", "post_since"),
        ("prm001", "PRM001"),
        ("二星 客服", "二星客服"),
    ],
)
def test_a_slip(written: str, meant: str) -> None:
    assert is_slip(written, meant, KNOWN)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("三星客服", "二星客服"),  # Chinese characters tell things apart
        ("PRM002", "PRM001"),  # so do digits
        ("agnts", "agent"),  # agents is as near
        ("reader", "leader"),  # another first letter
        ("nam", "name"),
        ("team-a", "team-b"),
    ],
)
def test_another_word(written: str, meant: str) -> None:
    assert not is_slip(written, meant, [*KNOWN, "leader", "team-b"])


def test_neighbours_that_are_swapped_are_one_edit() -> None:
    assert edits_between("wieght", "weight") == 1
    assert edits_between("", "abc") == 3
    assert edits_between("abc", "abc") == 0
    assert edits_between("ca", "abc") == 3
