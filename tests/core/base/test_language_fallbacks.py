"""What isn't in the reader's language is shown in the first of one chain, whatever it is, and marked."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale, Page, Site

from config.settings.i18n import fallbacks
from core.base.localized import best, by_key, for_reader
from core.base.templatetags.platform import by_language
from core.listings.filters import in_one_language
from core.listings.related import MAX_OTHER_LANGUAGES
from core.vocabularies import goals, languages
from groups.filters import GOAL
from groups.models import Entity
from home.models import PlatformSettings
from tests.factories import (
    EntityFactory,
    GroupKindFactory,
    GroupMemberFactory,
    GroupThemeFactory,
    NavigationFactory,
    NavigationLinkFactory,
    ServiceGroupFactory,
    ServiceIndexPageFactory,
    ServicePageFactory,
    ThemeFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.groups.public_pages import create_english_version as translated_snippet
from tests.platform import create_platform
from tests.support.public_pages import create_translation, get_soup

TAGS = [tag for tag, _name in django_settings.LANGUAGES]


def test_without_a_word_of_the_operator_the_order_is_that_of_the_languages() -> None:
    assert languages.chain("ar") == ("ar", "es", "en", "pt-br", "fr")
    assert languages.chain("es") == ("es", "en", "pt-br", "fr", "ar")
    assert languages.chain("nl") == ("nl", *TAGS)


def test_the_operators_order_comes_first_and_leaves_nobody_out(settings: Any) -> None:
    settings.LANGUAGE_FALLBACKS = {"ar": ["fr", "en"]}
    assert languages.chain("ar") == ("ar", "fr", "en", "es", "pt-br")
    assert languages.ranks("ar")["xx"] > languages.ranks("ar")["pt-br"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", {}),
        (" ; ", {}),
        ("ar:en,es; FR : es", {"ar": ["en", "es"], "fr": ["es"]}),
        ("pt-br:es", {"pt-br": ["es"]}),
    ],
)
def test_how_an_operator_writes_it(written: str, expected: dict[str, list[str]]) -> None:
    assert fallbacks(written, TAGS) == expected


@pytest.mark.parametrize("written", ["ar", "ar:", "ar:de", "de:es", "ar=en", ":es", "ar:en es"])
def test_what_is_written_otherwise_is_refused(written: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LANGUAGE_FALLBACKS"):
        fallbacks(written, TAGS)


class Version:
    """A version of the one thing there is."""

    translation_key = "one"

    def __init__(self, tag: str) -> None:
        self.locale = Locale(language_code=tag)


@given(
    reader=st.sampled_from(TAGS),
    order=st.lists(st.sampled_from(TAGS), unique=True),
    there=st.lists(st.sampled_from(TAGS), unique=True, min_size=1),
)
def test_all_that_choose_a_language_choose_the_same(reader: str, order: list[str], there: list[str]) -> None:
    locale = Locale(language_code=reader)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(django_settings, "LANGUAGE_FALLBACKS", {reader: order})
        first = next(tag for tag in [reader, *order, *TAGS] if tag in there)
        chosen: Any = best([Version(tag) for tag in there], locale)
        assert chosen["one"].locale.language_code == first
        assert in_one_language([("one", tag, tag) for tag in there], locale)["one"].language == first
        goal = goals.Goal(1, "", "", "", {tag.partition("-")[0]: tag for tag in there}, {})
        assert goal.title_and_language(reader) == (first, first)


def test_goals_have_a_name_in_the_language_that_stands_in(settings: Any) -> None:
    arabic = Locale(language_code="ar")
    assert (GOAL.names(arabic)["5"].label, GOAL.names(arabic)["5"].language) == ("5. Igualdad de género", "es")
    settings.LANGUAGE_FALLBACKS = {"ar": ["en"]}
    assert (GOAL.names(arabic)["5"].label, GOAL.names(arabic)["5"].language) == ("5. Gender equality", "en")
    assert goals.goal(5).title_and_language("pt-br") == ("Igualdade de gênero", "pt-br")


@pytest.mark.parametrize(
    ("order", "expected"), [([], {"es"}), (["en"], {"en"}), (["fr"], {"fr", "es"}), (["fr", "en"], {"fr", "en"})]
)
@pytest.mark.django_db
def test_a_page_speaks_one_other_language(client: Client, settings: Any, order: list[str], expected: set[str]) -> None:
    """Navigation, kinds, entities, themes, related pages and cards of an Arabic page; French are the goals alone."""
    settings.LANGUAGE_FALLBACKS = {"ar": order}
    home = create_platform("es", "en", "ar")
    kind, entity, theme = GroupKindFactory(label="Coalición"), EntityFactory(name="Entidad"), ThemeFactory(name="Tema")
    index, services = WorkingGroupIndexPageFactory(parent=home), ServiceIndexPageFactory(parent=home)
    group = WorkingGroupPageFactory(parent=index, title="Grupo", kind=kind, goals=[5], primary_goal=5)
    service = ServicePageFactory(parent=services, title="Servicio", goals=[5])
    GroupMemberFactory(page=group, entity=entity)
    GroupThemeFactory(page=group, theme=theme)
    ServiceGroupFactory(page=service, group=group)
    menu = NavigationFactory(locale=home.locale)
    NavigationLinkFactory(navigation=menu, label="Grupos", page=index)
    PlatformSettings.objects.create(site=Site.objects.get(is_default_site=True), navigation=menu)
    for thing in (kind, entity, theme, menu):
        translated_snippet(thing)
    for page in (index, services, group, service):
        create_translation(Page.objects.get(pk=page.pk), "en", f"EN {page.title}", f"en-{page.slug}")
    own = create_translation(Page.objects.get(pk=group.pk), "ar", "فريق", "fariq")
    html = get_soup(client, own.url)
    names = {languages.native_name(tag) for tag in TAGS}
    other = {str(tag["lang"]) for tag in html.select("body [lang]") if tag.get_text() not in names} - {"ar"}
    assert other == expected
    assert {str(tag["lang"]) for tag in html.select(".goals [lang]")} == {order[0] if order else "es"}


@pytest.mark.django_db
def test_of_a_list_and_of_single_keys_the_same_version_is_shown(settings: Any) -> None:
    create_platform("es", "en", "ar")
    entity = EntityFactory(name="Entidad")
    english = translated_snippet(entity)
    arabic = Locale.objects.get(language_code="ar")
    settings.LANGUAGE_FALLBACKS = {"ar": ["en"]}
    for named in (entity, english):
        assert for_reader([named], arabic) == [english]
        assert by_key(Entity, [named.pk], arabic) == {named.pk: english}
    for order, shown in (([], entity), (["fr"], entity), (["fr", "pt-br", "en"], english)):
        settings.LANGUAGE_FALLBACKS = {"ar": order}
        for named in (entity, english):
            assert for_reader([named], arabic) == [shown]
            assert by_key(Entity, [named.pk], arabic) == {named.pk: shown}


def test_other_languages_are_offered_in_the_readers_order(settings: Any) -> None:
    settings.LANGUAGE_FALLBACKS = {"es": ["fr"]}
    assert [tag for tag, _pages, _number in by_language([], {"en": 2, "ar": 1, "fr": 3})] == ["fr", "en", "ar"]


@pytest.mark.parametrize(
    ("order", "first", "second"),
    [([], "es", "pt-br"), (["fr"], "es", "pt-br"), (["fr", "pt-br"], "pt-br", "es")],
)
@pytest.mark.django_db
def test_in_a_list_too_a_thing_is_shown_in_one_language_only(
    client: Client, settings: Any, order: list[str], first: str, second: str
) -> None:
    """Titles sort otherwise in each language, so that each has other pages at its beginning; none is in French."""
    settings.LANGUAGE_FALLBACKS = {"ar": order}
    home = create_platform("es", "en", "pt-br", "ar")
    index = WorkingGroupIndexPageFactory(parent=home, title="Grupos")
    create_translation(Page.objects.get(pk=index.pk), "pt-br", "Grupos", "grupos")
    kind = GroupKindFactory()
    for number in range(MAX_OTHER_LANGUAGES + 2):
        page = WorkingGroupPageFactory(parent=index, title=f"Grupo {number}", kind=kind)
        create_translation(Page.objects.get(pk=page.pk), "pt-br", f"Equipe {9 - number}", f"equipe-{number}")
    arabic = create_translation(Page.objects.get(pk=index.pk), "ar", "فرق", "firaq")
    html = get_soup(client, arabic.url)
    title = {"es": "Grupo", "pt-br": "Equipe"}[first]
    beginning = range(MAX_OTHER_LANGUAGES) if first == "es" else range(9 - MAX_OTHER_LANGUAGES - 1, 9 - 1)
    assert [link.get_text() for link in html.select(".other-languages li a")] == [
        f"{title} {place}" for place in beginning
    ]
    assert [str(link["hreflang"]) for link in html.select(".other-languages p a")] == [first, second]
