"""Whom a change touches, in words: what eligibility, ranks and plans become."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from cs.comparing.moving import RotationImpact
from cs.comparing.standing import (
    BETTER,
    EligibilityImpact,
    Person,
    PromotionImpact,
    RankImpact,
    RankMove,
)
from cs.locale import _, translate
from cs.policy.diff.sections import Grid, Line, Section, listed
from cs.promotion.explaining import show_exact
from cs.promotion.problem import Verdict

STINTS_SHOWN = 4
"""Stints of one agent in a table; the rest is an ellipsis."""


def promotion_in_short(impact: PromotionImpact) -> Iterator[str]:
    """Eligibility and ranks, each in a sentence."""
    yield _eligibility_sentence(impact)
    ranks = impact.ranks
    if ranks is None:
        return
    text = _("{name}: another rank for {ranks} of {ranked}, another total for {scores} of {count}.")
    yield text.format(
        name=impact.name, ranked=ranks.ranked, ranks=ranks.ranks, scores=ranks.scores,
        count=impact.candidates,
    )  # fmt: skip
    if ranks.proposed_count or ranks.no_longer_count:
        text = _("{name}: newly proposed {new}, no longer proposed {old}.")
        yield text.format(name=impact.name, new=ranks.proposed_count, old=ranks.no_longer_count)


def _eligibility_sentence(impact: PromotionImpact) -> str:
    lost = _count(impact.eligibility, lambda old, new: old is Verdict.MET)
    gained = _count(impact.eligibility, lambda old, new: new is Verdict.MET)
    figures = {"name": impact.name, "count": impact.candidates, "lost": lost, "gained": gained}
    out = _count(
        impact.eligibility, lambda old, new: (old, new) == (Verdict.UNKNOWN, Verdict.UNMET)
    )
    back = _count(
        impact.eligibility, lambda old, new: (old, new) == (Verdict.UNMET, Verdict.UNKNOWN)
    )
    if not impact.eligibility.touched:
        return _("{name}: eligibility changes for nobody of {count}.").format(**figures)
    if not out and not back:
        text = _("{name}: eligibility lost by {lost} of {count}, gained by {gained}.")
        return text.format(**figures)
    text = _(
        "{name}: eligibility lost by {lost} of {count}, gained by {gained}; of those for whom a "
        "condition is open, ruled out now: {out}, no longer ruled out: {back}."
    )
    return text.format(**figures, out=out, back=back)


def _count(impact: EligibilityImpact, wanted: Callable[[Verdict, Verdict], bool]) -> int:
    return sum(number for (old, new), number in impact.moves.items() if wanted(old, new))


def promotion_section(impact: PromotionImpact) -> Section:
    """Everything that a promotion's change does to people."""
    title = _("Whom it touches: {name}").format(name=impact.name)
    if impact.table is not None:
        title = _("Whom it touches: {name}, candidates of {table}").format(
            name=impact.name, table=impact.table
        )
    lines: list[Line] = []
    for condition, number in impact.eligibility.by_condition:
        text = _("The condition «{condition}» makes the difference for: {count}")
        lines.append(Line(text.format(condition=condition, count=number)))
    grids = []
    if impact.eligibility.named:
        grids.append(_eligibility_grid(impact.eligibility))
    if impact.ranks is not None:
        lines += [Line(text) for text in _proposals(impact.ranks)]
        if impact.ranks.named:
            grids.append(_rank_grid(impact.ranks))
    return Section(title, tuple(lines), tuple(grids), is_detail=True)


def _proposals(ranks: RankImpact) -> Iterator[str]:
    if ranks.proposed_count:
        more = ranks.proposed_count - len(ranks.proposed)
        text = _("Newly proposed: {names}")
        yield text.format(names=listed([_person(each) for each in ranks.proposed], more))
    if ranks.no_longer_count:
        more = ranks.no_longer_count - len(ranks.no_longer)
        text = _("No longer proposed: {names}")
        yield text.format(names=listed([_person(each) for each in ranks.no_longer], more))
    before, after = ranks.vacancies
    if before.count != after.count and before.count is not None and after.count is not None:
        yield _("Vacancies: {old} before, {new} now").format(old=before.count, new=after.count)


def _eligibility_grid(impact: EligibilityImpact) -> Grid:
    words = {
        Verdict.MET: _("eligible"),
        Verdict.UNKNOWN: _("open"),
        Verdict.UNMET: _("not eligible"),
    }
    rows = tuple(
        (
            _person(each.person),
            words[each.before],
            words[each.after],
            _("; ").join(
                _("{condition}: {evidence}").format(condition=name, evidence=translate(text))
                for name, text in each.deciding
            )
            + ("" if BETTER[each.after] < BETTER[each.before] else _(" (before)")),
        )
        for each in impact.named
    )
    header = (_("agent"), _("before"), _("now"), _("because"))
    return Grid(_("Eligibility"), header, rows, impact.touched - len(rows))


