"""Rosters and attendance: shifts, cover, rest, leave."""
