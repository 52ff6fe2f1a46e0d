"""The codes of what can be wrong with tests of policies; `pages` and `checks` explain each."""

UNKNOWN_POLICY = "DOC050"
MISFIT = "DOC051"
CASE_FAILS = "DOC052"
CASE_NOT_RUN = "DOC053"
MIXED_UP = "DOC054"
