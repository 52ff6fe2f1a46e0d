"""Is a plan fair, and what would it cost to lift the worst off?

measures.py   months at each post, wishes, changes and losses of each agent; how uneven they are
lifting.py    plans in which one of the worst off loses less, and what the others lose by it
records.py    both as plain data
"""
