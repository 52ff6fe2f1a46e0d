"""Lists of what is imported only when it is used: a run imports the rules of the kinds it meets."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import ClassVar, Generic, Protocol, TypeVar, overload

from cs.checking.rule import Rule

T = TypeVar("T")


class Coded(Protocol):
    """What may be known of a code without its page."""

    @property
    def code(self) -> str:
        """Family and number."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def fixed(self) -> bool:
        """Whether its severity cannot be changed."""

    @property
    def shows(self) -> str:
        """What it is found in: `policy`, or the name of a table."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule, named without importing it.

    Attributes:
        module: its module, named as the rule is, below `cs`.
        kinds: without documents of all these it finds nothing; `a|b` stands for one of several.
    """

    code: str
    module: str
    kinds: tuple[str, ...] = ()
    fixed: ClassVar[bool] = False
    shows: ClassVar[str] = "policy"

    @property
    def name(self) -> str:
        """What people call the rule."""
        return self.module.rpartition(".")[2].replace("_", "-")

    def rule(self) -> Rule:
        """The rule itself; its module is imported."""
        rule: Rule = import_module(f"cs.{self.module}").RULE
        return rule

    def may_find(self, kinds: Collection[str]) -> bool:
        """Whether the rule can find anything in documents of these kinds."""
        return all(any(kind in kinds for kind in each.split("|")) for each in self.kinds)


def listed(code: str, module: str, *kinds: str) -> Listed:
    """A line of the list of rules."""
    return Listed(code, module, kinds)


class OnUse(Sequence[T], Generic[T]):
    """A sequence that is made when something first looks at it."""

    def __init__(self, make: Callable[[], tuple[T, ...]]) -> None:
        self._make = make

    @cached_property
    def _items(self) -> tuple[T, ...]:
        return self._make()

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)


class ByName(Mapping[str, T], Generic[T]):
    """Things by their names, each imported when it is asked for.

    Args:
        places: by name, the module below `cs` and what it has there, joined by a colon.
    """

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = places

    def __getitem__(self, name: str) -> T:
        module, _, attribute = self._places[name].partition(":")
        found: T = getattr(import_module(f"cs.{module}"), attribute)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, name: object) -> bool:
        return name in self._places
