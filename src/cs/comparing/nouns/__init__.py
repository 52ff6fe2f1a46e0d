"""What the fields of documents are called in sentences about changes, a module for each kind.

A field is a noun phrase that reads before «of …» and before a verb. A new kind is one more module
and a line here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from cs.comparing.nouns import (
    attendance,
    confidentiality,
    development,
    head,
    ladder,
    people,
    promotion,
    review,
    roster,
    rotation,
    workspace,
)
from cs.kernel.messages import Message

WORDS: Mapping[str, Mapping[str, Message]] = MappingProxyType(
    {
        **head.WORDS,
        **workspace.WORDS,
        **rotation.WORDS,
        **ladder.WORDS,
        **promotion.WORDS,
        **review.WORDS,
        **people.WORDS,
        **development.WORDS,
        **attendance.WORDS,
        **confidentiality.WORDS,
        **roster.WORDS,
    }
)
"""By sort of part (`cs.comparing.matching.sort_of`) and field."""
