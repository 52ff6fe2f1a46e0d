"""The codes of what can be wrong with a table of candidates; `pages` explains each.

What any table can get wrong has its codes in `cs.tables.findings`.
"""

OUTSIDE_SCALE = "SCO001"
NO_SCORES = "SCO002"
RATER_TWICE = "SCO003"
TOO_MANY_RATERS = "SCO004"
UNKNOWN_COMPONENT = "SCO005"
CONTRADICTION = "SCO006"
UNSCORED_COMPONENT = "SCO007"
NO_FACT_COLUMN = "SCO008"
RESULT_NOT_IN_REVIEW = "SCO009"
RESULT_TWICE = "SCO010"
WAIVER_REFUSED = "SCO011"
RATERS_UNKNOWN = "SCO012"
