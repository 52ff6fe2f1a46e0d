"""The language of everything that people read: English texts are the keys of a gettext catalogue.

The language is one fact of the process, set once by `cs.__main__` before any text is made; engines
and rules know nothing of it and return `Message` values, which `translate` words here.
"""

import gettext
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Final

from cs.kernel.durations import Duration, Unit
from cs.kernel.messages import Message

DOMAIN: Final = "cs"
LANGUAGES: Final = ("en", "zh")
"""English needs no catalogue; every other language has one beside this module."""
CATALOGUES: Final = Path(__file__).parent

_catalogues: dict[str, gettext.NullTranslations] = {"en": gettext.NullTranslations()}
_state = {"language": "en", "chosen": "", "asked": ""}


def _(text: str) -> str:
    """`text`, a literal, in the language of the process; fill its places with `.format` after."""
    return _catalogues[_state["language"]].gettext(text) if text else text


def translate(message: Message) -> str:
    """The message with its figures; messages, durations and lists among the figures too."""
    return fill(
        _(message.template), **{name: _figure(value) for name, value in message.figures.items()}
    )


def fill(template: str, **figures: object) -> str:
    """A translated template with its places filled.

    Chinese templates part a place from the words around it by a blank, as is done where a Latin
    word or a number stands in Chinese text; where a Chinese word comes to stand there, the blank
    falls away.
    """
    if template.isascii() or (" {" not in template and "} " not in template):
        return template.format(**figures)
    text, after_place = "", False
    for literal, name, spec, conversion in Formatter().parse(template):
        if after_place and literal[:1] == " " and _are_chinese(literal[1:2], text[-1:]):
            literal = literal.removeprefix(" ")
        text, after_place = text + literal, False
        if name is None:
            continue
        place = f"{{{name}{'!' + conversion if conversion else ''}{':' + spec if spec else ''}}}"
        figure = place.format(**figures)
        if text[-1:] == " " and _are_chinese(text[-2:-1], figure[:1]):
            text = text.removesuffix(" ")
        text, after_place = text + figure, bool(figure)
    return text


_CHINESE = (
    ("⺀", "〿"),
    ("㐀", "鿿"),
    ("豈", "\ufaff"),
    ("︰", "﹏"),
    ("＀", "｠"),
    ("‘", "’"),
    ("“", "”"),
    ("…", "…"),
)
"""First and last characters; as classes of a pattern they would take long to compile."""


def _are_chinese(*characters: str) -> bool:
    return all(
        any(first <= character <= last for first, last in _CHINESE) for character in characters
    )


def translate_page(text: str) -> str:
    """The title or prose of a rule's page; the catalogue has it paragraph by paragraph."""
    return "\n\n".join(_(paragraph) for paragraph in page_paragraphs(text))


def page_paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a page as the catalogue has them: on one line, but for lists."""
    return tuple(
        paragraph
        if any(line.startswith((" ", "-", "*", "|")) for line in paragraph.split("\n"))
        else " ".join(paragraph.split())
        for paragraph in text.strip("\n").split("\n\n")
    )


def text_in(language: str, text: str) -> str:
    """A text of the catalogue in one of `LANGUAGES`, whatever the language of the process."""
    return _catalogue(language).gettext(text) if text else text


def set_language(language: str | None, *, asked: bool = False) -> None:
    """Make `language` (one of `LANGUAGES`) that of the process; None: English, not chosen.

    Args:
        asked: whether the command line asks for it, rather than the environment.

    Raises:
        KeyError: no such language.
    """
    chosen = language or "en"
    if chosen not in LANGUAGES:
        raise KeyError(language)
    _catalogue(chosen)
    _state.update(language=chosen, chosen=language or "", asked=chosen if asked else "")


def suggest_language(language: str | None) -> None:
    """Use a workspace's language, if neither `--lang` nor the environment has chosen one."""
    if language in LANGUAGES and not _state["chosen"]:
        set_language(language)


def asked_language() -> str | None:
    """The language that `--lang` asks for; None where the command line says nothing."""
    return _state["asked"] or None


def current_language() -> str:
    """The language of the process, one of `LANGUAGES`."""
    return _state["language"]


def language_of_environment(environment: Mapping[str, str]) -> str | None:
    """The language that the environment asks for; None if it says nothing (unset, `C`, `POSIX`).

    `CS_LANG` wins, then gettext's usual order; any language but Chinese is answered in English.
    """
    for variable in ("CS_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = environment.get(variable, "").split(":")[0].split(".")[0].lower()
        if wanted in ("c", "posix"):
            return None
        if wanted:
            return "zh" if wanted.startswith("zh") else "en"
    return None


def translate_duration(duration: Duration) -> str:
    """A duration as people say it."""
    if current_language() == "en":
        return str(duration)
    return _duration_templates()[duration.unit].format(count=duration.count)


def _duration_templates() -> dict[Unit, str]:
    return {
        Unit.DAY: _("{count} days"),
        Unit.WORKING_DAY: _("{count} working days"),
        Unit.WEEK: _("{count} weeks"),
        Unit.MONTH: _("{count} months"),
        Unit.YEAR: _("{count} years"),
    }


def _catalogue(language: str) -> gettext.NullTranslations:
    if language not in _catalogues:
        _catalogues[language] = gettext.translation(DOMAIN, CATALOGUES, [language])
    return _catalogues[language]


def _figure(value: object) -> object:
    if isinstance(value, Message):
        return translate(value)
    if isinstance(value, Duration):
        return translate_duration(value)
    if isinstance(value, (list, tuple)):
        return _(", ").join(str(_figure(item)) for item in value)
    return value
