"""What editors see of the search: what is looked for, promoted results, synonyms."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from core.base.reports import RestrictedMenuItem
from search.report import SearchesView, may_see
from search.viewsets import PromotionViewSet, SynonymViewSet


class SearchViewSetGroup(ViewSetGroup):
    """What editors add to the search."""

    menu_label = _("Search results")
    menu_icon = "search"
    menu_order = 700
    items = (PromotionViewSet("promotions"), SynonymViewSet("synonyms"))


@hooks.register("register_admin_viewset")
def search_viewsets() -> ViewSetGroup:
    """Promoted results and synonyms."""
    return SearchViewSetGroup()


@hooks.register("register_admin_urls")
def searches_addresses() -> list[URLPattern]:
    """The report of what is looked for."""
    return [
        path("reports/searches/", SearchesView.as_view(), name="searches"),
        path("reports/searches/results/", SearchesView.as_view(results_only=True), name="searches_results"),
    ]


@hooks.register("register_reports_menu_item")
def searches_menu_item() -> MenuItem:
    """The report's place in the menu."""
    return RestrictedMenuItem(_("Searches"), reverse("searches"), icon_name="search", order=900, may_see=may_see)
