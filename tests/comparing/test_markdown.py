"""The comment: nothing of the users' texts becomes markup, and all fits."""

from dataclasses import replace
from datetime import date

import pytest

from cs.comparing.changes import compare
from cs.comparing.finding import FindingChanges
from cs.policy.diff.markdown import LIMIT, escape, render_markdown
from cs.policy.diff.report import DiffReport, Measured
from tests.comparing.versions import PROMOTION, policies


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("`x` *y* _z_", r"\`x\` \*y\* \_z\_"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("a & b", "a &amp; b"),
        ("&lt;", "&amp;lt;"),
        ("[x](y)", r"\[x\](y)"),
        ("@team #12", "@&#8203;team #&#8203;12"),
        ("https://x", "https:&#8203;//x"),
        ("- x", r"\- x"),
        ("1. x", r"1\. x"),
        ("77.22", "77.22"),
        ("-7.8", "-7.8"),
        ("two\nlines", "two lines"),
        ("\u202eback", "back"),
        ("</details>", "&lt;/details&gt;"),
    ],
)
def test_texts_are_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def report(old: str, new: str) -> DiffReport:
    changes = compare(policies(old), policies(new))
    return DiffReport(
        old="main", new="topic", as_of=date(2026, 1, 1), changes=changes.documents,
        findings=FindingChanges((), ()), measured=Measured(), uncompared=(),
        line_of=lambda place: place, top=10, names={}, version="0", seed=0, inputs=(),
    )  # fmt: skip


def test_a_name_cannot_break_out_of_its_place() -> None:
    text = render_markdown(report(PROMOTION, PROMOTION.replace("组长竞聘", "'<b>|`@all'")))

    assert "<b>" not in text
    assert "@all" not in text
    assert r"&lt;b&gt;\|\`@&#8203;all" in text


def test_however_much_changes_it_fits_a_comment() -> None:
    small = report(PROMOTION, PROMOTION.replace("60%", "50%"))
    (document,) = small.changes
    for size, lines in ((1, 3000), (5, 400), (500, 1)):
        many = replace(document, changes=document.changes * lines)
        text = render_markdown(replace(small, changes=(many,) * size))
        assert len(text) <= LIMIT
        assert text.startswith("### Policies compared: main → topic\n")


def test_what_is_cut_is_counted() -> None:
    small = report(PROMOTION, PROMOTION.replace("60%", "50%"))
    (document,) = small.changes
    many = replace(document, changes=document.changes * 3000)

    assert "- 2700 not named" in render_markdown(replace(small, changes=(many,)))
