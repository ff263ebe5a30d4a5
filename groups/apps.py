"""The app's place in the project."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """Working groups, services, goals and those who lead them."""

    name = "groups"
    label = "groups"
