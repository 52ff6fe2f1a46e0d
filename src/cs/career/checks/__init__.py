"""Rules about ladders, one module each."""
