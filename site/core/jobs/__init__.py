"""Background work: which worker lives, what a killed one left, what repeats, and what editors see of it.

The queue itself is django-tasks' with its database backend. A task is written so that running it again
changes nothing: it can be cut off at any point and is then taken up by the next worker.
"""
