"""`cs policy diff`: what changed between two versions of the policies, and whom it touches.

revisions.py   policies and tables at a git revision
sides.py       what OLD and NEW stand for, read and examined
measuring.py   whom the change touches, with the workspace's tables
report.py      all that is shown
views.py       for the terminal
markdown.py    for a pull request's comment
record.py      as data (JSON)
"""
