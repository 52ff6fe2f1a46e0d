"""`--output FORMAT[=FILE]`: what it takes, and how it answers what it does not."""

import pytest

from cs.checking.outputs import OUTPUTS, Destination, check_destinations, parse_destination
from cs.checking.outputs.destinations import FORMATS


def test_every_format_has_a_renderer() -> None:
    assert tuple(OUTPUTS) == FORMATS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("text", Destination("text")),
        ("SARIF=out/检查 1.sarif", Destination("sarif", "out/检查 1.sarif")),
        ("json=-", Destination("json")),
        ("junit=a=b.xml", Destination("junit", "a=b.xml")),
    ],
)
def test_a_format_with_or_without_a_file(text: str, expected: Destination) -> None:
    assert parse_destination(text) == expected
    assert parse_destination(parse_destination(text)) == expected


def test_an_unknown_format_is_answered_with_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"no format sarrif; .*Did you mean sarif\?"):
        parse_destination("sarrif=x")
    with pytest.raises(ValueError, match="there are text, github"):
        parse_destination("")


def test_a_file_must_be_named_after_the_sign() -> None:
    with pytest.raises(ValueError, match="After json= there is no name"):
        parse_destination("json=")


def test_two_formats_never_share_a_place() -> None:
    check_destinations([Destination("text"), Destination("json", "a"), Destination("sarif", "b")])
    with pytest.raises(ValueError, match="standard output"):
        check_destinations([Destination("text"), Destination("json")])
    with pytest.raises(ValueError, match=r"the file a\.json"):
        check_destinations([Destination("text", "a.json"), Destination("json", "a.json")])
