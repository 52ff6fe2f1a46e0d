"""The rooms of the planner's engine; `cs.rotation.planner` is its door.

Question to graph: `families` (agents that are alike), `paths` and `growing` (all their futures as
one merged graph), `past` (what history forbids), `couplings` (the rows that bind agents together).
Bounding: `master` and `pricing` by column generation, `bounds` drives them, `levels` settles what
comes before the goals. Plans: `dealing` and `routing` (columns to agents), `seeding`, `recovery`;
`loosening` where no plan keeps every rule. `solving` and `segments` serve all.
"""
