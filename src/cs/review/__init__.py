"""Periodic reviews: indicators, raters, grades and what follows from them."""
