"""Build a demo page or snippet in its source language, then its translations."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import models
from wagtail.models import Locale, Page, TranslatableMixin

from core.base.progress import Progress
from devtools.demo import documents, images, texts
from groups.models import Entity, Person
from home.setup.kinds import publish
from home.setup.pages import add
from home.setup.platform import Platform
from translation.checks.completeness import source_words_may_show
from translation.exchange.new_translation import land_all

Thing = TypeVar("Thing", bound=TranslatableMixin)


class Builder:
    """Creates what is missing of the demo on a platform."""

    def __init__(self, platform: Platform, progress: Progress) -> None:
        self.platform = platform
        self.progress = progress
        self.locales: dict[str, Locale] = {
            locale.language_code: locale for locale in (platform.source, *platform.targets)
        }
        self._snippets: dict[tuple[type[Any], str], Any] = {}

    @property
    def source(self) -> Locale:
        """The language the demo is written in."""
        return self.platform.source

    def find(self, model: type[Thing], kind: str, name: str) -> Thing | None:
        """A piece of the demo as it was written, if it is there.

        Where its name is not on record in the demo's language, it was written in another.
        """
        versions = list(model._default_manager.filter(translation_key=texts.key(kind, name)).order_by("pk"))
        source_versions = (version for version in versions if version.locale_id == self.source.pk)
        return next(source_versions, versions[0] if versions else None)

    def get_snippet(self, model: type[Any], kind: str, name: str) -> Any:
        """A snippet of the demo, which has to be there. Asked for once.

        Raises:
            LookupError: it is not there yet.
        """
        if (model, name) not in self._snippets:
            snippet = self.find(model, kind, name)
            if snippet is None:
                raise LookupError(f"The demo's {kind} {name} is not there yet.")
            self._snippets[model, name] = snippet
        return self._snippets[model, name]

    def get_page(self, name: str) -> Page:
        """A page of the platform (``home``, ``services``) or of the demo (``group/gender``).

        Raises:
            LookupError: it is not there yet.
        """
        if "/" not in name:
            pages: dict[str, Page] = {"home": self.platform.home, **self.platform.lists}
            return pages[name]
        kind, _slash, key = name.partition("/")
        page = self.find(Page, kind, key)
        if page is None:
            raise LookupError(f"The demo's page {name} is not there yet.")
        return page

    def body(self, blocks: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
        """A body in the demo's language, with what its blocks name found."""
        return [{**block, "value": self._refer(block["value"])} for block in texts.stream(blocks, name)]

    def _refer(self, node: Any) -> Any:
        """A block's value with the names of pages, images and such replaced by their primary keys."""
        if isinstance(node, list):
            return [self._refer(inner) for inner in node]
        if not isinstance(node, dict):
            return node
        return {name: self._reference(name, inner) for name, inner in node.items()}

    def _reference(self, name: str, value: Any) -> Any:
        if not value or isinstance(value, dict):
            return self._refer(value)
        if name == "page":
            return self.get_page(value).pk
        if name in {"image", "poster"}:
            return images.image(value, texts.load("images")[value]).pk
        if name in {"document", "file"}:
            return documents.document(value).pk
        if name in {"entities", "persons"}:
            model: Any = Entity if name == "entities" else Person
            return [self.get_snippet(model, model._meta.model_name, item).pk for item in value]
        return self._refer(value)

    def page(self, model: type[Any], kind: str, content: dict[str, Any], parent: Page, make: Callable[[], Any]) -> Any:
        """A page of the demo with its translations; ``make`` gives it if it is missing.

        Where ``content`` has something for ``later``, the page is changed after it was translated.
        """
        page = self.find(model, kind, content["key"])
        is_new = page is None
        if page is None:
            page = make()
            page.translation_key = texts.key(kind, content["key"])
            page.locale = self.source
            add(page, parent)
        self.translate(page, content, {"title": content["title"], "slug": content["slug"]})
        if is_new and "later" in content:
            for name, text in content["later"].items():
                setattr(page, name, text)
            page.save_revision().publish()
        self.progress.step()
        return page

    def snippet(
        self, model: type[Any], kind: str, content: dict[str, Any], paths: Mapping[str, texts.Text], **facts: Any
    ) -> Any:
        """A snippet of the demo with its translations. ``paths`` has its words, ``facts`` the rest."""
        snippet = self.find(model, kind, content["key"])
        if snippet is None:
            naming = next(iter(paths.values()))
            source_language = texts.SOURCE if texts.SOURCE in naming else next(iter(naming))
            words = {path: text.get(source_language, "") for path, text in paths.items()}
            locale = self.locales[source_language]
            snippet = model(translation_key=texts.key(kind, content["key"]), locale=locale, **words, **facts)
            publish(snippet)
        for version in self.translate(snippet, {}, paths):
            _settle(version, paths)
        self.progress.step()
        return snippet

    def translate(self, instance: Any, content: dict[str, Any], paths: Mapping[str, texts.Text]) -> list[Any]:
        """Make the missing translations of a piece, into each language that the first of ``paths`` has.

        Where ``content`` calls a translation unfinished it stays a draft.

        Returns:
            The translations made.
        """
        naming = next(iter(paths.values()))
        targets = [locale for tag, locale in self.locales.items() if tag in naming and locale.pk != instance.locale_id]
        existing = set(instance.get_translations().values_list("locale", flat=True)) if targets else set()
        return land_all(
            instance,
            {
                locale: _in_language(locale.language_code, content, paths)
                for locale in targets
                if locale.pk not in existing
            },
            drafts=[locale for tag, locale in self.locales.items() if tag in content.get("unfinished", ())],
        )


def _in_language(tag: str, content: dict[str, Any], paths: Mapping[str, texts.Text]) -> dict[str, str]:
    return texts.translations(content, tag) | {path: text[tag] for path, text in paths.items() if tag in text}


def _settle(version: Any, paths: Mapping[str, texts.Text]) -> None:
    """Give a translation exactly its words: what is not on record in its language is left empty there."""
    tag = version.locale.language_code
    values = {path: text.get(tag, "") for path, text in paths.items()}
    if any(getattr(version, path) != text for path, text in values.items()):
        for path, text in values.items():
            setattr(version, path, text)
        with source_words_may_show():
            version.save_revision().publish()


def children(model: type[models.Model], values: list[dict[str, Any]], locale: Locale) -> list[Any]:
    """Rows of an inline relation, in the order given."""
    return [model(locale=locale, sort_order=order, **row) for order, row in enumerate(values)]


def words(content: dict[str, Any], *names: str) -> dict[str, str]:
    """Translated fields of a page's content, in the demo's language."""
    return {name: content[name][texts.SOURCE] for name in names if name in content}


def facts(content: dict[str, Any], *names: str) -> dict[str, Any]:
    """Shared fields of a page's content."""
    return {name: content[name] for name in names if name in content}
