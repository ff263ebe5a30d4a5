"""The public search."""

from django.core.exceptions import ImproperlyConfigured

from .environment import env

#: Days for which it is kept how often something was looked for; nothing of who looked for it is.
SEARCH_LOG_DAYS: int = env.int("SEARCH_LOG_DAYS", default=180)

if not 1 <= SEARCH_LOG_DAYS <= 3650:
    raise ImproperlyConfigured("SEARCH_LOG_DAYS must be between 1 and 3650.")
