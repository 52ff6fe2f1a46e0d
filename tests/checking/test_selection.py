"""Of `--select` and `--ignore` the more specific wins; what was not read is always shown."""

import pytest

from cs.catalogue import ENTRIES, FIXED_CODES
from cs.checking.selection import Selection, parse_selectors, selection_of


def selection(select: str = "", ignore: str = "") -> Selection:
    return selection_of(
        [parse_selectors(select, ENTRIES)] if select else [],
        [parse_selectors(ignore, ENTRIES, to_ignore=True)] if ignore else [],
        FIXED_CODES,
    )


@pytest.mark.parametrize(
    ("select", "ignore", "kept", "dropped"),
    [
        ("", "", {"PRM001", "LAD001"}, set()),
        ("PRM", "", {"PRM001", "PRM010"}, {"LAD001"}),
        ("PRM001,LAD", "", {"PRM001", "LAD001"}, {"PRM010"}),
        ("PRM001，LAD", "", {"PRM001", "LAD001"}, {"PRM010"}),
        ("prm001", "", {"PRM001"}, {"PRM010"}),
        ("weights-not-100", "", {"PRM001"}, {"PRM010"}),
        ("PRM01", "", {"PRM010", "PRM019"}, {"PRM001"}),
        ("", "PRM", {"LAD001"}, {"PRM001"}),
        ("PRM", "PRM001", {"PRM010"}, {"PRM001"}),
        ("PRM001", "PRM", {"PRM001"}, {"PRM010"}),
        ("PRM01", "PRM", {"PRM010"}, {"PRM001"}),
        ("PRM", "PRM", set(), {"PRM001", "LAD001"}),
        ("PRM001", "weights-not-100", set(), {"PRM001"}),
        ("PRM", "DOC", {"PRM001", "DOC002"}, {"DOC018"}),
    ],
)
def test_the_more_specific_wins_and_ignore_among_equals(
    select: str, ignore: str, kept: set[str], dropped: set[str]
) -> None:
    chosen = selection(select, ignore)
    assert {code for code in kept | dropped if chosen.keeps(code)} == kept


def test_several_options_are_one_list() -> None:
    chosen = selection_of([parse_selectors("LAD", ENTRIES), parse_selectors("XPL", ENTRIES)], [])
    assert [chosen.keeps(code) for code in ("LAD001", "XPL001", "PRM001")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("PRM0001", "There is no rule PRM0001. Did you mean PRM001?"),
        ("weights-not-10", "Did you mean weights-not-100?"),
        ("PRN", "Did you mean PRM?"),
        ("P", "There is no rule P."),
        ("{x}%s[/]", "There is no rule {x}%s[/]. cs policy rule lists all."),
        (" , ", "No code is named."),
    ],
)
def test_what_names_nothing_is_answered_with_the_nearest(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        parse_selectors(text, ENTRIES)
    assert said in str(error.value)


def test_a_code_that_was_not_read_cannot_be_named_to_ignore() -> None:
    with pytest.raises(ValueError, match="DOC002 cannot be ignored"):
        parse_selectors("DOC002", ENTRIES, to_ignore=True)
    with pytest.raises(ValueError, match="DOC002 cannot be ignored"):
        parse_selectors("syntax", ENTRIES, to_ignore=True)
