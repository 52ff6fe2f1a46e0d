"""A review's result in the terminal: scores and grades, what follows, who is coached."""

from collections.abc import Iterator
from decimal import Decimal

from rich.console import RenderableType
from rich.text import Text

from cs.locale import _, translate, translate_duration
from cs.review.exports import coached_words, follows_words
from cs.review.problem import Reviewed, ReviewScore
from cs.review.reasons import reasons
from cs.review.record import by_score
from cs.stacking import fitting_table
from cs.terminal import Column, plain

NAMED_AT_MOST = 10


def score_view(result: ReviewScore, limit: int | None) -> Iterator[RenderableType]:
    """The whole result, part by part.

    Args:
        limit: most rows of each table; None for all.
    """
    problem = result.problem
    order = by_score(result)
    with_result = [i for i in order if result.agents[i].score.score is not None]
    yield plain(
        _("{policy}, {period}: under review {count}, with a result {found}").format(
            policy=problem.rules.name,
            period=problem.period,
            count=len(order),
            found=len(with_result),
        ),
        style="bold",
    )
    if problem.rules.grades:
        counts = (
            f"{grade.name} {sum(each.score.grade == index for each in result.agents)}"
            for index, grade in enumerate(problem.rules.grades)
        )
        yield plain(_(", ").join(counts))
    if with_result:
        yield Text("")
        yield _results(result, with_result[:limit])
        yield from _more(len(with_result), limit)
    yield from _decisions(result, order, limit)
    yield from _coaching(result, order, limit)
    yield from _without(result, [i for i in order if i not in set(with_result)], limit)
    yield Text("")
    yield from _notes(result)


def change_words(score: Decimal | None, before: Decimal | None) -> str:
    """The change against the period before, signed; `-` if there is none to compare with."""
    if score is None or before is None:
        return "-"
    change = score - before
    return f"{change:+f}" if change else f"{change:f}"


def _results(result: ReviewScore, shown: list[int]) -> RenderableType:
    agents = result.problem.agents
    return fitting_table(
        [
            Column(_("Id"), keep=True),
            Column(_("Name"), keep=True),
            Column(_("Score"), right=True, keep=True),
            Column(_("Graded"), keep=True),
            Column(_("Change"), right=True, keep=True),
            Column(_("In a row"), right=True, keep=True),
            _("What follows"),
        ],
        [
            (
                agents[i].id,
                agents[i].name,
                "·" if result.hides.holds("score", i) else one.score.score,
                _grade(result, one),
                change_words(result.score_shown(i), result.before_shown(i)),
                "-" if one.run is None else f"{one.run.length}{'' if one.run.known else '?'}",
                _(", ").join(follows_words(one)),
            )
            for i in shown
            for one in (result.agents[i],)
        ],
    )


def _grade(result: ReviewScore, one: Reviewed) -> str:
    if one.score.grade is None:
        return "-"
    name = result.problem.rules.grades[one.score.grade].name
    return name if one.score.grade == one.score.by_score else f"{name}!"


def _decisions(
    result: ReviewScore, order: list[int], limit: int | None
) -> Iterator[RenderableType]:
    """Consequences that somebody has to decide, the longest runs first."""
    rows = []
    for i in order:
        for each in result.agents[i].follows:
            decided_by = getattr(each.rule, "decided_by", None)
            if decided_by is None or not each.is_last:
                continue
            notice = getattr(each.rule, "notice", None)
            agent = result.problem.agents[i]
            rows.append(
                (agent.id, agent.name, each.rule.name, each.run, decided_by,
                 "-" if notice is None else translate_duration(notice))
            )  # fmt: skip
    if rows:
        rows.sort(key=lambda row: (-int(row[3]), str(row[0])))
        yield Text("")
        yield plain(_("To be decided"), style="bold")
        yield fitting_table(
            [
                Column(_("Id"), keep=True),
                Column(_("Name"), keep=True),
                _("What"),
                Column(_("In a row"), right=True, keep=True),
                _("Decided by"),
                _("Notice"),
            ],
            rows[:limit],
        )
        yield from _more(len(rows), limit)


def _coaching(result: ReviewScore, order: list[int], limit: int | None) -> Iterator[RenderableType]:
    coached = [i for i in reversed(order) if result.agents[i].coached]
    if not coached:
        return
    coaching = result.problem.rules.coaching
    yield Text("")
    yield plain(_("Coaching: people {count}").format(count=len(coached)), style="bold")
    if coaching is not None and coaching.by is not None and coaching.within is not None:
        text = _("Coached by {role}; the first talk within {within} after the results.")
        yield plain(text.format(role=coaching.by, within=translate_duration(coaching.within)))
    agents = result.problem.agents
    yield fitting_table(
        [Column(_("Id"), keep=True), Column(_("Name"), keep=True), Column(_("Team"), keep=True),
         _("Why")],
        [
            (agents[i].id, agents[i].name, agents[i].team or "-",
             _(", ").join(coached_words(result, result.agents[i])))
            for i in coached[:limit]
        ],
    )  # fmt: skip
    yield from _more(len(coached), limit)


def _without(result: ReviewScore, others: list[int], limit: int | None) -> Iterator[RenderableType]:
    if not others:
        return
    yield Text("")
    yield plain(_("Without a result: {count}").format(count=len(others)), style="bold")
    agents, rules = result.problem.agents, result.problem.rules
    yield fitting_table(
        [Column(_("Id"), keep=True), Column(_("Name"), keep=True), _("Why")],
        [
            (agents[i].id, agents[i].name,
             _("; ").join(translate(each) for each in reasons(rules, result.agents[i])))
            for i in others[:limit]
        ],
    )  # fmt: skip
    yield from _more(len(others), limit)


def _notes(result: ReviewScore) -> Iterator[Text]:
    agents = result.agents
    yield plain(
        _("Results of {period} are due on {day}.").format(
            period=result.problem.period, day=result.due
        )
    )
    if any(each.is_new for one in agents for each in one.follows):
        yield plain(_("* reached with this result; without a star, reached before."), style="dim")
    if any(one.score.grade != one.score.by_score for one in agents):
        yield plain(_("! the quotas gave another grade than the score."), style="dim")
    if any(one.run is not None and not one.run.known for one in agents):
        yield plain(_("? how far the run goes back is not known."), style="dim")
    if any(result.hides.holds("score", i) for i in range(len(agents))):
        text = _("· hidden: the score would tell what one anonymous rater said.")
        yield plain(text, style="dim")
    if result.outside:
        ids = _(", ").join(result.outside[:NAMED_AT_MOST])
        text = _("Rated, but not under this review: {count} ({ids}).")
        yield plain(text.format(count=len(result.outside), ids=ids))
    for assumption in result.provenance.assumptions:
        yield plain(
            _("Assumed for this run: {code}={value}.").format(
                code=assumption.code, value=assumption.value
            )
        )


def _more(count: int, limit: int | None) -> Iterator[Text]:
    if limit is not None and count > limit:
        text = _("… and {count} more; --limit 0 shows all.")
        yield plain(text.format(count=count - limit), style="dim")
