"""What the commands of `cs promote` share: their options, reading a round, writing an answer."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cs.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from cs.kernel.agents import Agent
    from cs.kernel.fields import Policy
    from cs.options import SessionOptions
    from cs.promotion.exports import Writer
    from cs.promotion.histories import Past
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.problem import PromotionScore
    from cs.promotion.table_verifier import TablesRead
    from cs.promotion.vacancies import KnownGrade
    from cs.session import Session
    from cs.tables.raw import RawTable

VERIFIED_AT_MOST = 5_000
"""Up to so many candidates the result is verified in fractions before it is shown."""


@dataclass(frozen=True)
class Answered:
    """A result, the columns passed through, and the workspace that input files are relative to.

    Attributes:
        staff: None without a staff table.
    """

    score: "PromotionScore"
    extras: "pl.DataFrame"
    root: Path
    staff: "tuple[Agent, ...] | None" = None
    session: "Session | None" = None
    policy: "PromotionPolicy | None" = None
    blind: str | None = None
    """The pseudonym of the candidate asked about, in a blind result."""


def answer(
    options: "SessionOptions",
    candidates: Path | None,
    sheet: str | None,
    encoding: str | None,
    vacancies: int | None,
    window: date | None,
    *,
    scored: bool = True,
    seed: int = 0,
    decided: "Sequence[Path]" = (),
    post: str | None = None,
) -> Answered:
    """Read everything, build the problem, decide, verify.

    Args:
        seed: what lots are drawn with.
        decided: records of other rounds.
        post: the post that is filled, for which weights may be other ones.
    """
    from functools import partial

    from cs.career.policy import LadderPolicy
    from cs.promotion.asked import Asked
    from cs.promotion.building import Surroundings, build, staff_table
    from cs.promotion.decided import rivals_of
    from cs.promotion.ladders import steps_in_force
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.positions import posts_of
    from cs.promotion.problem import PromotionScore
    from cs.promotion.ranking import decide
    from cs.promotion.reviews import known_reviews
    from cs.promotion.vacancies import count_vacancies, day_of_effect
    from cs.promotion.windows import find_round
    from cs.review.policy import ReviewPolicy
    from cs.session import open_session
    from cs.terminal import fail

    session = open_session(options)
    policy = policy_for(session, scored=scored)
    staff = session.staff() if session.workspace.tables.staff else None
    if candidates is not None:
        table = read_candidates(session, candidates, sheet, encoding)
    elif staff is not None:
        table = staff_table(staff)
    else:
        raise fail(_("The workspace states no staff table; name a table of candidates."))
    grades = grades_in_force(session)
    round_ = find_round(policy.windows, session.as_of, window)
    proposed = _proposed(session, policy, decided)
    ladders = (each.policy for each in session.policies.of(LadderPolicy))
    rounds = (each.policy for each in session.policies.of(PromotionPolicy))
    known = Surroundings(
        calendar=session.calendar,
        round=round_,
        vacancies=count_vacancies(
            policy,
            vacancies,
            grades,
            staff,
            round_.day,
            effect=partial(day_of_effect, policy, round_, session.calendar),
            decided=proposed,
        ),
        staff=staff,
        grades=grades,
        past=read_past(session, policy),
        reviews=known_reviews(
            (each.policy for each in session.policies.of(ReviewPolicy)), session.as_of
        ),
        steps=steps_in_force(ladders, policy.target_grade, session.as_of),
        role=session.policies.role,
        seed=seed,
        elsewhere=proposed,
        rivals=() if decided else rivals_of(policy, rounds, round_),
        post=_known_post(policy, post),
    )
    built = build(table, policy, known, scored=scored)
    session.stop_on(built.findings)
    if built.problem is None:
        raise AssertionError("a table without errors gave no problem")
    result = decide(built.problem)
    asked = Asked(vacancies, f"{window:%Y-%m}" if window else None, sheet, encoding, post)
    record_policies(session, LadderPolicy, ReviewPolicy, PromotionPolicy)
    provenance = session.provenance(seed, 1)
    score_ = PromotionScore(policy.id, policy.name, provenance, built.problem, result, asked,
                            posts_of(policy))  # fmt: skip
    _verify(score_, built.read)
    return Answered(score_, built.extras, session.root, staff, session, policy)


def policy_for(session: "Session", *, scored: bool = True) -> "PromotionPolicy":
    """The policy asked for; gaps in its scoring stop only who asks for scores, and are said."""
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.unscored import decision_codes, scoring_codes, without_gaps
    from cs.terminal import say

    if scored:
        return session.one(PromotionPolicy).policy
    policy = session.one(PromotionPolicy, scoring_codes() | decision_codes()).policy
    complete = without_gaps(policy)
    if complete is not policy:
        text = _(
            "What the policy leaves open about scores does not matter here: none are looked at."
        )
        say(text, quiet=session.options.quiet)
    return complete


def _known_post(policy: "PromotionPolicy", post: str | None) -> str | None:
    """The post asked for; stops where the policy has no weights of its own for it."""
    from cs.kernel.suggestions import nearest
    from cs.promotion.positions import posts_of, weights_at
    from cs.terminal import fail

    if post is None or weights_at(policy, post) is not None:
        return post
    posts = posts_of(policy)
    if not posts:
        raise fail(_("The policy states the same weights for every post; leave out --post."))
    text = _("The policy states no weights for {post}; it does for {posts}.")
    told = text.format(post=post, posts=_(", ").join(posts))
    near = nearest(post, list(posts))
    raise fail(f"{told} {_('Did you mean {word}?').format(word=near)}" if near else told)


def _proposed(
    session: "Session", policy: "PromotionPolicy", decided: "Sequence[Path]"
) -> frozenset[str]:
    """Ids of those whom records of other rounds propose for the same grade."""
    import json

    from cs.promotion.decided import read_decided
    from cs.terminal import fail, reason_of, say
    from cs.workspace import read_input

    found: set[str] = set()
    for path in decided:
        try:
            file = read_input(path, "decided", session.root)
            round_ = read_decided(json.loads(file.source.data))
        except OSError as error:
            text = _("{file} cannot be read: {reason}")
            raise fail(text.format(file=path, reason=reason_of(error))) from None
        except ValueError:
            text = _(
                "{file} is no record of a score, as cs promote score --out FILE.json writes it."
            )
            raise fail(text.format(file=path)) from None
        session.record(file.record)
        if round_.target is None or round_.target != policy.target_grade:
            text = _("{file} is about another grade and fills no place here.")
            say(text.format(file=path), quiet=session.options.quiet)
            continue
        found.update(round_.proposed)
    return frozenset(found)


def record_policies(session: "Session", *models: "type[Policy]") -> None:
    """Have the result name the files of all policies of these kinds that are in force."""
    from cs.workspace import read_input

    files = {
        document.file: None
        for model in models
        for document in session.policies.of(model)
        if document.policy.in_force(session.as_of)
    }
    for file in files:
        session.record(read_input(Path(file), "policy", session.root).record)


def read_candidates(
    session: "Session", path: Path, sheet: str | None, encoding: str | None
) -> "RawTable":
    from cs.terminal import fail, reason_of

    try:
        return session.table(path, "candidates", sheet, encoding)
    except OSError as error:
        text = _("{file} cannot be read: {reason}")
        raise fail(text.format(file=path, reason=reason_of(error))) from None


def grades_in_force(session: "Session") -> "tuple[KnownGrade, ...]":
    """The grades of all ladders in force."""
    from cs.career.policy import LadderPolicy
    from cs.promotion.ladders import known_grades

    ladders = [each for each in session.policies.of(LadderPolicy)
               if each.policy.in_force(session.as_of)]  # fmt: skip
    if len(ladders) == 1:
        only = session.optional(LadderPolicy)
        ladders = [only] if only is not None else []
    return known_grades((each.policy for each in ladders), session.as_of)


def read_past(session: "Session", policy: "PromotionPolicy") -> "Past":
    """The tables of agents' past that the policy's conditions look at and the workspace states."""
    from cs.promotion.histories import Past
    from cs.promotion.history_facts import tables_needed

    stated = [role for role in tables_needed(policy) if getattr(session.workspace.tables, role)]
    return Past(**{role: getattr(session, role)() for role in stated})


def _verify(score_: "PromotionScore", read: "TablesRead | None") -> None:
    """Recompute the result in fractions; a difference is a bug of ours."""
    from cs.promotion.verifier import verify

    if len(score_.problem.candidates) <= VERIFIED_AT_MOST:
        wrong = next(verify(score_.problem, score_.result, read), None)
        if wrong is not None:
            raise AssertionError(wrong.english())


def writer_for(out: Path | None, writers: "Mapping[str, Writer]") -> "Writer | None":
    """The writer for the file's ending; None without a file."""
    from cs.terminal import fail

    if out is None:
        return None
    if out.suffix.lower() not in writers:
        text = _("{file}: results are written as {endings}.")
        raise fail(text.format(file=out, endings=_(", ").join(writers)))
    return writers[out.suffix.lower()]


