"""Retention times of personal data."""

from django.core.exceptions import ImproperlyConfigured

from .environment import env

#: Days after which a person who is no longer shown is erased.
PERSON_RETENTION_DAYS: int = env.int("PERSON_RETENTION_DAYS", default=365)

#: Days for which a request for a service is kept; the form tells whoever asks.
SERVICE_REQUEST_RETENTION_DAYS: int = env.int("SERVICE_REQUEST_RETENTION_DAYS", default=365)

if PERSON_RETENTION_DAYS < 0:
    raise ImproperlyConfigured("PERSON_RETENTION_DAYS can't be negative: people would be erased while they are shown.")
if not 1 <= SERVICE_REQUEST_RETENTION_DAYS <= 3650:
    raise ImproperlyConfigured("SERVICE_REQUEST_RETENTION_DAYS must be between 1 and 3650.")
