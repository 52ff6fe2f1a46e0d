"""YAML text to validated policies, with a place for every value."""
