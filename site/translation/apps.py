"""The app's place in the project."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """The translation workbench on top of wagtail-localize."""

    name = "translation"
    label = "translation"
