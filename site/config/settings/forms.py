"""Forms: how long answers are kept, and how many one connection may send."""

from django.core.exceptions import ImproperlyConfigured

from .environment import env

#: Days, for a new form; its editor can choose others.
FORM_RETENTION_DAYS: int = env.int("FORM_RETENTION_DAYS", default=365)

#: Answers to all forms from one address on the network.
FORM_SENDS_AN_HOUR: int = env.int("FORM_SENDS_AN_HOUR", default=30)

if not 1 <= FORM_RETENTION_DAYS <= 3650:
    raise ImproperlyConfigured("FORM_RETENTION_DAYS must be between 1 and 3650.")
if FORM_SENDS_AN_HOUR < 1:
    raise ImproperlyConfigured("FORM_SENDS_AN_HOUR must be at least 1.")
