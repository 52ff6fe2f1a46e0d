"""What does `--assume CODE=VALUE` settle? A gap of one policy, for one run.

Each rule that can be settled says how (`Rule.settle`); nothing here knows any of them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cs.catalogue import RULES
from cs.checking.rule import Rule
from cs.examination import names
from cs.kernel.fields import Policy
from cs.kernel.findings import Finding, Severity
from cs.kernel.records import Assumption
from cs.kernel.suggestions import nearest
from cs.locale import _
from cs.terminal import fail, say

P = TypeVar("P", bound=Policy)


@dataclass(frozen=True)
class Settled(Generic[P]):
    """A policy with gaps closed.

    Attributes:
        codes: of the findings that are settled.
        used: the assumptions that settled them, in the order of the command line.
    """

    policy: P
    codes: frozenset[str] = frozenset()
    used: tuple[Assumption, ...] = ()


def refuse_bad_assumptions(assumptions: Iterable[Assumption]) -> None:
    """Refuse what can settle nothing in any policy.

    Raises:
        Stop: a code that no rule has or that cannot be settled, or two answers to one code; it
            has been said.
    """
    answers: dict[str, str] = {}
    for assumption in assumptions:
        rule_assumed(assumption)
        other = answers.setdefault(assumption.code, assumption.value)
        if other != assumption.value:
            text = _("{code} is assumed to be {one} and {other}; choose one of them.")
            raise fail(text.format(code=assumption.code, one=other, other=assumption.value))


def rule_assumed(assumption: Assumption) -> Rule:
    """The rule that an assumption settles.

    Raises:
        Stop: no rule has the code, or it cannot be settled so; it has been said.
    """
    rules = {rule.code: rule for rule in RULES if rule.settle}
    if assumption.code in rules:
        return rules[assumption.code]
    if assumption.code in names():
        text = _("{code} cannot be settled by --assume; the policy must be mended.")
        raise fail(text.format(code=assumption.code))
    near = nearest(assumption.code, rules)
    text = _("There is no rule {code}.").format(code=assumption.code)
    raise fail(f"{text} {_('Did you mean {word}?').format(word=near)}" if near else text)


def settle(policy: P, codes: Collection[str], assumptions: Iterable[Assumption]) -> Settled[P]:
    """The policy with those of its findings settled that the assumptions are about.

    Args:
        codes: of the policy's findings.

    Raises:
        Stop: an assumption's value is no answer; it has been said.
    """
    result = Settled(policy)
    for assumption in assumptions:
        if assumption.code not in codes:
            continue
        rule = rule_assumed(assumption)
        settled = rule.settle(result.policy, assumption.value) if rule.settle else None
        if not isinstance(settled, type(policy)):
            text = _("{value} does not settle {code}; what does: {values}")
            raise fail(
                text.format(value=assumption.value, code=rule.code, values=rule.settles_with)
            )
        result = Settled(settled, result.codes | {rule.code}, (*result.used, assumption))
    return result


def hint_at_assumptions(left: Sequence[Finding]) -> None:
    """Say how to go on without mending the policy, if every error left can be settled so."""
    errors = {each.code for each in left if each.severity is Severity.ERROR}
    settling = [rule for rule in RULES if rule.code in errors and rule.settle]
    if not errors or len(settling) < len(errors):
        return
    say(_("The policy leaves open what must be known. Mend it, or assume for this run:"))
    for rule in settling:
        say(f"  --assume {rule.code}=…  ({rule.settles_with})  {rule.name}")


def unneeded(assumptions: Iterable[Assumption], used: Collection[Assumption]) -> list[str]:
    """One sentence for each assumption that settled nothing."""
    text = _("The assumption {assumption} was not needed: nothing has that finding.")
    return [
        text.format(assumption=f"{each.code}={each.value}")
        for each in assumptions
        if each not in used
    ]
