"""The codes of what can be wrong with a panel; `cs.review.pages` explains each."""

NOT_CONNECTED = "RES010"
