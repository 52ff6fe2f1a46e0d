"""Which findings are mended, round by round, until there is nothing more to mend?

A round makes all mends that do not overlap, and looks at the mended texts anew: a key that is
spelt right now may show what else is wrong. What a comment or a baseline accepts, or what the
options leave out, is not mended.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cs.documents.repair import fixes_of, repair
from cs.documents.source import Source
from cs.kernel.findings import Finding, Fix
from cs.policy.check.judging import Judged
from cs.workspace import InputFile

ROUNDS = 20
"""At most; a mend that only uncovers another takes a round."""


@dataclass(frozen=True)
class Mending:
    """Files after all rounds.

    Attributes:
        files: all of them, with the bytes that they have then.
        judged: what is found in them.
        mended: the findings that were mended, in the order of mending, with what was done.
    """

    files: tuple[InputFile, ...]
    judged: Judged
    mended: tuple[tuple[Finding, Fix], ...]

    def changes(
        self, paths: Iterable[Path], before: Iterable[InputFile]
    ) -> list[tuple[Path, bytes, bytes]]:
        """Of the files that are changed, their path with the bytes before and now."""
        return [
            (path, old.source.data, new.source.data)
            for path, old, new in zip(paths, before, self.files, strict=True)
            if old.source.data != new.source.data
        ]


def mend(
    files: Sequence[InputFile],
    judged: Judged,
    look: Callable[[Sequence[InputFile]], Judged],
    counting: Callable[[Judged], Iterable[Finding]],
    *,
    unsafe: bool,
) -> Mending:
    """Mend what can be mended in files.

    Args:
        judged: what is found in them.
        look: what is found in others of the same names.
        counting: the findings that are to be mended.
        unsafe: also make mends that need a person's judgement.
    """
    mended: list[tuple[Finding, Fix]] = []
    seen = {_state(files)}
    for _ in range(ROUNDS):
        after, made = _round(files, counting(judged), unsafe=unsafe)
        if not made or (state := _state(after)) in seen:
            break
        seen.add(state)
        files, judged = after, look(after)
        mended += made
    return Mending(tuple(files), judged, tuple(mended))


def mendable(findings: Iterable[Finding], *, unsafe: bool) -> int:
    """How many findings offer a mend: a safe one, or one that needs a person's judgement."""
    return sum(each.fix is not None and each.fix.safe is not unsafe for each in findings)


def _round(
    files: Sequence[InputFile], findings: Iterable[Finding], *, unsafe: bool
) -> tuple[tuple[InputFile, ...], list[tuple[Finding, Fix]]]:
    offered = fixes_of(findings, unsafe=unsafe)
    after: list[InputFile] = []
    made: list[tuple[Finding, Fix]] = []
    for file in files:
        fixes = offered.get(file.source.file, {})
        done = repair(file.source, list(fixes))
        after.append(replace(file, source=Source(file.source.file, done.data)))
        made += [(finding, fix) for fix in done.made for finding in fixes[fix]]
    return tuple(after), made


def _state(files: Iterable[InputFile]) -> tuple[bytes, ...]:
    return tuple(file.source.data for file in files)
