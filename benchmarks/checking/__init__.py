"""Seconds for `cs policy check`, check-jsonschema and yamllint on the same files."""
