"""The app's place in the project."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One search for all pages."""

    name = "search"
    label = "search"
