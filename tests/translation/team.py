"""A translation and the people who work on it."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.translation.factories import create_translated_group
from tests.translation.users import create_review_workflow, create_user


@dataclass
class TranslationTeam:
    """A translated group with a workflow, its translator, a reviewer, and the source's editor."""

    source: WorkingGroupPage
    target: WorkingGroupPage
    translation: Translation
    translator: User
    reviewer: User
    editor: User

    def write(self, path: str, text: str) -> None:
        """Store a translation of the first segment with a path."""
        segment = StringSegment.objects.get(source=self.translation.source, context__path=path)
        StringTranslation.objects.update_or_create(
            translation_of=segment.string, context=segment.context, locale=self.target.locale, defaults={"data": text}
        )

    def page(self) -> WorkingGroupPage:
        return WorkingGroupPage.objects.get(pk=self.target.pk)


def create_team() -> TranslationTeam:
    """Create a translated group with its workflow and people."""
    source, target = create_translated_group()
    es, en = (HomePage.objects.get(locale__language_code=tag) for tag in ("es", "en"))
    translator = create_user("translator", pages={en: ("change",)})
    reviewer = create_user("reviewer", pages={en: ("change", "publish")})
    every = ("add", "change", "publish")
    editor = create_user("editor", pages={es: every, en: every}, submit_translation="wagtail_localize")
    create_review_workflow("reviewer", en)
    translation = Translation.objects.get(source__object_id=source.translation_key)
    return TranslationTeam(source, target, translation, translator, reviewer, editor)
