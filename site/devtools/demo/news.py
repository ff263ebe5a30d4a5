"""Demo news."""

from functools import partial
from typing import Any

from core.images.models import PlatformImage
from devtools.demo import covers, images, texts
from devtools.demo.builder import Builder, children, facts, words
from devtools.demo.groups import group
from devtools.demo.resources import resource
from groups.models import Entity, Theme
from resources.models import NewsGroup, NewsPage, NewsTheme


def build(builder: Builder) -> None:
    """News, below the group that tells it or in the list."""
    builder.progress.begin("News")
    for content in texts.load("news"):
        parent = group(builder, content["parent"]) if content["parent"] else builder.platform.lists["news"]
        builder.page(NewsPage, "news", content, parent, partial(_news, builder, content))


def _news(builder: Builder, content: dict[str, Any]) -> NewsPage:
    page = NewsPage(
        **words(content, "title", "slug", "summary", "image_alt"),
        **facts(content, "date", "goals", "primary_goal", "countries"),
        source_entity=builder.get_snippet(Entity, "entity", content["source_entity"]),
        image=_image(builder, content["image"]) if "image" in content else None,
        body=texts.sections(content),
    )
    # the group above the page needs no row
    group_rows = [{"group": group(builder, name)} for name in content["groups"] if name != content["parent"]]
    themes = [{"theme": builder.get_snippet(Theme, "theme", name)} for name in content["themes"]]
    page.groups = children(NewsGroup, group_rows, builder.source)
    page.themes = children(NewsTheme, themes, builder.source)
    return page


def _image(builder: Builder, source: dict[str, str]) -> PlatformImage:
    """A drawing, or the cover of the resource that the news is about."""
    if "cover" in source:
        return covers.cover(source["cover"], resource(builder, source["cover"]).title)
    return images.image(source["drawing"], texts.load("images")[source["drawing"]])
