"""Wagtail's own choosers and language form, limited to what the user may see."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import policy_registry

from translation.languages.locale_form import PlatformLocaleViewSet
from translation.languages.page_chooser import start_in_edited_language


@hooks.register("construct_page_chooser_queryset")
def choose_no_drafts_of_others(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Offer the pages that are public and those that somebody sees in the explorer anyway."""
    user: Any = request.user
    if user.is_superuser:
        return pages
    explorable_pages = policy_registry.get_by_type(Page).explorable_instances(user)
    return pages.filter(Q(live=True) | Q(pk__in=explorable_pages.order_by().values("pk")))


hooks.register("construct_page_chooser_queryset", start_in_edited_language)


@hooks.register("register_admin_urls", order=-1)  # before wagtail-localize's, in whose place it stands
def register_locale_urls() -> list[URLPattern]:
    """The form of a new language."""
    viewset = PlatformLocaleViewSet("wagtaillocales", url_prefix="locales")
    return [path("locales/new/", viewset.add_view, name="add_locale")]
