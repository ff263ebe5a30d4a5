"""Admin of groups: snippet viewsets, menus, conditions before deletion."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSetGroup

from core.base.columns import LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from core.base.reports import register_report
from groups.choosers import VocabularyChooserViewSet
from groups.confirmation import ServicesToConfirmView
from groups.models import Audience, ContactPoint, Entity, GroupKind, Person, SDGPage, ServiceKind, Theme
from groups.requests.viewsets import RequestViewSet, add_panel
from translation.languages.viewsets import LanguageSnippetViewSet


class VocabularyViewSet(LanguageSnippetViewSet):
    """A list that pages choose from, in the edited language first."""

    chooser_viewset_class = VocabularyChooserViewSet


class EntityViewSet(VocabularyViewSet):
    """Bodies and partners."""

    model = Entity
    icon = "group"
    menu_label = _("Entities")
    list_display: ClassVar = [
        "name",
        "acronym",
        Column("get_kind_display", label=_("Type"), sort_key="kind"),
        BooleanColumn("active", label=_("Active"), sort_key="active"),
        LocaleColumn(),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    list_filter: ClassVar = ["kind", "active"]
    list_per_page = 50
    ordering: ClassVar = ["name"]


class ThemeViewSet(VocabularyViewSet):
    """Themes in two levels."""

    model = Theme
    icon = "tag"
    menu_label = _("Themes")
    list_display: ClassVar = [
        "name",
        Column("parent", label=_("Broader theme"), sort_key="parent__name"),
        LocaleColumn(),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]
    list_filter: ClassVar = ["parent"]
    list_per_page = 50
    ordering: ClassVar = ["name"]


class TermViewSet(VocabularyViewSet):
    """A short list of kinds."""

    list_display: ClassVar = ["label", "key", "order", LocaleColumn(), LiveStatusTagColumn(), UpdatedAtColumn()]
    ordering: ClassVar = ["order", "label"]


class GroupKindViewSet(TermViewSet):
    """Kinds of groups."""

    model = GroupKind
    icon = "folder-open-inverse"
    menu_label = _("Types of groups")


class ServiceKindViewSet(TermViewSet):
    """Kinds of services."""

    model = ServiceKind
    icon = "folder-inverse"
    menu_label = _("Types of services")


class AudienceViewSet(TermViewSet):
    """Audiences of services."""

    model = Audience
    icon = "user"
    menu_label = _("Audiences")


class VocabulariesViewSetGroup(SnippetViewSetGroup):
    """The lists that pages choose from."""

    items = (EntityViewSet, ThemeViewSet, GroupKindViewSet, ServiceKindViewSet, AudienceViewSet)
    menu_label = _("Vocabularies")
    menu_name = "vocabularies"
    menu_icon = "list-ul"
    menu_order = 300


class ErasePersonView(DeleteView):
    """Delete view with a warning that the person is erased in all languages."""

    @property
    def confirmation_message(self) -> str:
        return gettext(
            "This erases the person in every language, with all drafts, revisions and translations, "
            "and the photo unless it is used elsewhere. It cannot be undone. Are you sure?"
        )


class PersonViewSet(VocabularyViewSet):
    """People who are named in public."""

    model = Person
    icon = "user"
    menu_label = _("People")
    delete_view_class = ErasePersonView
    list_display: ClassVar = [
        "name",
        "post",
        "entity",
        BooleanColumn("is_visible", label=_("Visible to visitors")),
        Column("visible_until", label=_("Shown until"), sort_key="visible_until"),
        LocaleColumn(),
        LiveStatusTagColumn(),
    ]
    list_filter: ClassVar = ["entity"]
    list_per_page = 50
    ordering: ClassVar = ["name"]


class ContactPointViewSet(VocabularyViewSet):
    """Mailboxes."""

    model = ContactPoint
    icon = "mail"
    menu_label = _("Contact points")
    list_display: ClassVar = ["label", "email", LocaleColumn(), LiveStatusTagColumn(), UpdatedAtColumn()]
    ordering: ClassVar = ["label"]


class ContactsViewSetGroup(SnippetViewSetGroup):
    """Menu of people and contact points."""

    items = (PersonViewSet, ContactPointViewSet)
    menu_label = _("Contacts")
    menu_name = "contacts"
    menu_icon = "mail"
    menu_order = 310


hooks.register("register_admin_viewset", RequestViewSet)
hooks.register("construct_homepage_panels", add_panel)
register_snippet(VocabulariesViewSetGroup)
register_snippet(ContactsViewSetGroup)
register_report(ServicesToConfirmView, "reports/services-to-confirm/", order=1100)


@hooks.register("before_copy_page")
def refuse_to_copy_goals(request: HttpRequest, page: Page) -> HttpResponse | None:
    """There is one page a goal and language: neither it nor what holds such pages can be copied."""
    if not SDGPage.objects.descendant_of(page, inclusive=True).exists():
        return None
    messages.error(
        request,
        gettext("“%(title)s” cannot be copied: each goal has one page in each language.")
        % {"title": page.get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", page.pk if page.depth > 1 and page.numchild else page.get_parent().pk)
