"""How firmly do a round's winners stand? Weights, raters' noise, single raters, selection rates."""
