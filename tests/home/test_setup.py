"""Setting a platform up."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Locale, Page, Site, Workflow
from wagtail_localize.models import Translation

from core.base.page_types import page_types
from core.vocabularies.goals import GOALS
from groups.models import Audience, GroupKind, SDGPage, ServiceKind
from home.models import HomePage, PlatformSettings
from home.setup.labels import labels, word
from home.setup.platform import Platform, set_up
from resources.models import EventType, ResourceType
from tests.home.database_rows import all_rows

MODELS_OF_WORDS = (GroupKind, ServiceKind, Audience, ResourceType, EventType)


def test_a_new_platform_has_its_pages_in_every_language_at_their_addresses(platform: Platform) -> None:
    addresses = set(Page.objects.live().filter(depth__in=(2, 3)).values_list("url_path", flat=True))
    types = [page_type.name for page_type in page_types() if page_type.index_model]
    lists = {f"/{tag}/{word(labels()['pages'][name]['slug'], tag)}/" for name in types for tag in ("es", "en")}
    assert addresses == lists | {
        "/es/privacidad/", "/es/accesibilidad/", "/en/privacy/", "/en/accessibility/",
        "/es/", "/es/grupos/", "/es/servicios/", "/es/ods/", "/es/recursos/", "/es/noticias/", "/es/eventos/",
        "/en/", "/en/groups/", "/en/services/", "/en/goals/", "/en/resources/", "/en/news/", "/en/events/",
    }  # fmt: skip


def test_the_tree_is_sound(platform: Platform) -> None:
    assert not any(Page.find_problems())


def test_the_site_is_the_first_languages_home(platform: Platform) -> None:
    assert [site.root_page_id for site in Site.objects.all()] == [platform.home.pk]


def test_wagtails_welcome_page_groups_and_workflow_are_gone(platform: Platform) -> None:
    assert not Page.objects.filter(title__startswith="Welcome to your new").exists()
    assert not Group.objects.filter(name="Moderators").exists()
    assert list(Workflow.objects.values_list("name", flat=True)) == ["Revisión"]


@pytest.mark.parametrize("tag", ["es", "en"])
def test_each_goal_has_a_page_with_its_official_title(platform: Platform, tag: str) -> None:
    pages = SDGPage.objects.live().filter(locale__language_code=tag).order_by("number")
    assert [page.title for page in pages] == [goal.title(tag) for goal in GOALS]
    assert [page.translation_key for page in pages] == [goal.translation_key for goal in GOALS]


def test_kinds_are_named_in_every_language(platform: Platform) -> None:
    for model in MODELS_OF_WORDS:
        spanish = dict(model.objects.filter(live=True, locale__language_code="es").values_list("key", "label"))
        english = dict(model.objects.filter(live=True, locale__language_code="en").values_list("key", "label"))
        assert spanish
        assert spanish.keys() == english.keys()
        assert all(spanish[key] != english[key] for key in spanish)


def test_translations_are_the_translators_own(platform: Platform) -> None:
    """Nothing is left to translate, and every text can be changed in the translators' screen."""
    translations = Translation.objects.filter(target_locale__language_code="en")
    home_and_lists = 1 + len(platform.lists)
    assert translations.count() == home_and_lists + 2 + 17 + 34 + 2
    for translation in translations:
        texts, translated = translation.get_progress()
        assert texts == translated > 0, translation.source.object_repr


def test_navigation_and_footer_are_chosen(platform: Platform) -> None:
    settings = PlatformSettings.objects.get(site__root_page=platform.home)
    assert [link.page_id for link in settings.navigation.links.all()] == [
        platform.lists["groups"].pk,
        platform.lists["services"].pk,
        platform.lists["resources"].pk,
        platform.lists["news"].pk,
        platform.lists["events"].pk,
        platform.lists["goals"].pk,
    ]
    assert settings.footer.has_translation(Locale.objects.get(language_code="en"))


def test_every_home_is_reviewed_by_the_reviewers(platform: Platform) -> None:
    homes = HomePage.objects.all()
    assert len(homes) == 2
    for home in homes:
        workflow = home.get_workflow()
        assert workflow.name == "Revisión"
        tasks = [task.specific for task in workflow.tasks]
        assert [[group.name for group in task.groups.all()] for task in tasks] == [["Reviewers"]]


def test_a_second_run_changes_nothing(platform: Platform) -> None:
    before = all_rows()
    set_up(["es", "en"])
    assert all_rows() == before


def test_what_editors_changed_stays(platform: Platform) -> None:
    page = platform.lists["groups"]
    page.title, page.slug, page.show_in_menus = "Coaliciones", "coaliciones", False
    page.save_revision().publish()
    english = page.get_translation(Locale.objects.get(language_code="en"))
    english.title = "Coalitions"
    english.save_revision().publish()
    GroupKind.objects.filter(key="working-group", locale=platform.source).update(label="Mesa", order=99)
    PlatformSettings.objects.update(navigation=None)
    before = all_rows()
    set_up(["es", "en"])
    assert all_rows() == before


def test_what_is_missing_comes_back_by_key(platform: Platform) -> None:
    english = Locale.objects.get(language_code="en")
    GroupKind.objects.filter(key="working-group", locale=english).delete()
    Audience.objects.filter(key="governments").delete()
    set_up(["es", "en"])
    assert GroupKind.objects.get(key="working-group", locale=english).label == "Working group"
    assert Audience.objects.filter(key="governments", live=True).count() == 2


def test_a_language_without_official_goal_titles_gets_none_and_says_so(platform: Platform, settings: object) -> None:
    tags = [("es", "Español"), ("en", "English"), ("de", "Deutsch")]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = tags  # type: ignore[attr-defined]
    errors = StringIO()
    call_command("setup_platform", languages="es,en,de", stderr=errors, verbosity=0)
    assert "de: no official titles of the goals are known" in errors.getvalue()
    assert not SDGPage.objects.filter(locale__language_code="de").exists()
    assert HomePage.objects.get(locale__language_code="de").live


def test_a_language_that_is_only_begun_gets_no_empty_lists_and_no_goals(platform: Platform) -> None:
    warnings = set_up(["es", "en"], beginning={"ar": ("groups",)}).warnings
    pages = Page.objects.filter(locale__language_code="ar", depth__gt=1)
    assert sorted(pages.values_list("url_path", flat=True)) == ["/ar/", "/ar/groups/"]
    assert GroupKind.objects.get(key="working-group", locale__language_code="ar").label == "فريق عامل"
    assert warnings == []
    before = all_rows()
    set_up(["es", "en"], beginning={"ar": ("groups",)})
    assert all_rows() == before
