"""Synchronising a source's translations from wagtail-localize's screen, in our way of freezing."""

import contextlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.views.edit_translation import apply_machine_translation
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from translation.frozen.sources import refreeze


class UpdateTranslations(UpdateTranslationsView):
    """Bring the source before the translators up to what is published."""

    @transaction.atomic
    def form_valid(self, form: UpdateTranslationsForm) -> HttpResponse:
        """As wagtail-localize does it, in a number of statements that doesn't depend on the texts."""
        refreeze(self.object)
        translations = list(self.object.translations.filter(enabled=True).select_related("source", "target_locale"))
        if form.cleaned_data.get("use_machine_translation"):
            machine = get_machine_translator()
            for translation in translations:
                apply_machine_translation(translation.pk, self.request.user, machine)
        for translation in translations:
            # a text that does not fit its field carries the message from now on
            with contextlib.suppress(ValidationError):
                if form.cleaned_data["publish_translations"]:
                    translation.save_target(user=self.request.user, publish=True)
                else:
                    translation.source.update_target_view_restrictions(translation.target_locale)
        self.components.save(self.object, sources_and_translations={self.object: translations})
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())
