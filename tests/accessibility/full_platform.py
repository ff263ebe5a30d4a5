"""A platform with a complete page of every type in each language, for the checks of the public pages."""

from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from core.blocks.body import BodyBlock
from core.blocks.body_blocks import BODY_BLOCKS
from devtools.indexing import defer_indexing
from groups.models import GroupLead, WorkingGroupPage
from home.bulk_mode import bulk_mode
from home.models import HomePage
from home.models.settings import PlatformSettings
from home.setup import statements
from resources.models import EventPage, ResourceGroup
from tests.factories import (
    ContactPointFactory,
    ContentPageFactory,
    EntityFactory,
    FooterFactory,
    FooterLinkFactory,
    GroupLeadFactory,
    GroupMemberFactory,
    GroupThemeFactory,
    HomePageFeatureFactory,
    ImageFactory,
    NavigationFactory,
    NavigationLinkFactory,
    NoticeFactory,
    PersonFactory,
    SDGIndexPageFactory,
    SDGPageFactory,
    ServiceGroupFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    ServiceThemeFactory,
    ThemeFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.home.form_pages import create_form_page
from tests.platform import create_platform
from tests.resources.factories import (
    EventIndexPageFactory,
    EventOrganiserFactory,
    EventPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    ResourceAuthorFactory,
    ResourceEntityFactory,
    ResourceFileFactory,
    ResourceGroupFactory,
    ResourceIndexPageFactory,
    ResourcePageFactory,
)
from tests.support.row_cache import cached_rows
from tests.support.tasks import TaskBackend

#: The source's language first; the last one is written from right to left.
LANGUAGES = ("es", "en", "pt-br", "fr", "ar")

PROSE = "<p>Un texto con <b>énfasis</b> y <a href='https://example.org/'>un enlace</a>.</p><ul><li>Uno</li></ul>"


def create_image() -> Any:
    """An image as large as those that editors upload; a smaller one would be scaled up."""
    return ImageFactory(file__width=1600, file__height=1000)


def all_blocks() -> list[dict[str, Any]]:
    """A body with every block type, each with its preview value."""
    body = BodyBlock(BODY_BLOCKS)
    return [
        {"type": name, "value": block.get_prep_value(block.get_preview_value())}
        for name, block in body.child_blocks.items()
    ]


@cached_rows
def create_full_platform() -> dict[str, Page]:
    """Create a page of each type, live in all of ``LANGUAGES`` but the last, and return them by name."""
    indexed = defer_indexing() if TaskBackend.indexing else nullcontext()
    with bulk_mode(), transaction.atomic(), indexed:
        return _create_full_platform()


def _create_full_platform() -> dict[str, Page]:
    home = create_platform(*LANGUAGES)
    home.lead, home.hero_image, home.hero_alt = PROSE, create_image(), "Una plaza"
    home.save()
    made: dict[str, Page] = {"home": home}
    made |= _create_groups(home) | _create_resources(home)
    made["content"] = ContentPageFactory(parent=home, title="Cómo trabajamos", body=all_blocks())
    made["form"] = create_form_page(home, consent="<p>Acepto.</p>")
    for page in (made["group"], made["service"], made["news"]):
        HomePageFeatureFactory(home_page=home, page=page, locale=home.locale)
    _create_site_chrome(home, made)
    made |= statements.ensure(home, [])
    for page in made.values():
        _translate(page)
    made["only here"] = ContentPageFactory(parent=home, title="Sólo en español", slug="solo-aqui")
    return made


def page_url(page: Page, tag: str) -> str:
    """The URL of a page in a language."""
    version = Page.objects.get(translation_key=page.translation_key, locale__language_code=tag)
    return str(version.get_url())


def _create_groups(home: HomePage) -> dict[str, Page]:
    groups = WorkingGroupIndexPageFactory(parent=home, introduction=PROSE)
    services = ServiceIndexPageFactory(parent=home, introduction=PROSE, how_to_ask="Escriba al buzón.")
    goals = SDGIndexPageFactory(parent=home, introduction=PROSE)
    of_goals = [
        SDGPageFactory(parent=goals, number=number, title=f"Objetivo {number}", introduction=PROSE)
        for number in range(1, 18)
    ]
    theme, contact = ThemeFactory(), ContactPointFactory()
    group = WorkingGroupPageFactory(
        parent=groups,
        title="Igualdad de género",
        acronym="GIG",
        goals=[5, 8, 10],
        primary_goal=5,
        countries=["MX", "BR"],
        contact_point=contact,
        logo=create_image(),
        logo_alt="Logotipo",
        active_since=date(2020, 1, 1),
        objectives=[
            {
                "type": "objective",
                "value": {
                    "heading": "Coordinar",
                    "text": PROSE,
                    "parts": [{"type": "item", "value": "Una"}, {"type": "item", "value": "Dos"}],
                },
            }
        ],
    )
    GroupLeadFactory(page=group, role=GroupLead.Role.CHAIR, person=PersonFactory())
    GroupMemberFactory(page=group, entity=EntityFactory(logo=create_image(), logo_alt="Logo"))
    GroupThemeFactory(page=group, theme=theme)
    closed = WorkingGroupPageFactory(
        parent=groups,
        title="Grupo cerrado",
        status=WorkingGroupPage.Status.CLOSED,
        closed_on=date(2024, 5, 1),
        closing_message="Gracias.",
        parent_group=group,
    )
    service = ServicePageFactory(
        parent=services,
        title="Talleres",
        description=PROSE,
        goals=[5],
        countries=["MX"],
        delivery_languages=["es", "en"],
        contact_point=contact,
        last_confirmed=date(2026, 1, 5),
        lead_time="Un mes",
    )
    ServiceGroupFactory(page=service, group=group)
    ServiceThemeFactory(page=service, theme=theme)
    return {
        "groups": groups,
        "services": services,
        "goals": goals,
        "goal": of_goals[4],
        **{f"goal {page.number}": page for page in of_goals if page.number != 5},
        "group": group,
        "closed": closed,
        "service": service,
    }


def _create_resources(home: HomePage) -> dict[str, Page]:
    resources = ResourceIndexPageFactory(parent=home, introduction=PROSE)
    news = NewsIndexPageFactory(parent=home, introduction=PROSE)
    events = EventIndexPageFactory(parent=home, introduction=PROSE)
    group = WorkingGroupPage.objects.get(title="Igualdad de género")
    resource = ResourcePageFactory(
        parent=resources,
        title="Guía",
        abstract=PROSE,
        key_messages=[{"type": "message", "value": {"text": "Lo primero."}}],
        goals=[5],
        cover=create_image(),
        cover_alt="Portada",
        doi="10.1234/abcd",
    )
    ResourceFileFactory(page=resource)
    ResourceFileFactory(page=resource, language="en")
    ResourceAuthorFactory(page=resource)
    ResourceEntityFactory(page=resource)
    ResourceGroupFactory(page=resource, group=group, role=ResourceGroup.Role.PUBLISHED_BY)
    piece = NewsPageFactory(parent=news, title="Noticia", goals=[5], image=create_image(), image_alt="Foto")
    event = EventPageFactory(parent=events, title="Encuentro", goals=[5])
    EventOrganiserFactory(page=event)
    cancelled = EventPageFactory(parent=events, title="Cancelado", status=EventPage.Status.CANCELLED)
    past = EventPageFactory(
        parent=events,
        title="Pasado",
        starts_at=datetime(2025, 5, 1, 15, tzinfo=UTC),
        ends_at=datetime(2025, 5, 1, 15, tzinfo=UTC) + timedelta(hours=2),
        report=PROSE,
        recording="https://example.org/",
    )
    return {
        "resources": resources,
        "news list": news,
        "events": events,
        "resource": resource,
        "news": piece,
        "event": event,
        "cancelled": cancelled,
        "past": past,
    }


def _create_site_chrome(home: HomePage, made: dict[str, Page]) -> None:
    navigation, footer = NavigationFactory(), FooterFactory(text=PROSE)
    for name in ("groups", "services", "goals", "resources", "news list", "events"):
        NavigationLinkFactory(navigation=navigation, page=made[name], label=made[name].title)
    FooterLinkFactory(footer=footer, page=made["content"], label="Cómo trabajamos")
    NoticeFactory(text="<p>El sitio estará en obras el <b>lunes</b>.</p>")
    settings = PlatformSettings.for_site(home.get_site())
    settings.navigation, settings.footer = navigation, footer
    settings.save()


def _translate(page: Page) -> None:
    """Publish a translation of a page in each other language."""
    source = type(page).objects.get(pk=page.pk)
    for tag in LANGUAGES[1:]:
        locale = Locale.objects.get(language_code=tag)
        version = source.get_translation_or_none(locale) or source.copy_for_translation(locale)
        version.title, version.live, version.has_unpublished_changes = f"{source.title} ({tag})", True, False
        version.save()
