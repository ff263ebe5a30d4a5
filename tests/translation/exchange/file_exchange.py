"""A translation with formatting, and the export and import of its files."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.platform import create_platform
from tests.support.row_cache import cached_rows
from tests.translation.factories import create_translated_group, publish
from tests.translation.users import client_for, create_user
from translation.exchange.export import SELECT_RELATED, serialize
from translation.exchange.formats import FORMATS
from translation.exchange.new_translation import land
from translation.exchange.units import FileUnit, TranslationFile, documents

PURPOSE = (
    '<p data-block-key="a">Para <b>todas</b> y <i>todos</i>, <a href="https://example.org/?a=1&amp;b=2">aquí</a>.</p>'
    '<p data-block-key="b">Otra línea<br/>con salto &amp; más</p>'
)


@dataclass
class FileExchange:
    """A live Spanish group whose purpose is untranslated, its live English translation, and people."""

    source: WorkingGroupPage
    target: WorkingGroupPage
    people: dict[str, User]

    @property
    def translation(self) -> Translation:
        return Translation.objects.select_related(*SELECT_RELATED).get(
            source__object_id=self.source.translation_key, target_locale__language_code="en"
        )

    def document(self) -> TranslationFile:
        return next(documents([self.translation]))

    def unit(self, path: str, containing: str = "") -> FileUnit:
        return next(unit for unit in self.document().units if unit.path == path and containing in unit.source)

    def file(self, kind: str) -> str:
        return "".join(serialize(self.document(), FORMATS[kind]))

    def text(self, path: str) -> str:
        return StringTranslation.objects.get(context__path=path, locale__language_code="en").data


@cached_rows
def create_exchange() -> FileExchange:
    """Create the translation and its people."""
    create_platform("es", "en", "fr")
    source, target = create_translated_group()
    source.purpose = PURPOSE
    source.summary = "Resumen & <más>"
    publish(source)
    target = land(source, Locale.objects.get(language_code="en"), {"summary": "Summary & <more>"})
    es, en, fr = (HomePage.objects.get(locale__language_code=tag) for tag in ("es", "en", "fr"))
    people = {
        "translator": create_user("translator", pages={en: ("change",)}),
        "french": create_user("french", pages={fr: ("change",)}),
        "editor": create_user("editor", pages={es: ("add", "change", "publish")}),
        "nobody": create_user("nobody"),
    }
    return FileExchange(WorkingGroupPage.objects.get(pk=source.pk), target, people)


def translation_rows() -> dict[str, list[Any]]:
    """All rows of the tables that an import writes."""
    models = (StringTranslation, String, TranslationContext)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def upload_file(
    exchange: FileExchange, content: bytes | str, name: str = "file.xlf", who: str = "translator", **more: Any
) -> Any:
    """Upload a file and follow the redirect to the report."""
    content = content.encode() if isinstance(content, str) else content
    client = client_for(exchange.people[who])
    return client.post(
        reverse("translation:files_upload"), {"file": SimpleUploadedFile(name, content), **more}, follow=True
    )


def confirm_import(exchange: FileExchange, shown: Any, who: str = "translator") -> Any:
    """Confirm the import of an uploaded file."""
    context = shown.context
    return client_for(exchange.people[who]).post(
        reverse("translation:files_confirm", args=[context["pending"].pk]),
        {"digest": context["report"].digest},
        follow=True,
    )


def as_stream(content: str) -> BytesIO:
    """A file object for translate-toolkit."""
    return BytesIO(content.encode())
