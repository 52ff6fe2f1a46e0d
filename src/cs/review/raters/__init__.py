"""How those who rate in a review compare with one another."""
