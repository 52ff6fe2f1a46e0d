"""Rules about tests of policies."""
