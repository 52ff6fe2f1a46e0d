"""Which findings has a person accepted in a comment, `# cs: ignore[CODE] reason until=DATE`?

A comment accepts the findings of its codes that stand on a line it speaks of, or whose value's key
does. It holds only with a reason, and to the end of the day it names. What is wrong with a comment
is a finding itself, and so is a comment that accepts nothing: it would hide what is found later.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cs.checking import codes
from cs.checking.report import Accepted
from cs.documents.comments import Comment
from cs.kernel.findings import Finding, Place, Severity
from cs.kernel.messages import Message, message
from cs.kernel.suggestions import is_beginning, nearest

OWN = frozenset(value for name, value in vars(codes).items() if name.isupper())
"""Findings about comments and baselines; no comment accepts them."""

_FORM = message("# cs: ignore[CODE] reason, or # cs: ignore[CODE] reason until=2026-12-31")
_COMMENT = re.compile(
    r"[#\s]*cs\s*[:：]\s*(?P<word>[\w-]*)\s*(?:(?P<open>[\[［【])(?P<codes>[^\]］】]*)(?P<close>[\]］】])?)?"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?<![a-z])(?:until(?:\s*[=＝:：]\s*|\s*(?=\d{4}))|[a-z]+\s*[=＝]\s*(?=\d{4}[-/年]))"
    r"(?P<day>\S*)",
    re.IGNORECASE,
)
"""The day, however it is joined to `until`; or to another word, which is then a slip for it."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_OTHERS = frozenset({"noqa", "disable", "suppress", "skip", "allow", "nosec", "nolint"})
"""What other linters call it: written here by habit, it accepts nothing and is a finding."""
_CLOSING = ".,;)。，；）、"
_OPENING = " \t:：,，;；.。-–—(（"


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment that holds.

    Attributes:
        place: of the comment.
        lines: of its file, on which it accepts findings.
    """

    place: Place
    lines: frozenset[int]
    codes: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Codes:
    """What comments may name.

    Attributes:
        by_name: the code of every code and of every name.
        fixed: codes that no comment accepts, for what they are about could not be read.
        elsewhere: codes of tables, where no comment can stand.
    """

    by_name: Mapping[str, str]
    fixed: frozenset[str]
    elsewhere: frozenset[str]


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Findings parted by comments; `used` says which code of which comment accepted any."""

    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    used: frozenset[tuple[Suppression, str]]


@dataclass(frozen=True, slots=True)
class _Words:
    """A comment's parts as written; `until` holds every `until=…`, or what stands for one."""

    codes: tuple[str, ...]
    reason: str
    until: tuple[str, ...]


def read_suppressions(
    comments: Iterable[Comment], known: Codes, day: date | None
) -> tuple[tuple[Suppression, ...], tuple[Finding, ...]]:
    """The comments that hold on a day, and what is wrong with the others."""
    held: list[Suppression] = []
    findings: list[Finding] = []
    for comment in comments:
        words = _words(comment.text)
        if isinstance(words, Message):
            findings.append(_unreadable(comment.place, words))
        elif words is not None:
            wrong = [*_without_reason(comment.place, words), *_lapsed(comment.place, words, day)]
            named, refused = _named(comment.place, words, known)
            findings += [*wrong, *refused]
            if named and not wrong:
                held.append(Suppression(comment.place, comment.lines, named, words.reason))
    return tuple(held), tuple(findings)


def suppress(
    findings: Iterable[Finding],
    suppressions: Sequence[Suppression],
    lines_of: Callable[[Place], Iterable[int]],
) -> Suppressed:
    """Part located findings into those that count and those that a comment accepts.

    Args:
        lines_of: the lines at which a comment may speak of a place.
    """
    by_line: dict[tuple[str, int, str], list[Suppression]] = {}
    for each in suppressions:
        for line in each.lines:
            for code in each.codes:
                by_line.setdefault((each.place.file, line, code), []).append(each)
    kept: list[Finding] = []
    accepted: list[Accepted] = []
    used: set[tuple[Suppression, str]] = set()
    for finding in findings:
        place = finding.place
        fitting = [
            each
            for line in (dict.fromkeys(lines_of(place)) if by_line else ())
            for each in by_line.get((place.file, line, finding.code), ())
        ]
        if fitting:
            accepted.append(Accepted(finding, "comment", fitting[0].reason))
            used |= {(each, finding.code) for each in fitting}
        else:
            kept.append(finding)
    return Suppressed(tuple(kept), tuple(accepted), frozenset(used))


