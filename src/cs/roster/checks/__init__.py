"""Rules about attendance and rosters, one module each."""
