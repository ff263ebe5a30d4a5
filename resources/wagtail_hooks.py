"""Admin of resources, news and events: snippet viewsets."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from groups.wagtail_hooks import TermViewSet
from resources.models import EventType, ResourceType


class EventTypeViewSet(TermViewSet):
    """Types of events."""

    model = EventType
    icon = "date"
    menu_label = _("Types of events")


class ResourceTypeViewSet(TermViewSet):
    """Types of resources."""

    model = ResourceType
    icon = "doc-full"
    menu_label = _("Types of resources")


class TypesViewSetGroup(SnippetViewSetGroup):
    """The lists that the types of resources and events are chosen from."""

    items = (ResourceTypeViewSet, EventTypeViewSet)
    menu_label = _("Types")
    menu_name = "types"
    menu_icon = "list-ul"
    menu_order = 305


register_snippet(TypesViewSetGroup)