def unused(
    suppressions: Iterable[Suppression],
    used: Iterable[tuple[Suppression, str]],
    is_judged: Callable[[str], bool],
) -> Iterator[Finding]:
    """The comments that accept nothing, for the codes that this run can judge."""
    used = frozenset(used)
    for each in suppressions:
        idle = [code for code in each.codes if is_judged(code) and (each, code) not in used]
        if idle:
            yield Finding(
                codes.UNUSED_COMMENT,
                Severity.WARNING,
                message("Nothing is found here that this comment accepts: {codes}.", codes=idle),
                each.place,
                message("a finding of the code on the line that the comment speaks of"),
                message("Delete the comment.")
                if len(idle) == len(each.codes)
                else message("Delete from the comment: {codes}.", codes=idle),
            )


def _words(text: str) -> _Words | Message | None:
    """A comment's parts; what is wrong with it; or None if it says something else to a reader."""
    match = _COMMENT.fullmatch(text)
    if match is None:
        return None
    word, opened, closed = match["word"].casefold(), match["open"], match["close"]
    if word != "ignore":
        meant = opened or word in _OTHERS or nearest(word, ["ignore"])
        unknown = message("cs does not know the word {word} here.", word=match["word"][:60])
        return unknown if meant else None
    if not opened:
        return message("The comment names no code in brackets.")
    if not closed:
        return message("The bracket of the comment is not closed.")
    named = tuple(part.strip() for part in re.split(r"[,，、;；]", match["codes"]) if part.strip())
    if not named:
        return message("The comment names no code in brackets.")
    reason = " ".join(_UNTIL.sub(" ", match["rest"]).split()).strip(_OPENING)
    until = tuple(found[0].rstrip(_CLOSING) for found in _UNTIL.finditer(match["rest"]))
    return _Words(named, reason, until)


def _unreadable(place: Place, what: Message) -> Finding:
    return Finding(
        codes.UNREADABLE_COMMENT,
        Severity.WARNING,
        what,
        place,
        _FORM,
        message("Correct the comment; as it stands it accepts nothing."),
    )


def _without_reason(place: Place, words: _Words) -> Iterator[Finding]:
    if not any(character.isalnum() for character in words.reason):
        yield Finding(
            codes.REASON_MISSING,
            Severity.WARNING,
            message("The comment gives no reason, so it accepts nothing."),
            place,
            _FORM,
            message("Write after the bracket why the finding is accepted, and by whom."),
        )


def _lapsed(place: Place, words: _Words, day: date | None) -> Iterator[Finding]:
    if not words.until:
        return
    last = _day(words.until[0]) if len(words.until) == 1 else None
    if last is None:
        text = message(
            "{words} names no day until which the comment holds, so it counts as lapsed.",
            words=words.until,
        )
    elif day is not None and day > last:
        text = message(
            "The comment held until {last}; on {day} it accepts nothing.", last=last, day=day
        )
    else:
        return
    yield Finding(
        codes.LAPSED_COMMENT,
        Severity.WARNING,
        text,
        place,
        message("until=YYYY-MM-DD, once, with a day that is still to come"),
        message("Mend what it accepted, or decide anew and write a later day."),
    )


def _day(written: str) -> date | None:
    match = _UNTIL.fullmatch(written)
    if match is None or not match[0].casefold().startswith("until"):
        return None
    try:
        return date.fromisoformat(match["day"]) if _DAY.fullmatch(match["day"]) else None
    except ValueError:
        return None


def _named(
    place: Place, words: _Words, known: Codes
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The codes that a comment may accept, and a finding for each that it may not."""
    named: list[str] = []
    refused: list[Finding] = []
    for word in words.codes:
        code = known.by_name.get(word.upper()) or known.by_name.get(word.lower())
        text, mend = None, message("Delete from the comment: {codes}.", codes=[word])
        if code is None:
            text = message("No finding has the code {code}.", code=word[:60])
            near = nearest(word, known.by_name)
            if is_beginning(word, known.by_name):
                mend = message("Write whole codes here; this is how several begin.")
            elif near:
                mend = message("Did you mean {word}?", word=near)
        elif code in known.fixed:
            text = message(
                "{code} cannot be accepted: what it is about could not be read or used.", code=code
            )
        elif code in OWN:
            text = message("{code} is about comments, and no comment accepts it.", code=code)
        elif code in known.elsewhere:
            text = message(
                "{code} is found in tables, of which no comment can speak; use a baseline.",
                code=code,
            )
        elif code not in named:
            named.append(code)
        if text is not None:
            refused.append(
                Finding(
                    codes.NOT_ACCEPTABLE,
                    Severity.WARNING,
                    text,
                    place,
                    message("the code or the name of a rule, as cs policy rule lists them"),
                    mend,
                )
            )
    return tuple(named), tuple(refused)
