"""How one agent's result comes about."""
