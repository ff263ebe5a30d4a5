"""Search in the admin: report, promotions, synonyms."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from core.base.reports import register_report
from search.report import SearchesView
from search.viewsets import PromotionViewSet, SynonymViewSet


class SearchViewSetGroup(ViewSetGroup):
    """Menu of promoted results and synonyms."""

    menu_label = _("Search results")
    menu_icon = "search"
    menu_order = 700
    items = (PromotionViewSet("promotions"), SynonymViewSet("synonyms"))


@hooks.register("register_admin_viewset")
def search_viewsets() -> ViewSetGroup:
    return SearchViewSetGroup()


register_report(SearchesView, "reports/searches/", order=900)
