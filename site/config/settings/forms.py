"""Forms: how long answers are kept, and how many one connection may send."""

from .environment import env

#: Days, for a new form; its editor can choose others.
FORM_RETENTION_DAYS: int = env.int("FORM_RETENTION_DAYS", default=365)

#: Answers to all forms from one address on the network.
FORM_SENDS_AN_HOUR: int = env.int("FORM_SENDS_AN_HOUR", default=30)
