"""Who hands over to whom at a changeover, on sheets that both sign."""
