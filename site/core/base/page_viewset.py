"""Page viewset of the admin."""

from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet

from core.base.workflow_dialogs import PageActionDataView, PageActionView


class TypeListView(ContentTypeUseView):
    """The pages of a type."""

    def get_add_url(self) -> str | None:
        """URL of the add view; none if the platform creates all pages of the type."""
        return super().get_add_url() if self.model.is_creatable else None


class PlatformPageViewSet(PageViewSet):
    """As Wagtail's for all pages, with our screens."""

    content_type_use_view_class = TypeListView
    workflow_action_view_class = PageActionView
    collect_workflow_action_data_view_class = PageActionDataView
