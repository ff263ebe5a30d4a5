"""Admin of the home app: viewsets of navigation, footer and notices."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.base.columns import LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from home.models import Footer, Navigation, Notice
from translation.languages.viewsets import LanguageSnippetViewSet
from translation.sources.source_version import only_sources


class NavigationViewSet(LanguageSnippetViewSet):
    """Menus, one of which the settings choose."""

    model = Navigation
    icon = "list-ul"
    menu_label = _("Navigation")
    list_display: ClassVar = ["name", LocaleColumn(), LiveStatusTagColumn(), UpdatedAtColumn()]


class FooterViewSet(LanguageSnippetViewSet):
    """Feet of pages, one of which the settings choose."""

    model = Footer
    icon = "download"
    menu_label = _("Footers")
    list_display: ClassVar = ["name", LocaleColumn(), LiveStatusTagColumn(), UpdatedAtColumn()]


class NoticeViewSet(LanguageSnippetViewSet):
    """Notices of now, of later and of the past."""

    model = Notice
    icon = "warning"
    menu_label = _("Notices")
    list_display: ClassVar = [
        "__str__",
        LocaleColumn(),
        LiveStatusTagColumn(),
        Column("get_level_display", label=_("Level"), sort_key="level"),
        DateColumn("starts_at", label=pgettext_lazy("date", "From"), sort_key="starts_at"),
        DateColumn("ends_at", label=_("Until"), sort_key="ends_at"),
    ]
    list_filter: ClassVar = ["level"]


class SiteViewSetGroup(SnippetViewSetGroup):
    """Menu of navigation, footer and notices."""

    items = (NoticeViewSet, NavigationViewSet, FooterViewSet)
    menu_label = _("Shared page elements")
    menu_name = "around-every-page"
    menu_icon = "site"
    menu_order = 350


register_snippet(SiteViewSetGroup)


@hooks.register("filter_form_submissions_for_user")
def forms_with_answers(user: Any, forms: QuerySet[Page]) -> QuerySet[Page]:
    """Of the forms that a user may edit, those under which submissions are stored.

    A translator edits translations, whose answers are the source's: they are not theirs to read.
    """
    return only_sources(forms)
