"""Who may be promoted: everybody with every condition."""
