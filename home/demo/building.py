"""Making a piece of the demo: in the source's language, then its translations."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import models
from wagtail.models import Locale, Page, TranslatableMixin

from home.demo import texts
from home.progress import Progress
from home.setup.kinds import publish
from home.setup.pages import add
from home.setup.platform import Platform
from translation.landing import land

Thing = TypeVar("Thing", bound=TranslatableMixin)


class Builder:
    """Creates what is missing of the demo on a platform, and remembers nothing else."""

    def __init__(self, platform: Platform, progress: Progress) -> None:
        self.platform = platform
        self.progress = progress
        self.locales: dict[str, Locale] = {locale.language_code: locale for locale in platform.targets}

    @property
    def source(self) -> Locale:
        """The language the demo is written in."""
        return self.platform.source

    def find(self, model: type[Thing], kind: str, name: str) -> Thing | None:
        """A piece of the demo, if it is there."""
        found: Thing | None = model._default_manager.filter(
            translation_key=texts.key(kind, name), locale=self.source
        ).first()
        return found

    def page(self, model: type[Any], kind: str, content: dict[str, Any], parent: Page, make: Callable[[], Any]) -> Any:
        """A page of the demo with its translations; ``make`` gives it if it is missing."""
        page = self.find(model, kind, content["key"])
        if page is None:
            page = make()
            page.translation_key = texts.key(kind, content["key"])
            page.locale = self.source
            add(page, parent)
        self.translate(page, content, {"title": content["title"], "slug": content["slug"]})
        self.progress.step()
        return page

    def snippet(
        self, model: type[Any], kind: str, content: dict[str, Any], paths: Mapping[str, texts.Text], **facts: Any
    ) -> Any:
        """A snippet of the demo with its translations. ``paths`` has its words, ``facts`` the rest."""
        snippet = self.find(model, kind, content["key"])
        if snippet is None:
            words = {path: text[texts.SOURCE] for path, text in paths.items()}
            snippet = model(translation_key=texts.key(kind, content["key"]), locale=self.source, **words, **facts)
            publish(snippet)
        self.translate(snippet, content, paths)
        self.progress.step()
        return snippet

    def translate(self, thing: Any, content: dict[str, Any], paths: Mapping[str, texts.Text]) -> None:
        """The translations of a piece, into each language that the first of ``paths`` has.

        Where ``content`` calls a translation unfinished it stays a draft.
        """
        naming = next(iter(paths.values()))
        for tag, locale in self.locales.items():
            if tag not in naming or thing.has_translation(locale):
                continue
            found = texts.translations(content, tag) | {path: text[tag] for path, text in paths.items() if tag in text}
            land(thing, locale, found, publish=tag not in content.get("unfinished", ()))


def children(model: type[models.Model], values: list[dict[str, Any]], locale: Locale) -> list[Any]:
    """Rows of an inline relation, in the order given."""
    return [model(locale=locale, sort_order=order, **row) for order, row in enumerate(values)]
