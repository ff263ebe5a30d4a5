"""Choosers of vocabularies that open in the language of the edited page."""

from urllib.parse import parse_qs, urlsplit

from django.contrib.admin.utils import unquote
from django.forms import Form
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from translation.languages.viewsets import LanguageChooserViewSet, PublicOrPermittedChooseView


class EditedLanguageChooseView(PublicOrPermittedChooseView):
    """Shows the entries of the edited language first; the language filter leads to all others."""

    def get_filter_form(self) -> Form:
        """The filter, set to the edited language unless the editor has set it."""
        data = self.request.GET.copy()
        if "locale" not in data:
            data["locale"] = edited_language(self.request) or ""
        return self.get_filter_form_class()(data)


class VocabularyChooserViewSet(LanguageChooserViewSet):
    """A chooser with the entries' languages, which begins with the edited one."""

    choose_view_class = EditedLanguageChooseView


def edited_language(request: HttpRequest) -> str | None:
    """The language of the page or snippet in whose editor a chooser was opened, None if that isn't known."""
    address = urlsplit(request.headers.get("Referer", ""))
    try:
        match = resolve(address.path)
    except Resolver404:
        return None
    if match.namespace == "wagtailadmin_pages":
        return _language_of_page(match)
    locale_params = parse_qs(address.query).get("locale")
    return locale_params[0] if locale_params else _language_of_snippet(match)


def _language_of_page(match: ResolverMatch) -> str | None:
    """The language of the page that is edited, or below which one is added."""
    key = match.kwargs.get("page_id") or match.kwargs.get("parent_page_id")
    return Page.objects.filter(pk=key).values_list("locale__language_code", flat=True).first()


def _language_of_snippet(match: ResolverMatch) -> str | None:
    for model in get_snippet_models():
        namespace = model.snippet_viewset.get_url_name("edit").rpartition(":")[0]
        if match.namespace == namespace and issubclass(model, TranslatableMixin) and "pk" in match.kwargs:
            return (
                model.objects.filter(pk=unquote(str(match.kwargs["pk"])))
                .values_list("locale__language_code", flat=True)
                .first()
            )
    return None
