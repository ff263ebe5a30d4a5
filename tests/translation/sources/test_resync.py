"""The command that brings the sources of translations up to date."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationSource

from tests.translation.factories import create_translated_group, publish

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("resync_translations", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def make_outdated(source: TranslationSource) -> None:
    TranslationSource.objects.filter(pk=source.pk).update(schema_version="0000_before")


def test_only_what_a_migration_has_changed_is_read_again() -> None:
    create_translated_group("one")
    create_translated_group("two")
    old = TranslationSource.objects.order_by("pk").first()
    assert old is not None
    make_outdated(old)
    total = TranslationSource.objects.count()
    assert f"1 of {total} sources re-read" in run()
    assert f"0 of {total} sources re-read" in run()


def test_all_are_read_on_request_and_translations_stay() -> None:
    source, target = create_translated_group()
    texts = StringTranslation.objects.count()
    source.summary = "Otro resumen"
    publish(source)
    total = TranslationSource.objects.count()
    assert f"{total} of {total} sources re-read" in run("--all")
    frozen = TranslationSource.objects.get(object_id=source.translation_key)
    assert frozen.stringsegment_set.filter(string__data="Otro resumen").exists()
    assert StringTranslation.objects.count() == texts
    assert type(target).objects.get(pk=target.pk).summary == target.summary


def test_a_source_that_is_gone_is_told_and_the_others_are_read() -> None:
    source, _target = create_translated_group("one")
    create_translated_group("two")
    Page.objects.filter(pk=source.pk).delete()
    output = run("--all")
    assert "Left out, its source is gone: Igualdad" in output


def test_a_broken_source_is_told_by_the_exit_status_and_the_others_are_read() -> None:
    source, _target = create_translated_group("one")
    create_translated_group("two")
    frozen = TranslationSource.objects.get(object_id=source.translation_key)
    with pytest.MonkeyPatch.context() as patch:
        real = TranslationSource.get_source_instance

        def read(self: TranslationSource) -> Any:
            if self.pk == frozen.pk:
                raise KeyError("removed_block")
            return real(self)

        patch.setattr(TranslationSource, "get_source_instance", read)
        with pytest.raises(CommandError, match="1 sources"):
            run("--all")
