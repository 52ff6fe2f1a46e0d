"""`cs policy check`: what is wrong with policies."""
