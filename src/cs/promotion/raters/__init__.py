"""How those who score candidates compare with one another."""
