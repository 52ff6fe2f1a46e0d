"""Which plan is in force? Its record in the workspace, with the stints served before it.

published.py   the record: to JSON and back, stints that lie before a day
running.py     the record's file: read, kept, replaced
commands.py    `cs rotate publish`
"""
