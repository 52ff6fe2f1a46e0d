"""What the ratings of a panel say of its raters: leniency, effects, agreement, undue weight.

Pure functions over whole tables of ratings, for reviews and promotions alike; nothing here knows a
policy.
"""
