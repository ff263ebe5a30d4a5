"""The app's place in the project."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The home page, content pages, navigation and setting a platform up."""

    name = "home"
    label = "home"
