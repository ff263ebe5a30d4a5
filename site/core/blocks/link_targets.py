"""Links to pages, documents and addresses in blocks, in the reader's language.

The choosers and texts here remember what was loaded with them, so that all blocks of a page together ask
one question a model, however many blocks there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.blocks import PageChooserBlock, RichTextBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText, expand_db_html
from wagtail.snippets.blocks import SnippetChooserBlock

from core.base.choosers import SnippetChooser
from core.base.localized import for_reader
from core.vocabularies import languages


@dataclass(frozen=True)
class LocalizedItem:
    """A page or snippet as a reader of ``locale`` sees it; ``relations``: related objects by field name."""

    thing: Any
    foreign: bool
    tag: str
    relations: dict[str, "LocalizedItem"] = field(default_factory=dict)

    @property
    def direction(self) -> str:
        return languages.direction(self.tag)

    @property
    def language(self) -> str:
        """The language's own name, for the label of what is in another language."""
        return languages.native_name(self.tag)


@dataclass
class Batch:
    """Objects loaded together, and their versions by language once one is requested."""

    things: list[Any]
    relations: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    versions: dict[int, dict[Any, LocalizedItem]] = field(default_factory=dict)

    def localize(self, locale: Locale) -> dict[Any, LocalizedItem]:
        """The version of each thing for readers of a language, by translation key."""
        if locale.pk not in self.versions:
            items = _specific(for_reader(self.things, locale))
            prefetch_related_objects(items, *self.relations, *(f"{name}__renditions" for name in self.pictures))
            targets = for_reader((getattr(item, name) for item in items for name in self.relations), locale)
            versions = {item.translation_key: _localized(item, locale) for item in targets}
            self.versions[locale.pk] = {
                item.translation_key: _localized(item, locale, self._relations_of(item, versions)) for item in items
            }
        return self.versions[locale.pk]

    def _relations_of(self, item: Any, versions: dict[Any, LocalizedItem]) -> dict[str, LocalizedItem]:
        targets = {name: getattr(item, name) for name in self.relations}
        return {
            name: versions[target.translation_key]
            for name, target in targets.items()
            if target is not None and target.translation_key in versions
        }


def _localized(item: Any, locale: Locale, linked: dict[str, LocalizedItem] | None = None) -> LocalizedItem:
    return LocalizedItem(item, item.locale_id != locale.pk, item.locale.language_code, linked or {})


def _specific(things: list[Any]) -> list[Any]:
    """The same with plain pages replaced by pages of their type, which know their summary. One query a type."""
    locales = {item.locale_id: item.locale for item in things}
    plain = [item.pk for item in things if type(item) is Page]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=plain).specific()} if plain else {}
    for page in pages.values():
        page.locale = locales[page.locale_id]
    return [pages.get(item.pk, item) if type(item) is Page else item for item in things]


def show(things: Iterable[Any], context: dict[str, Any] | None) -> list[LocalizedItem | None]:
    """Each thing's version for the reader of the page in ``context``; None for what is nowhere public."""
    items = list(things)
    if not any(items):
        return [None] * len(items)
    locale = readers_locale(context)
    versions: list[LocalizedItem | None] = []
    for item in items:
        if item is None:
            versions.append(None)
            continue
        batch = getattr(item, "loaded_with", None) or Batch([item])
        versions.append(batch.localize(locale).get(item.translation_key))
    return versions


def readers_locale(context: dict[str, Any] | None) -> Locale:
    """The language of the page being shown, or else the active one."""
    page = (context or {}).get("page")
    return page.locale if isinstance(page, Page) and page.locale_id else Locale.get_active()


def _remember(things: list[Any], linked: tuple[str, ...] = (), pictures: tuple[str, ...] = ()) -> list[Any]:
    batch = Batch([item for item in things if item is not None], linked, pictures)
    for item in batch.things:
        item.loaded_with = batch
    return things


class LinkedPageBlock(PageChooserBlock):
    """A page, of any language."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Many pages at once, which remember each other."""
        return _remember(super().bulk_to_python(list(values)))


class LinkedSnippetBlock(SnippetChooserBlock):
    """A snippet, of any language.

    ``linked`` are its keys to other snippets that are shown with it in the reader's language,
    ``pictures`` those to images.
    """

    def __init__(
        self, target_model: Any, *, linked: tuple[str, ...] = (), pictures: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(target_model, **kwargs)
        self.linked, self.pictures = linked, pictures

    @cached_property
    def widget(self) -> SnippetChooser:
        """Wagtail's chooser, in the reader's language."""
        if not self.has_explicit_icon:
            self.set_meta_options({"icon": self.target_model.snippet_viewset.icon})
        return SnippetChooser(self.target_model, icon=self.meta.icon)

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Many snippets at once, which remember each other."""
        return _remember(super().bulk_to_python(list(values)), self.linked, self.pictures)


#: Stands between texts whose links are asked for at once. No text has it, since no database stores it in one.
_SEPARATOR = "\0"


class TextBatch:
    """The sources of rich texts that were loaded together, and as visitors get them once one is shown."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.sources = list(dict.fromkeys(sources))
        self._html_by_language: dict[str | None, dict[str, str]] = {}

    def render(self, source: str) -> str:
        """One of the texts, its links leading to the reader's language. The links of all take the same few queries."""
        language = get_language()
        if language not in self._html_by_language:
            texts = expand_db_html(_SEPARATOR.join(self.sources)).split(_SEPARATOR)
            if len(texts) != len(self.sources):  # a broken tag reaches from one text into the next
                texts = [expand_db_html(text) for text in self.sources]
            self._html_by_language[language] = dict(zip(self.sources, texts, strict=True))
        return self._html_by_language[language][source]


class LinkedText(RichText):
    """A rich text that is shown with those it was loaded with."""

    def __init__(self, source: str | None, loaded_with: TextBatch) -> None:
        super().__init__(source)
        self.loaded_with = loaded_with

    def __html__(self) -> str:
        return render_to_string("wagtailcore/shared/richtext.html", {"html": self.loaded_with.render(self.source)})


class LinkedTextBlock(RichTextBlock):
    """A rich text, with links to pages of any language."""

    def bulk_to_python(self, values: Iterable[str | None]) -> list[RichText]:
        """Many texts at once, which remember each other."""
        sources = list(values)
        batch = TextBatch(source or "" for source in sources)
        return [LinkedText(source, batch) for source in sources]


class PictureBlock(ImageChooserBlock):
    """An image, loaded with its sizes. ``presets`` names the places that show it (``core.images.presets``)."""

    def __init__(self, *, presets: tuple[str, ...] = ("block",), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.presets = presets

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        """Many images at once; their sizes take one more query, not one each."""
        images = super().bulk_to_python(list(values))
        prefetch_related_objects([image for image in images if image is not None], "renditions")
        return images
