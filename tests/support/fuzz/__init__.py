"""Random CL and random keys against the whole catalogue, and what must hold whatever comes.

Everything is made from a seed, so that what is found can be found again. Nothing here knows a
command or a panel by name.
"""
