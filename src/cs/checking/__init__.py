"""The rule protocol, the run of rules and its output formats."""
