"""Background tasks and scheduled jobs: worker, recovery, report.

The queue itself is django-tasks' with its database backend. A task is written so that running it again
changes nothing: it can be cut off at any point and is then taken up by the next worker.
"""
