"""Which rules cannot hold together, and what is the least that would have to give?

`elements` cuts a problem into the rules that may be dropped, `changes` are what may give instead.
`flows` and `deciding` answer whether a problem has a plan; `narrowing` finds a minimal set of
elements that has none, `relaxing` the cheapest changes after which there is one, `diagnosis` asks
both in turn. `words`, `views` and `records` show it; `running` does so under a person's eyes.
"""
