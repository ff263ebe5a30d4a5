"""wagtail-localize's view that updates translations, with the snapshots of this app."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import apply_machine_translation
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from core.base.publishing import PublishingBlockedError, tell
from translation.checks.completeness import incomplete, missing
from translation.sources.snapshots import update_source
from translation.workflow.drafts import save_draft


class UpdateTranslations(UpdateTranslationsView):
    """Bring the source before the translators up to what is published."""

    @transaction.atomic
    def form_valid(self, form: UpdateTranslationsForm) -> HttpResponse:
        """As wagtail-localize does it, in a number of statements that doesn't depend on the texts."""
        update_source(self.object)
        translations = list(self.object.translations.filter(enabled=True).select_related("source", "target_locale"))
        if form.cleaned_data.get("use_machine_translation"):
            machine = get_machine_translator()
            for translation in translations:
                apply_machine_translation(translation.pk, self.request.user, machine)
        for translation in translations:
            translation.source.update_target_view_restrictions(translation.target_locale)
            if form.cleaned_data["publish_translations"]:
                self._publish(translation)
        self.components.save(self.object, sources_and_translations={self.object: translations})
        messages.success(self.request, self.get_success_message())
        return redirect(self.get_success_url() or self.get_default_success_url())

    def _publish(self, translation: Translation) -> None:
        """Publish a translation that is whole; of another it is said what it lacks, and the public sees nothing new.

        Not by wagtail-localize, which writes what is untranslated into the live row before anybody is asked.
        """
        user = self.request.user
        try:
            if count := missing(translation):
                raise incomplete(translation.get_target_instance(), count)
            revision = save_draft(translation, user)
            with transaction.atomic():
                revision.publish(user=user)
        except PublishingBlockedError as error:
            tell(self.request, error)
        except ValidationError:
            # carries the message from now on, at the text that does not fit its field
            return
