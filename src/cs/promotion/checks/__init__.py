"""Rules about promotion policies, one module each."""
