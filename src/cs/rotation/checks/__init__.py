"""Rules about rotation policies, one module each."""
