"""What becomes of a published plan when the world has changed?

serving.py      what lies before the effective date counts as served
keeping.py      the published plan as a matrix of the new problem
reasons.py      which event or rule forced a change
differences.py  old plan and new plan side by side
records.py      the differences as JSON
views.py        the differences in the terminal
commands.py     `cs rotate replan`
"""
