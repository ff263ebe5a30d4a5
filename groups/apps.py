"""App configuration of groups, services and goals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    """Working groups, services, goals and those who lead them."""

    name = "groups"
    label = "groups"
    verbose_name = _("Groups and services")

    def ready(self) -> None:
        """Register how people are erased, who sees requests, who writes mails, which terms translators keep to."""
        from groups import glossary, person_erasure
        from groups.requests import emails, jobs, permissions  # noqa: F401 - registers the writer of the mails
        from translation.glossary import derived_terms

        person_erasure.connect()
        permissions.connect()
        jobs.register_jobs()
        derived_terms.register(glossary.entity_names)
