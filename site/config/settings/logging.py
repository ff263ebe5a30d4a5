"""Logging: one line an event on standard error, as containers and service managers collect it."""

from .environment import env

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", default="INFO").upper()},
    "loggers": {
        # The server's own log has one line a request already.
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # A task that fails is an error; one that starts or ends is no news.
        "django_tasks": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
    },
}
