"""A list of posts, teams, sites, grades or statuses names one that nobody knows

Lists such as `who: {posts: [六部, 七部]}` choose agents by words of the staff table, and posts by
the words of a rotation too. A word that stands in neither chooses nobody: it is misspelt, or taken
from another text. Without a staff table, a post is found only if it is one letter away from one
that a rotation has.

Bad:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密制度
    data: [{id: 客户信息, name: 客户信息, readers: 组长, approved_by: 经理, agreement: 保密协议}]
    agreements: [{id: 保密协议, name: 保密协议, who: {posts: [一部, 三部]}}]
    ```

Good:

    ```yaml
    kind: confidentiality
    id: confidentiality
    name: 保密制度
    data: [{id: 客户信息, name: 客户信息, readers: 组长, approved_by: 经理, agreement: 保密协议}]
    agreements: [{id: 保密协议, name: 保密协议, who: {posts: [一部, 二部]}}]
    ```

Staff:

    ```csv
    id,name,post
    A1,甲,一部
    A2,乙,二部
    ```
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from cs.checking.rule import Rule
from cs.documents.shape import field_shape
from cs.documents.texts import models_of
from cs.kernel.document import PolicySet
from cs.kernel.fields import Model, RefersTo
from cs.kernel.findings import Finding, Place, Route, Severity
from cs.kernel.mends import suggest_word
from cs.kernel.messages import message
from cs.kernel.remembering import remembered
from cs.kernel.suggestions import edits_between, nearest
from cs.kernel.texts import fold
from cs.tables.statuses import STATUS_WORDS

CASES = "test"
"""The kind whose documents have people of their own."""
SORTS = ("posts", "grades", "teams", "sites", "status")
"""Of what such lists are."""
SHOWN = 12
"""Known words that are named."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each word of such a list that neither the staff nor another document has."""
    if policies.unread:
        return  # the word may stand in what could not be read
    posts, grades = _stated(policies, "rotation", "posts"), _stated(policies, "ladder", "grades")
    staff = [agent for agent in policies.staff or () if agent.status != "left"]
    known = {
        "posts": _known(posts, (agent.post for agent in staff)),
        "grades": _known(grades, (agent.grade for agent in staff)),
        "teams": _known((), (agent.team for agent in staff)),
        "sites": _known((), (agent.site for agent in staff)),
        "status": _statuses(agent.status for agent in staff),
    }
    for document in policies.documents:
        if document.policy.kind == CASES:
            continue
        for sort, route, listed in _choices(document.policy):
            words = known[sort]
            for number, word in enumerate(listed if words else ()):
                if fold(word) not in words and _is_sure(word, words, policies):
                    place = document.place.at(*route, number)
                    yield _finding(place, str(route[-1]), word, words)


@remembered
def _choices(policy: Model) -> tuple[tuple[str, Route, tuple[str, ...]], ...]:
    """Every such list of a policy: of what, where it stands, its words."""
    return tuple(
        (sort, (*route, listed), getattr(model, listed))
        for route, model in models_of(policy)
        for sort in SORTS
        if (listed := _listed(model, sort)) is not None
    )


def _stated(policies: PolicySet, kind: str, key: str) -> list[tuple[str, str]]:
    """Ids and names of the posts of rotations or of the grades of ladders, each with its id."""
    return [
        (word, item.id)
        for document in policies.documents
        if document.policy.kind == kind
        for item in getattr(document.policy, key)
        for word in (item.id, item.name)
    ]


def _known(stated: Iterable[tuple[str, str]], held: Iterable[str | None] = ()) -> dict[str, str]:
    """Every word that is known, folded, with the word by which it is shown."""
    by_staff = {fold(word): word for word in held if word}
    return by_staff | {fold(word): shown for word, shown in stated}


def _statuses(held: Iterable[str | None]) -> dict[str, str]:
    """The words of the staff table with those that every table may have; none without a table."""
    own = {fold(word): word for word in held if word}
    if not own:
        return {}
    return {fold(word): word for word in STATUS_WORDS.values()} | own | dict(STATUS_WORDS)


def _listed(model: Model, key: str) -> str | None:
    """Under which key a part lists such words, if it does."""
    if key == "status" and getattr(model, "condition", None) == "status":
        return "any_of"
    return key if _is_choice(model, key) else None


def _is_choice(model: Model, key: str) -> bool:
    """Whether the key is a list of words that no definition is asked for."""
    if not _may_be_choice(type(model), key):
        return False
    words = getattr(model, key)
    return isinstance(words, tuple) and all(isinstance(word, str) for word in words)


@cache
def _may_be_choice(model: type[Model], key: str) -> bool:
    info = model.model_fields.get(key)
    item = None if info is None else field_shape(info).item
    return info is not None and (
        item is None or not any(isinstance(each, RefersTo) for each in item.markers)
    )


def _is_sure(word: str, words: Mapping[str, str], policies: PolicySet) -> bool:
    if policies.staff is not None:
        return True
    folded = fold(word)
    return any(len(each) == len(folded) and edits_between(folded, each) == 1 for each in words)


def _finding(place: Place, key: str, word: str, words: Mapping[str, str]) -> Finding:
    near = nearest(word, words.values())
    others = (each for each in words.values() if each != near)
    shown = tuple(dict.fromkeys((*([near] if near else []), *others)))[:SHOWN]
    return Finding(
        RULE.code,
        RULE.severity,
        message(
            "«{word}» under {key} is neither in the staff table nor in another policy.",
            word=word,
            key=key,
        ),
        place,
        expected=message("one of: {words}", words=shown),
        mend=message("Did you mean {word}?", word=near)
        if near
        else message("Correct the word, or take it out of the list."),
        fix=suggest_word(place, near),
    )


RULE = Rule("XPL056", "choice-of-nobody", Severity.WARNING, check, fixes="unsafe")
