"""Which of equals goes first by lot? Drawn from a hash, so that anybody can draw it again.

The lot of a candidate is SHA-256 of the policy, the window, the seed and the candidate's id, joined
by `|`; the smaller one goes first. It depends on no order of rows and on no library. Who knows the
ids can draw all lots beforehand: announce the seed before scores are known, or let it be one that
nobody chooses.
"""

from hashlib import sha256

DIGITS = 16
"""So many hexadecimal digits of the hash are compared and shown."""


def lot_key(policy: str, window: str | None, day: str, seed: int) -> str:
    """What all lots of a round are drawn with."""
    return f"{policy}|{window or day}|{seed}"


def lot(key: str, candidate: str) -> str:
    """The candidate's lot, in hexadecimal digits."""
    return sha256(f"{key}|{candidate}".encode()).hexdigest()[:DIGITS]
