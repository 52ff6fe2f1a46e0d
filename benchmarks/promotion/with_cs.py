"""File to file through `cs promote score`, and the engine alone on values in memory."""

import gc
import sys
import time
from pathlib import Path

from measuring import report

FOLDER = Path(__file__).parent


def file_to_file(source: str, target: str) -> None:
    """What the command does, its start-up included."""
    start = time.perf_counter()
    from cs.__main__ import main

    sys.argv = ["cs", "promote", "score", source, "-C", str(FOLDER), "--out", target]
    sys.argv += ["--limit", "1", "--quiet"]
    try:
        main()
    except SystemExit as ending:
        if ending.code:
            raise
    report("file to file", time.perf_counter() - start)


def in_memory(source: str) -> None:
    """From parsed values to ranks and outcomes."""
    from cs.options import SessionOptions
    from cs.promotion.building import Surroundings, build
    from cs.promotion.policy import PromotionPolicy
    from cs.promotion.ranking import decide
    from cs.promotion.vacancies import count_vacancies
    from cs.promotion.windows import find_round
    from cs.session import open_session

    session = open_session(SessionOptions(directory=FOLDER, quiet=True))
    policy = session.one(PromotionPolicy).policy
    round_ = find_round(policy.windows, session.as_of, None)
    vacancies = count_vacancies(policy, None, (), None, round_.day)
    known = Surroundings(session.calendar, round_, vacancies)
    built = build(session.table(Path(source), "candidates"), policy, known)
    if built.problem is None:
        raise SystemExit("the table has errors")
    gc.collect()
    start = time.perf_counter()
    decide(built.problem)
    report("in memory", time.perf_counter() - start)


if __name__ == "__main__":
    if sys.argv[1] == "file":
        file_to_file(sys.argv[2], sys.argv[3])
    else:
        in_memory(sys.argv[2])
