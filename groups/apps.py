"""The app's place in the project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    """Working groups, services, goals and those who lead them."""

    name = "groups"
    label = "groups"
    verbose_name = _("Groups and services")

    def ready(self) -> None:
        """How people are erased, who has requests, which terms translators keep to."""
        from groups import glossary, person_erasure
        from groups.requests import jobs, permissions
        from translation.glossary import derived_terms

        person_erasure.connect()
        permissions.connect()
        jobs.register_jobs()
        derived_terms.register(glossary.entity_names)
