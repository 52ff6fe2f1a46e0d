"""Career: ladders of tracks and grades."""
