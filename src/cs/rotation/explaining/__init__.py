"""Why is somebody there? Reasons for an agent's stints and for a post's headcount.

prices.py        the duals of the plan's relaxation: what each place is worth to the others
own_paths.py     the paths of one agent, and the cheapest that takes an alternative
forbidding.py    which rule forbids an alternative that no path takes
changeovers.py   an agent's changeovers with all alternatives and their costs
headcounts.py    a post's headcount in a period, and what one head more or less would change
reasons.py       the shapes of the answers
"""
