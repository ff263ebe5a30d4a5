"""The app's place in the project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    """Working groups, services, goals and those who lead them."""

    name = "groups"
    label = "groups"
    verbose_name = _("Groups and services")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What goals, groups, listings, the home page and machines show, how people are erased, who has requests."""
        from core.facets import registry
        from core.related import ListedType, Listing, register, register_type
        from groups import faceted, facets, front_page, glossary, listings, people, searchable
        from groups.requests import jobs, rights
        from translation.glossary import derived

        people.connect()
        rights.connect()
        jobs.register_jobs()
        derived.register(glossary.entity_names)
        searchable.register_all()
        front_page.register_all()
        goal, group = facets.goal_query, facets.group_query
        of_goal = (
            Listing("groups", _("Working groups"), listings.groups_of_goal, 10, whole="groups", query=goal),
            Listing("services", _("Services"), listings.services_of_goal, 20, whole="services", query=goal),
        )
        for listing in of_goal:
            register("groups.SDGPage", listing)
        services = Listing("services", _("Services"), listings.services_of_group, 20, whole="services", query=group)
        register("groups.WorkingGroupPage", services)
        register(
            "groups.WorkingGroupPage",
            Listing("parts", _("Groups within it"), listings.parts_of_group, order=30),
        )
        register_type(ListedType("groups", _("Working groups"), listings.all_groups, listings.GROUP_FILTERS))
        register_type(ListedType("services", _("Services"), listings.offered_services, listings.SERVICE_FILTERS))
        registry.register(faceted.GROUPS)
        registry.register(faceted.SERVICES)