def write(out: Path, writer: "Writer", answered: Answered, *, force: bool, quiet: bool) -> None:
    from functools import partial

    from cs.export.files import Content, write_whole
    from cs.promotion.exports import STREAMED
    from cs.terminal import fail, reason_of, say

    inputs = [answered.root / one.file for one in answered.score.provenance.inputs]
    if any(out.exists() and each.exists() and each.samefile(out) for each in inputs):
        text = _("{file} was read for this result; write it to another file.")
        raise fail(text.format(file=out))
    straight = STREAMED.get(writer)
    try:
        content: Content = (
            partial(straight, answered.score, answered.extras)
            if straight
            else writer(answered.score, answered.extras)
        )
        write_whole(out, content, force)
    except FileExistsError:
        raise fail(_("{file} exists; --force replaces it.").format(file=out)) from None
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        text = _("{file} cannot be written: {reason}")
        raise fail(text.format(file=out, reason=reason)) from None
    say(_("Written: {file}").format(file=out), quiet=quiet)


def checked_ending(out: Path, endings: "Sequence[str]") -> None:
    """Refuse a file whose ending says no format that can be written."""
    from cs.terminal import fail

    if out.suffix.lower() not in endings:
        text = _("{file}: results are written as {endings}.")
        raise fail(text.format(file=out, endings=_(", ").join(endings)))


def save(out: Path, data: bytes, *, force: bool, quiet: bool) -> None:
    """One file, whole or not at all, and said so."""
    from cs.export.files import write_whole
    from cs.terminal import fail, reason_of, say

    try:
        write_whole(out, data, force)
    except FileExistsError:
        raise fail(_("{file} exists; --force replaces it.").format(file=out)) from None
    except OSError as error:
        text = _("{file} cannot be written: {reason}")
        raise fail(text.format(file=out, reason=reason_of(error))) from None
    say(_("Written: {file}").format(file=out), quiet=quiet)
