"""The report on a period's results, team by team."""
