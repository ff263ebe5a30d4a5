"""Template tags for the head of a page: languages, metadata, structured data."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from wagtail.models import Page

from core.base.site_languages import PageLanguages, view_languages
from core.seo.languages import page_languages as languages_of_page
from core.seo.metadata import Metadata, metadata
from core.seo.structured_data import script

register = template.Library()


@register.simple_tag(takes_context=True)
def page_languages(context: Context) -> PageLanguages:
    """The languages of the page being shown, or those that a view put in the context."""
    if isinstance(context_languages := context.get("languages"), PageLanguages):
        return context_languages
    page, request = context.get("page"), context["request"]
    return languages_of_page(page, request) if isinstance(page, Page) else view_languages(request)


@register.simple_tag(takes_context=True)
def page_metadata(context: Context, picture: Any = None) -> Metadata:
    """Metadata in the head of this page, with its image for sharing if it has one; after ``page_languages``."""
    return metadata(_values(context), context["languages"], picture or None)


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """The page for machines; see :mod:`core.seo.structured_data`."""
    page: Any = context.get("page")
    return script(page, context["metadata"], _values(context))


def _values(context: Context) -> dict[str, Any]:
    """All that a template knows, by name."""
    return {str(name): value for name, value in context.flatten().items()}
