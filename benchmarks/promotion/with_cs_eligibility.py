"""Who is eligible, of tables in a workspace: each stage of `cs promote eligible`, timed apart."""

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from measuring import report

T = TypeVar("T")
measured: dict[str, tuple[float, float]] = {}


def timed(stage: str, run: Callable[[], T]) -> T:
    """Run it; its seconds by the clock and of the processor stand in `measured`."""
    clock, processor = time.perf_counter(), time.process_time()
    result = run()
    measured[stage] = (time.perf_counter() - clock, time.process_time() - processor)
    return result


def main(folder: Path) -> None:
    """Read, build, judge, write."""
    from cs.kernel.records import Provenance
    from cs.options import SessionOptions
    from cs.promotion.asked import Asked
    from cs.promotion.building import Surroundings, build
    from cs.promotion.exports import eligibility_csv
    from cs.promotion.histories import Past
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.problem import PromotionScore
    from cs.promotion.ranking import decide
    from cs.promotion.reviews import reviews_in_force
    from cs.promotion.vacancies import count_vacancies
    from cs.promotion.windows import find_round
    from cs.session import open_session

    session = open_session(SessionOptions(directory=folder, quiet=True))
    policy = session.one(PromotionPolicy).policy
    reviews = timed("reading reviews", session.reviews)
    training = timed("reading training", session.training)
    discipline = timed("reading discipline", session.discipline)
    table = timed(
        "reading candidates", lambda: session.table(folder / "candidates.csv", "candidates")
    )
    round_ = find_round(policy.windows, session.as_of, None)
    known = Surroundings(
        session.calendar,
        round_,
        count_vacancies(policy, None, (), None, round_.day),
        past=Past(reviews=reviews, training=training, discipline=discipline),
        reviews=reviews_in_force(session.policies, session.as_of),
    )
    built = timed("building", lambda: build(table, policy, known, scored=False))
    problem = built.problem
    if problem is None:
        raise SystemExit(str(built.findings[:3]))
    result = timed("judging", lambda: decide(problem))
    provenance = Provenance("", session.as_of, 0, 1, (), ())
    score = PromotionScore(policy.id, policy.name, provenance, problem, result, Asked())
    data = timed("writing", lambda: eligibility_csv(score, built.extras))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    found = {
        "stages": measured,
        "reviews": len(reviews),
        "eligible": len(re.findall(rb"^[^,]*,[^,]*,met,", data, re.MULTILINE)),
        "processor": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss // 1024,
    }
    sys.stderr.write(json.dumps(found) + "\n")


def command(folder: Path) -> None:
    """The whole command, start-up and the files' hashes included."""
    start = time.perf_counter()
    from cs.__main__ import main as cs

    target = folder / "eligible.csv"
    sys.argv = ["cs", "promote", "eligible", str(folder / "candidates.csv"), "-C", str(folder)]
    sys.argv += ["--out", str(target), "--force", "--limit", "1", "--quiet"]
    try:
        cs()
    except SystemExit as ending:
        if ending.code:
            raise
    report("the whole command", time.perf_counter() - start)


if __name__ == "__main__":
    (command if sys.argv[2:] == ["command"] else main)(Path(sys.argv[1]))
