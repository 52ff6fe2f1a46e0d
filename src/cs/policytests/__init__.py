"""Policies as tested code: cases, what they expect, their outcomes, and what no case exercises.

policy.py      the documents of kind `test`
forms.py       which keys of an expectation belong together
routes.py      parts of a policy, named and changed
rows.py        rows of a case as tables
problem.py     the question and the shape of its answer
findings.py    what the rules say of a case's policies
promotions.py, rotations.py    the commands' own builders and engines, asked
running.py     cases to outcomes
coverage.py    what cases could exercise, and what they did
"""
