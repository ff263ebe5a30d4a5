"""The admin's lists and choosers, collected from the URL configuration."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.chooser import BaseChooseView
from wagtail.models import Page

from home.models import FormPage


@dataclass(frozen=True)
class AdminList:
    """A list view and the name of its URL."""

    name: str
    view: type[Any] | None
    model: type[Any] | None = None
    #: Whether the address has the key of an object.
    of_object: bool = False
    #: The name of the address of its rows alone, which replaces them while somebody types.
    part: str = ""

    @property
    def is_chooser(self) -> bool:
        """Whether it is a chooser."""
        return self.view is not None and issubclass(self.view, BaseChooseView)

    @property
    def url(self) -> str:
        """Its URL; empty if it needs an object and there is none."""
        if self.name in OF_PAGES:
            page = OF_PAGES[self.name].objects.filter(depth__gt=1).first()
            return reverse(self.name, args=[page.pk]) if page else ""
        if not self.of_object:
            return reverse(self.name)
        first = self.model._default_manager.first() if self.model else None
        return reverse(self.name, args=[first.pk]) if first else ""

    @property
    def part_url(self) -> str:
        """The URL of its rows alone, if there is one."""
        return reverse(self.part) if self.part and not self.of_object else self.url


#: Lists behind functions, which Wagtail calls the view from.
OF_PAGES: dict[str, Any] = {"wagtailadmin_explore": Page, "wagtailforms:list_submissions": FormPage}
OTHERS = ("wagtailadmin_pages:search", "wagtailadmin_choose_page_search")


def patterns(resolver: Any, names: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """Every URL pattern below a resolver, with its qualified name."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, (*names, each.namespace) if each.namespace else names)
        elif each.name:
            yield ":".join((*names, each.name)), each


def admin_lists() -> list[AdminList]:
    """All lists; views that replace a part of a screen are left out."""
    lists: dict[str, AdminList] = {name: AdminList(name, None) for name in (*OF_PAGES, *OTHERS)}
    known = dict(patterns(get_resolver()))
    for name, pattern in known.items():
        view = getattr(pattern.callback, "view_class", None)
        if view is None or not issubclass(view, BaseListingView | BaseChooseView):
            continue
        given = getattr(pattern.callback, "view_initkwargs", {})
        arguments = pattern.pattern.converters
        is_part = given.get("results_only") or name.endswith("_results")
        if not is_part and (not arguments or "pk" in arguments):
            part = f"{name}_results" if f"{name}_results" in known else ""
            model = given.get("model") or getattr(view, "model", None)
            lists.setdefault(name, AdminList(name, view, model, bool(arguments), part))
    return list(lists.values())
