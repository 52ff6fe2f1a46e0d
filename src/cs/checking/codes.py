"""The codes of what can be wrong with accepted findings: comments and baselines.

`acceptance_pages` explains each.
"""

REASON_MISSING = "DOC030"
UNUSED_COMMENT = "DOC031"
LAPSED_COMMENT = "DOC032"
NOT_ACCEPTABLE = "DOC033"
UNREADABLE_COMMENT = "DOC034"
STALE_BASELINE = "DOC035"
