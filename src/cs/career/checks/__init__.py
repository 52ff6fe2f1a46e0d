"""Rules about ladders, development and confidentiality, one module each."""
