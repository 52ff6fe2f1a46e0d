"""The answer as people read it; `python -m tests.comparing.goldens` writes it anew."""

from tests.comparing.goldens import GOLDENS, answers


def test_the_answer_is_what_it_was() -> None:
    assert answers() == {
        each.name: each.read_text(encoding="utf-8") for each in sorted(GOLDENS.iterdir())
    }
