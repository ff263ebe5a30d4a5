"""Sending pages and snippets to the translators.

wagtail-localize's own way also renews what a page merely refers to: with drafts first, that would
take every related snippet's translation offline and put a page's unreviewed texts into its live
row. Here a version that exists is left alone.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail_localize.operations import TranslationCreator
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
    SubmitTranslationForm,
)

from translation import rights
from translation.memory.prefill import prefill


class Submission(TranslationCreator):
    """Makes translations only where there is no version of its own yet."""

    target_locales: list[Locale]

    def create_translations(self, instance: Any, include_related_objects: bool = True) -> None:
        """Make the missing translations of a page or snippet and of what it refers to."""
        wanted = self.target_locales
        there = existing_locales(instance)
        self.target_locales = [locale for locale in wanted if locale.pk not in there]
        try:
            super().create_translations(instance, include_related_objects)
        finally:
            self.target_locales = wanted


def existing_locales(instance: Any) -> set[int]:
    """In which languages a page or snippet has a version, aliases not counted."""
    rows = type(instance)._default_manager.filter(translation_key=instance.translation_key)
    if isinstance(instance, Page):
        rows = rows.filter(alias_of=None)
    return set(rows.values_list("locale_id", flat=True))


@transaction.atomic
def submit(
    instance: Any, locales: Iterable[Locale], user: Any = None, *, components: Any = None, subtree: bool = False
) -> Submission:
    """Send a page or snippet, on request with all pages below it, to the translators: as drafts, all or none.

    Raises:
        PermissionDenied: the user, where one is given, may not.
    """
    locales = list(locales)
    if user is not None:
        rights.require_submission(user, instance, locales, subtree=subtree)
    submission = Submission(user, locales)
    submission.create_translations(instance)
    if subtree and isinstance(instance, Page):
        for page in instance.get_descendants().order_by("path"):
            submission.create_translations(page)
    for translations in submission.mappings.values():
        for translation in translations:
            prefill(translation)
    if components is not None:
        components.save(submission, sources_and_translations=submission.mappings)
    return submission


class SubmitMixin:
    """Offers the languages that somebody may translate into, and sends in our way."""

    def get_form(self) -> SubmitTranslationForm:
        form = super().get_form()  # type: ignore[misc]
        field = form.fields["locales"]
        user = self.request.user  # type: ignore[attr-defined]
        source = self.object  # type: ignore[attr-defined]
        field.queryset = field.queryset.filter(
            pk__in=[locale.pk for locale in field.queryset if rights.may_translate_into(user, source, locale)]
        )
        if not field.queryset:
            field.help_text = _("There is no further language that you may translate this into.")
        return form

    def form_valid(self, form: SubmitTranslationForm) -> HttpResponse:
        locales = list(form.cleaned_data["locales"])
        source = self.object  # type: ignore[attr-defined]
        submit(
            source,
            locales,
            self.request.user,  # type: ignore[attr-defined]
            components=self.components,  # type: ignore[attr-defined]
            subtree=form.cleaned_data["include_subtree"],
        )
        one = source.get_translation_or_none(locales[0]) if len(locales) == 1 else None
        names = ", ".join(str(locale.get_display_name()) for locale in locales)
        messages.success(
            self.request,  # type: ignore[attr-defined]
            _("“%(title)s” was sent to the translators into: %(languages)s.") % {"title": source, "languages": names},
        )
        return redirect(self.get_success_url() or self.get_default_success_url(one))  # type: ignore[attr-defined]


class SubmitPage(SubmitMixin, SubmitPageTranslationView):
    """Send a page."""


class SubmitSnippet(SubmitMixin, SubmitSnippetTranslationView):
    """Send a snippet."""