def _rank_grid(ranks: RankImpact) -> Grid:
    header = (_("agent"), _("rank"), _("total"), _("mostly because of"), _("points"))
    rows = tuple(
        (
            _person(each.person),
            f"{each.before} → {each.after}",
            f"{_total(each.total_before)} → {_total(each.total_after)}",
            each.cause or _("others come or go"),
            _shifts(each),
        )
        for each in ranks.named
    )
    return Grid(_("Ranks, the largest movers first"), header, rows, ranks.ranks - len(rows))


def _total(total: object) -> str:
    return "–" if total is None else str(total)


def _shifts(move: RankMove) -> str:
    return _("; ").join(f"{each.component} {signed(each.points)}" for each in move.shifts)


def signed(number: Fraction) -> str:
    """A change with its sign."""
    return f"{'+' if number > 0 else ''}{show_exact(number)}"


def _person(person: Person) -> str:
    return f"{person.id} {person.name}".strip()


def rotation_in_short(impact: RotationImpact) -> Iterator[str]:
    """What becomes of the plan, in a sentence or two."""
    figures = {
        "name": impact.name, "agents": impact.agents, "forced": impact.forced,
        "moved": impact.moved, "periods": impact.periods,
    }  # fmt: skip
    yield _verdict(impact).format(**figures)
    if impact.joining_count:
        more = impact.joining_count - len(impact.joining)
        yield _("{name}: rotate newly: {names}").format(
            name=impact.name, names=listed(impact.joining, more)
        )
    if impact.leaving_count:
        more = impact.leaving_count - len(impact.leaving)
        yield _("{name}: no longer rotate: {names}").format(
            name=impact.name, names=listed(impact.leaving, more)
        )


def _verdict(impact: RotationImpact) -> str:
    match impact.verdict:
        case "same_question":
            return _("{name}: the change does not reach the plan.")
        case "stays":
            return _("{name}: the plan of {periods} periods for {agents} agents can stay as it is; "
                     "it keeps every rule and is as good as any.")  # fmt: skip
        case "must_change":
            return _("{name}: the plan must change. What it breaks concerns {forced} of {agents} "
                     "agents directly; other stints in a plan made anew: {moved}.")  # fmt: skip
        case "better_exists" if not impact.old_feasible:
            return _("{name}: before, no plan kept all rules; now one for {agents} agents does.")
        case "better_exists":
            return _("{name}: the plan keeps every rule, but a better one exists; other stints in "
                     "it: {moved} of {agents} agents.")  # fmt: skip
        case "no_plan" if not impact.old_feasible:
            return _("{name}: no plan keeps all rules, neither before nor now.")
        case "no_plan":
            return _("{name}: no plan keeps all rules any more.")
        case _:
            return _("{name}: plans for {agents} agents were not compared.")


def rotation_section(impact: RotationImpact) -> Section:
    """Everything that a rotation's change does to people."""
    lines: list[Line] = []
    for each in impact.broken:
        text = _("{rule}, breaches {breaches}, agents {agents}; the worst: {worst}")
        lines.append(Line(text.format(
            rule=translate(each.rule), breaches=each.breaches, agents=each.agents,
            worst=translate(each.worst),
        )))  # fmt: skip
    if impact.moved:
        lines.append(Line(_("Two plans may be equally good and differ all the same, so not every "
                            "other stint is forced by the policy.")))  # fmt: skip
    return Section(
        _("Whom it touches: {name}").format(name=impact.name),
        tuple(lines),
        tuple(_rotation_grids(impact)),
        is_detail=True,
    )


def _rotation_grids(impact: RotationImpact) -> Iterator[Grid]:
    if impact.named:
        header = (_("agent"), _("periods"), _("stints before"), _("stints now"))
        rows = tuple(
            (f"{each.id} {each.name}".strip(), str(each.periods), _stints(each.before),
             _stints(each.after))
            for each in impact.named
        )  # fmt: skip
        yield Grid(_("Stints, the largest movers first"), header, rows, impact.moved - len(rows))
    if impact.headcounts:
        yield Grid(
            _("Fewest and most agents at a post"),
            (_("post"), _("agents before"), _("agents now")),
            tuple((each.post, _range(each.before), _range(each.after))
                  for each in impact.headcounts),
        )  # fmt: skip
    if impact.goals and impact.verdict in ("must_change", "better_exists"):
        words = {
            "fairness": _("fairness"), "growth": _("growth"), "interest": _("interest"),
            "stability": _("stability"),
        }  # fmt: skip
        yield Grid(
            _("Goals"),
            (_("goal"), _("achieved before"), _("achieved now")),
            tuple((words.get(goal, goal), _share(one), _share(other))
                  for goal, (one, other) in impact.goals.items()),
        )  # fmt: skip


def _stints(stints: Sequence[tuple[str, str]]) -> str:
    shown = [f"{first} {post}" for post, first in stints[:STINTS_SHOWN]]
    return _(", ").join(shown) + (" …" if len(stints) > STINTS_SHOWN else "")


def _range(ends: tuple[int, int] | None) -> str:
    return "–" if ends is None else f"{ends[0]}..{ends[1]}"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"
