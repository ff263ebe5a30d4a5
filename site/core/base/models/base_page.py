"""Base of every page type: tabs in the editor, template, context, validation."""

import re
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Textarea, TextInput
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, ResolverMatch
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PagePermissionTester, PageViewRestriction
from wagtail.utils.decorators import cached_classmethod
from wagtail_localize.fields import BaseTranslatableField

from core.base.fields import image_key
from core.base.forms import DatesMixin
from core.base.localization import facts, words
from core.base.localized_urls import in_language, permanent_redirect
from core.base.page_copies import point_within
from core.base.page_states import with_state
from core.base.page_tree import PageCopyForm, require_language_of_parent
from core.base.page_types import page_type_of, view_of
from core.base.plain_text import PlainTextMixin
from core.base.publishing import PublishingConditionsMixin
from core.base.slugs import is_reserved, slug_from_title, validate_slug
from core.base.validation import ConflictsMixin

#: What stands above the facts of a page type.
FACTS_HELP = HelpPanel(
    _("Facts are the same in every language. Publishing this page changes them in every language at once.")
)


class BasePageForm(DatesMixin, WagtailAdminPageForm):
    """The editor's form, whose texts carry the page's language for the browser's spelling check."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.locale_id:
            return
        translatable_names = {
            field.field_name for field in self.instance.translatable_fields if field.is_translated(None)
        }
        for name in translatable_names & self.fields.keys():
            widget = self.fields[name].widget
            if isinstance(widget, TextInput | Textarea):
                widget.attrs.update({"lang": self.instance.locale.language_code, "spellcheck": "true"})

    def clean(self) -> dict[str, Any]:
        """The address leads to the page; a new page doesn't know yet below which one it will stand."""
        cleaned: dict[str, Any] = super().clean()
        if "slug" in cleaned and "slug" not in self.errors:
            try:
                validate_slug(cleaned["slug"], self.parent_page)
            except ValidationError as error:
                self.add_error(None, error)
        return cleaned


class PagePermissions(PagePermissionTester):
    """As Wagtail's, but users with only the change permission, such as translators, delete and move no page."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Whether somebody may delete the page: as Wagtail says, and if they may also add such pages."""
        if not super().can_delete(ignore_bulk):
            return False
        return self.user.is_superuser or bool({"add", "bulk_delete"} & self.permissions)

    def can_move_to(self, destination: Page) -> bool:
        """Whether somebody may move the page there: as Wagtail says, and if it can be opened there."""
        return bool(super().can_move_to(destination)) and not is_reserved(self.page.slug, destination)


