"""Every field of every kind of document has words, and words are for fields that exist."""

from typing import get_args

from pydantic import BaseModel

from cs.catalogue import KINDS
from cs.comparing.matching import IDENTIFIED_BY, sort_of
from cs.comparing.nouns import WORDS
from cs.comparing.words import KINDS as KIND_WORDS
from cs.comparing.words import wordless

CALLED_BY_THEIR_KEYS = frozenset({"test"})
"""Kinds whose changes are said with the keys as written; tests of policies are not compared."""
POLICIES = {kind: model for kind, model in KINDS.items() if kind not in CALLED_BY_THEIR_KEYS}


def models() -> dict[str, type[BaseModel]]:
    """All models of all kinds, by sort."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[object] = list(KINDS.values())
    while waiting:
        each = waiting.pop()
        if isinstance(each, type) and issubclass(each, BaseModel):
            if sort_of(each) not in found:
                found[sort_of(each)] = each
                waiting += [field.annotation for field in each.model_fields.values()]
        else:
            waiting += get_args(each)
    return found


def test_every_field_has_words() -> None:
    assert sorted(wordless(POLICIES)) == []


def test_every_kind_has_a_word() -> None:
    assert set(KINDS) - set(KIND_WORDS) == set()


def test_words_and_identities_are_of_fields_that_exist() -> None:
    known = models()
    fields = {(sort, name) for sort, words in WORDS.items() for name in words}
    fields |= {(sort, name) for sort, keys in IDENTIFIED_BY.items() for key in keys for name in key}

    assert [
        (sort, name)
        for sort, name in sorted(fields)
        if sort != "kernel.Policy" and name not in known[sort].model_fields
    ] == []


def test_sorts_of_parts_have_names_of_their_own() -> None:
    found: dict[str, set[type[BaseModel]]] = {}
    for model in models().values():
        found.setdefault(sort_of(model), set()).add(model)

    assert [sort for sort, classes in found.items() if len(classes) > 1] == []
