"""One line of JSON on standard error: what was measured, seconds, peak memory of the process."""

import json
import resource
import sys


def report(what: str, seconds: float) -> None:
    """Say how long it took and how much memory the process had at most, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stderr.write(
        json.dumps({"what": what, "seconds": round(seconds, 3), "peak": round(peak)}) + "\n"
    )
