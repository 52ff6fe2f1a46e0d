"""One line of JSON on standard error: what was measured, and what the process took for it."""

import json
import resource
import sys


def report(what: str, seconds: float) -> None:
    """Say the seconds it took, the whole process's processor seconds and its most memory in MiB."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    measured = {
        "what": what,
        "seconds": round(seconds, 3),
        "processor": round(usage.ru_utime + usage.ru_stime, 3),
        "peak": round(usage.ru_maxrss / 1024),
    }
    sys.stderr.write(json.dumps(measured) + "\n")
