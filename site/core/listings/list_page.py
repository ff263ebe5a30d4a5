"""Base of index pages: a list with filters, feed and CSV."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField
from wagtail.search import index

from core.base.list_definition import ListDefinition
from core.base.localization import words
from core.base.localized_urls import translated_path
from core.base.models import BasePage
from core.base.page_types import page_type_of_index
from core.base.rich_text import PROSE
from core.listings.feeds import feed
from core.listings.page_context import list_context
from core.listings.params import ListParams, parse_params
from core.listings.results import ListResults
from core.listings.tables import table


class ListPage(BasePage):
    """Lists the pages of the type whose ``index_model`` it is, below the home page and once a language."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=list(PROSE), help_text=_("Shown above the list.")
    )

    known_to_readers: ClassVar = False
    schema_type: ClassVar = "CollectionPage"
    parent_page_types: ClassVar = ["home.HomePage"]
    max_count_per_parent = 1

    translatable_fields: ClassVar = [*BasePage.translatable_fields, *words("introduction")]
    main_panels: ClassVar = [FieldPanel("introduction")]
    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("introduction")]

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> list[str]:
        """Its own one where it says more than all lists do."""
        return [self.template_name(), "pages/list.html"]

    @property
    def list_definition(self) -> ListDefinition:
        """The list that the page shows."""
        return page_type_of_index(type(self)).list_definition

    def list_results(self, request: HttpRequest) -> ListResults:
        """The list as the address narrows and sorts it."""
        return ListResults(parse_params(self.list_definition, self.locale, request.GET, ListParams))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the list (:func:`core.listings.page_context.list_context`), and what is said where it is empty."""
        context = super().get_context(request, *args, **kwargs) | list_context(
            self, self.list_results(request), request
        )
        page_type = page_type_of_index(type(self))
        return context | {"empty": page_type.list_empty} | page_type.get_list_context(self, context, request)

    @path(translated_path("feed.atom/"), name="feed")
    def feed(self, request: HttpRequest) -> HttpResponseBase:
        """Atom feed of the list, with its filters."""
        return feed(self, self.list_results(request), request)

    @path(translated_path("list.csv/"), name="table")
    def table(self, request: HttpRequest) -> StreamingHttpResponse:
        """The whole list, narrowed like the list, as a table.

        Raises:
            Http404: lists of this kind have none.
        """
        if self.list_definition.table is None:
            raise Http404("This list is not offered as a table.")
        return table(self, self.list_results(request), request)
