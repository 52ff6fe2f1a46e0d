"""A text of one item names another item

In all other items of a list the text under a key names its own item (`二部客服经理` in 二部), and
here it names another. Or the key is one under which every item mostly has its own, such as the
`manager` of a post, and two items share one. Mostly the lines were copied and this one was not
changed. Of keys whose items may share a text, lists of fewer than four items say too little.

Bad:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    owner: 客服总监
    posts:
      - {id: 一部, name: 客服一部, stint: 2 months, headcount: 5..8, manager: 一部客服经理}
      - {id: 二部, name: 客服二部, stint: 2 months, headcount: 5..8, manager: 二部客服经理}
      - {id: 三部, name: 客服三部, stint: 2 months, headcount: 5..8, manager: 二部客服经理}
    ```

Good:

    ```yaml
    kind: rotation
    id: rotation
    name: 轮岗
    order: free
    owner: 客服总监
    posts:
      - {id: 一部, name: 客服一部, stint: 2 months, headcount: 5..8, manager: 一部客服经理}
      - {id: 二部, name: 客服二部, stint: 2 months, headcount: 5..8, manager: 二部客服经理}
      - {id: 三部, name: 客服三部, stint: 2 months, headcount: 5..8, manager: 三部客服经理}
    ```
"""

from collections.abc import Iterator, Sequence

from pydantic.fields import FieldInfo

from cs.checking.rule import Rule
from cs.documents.figures import FEWEST
from cs.documents.shape import field_shape
from cs.documents.texts import lists_of
from cs.kernel.document import PolicySet
from cs.kernel.fields import Model, OwnEach
from cs.kernel.findings import Finding, Place, Related, Severity
from cs.kernel.mends import suggest_word
from cs.kernel.messages import message
from cs.kernel.texts import fold

ASIDE = frozenset({"id", "source", "notes"})
FEWEST_NAMING = 2
"""So many other items must name themselves."""
SHORTEST = 2
"""Letters of an id or name that can be found again in a text."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each text that names another item of its list, or repeats what should be each one's own."""
    for document in policies.documents:
        for route, items in lists_of(document.policy):
            models = [item for item in items if isinstance(item, Model)]
            if len(models) < len(items) or len({type(each) for each in models}) > 1:
                continue
            for name, info in type(models[0]).model_fields.items():
                key = info.alias or name
                if key in ASIDE:
                    continue
                texts = {
                    number: text
                    for number, item in enumerate(models)
                    if isinstance(text := getattr(item, name), str)
                    and name in item.model_fields_set
                }
                place = document.place.at(*route)
                found = list(_naming_another(models, texts, key, place))
                yield from found or _shared(models, texts, key, place, info)


def _naming_another(
    items: Sequence[Model], texts: dict[int, str], key: str, place: Place
) -> Iterator[Finding]:
    words = {number: _words(items[number], key) for number in texts}
    itself = {
        number for number in texts if any(word in texts[number] for word in words[number].values())
    }
    if len(itself) < FEWEST_NAMING or len(texts) - len(itself) != 1:
        return
    (number,) = texts.keys() - itself
    text = texts[number]
    named = [
        (len(word), -other, kind)
        for other in itself
        for kind, word in words[other].items()
        if word in text and kind in words[number]
    ]
    if not named:
        return
    _, negative, kind = max(named)
    other, own = -negative, words[number][kind]
    word = words[other][kind]
    meant = text.replace(word, own)
    yield Finding(
        RULE.code,
        RULE.severity,
        message(
            "{key} of {item} is «{text}» and names {other}; in all other items it names the item "
            "itself.",
            key=key,
            item=own,
            text=text,
            other=word,
        ),
        place.at(number, key),
        expected=message("a text that names {item}", item=own),
        mend=message("Did you mean {word}?", word=meant),
        related=(Related(place.at(other, key), message("The item that it names.")),),
        fix=suggest_word(place.at(number, key), meant),
    )


def _words(item: Model, key: str) -> dict[str, str]:
    """The id and the name of an item, as texts under a key may hold them."""
    kinds = ("id",) if key == "name" else ("id", "name")
    return {
        kind: word
        for kind in kinds
        if isinstance(word := getattr(item, kind, None), str) and len(word) >= SHORTEST
    }


def _shared(
    items: Sequence[Model], texts: dict[int, str], key: str, place: Place, info: FieldInfo
) -> Iterator[Finding]:
    if not any(isinstance(each, OwnEach) for each in field_shape(info).markers):
        return
    first: dict[str, int] = {}
    twice = [
        (first[fold(text)], number)
        for number, text in texts.items()
        if first.setdefault(fold(text), number) != number
    ]
    if len(texts) < FEWEST or len(twice) != 1:
        return
    ((earlier, number),) = twice
    yield Finding(
        RULE.code,
        RULE.severity,
        message(
            "{key} is «{text}» here and in one other item; each of the other {count} items has "
            "its own.",
            key=key,
            text=texts[number],
            count=len(texts) - 2,
        ),
        place.at(number, key),
        expected=message("a text of its own for each item, unless it is meant"),
        mend=message("Check which of the two lines was copied, and write its own there."),
        related=(Related(place.at(earlier, key), message("The other item.")),),
    )


RULE = Rule("DOC077", "copied-from-neighbour", Severity.INFO, check, fixes="unsafe")
