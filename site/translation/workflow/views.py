"""The screens on which pages and snippets are sent to the translators."""

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
    SubmitTranslationForm,
)

from translation.sending.batches import plan
from translation.workflow import permissions
from translation.workflow.submission import submit


class SubmitMixin:
    """Offers the languages that somebody may translate into, and sends in our way."""

    def get_form(self) -> SubmitTranslationForm:
        form = super().get_form()  # type: ignore[misc]
        field = form.fields["locales"]
        user = self.request.user  # type: ignore[attr-defined]
        source = self.object  # type: ignore[attr-defined]
        field.queryset = field.queryset.filter(
            pk__in=[locale.pk for locale in field.queryset if permissions.may_translate_into(user, source, locale)]
        )
        if not field.queryset:
            field.help_text = _("There are no other languages into which you can translate this.")
        return form

    @transaction.atomic
    def form_valid(self, form: SubmitTranslationForm) -> HttpResponse:
        """The page itself is sent at once, so that somebody can begin; those below it come in the background."""
        request = self.request  # type: ignore[attr-defined]
        source = self.object  # type: ignore[attr-defined]
        locales = list(form.cleaned_data["locales"])
        submit(source, locales, request.user, components=self.components)  # type: ignore[attr-defined]
        names = ", ".join(str(locale.get_display_name()) for locale in locales)
        messages.success(
            request,
            _("“%(title)s” has been sent to the translators for: %(languages)s.")
            % {"title": source, "languages": names},
        )
        if isinstance(source, Page) and form.cleaned_data["include_subtree"] and source.numchild:
            sending = plan(source, locales, request.user, _of_components(request.POST))
            return redirect("translation:sending", sending.pk)
        one = source.get_translation_or_none(locales[0]) if len(locales) == 1 else None
        return redirect(self.get_success_url() or self.get_default_success_url(one))  # type: ignore[attr-defined]


def _of_components(posted: QueryDict) -> str:
    """The submitted data of the form's components, URL-encoded."""
    component_data = QueryDict(mutable=True)
    for name, values in posted.lists():
        if name.startswith("component-"):
            component_data.setlist(name, values)
    return component_data.urlencode()


class SubmitPage(SubmitMixin, SubmitPageTranslationView):
    """Send a page."""


class SubmitSnippet(SubmitMixin, SubmitSnippetTranslationView):
    """Send a snippet."""
