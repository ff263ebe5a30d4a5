"""Publishing a source carries its facts into every language at once; words stay as they are."""

from datetime import date

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from groups.models import GroupLead, WorkingGroupPage
from tests.platform import create_platform
from tests.translation.factories import create_entity, create_translated_group, pseudo_translate, publish
from translation.exchange.new_translation import land
from translation.workflow.drafts import save_draft

pytestmark = pytest.mark.django_db


def reload(page: WorkingGroupPage) -> WorkingGroupPage:
    return WorkingGroupPage.objects.get(pk=page.pk)


def test_a_group_closed_at_the_source_is_closed_in_its_translation(client: Client) -> None:
    source, target = create_translated_group()
    source.status, source.closed_on = WorkingGroupPage.Status.CLOSED, date(2026, 6, 30)
    publish(source)

    target = reload(target)
    assert target.status == WorkingGroupPage.Status.CLOSED
    assert target.closed_on == date(2026, 6, 30)
    assert target.title == pseudo_translate("Igualdad")
    assert target.summary == pseudo_translate("Resumen")


def test_the_draft_that_a_translator_works_on_gets_the_facts_and_keeps_its_words() -> None:
    source, target = create_translated_group()
    draft = target.get_latest_revision_as_object()
    draft.summary = "A better summary, not yet public"
    revision = draft.save_revision()

    source.goals = [5, 10]
    publish(source)

    target = reload(target)
    latest = target.get_latest_revision()
    assert latest.pk == revision.pk, "a workflow judges this revision; it must stay the same one"
    assert latest.as_object().goals == [5, 10]
    assert latest.as_object().summary == "A better summary, not yet public"
    assert target.goals == [5, 10]
    assert target.summary == pseudo_translate("Resumen")


def test_publishing_the_translation_later_does_not_bring_old_facts_back() -> None:
    source, target = create_translated_group()
    source.status, source.closed_on = WorkingGroupPage.Status.CLOSED, date(2026, 6, 30)
    publish(source)

    Translation.objects.get(target_locale=target.locale, source__object_id=source.translation_key).save_target()
    reload(target).get_latest_revision().publish()

    assert reload(target).status == WorkingGroupPage.Status.CLOSED


def test_a_lead_added_removed_or_changed_at_the_source_follows_with_the_entity_in_the_targets_language() -> None:
    source, target = create_translated_group()
    spanish = create_entity(name="Organización Internacional del Trabajo", acronym="OIT")
    english = land(spanish, target.locale, {"name": "International Labour Organization", "acronym": "ILO"})

    source.leads.add(GroupLead(entity=spanish, role="chair", locale=source.locale))
    publish(source)
    lead = reload(target).leads.get()
    assert lead.entity_id == english.pk
    assert lead.locale_id == target.locale_id

    first = source.leads.first()
    first.until = date(2026, 12, 31)
    source.leads.add(first)
    publish(source)
    assert reload(target).leads.get().until == date(2026, 12, 31)
    assert reload(target).leads.get().pk == lead.pk, "the row is kept, not made anew"

    source.leads.set([])
    publish(source)
    assert not reload(target).leads.exists()


def test_after_a_lead_was_removed_the_translation_can_still_be_published() -> None:
    source, target = create_translated_group()
    spanish = create_entity(name="Organización Internacional del Trabajo", acronym="OIT")
    land(spanish, target.locale, {"name": "International Labour Organization", "acronym": "ILO"})
    source.leads.add(GroupLead(entity=spanish, role="chair", locale=source.locale))
    publish(source)
    TranslationSource.objects.get(object_id=source.translation_key).update_from_db()
    source.leads.set([])
    publish(source)

    record = Translation.objects.get(target_locale=target.locale, source__object_id=source.translation_key)
    record.save_target(publish=False)
    assert list(reload(target).get_latest_revision_as_object().leads.all()) == []


def test_a_snippets_facts_arrive_too() -> None:
    create_platform("es", "en")
    spanish = create_entity(name="Organización Internacional del Trabajo", website="https://old.example.org/")
    english = land(spanish, Locale.objects.get(language_code="en"), {"name": "International Labour Organization"})
    spanish.website = "https://new.example.org/"
    spanish.save_revision().publish()
    english.refresh_from_db()
    assert english.website == "https://new.example.org/"
    assert english.name == "International Labour Organization"


def test_publishing_a_snippets_translation_later_does_not_bring_its_old_facts_back() -> None:
    create_platform("es", "en")
    spanish = create_entity(name="Organización Internacional del Trabajo", website="https://old.example.org/")
    english = land(spanish, Locale.objects.get(language_code="en"), {"name": "International Labour Organization"})
    spanish.website = "https://new.example.org/"
    publish(spanish)

    record = Translation.objects.get(target_locale=english.locale, source__object_id=spanish.translation_key)
    save_draft(record).publish()

    english.refresh_from_db()
    assert english.website == "https://new.example.org/"


def test_a_translations_own_publication_changes_nothing_at_the_source() -> None:
    source, target = create_translated_group()
    target.goals = [17]
    publish(target)
    assert reload(source).goals == [5, 8, 10]