class BasePage(PlainTextMixin, ConflictsMixin, PublishingConditionsMixin, RoutablePageMixin, Page):
    """A page of the platform. Not Wagtail's swappable page model, which wagtail-localize can't use.

    A page type fills ``main_panels`` (words and structure), ``fact_panels`` (what is the same in
    every language) and ``relation_panels`` (whom it belongs with); a tab without panels is left out.

    What a page offers beside itself, a calendar say, is a method with ``@path(translated_path("event.ics/"))``:
    it answers at the page's address followed by ``evento.ics`` in Spanish, to whoever may read the page.
    """

    search_image = image_key(
        _("image for sharing"),
        _("Shown when somebody shares the page. Choose a landscape image at least 1,200 pixels wide."),
    )

    #: Whether the type's name says something to readers, as *event* does and *content page* does not.
    known_to_readers: ClassVar[bool] = True
    #: What lists show of the page between its title and its summary.
    teaser_template: ClassVar[str] = ""
    #: Which of schema.org's kinds of web page it is.
    schema_type: ClassVar[str] = "WebPage"
    #: The places (``core.images.presets``) that show each of the page's images.
    pictures: ClassVar[dict[str, tuple[str, ...]]] = {"search_image": ("share",)}

    translatable_fields: ClassVar[list[BaseTranslatableField]] = [
        *words("title", "slug", "seo_title", "search_description"),
        *facts("search_image", "show_in_menus"),
    ]
    base_form_class = BasePageForm
    copy_form_class = PageCopyForm
    main_panels: ClassVar[list[Panel | str]] = []
    fact_panels: ClassVar[list[Panel | str]] = []
    relation_panels: ClassVar[list[Panel | str]] = []
    promote_panels: ClassVar[list[Panel | str]] = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading=_("Address"),
                    help_text=_("The last part of the address of the page, in the language of the page."),
                ),
                FieldPanel(
                    "seo_title",
                    heading=_("Title in search engines"),
                    help_text=_("Only if search engines should show a different title."),
                ),
                FieldPanel(
                    "search_description",
                    heading=_("Description in search engines"),
                    help_text=_("One or two sentences that say what the page offers, at most 160 characters."),
                ),
                "search_image",
            ],
            heading=_("For search engines and sharing"),
        ),
    ]

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls) -> Panel:  # noqa: N805 - Wagtail's decorator makes it a class method
        """The tabs of the page's editor, empty ones left out."""
        tabs = (
            ([*cls.content_panels, *cls.main_panels], _("Content")),
            (cls.fact_panels, _("Facts")),
            (cls.relation_panels, _("Relations")),
            (cls.promote_panels, _("Search and sharing")),
            ([PublishingPanel(), *cls.settings_panels[1:]], _("Settings")),
        )
        handlers = [ObjectList(panels, heading=heading) for panels, heading in tabs if panels]
        return TabbedInterface(handlers, base_form_class=cls.base_form_class).bind_to_model(cls)

    def clean(self) -> None:
        """Refuse an address that leads elsewhere.

        Raises:
            ValidationError: at ``slug``.
        """
        super().clean()
        validate_slug(self.slug, self._parent_with_locale())

    def _parent_with_locale(self) -> Page | None:
        """The page above; its locale, which is this page's, needs no query."""
        parent: Page | None = self.get_parent()
        if parent is not None and parent.locale_id == self.locale_id:
            parent.locale = self.locale
        return parent

    def minimal_clean(self) -> None:
        """The same for a draft, of which little else is asked."""
        super().minimal_clean()
        validate_slug(self.slug, self._parent_with_locale())

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves; a new page only below one of its own language, and with an address.

        Raises:
            OtherLanguageError: its parent is in another one.
        """
        parent = self.get_parent() if self._state.adding and self.depth else None
        if parent is not None:
            if self.locale_id:
                require_language_of_parent(self, parent)
            self.slug: str = self.slug or slug_from_title(self.title, parent)
        super().save(*args, **kwargs)

    def copy(self, recursive: bool = False, **kwargs: Any) -> Page:
        """A copy, whose pages belong with each other and not with those of the original."""
        page_copy: Page = super().copy(recursive=recursive, **kwargs)
        point_within(self, page_copy)
        return page_copy

    @classmethod
    def template_name(cls) -> str:
        """``pages/<app>/<type>.html``: WorkingGroupPage of groups is pages/groups/working_group.html."""
        words_of_name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", cls.__name__)
        return f"pages/{cls._meta.app_label}/{words_of_name.lower().removesuffix('_page')}.html"

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str | list[str]:
        return self.template_name()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what the page type gives; see :mod:`core.base.page_types`."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | page_type_of(type(self)).get_context(self, request)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """In the mode that is asked for, which Wagtail's routable pages leave out."""
        preview: HttpResponse = super(RoutablePageMixin, self).serve_preview(request, mode_name)
        return preview

    def reverse_subpage(self, name: str, args: Any = None, kwargs: Any = None) -> str:
        """Path below the page's URL, in the page's language: ``solicitar/``, ``evento.ics``."""
        with translation.override(self.locale.language_code):
            route: str = super().reverse_subpage(name, args, kwargs)
        return route.removesuffix("/") if "." in route else route

    def resolve_subpage(self, path: str) -> ResolverMatch:
        """The view for what follows the page's address; a redirect to it where that is in English words.

        The active language is the address's: Wagtail looks for pages below that language's home only.
        """
        try:
            return super().resolve_subpage(path)
        except Resolver404:
            localized_path = in_language(path, translation.get_language() or "")
            if localized_path == path:
                raise
            match: ResolverMatch = super().resolve_subpage(localized_path)
            match.func = partial(
                self._redirect_to_localized, localized_path.strip("/") + ("" if "." in localized_path else "/")
            )
            return match

    def _redirect_to_localized(self, route: str, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        return permanent_redirect(request, f"{self.get_url(request) or ''}{route}")

    def respond(self, view: str, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """The response of one of the views that the page's type declares; see :mod:`core.base.page_types`."""
        return view_of(type(self), view)(request, self, **kwargs)

    @path("index.md/")
    def serve_markdown(self, request: HttpRequest) -> HttpResponseBase:
        """The page as Markdown; see :mod:`core.seo.markdown`."""
        return self.respond("markdown", request)

    @property
    def summary_text(self) -> str:
        """One or two sentences for cards and the meta description."""
        return self.search_description or getattr(self, "summary", "")

    @property
    def feed_text(self) -> str:
        """Text of the page's entry in feeds."""
        return self.summary_text

    @classmethod
    def reader_kind(cls) -> Any:
        """Name of the page type for readers; empty where only editors know the type."""
        return cls.get_verbose_name() if cls.known_to_readers else ""

    @property
    def kicker(self) -> Any:
        """Line above the title on the image for social media; may be empty."""
        return self.reader_kind()

    def accent_goal(self) -> int | None:
        """The number of the goal whose colour stands for the page: the primary one, or else the first."""
        return getattr(self, "primary_goal", None) or next(iter(getattr(self, "goals", ())), None)

    @cached_property
    def above(self) -> list[Page]:
        """The pages above this one, drafts too, the home page first. A query, none where the address led here."""
        return list(self.get_ancestors().filter(depth__gt=1).select_related("locale")) if self.path else []

    def breadcrumbs(self, request: HttpRequest) -> list["Crumb"]:
        """Each live page above this one, the home page first. A query a type that has a state."""
        ancestors = with_state(page for page in self.above if page.live)
        return [Crumb(page.title, page.get_url(request) or "", page) for page in ancestors]

    def permissions_for_user(self, user: Any) -> PagePermissions:
        """Permissions of a user on the page."""
        return PagePermissions(user, self)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """View restrictions of this page and its ancestors. One query where none of them is an alias."""
        if self.alias_of_id or any(page.alias_of_id for page in self.above):
            restrictions: QuerySet[PageViewRestriction] = super().get_view_restrictions()
            return restrictions
        paths = [self.path[:length] for length in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=paths)


@dataclass(frozen=True)
class Crumb:
    """A page above the one that is shown."""

    title: str
    url: str
    page: Page
