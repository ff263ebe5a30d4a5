"""Demo content of home, lists, an about page and a notice."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from wagtail.models import Page, Site

from core.base.models import BasePage
from devtools.demo import images, texts
from devtools.demo.builder import Builder, children
from devtools.demo.groups import group
from home.models import ContentPage, Footer, FooterLink, HomePageFeature, Notice, PlatformSettings
from translation.exchange.new_translation import land_all

#: The lists that get an introduction.
LISTS = ("groups", "services", "goals", "resources", "news", "events")


def build(builder: Builder) -> None:
    """Fill what is still empty; what somebody has written stays."""
    builder.progress.begin("Home page and lists")
    content = texts.load("site")
    platform = builder.platform
    lists = {name: platform.lists[name] for name in LISTS}
    for page in (platform.home, *lists.values()):
        page.refresh_from_db()  # how many pages it has below it, among others
    for page_content in ({**content["about"], "key": "about"}, texts.load("how_we_work")):
        builder.page(ContentPage, "page", page_content, platform.home, partial(_content, builder, page_content))
    platform.home.refresh_from_db()
    _home(builder, platform.home, content["home"])
    for name, page in lists.items():
        _introduce(builder, page, content[name])
    _footer_links(builder, content["footer_links"])
    notice = {"key": "demo", "text": content["notice"]}
    paragraphs = {tag: f"<p>{text}</p>" for tag, text in content["notice"][0].items()}
    builder.snippet(Notice, "notice", notice, {"text": paragraphs}, level=Notice.Level.INFO)


def _home(builder: Builder, home: Any, content: dict[str, Any]) -> None:
    if not home.lead and not home.body:
        home.title = content["title"][texts.SOURCE]
        home.headline = content["headline"][texts.SOURCE]
        home.lead = texts.html(content["lead"])
        home.search_description = content["search_description"][texts.SOURCE]
        home.hero_image = images.image("hero", texts.load("images")["hero"])
        home.hero_alt = content["hero_alt"][texts.SOURCE]
        home.body = builder.body(content["body"], "home")
        features = [{"page": Page(pk=group(builder, name).pk)} for name in content["featured"]]
        home.featured = children(HomePageFeature, features, builder.source)
        paths = ("title", "headline", "search_description", "hero_alt")
        _publish_with_translations(builder, home, content, paths)
    builder.progress.step()


def _introduce(builder: Builder, page: Any, content: dict[str, Any]) -> None:
    if not page.introduction:
        page.introduction = _with_links(builder, texts.html(content["introduction"]), content.get("links", ()))
        if "how_to_ask" in content:
            page.how_to_ask = content["how_to_ask"][texts.SOURCE]
        _publish_with_translations(builder, page, content)
    builder.progress.step()


def _with_links(builder: Builder, html: str, names: Sequence[str]) -> str:
    """A rich text whose links, numbered as the translators see them, lead to the pages of these names."""
    for number, name in enumerate(names, start=1):
        html = html.replace(f'<a id="a{number}">', f'<a linktype="page" id="{builder.get_page(name).pk}">')
    return html


def _publish_with_translations(
    builder: Builder, page: BasePage, content: dict[str, Any], paths: tuple[str, ...] = ()
) -> None:
    page.save_revision().publish()
    page.refresh_from_db()
    existing = set(page.get_translations().values_list("locale", flat=True))
    land_all(
        page,
        {
            locale: texts.translations(content, tag) | {path: content[path][tag] for path in paths}
            for tag, locale in builder.locales.items()
            if locale.pk in existing
        },
    )


def _content(builder: Builder, content: dict[str, Any]) -> ContentPage:
    return ContentPage(
        title=content["title"][texts.SOURCE],
        slug=content["slug"][texts.SOURCE],
        search_description=content["search_description"][texts.SOURCE],
        body=builder.body(content["body"], content["key"]),
    )


def _footer_links(builder: Builder, links: list[dict[str, Any]]) -> None:
    """A footer without any of these links gets them, below those that it has."""
    site = Site.objects.filter(root_page=builder.platform.home).first()
    site_settings = PlatformSettings.objects.filter(site=site).select_related("footer").first()
    footer: Footer | None = site_settings.footer if site_settings else None
    if footer is None or footer.locale_id != builder.source.pk:
        return
    pages = [builder.get_page(link["page"]) for link in links]
    existing = list(footer.links.all())
    if {link.page_id for link in existing} & {page.pk for page in pages}:
        return
    rows = [
        {"label": link["label"][texts.SOURCE], "page": Page(pk=page.pk)}
        for link, page in zip(links, pages, strict=True)
    ]
    new_links = children(FooterLink, rows, builder.source)
    for order, link in enumerate([*existing, *new_links]):
        link.sort_order = order
    footer.links.set([*existing, *new_links])
    footer.save_revision().publish()
    footer.refresh_from_db()
    targets = [locale for locale in builder.locales.values() if locale.pk != builder.source.pk]
    land_all(footer, {locale: texts.translations(links, locale.language_code) for locale in targets})
