"""Texts that engines and rules return untranslated: an English template and its figures.

A template is a plain `str.format` text and the key of the message catalogue. Views and reporters
translate it (`cs.locale.translate`); engines never do.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Message:
    """A template with the figures that fill it.

    Attributes:
        template: English text with `{name}` places; the catalogue's key.
        figures: a value per place; a value may itself be a `Message`.
    """

    template: str
    figures: Mapping[str, object] = field(
        default_factory=lambda: MappingProxyType({}),
        hash=False,  # a mapping has none
    )

    def english(self) -> str:
        """The text with its figures, in the language of the source."""
        return self.template.format(
            **{name: _english(value) for name, value in self.figures.items()}
        )


def message(template: str, /, **figures: object) -> Message:
    """A `Message`; the template must be a literal, so that the catalogue tool can extract it."""
    return Message(template, MappingProxyType(figures))


def _english(figure: object) -> object:
    if isinstance(figure, Message):
        return figure.english()
    if isinstance(figure, (list, tuple)):
        return ", ".join(str(_english(item)) for item in figure)
    return figure
