"""The public API."""

from django.core.exceptions import ImproperlyConfigured

from .environment import env

#: From one address on the network.
API_REQUESTS_A_MINUTE: int = env.int("API_REQUESTS_A_MINUTE", default=120)

#: The longest part of a list that one request gets.
WAGTAILAPI_LIMIT_MAX = 100

if API_REQUESTS_A_MINUTE < 1:
    raise ImproperlyConfigured("API_REQUESTS_A_MINUTE must be at least 1.")
