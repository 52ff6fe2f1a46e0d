"""Two versions of the policies: what changed, and whom the change touches.

matching.py   which parts of the two are the same thing
changes.py    what changed: typed changes, with their places on both sides
walking.py    the changes between two models, field by field
words.py      what fields, parts and kinds are called
wording.py    changes as sentences
standing.py   whom a promotion policy's change touches
moving.py     whom a rotation policy's change touches
finding.py    which findings appear and vanish
"""
