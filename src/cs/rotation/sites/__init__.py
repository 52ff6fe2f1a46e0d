"""Sites that rotate for themselves, planned side by side: in processes here, or on a cluster.

dividing.py   the staff of each site as a problem of its own
solving.py    one problem each to whoever works, through `concurrent.futures.Executor`
executors.py  processes of this machine, or a Dask cluster
commands.py   `cs rotate plan --by site`
"""
