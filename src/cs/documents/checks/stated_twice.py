"""The same thing stands twice in a list

Two items of one list say the same (their ids aside). Often a part was copied and should have been
changed, or a text was taken over twice.

Bad:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    eligibility:
      - {id: regular, name: 必须是转正员工, rule: {condition: status, any_of: [regular]}}
      - {id: year, name: 任现职满一年, rule: {condition: tenure, at_least: 1 year}}
      - {id: year-2, name: 任现职满一年, rule: {condition: tenure, at_least: 1 year}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```

Good:

    ```yaml
    kind: promotion
    id: leader
    name: 晋升
    eligibility:
      - {id: regular, name: 必须是转正员工, rule: {condition: status, any_of: [regular]}}
      - {id: year, name: 任现职满一年, rule: {condition: tenure, at_least: 1 year}}
    components:
      - {id: capability, name: 能力表现, weight: 100%, scale: {from: 0, to: 100}}
    ```
"""

from collections.abc import Iterator

from pydantic import BaseModel

from cs.checking.rule import Rule
from cs.documents.texts import lists_of
from cs.kernel.document import PolicySet
from cs.kernel.findings import Finding, Related, Severity
from cs.kernel.messages import message
from cs.kernel.texts import fold

ASIDE = frozenset({"id", "source", "notes"})
"""Keys that do not make two items different."""


def check(policies: PolicySet) -> Iterator[Finding]:
    """Each item that an earlier item of its list says already."""
    for document in policies.documents:
        for route, items in lists_of(document.policy):
            first: dict[object, int] = {}
            for index, item in enumerate(items):
                if not isinstance(item, str | BaseModel):
                    continue  # figures may well be equal
                earlier = first.setdefault(_meaning(item), index)
                if earlier == index:
                    continue
                place = document.place.at(*route, index)
                yield Finding(
                    RULE.code,
                    RULE.severity,
                    message(
                        "Item {second} of the list says the same as item {first}.",
                        second=index + 1,
                        first=earlier + 1,
                    ),
                    place,
                    expected=message("items that differ"),
                    mend=message("Delete one of the two, or state what was meant to differ."),
                    related=(
                        Related(document.place.at(*route, earlier), message("The first of them.")),
                    ),
                )


def _meaning(item: str | BaseModel) -> object:
    """What an item says; one that says nothing beside its id, is told by that."""
    if isinstance(item, str):
        return fold(item)
    said = item.model_dump(by_alias=True)
    if not item.model_fields_set <= ASIDE:
        said = {key: said[key] for key in said if key not in ASIDE}
    return type(item).__name__, repr(said)


RULE = Rule("DOC062", "stated-twice", Severity.WARNING, check, ("D11",))
