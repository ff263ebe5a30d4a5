"""The languages' trees in step: aliases where they were chosen, order and place, and drift found and mended."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction, ReferenceIndex
from wagtail_localize.locales.components import get_locale_components
from wagtail_localize.models import LocaleSynchronization
from wagtail_localize.synctree import synchronize_tree

from core.base.slugs import is_reserved
from home.models import ContentPage
from tests.core.seo.test_sitemaps import read_sitemap
from tests.platform import create_platform, english_locale
from tests.translation.factories import create_translated_group, publish
from tests.translation.sources.test_first_drafts import child_titles, create_pages, instance_state
from tests.translation.users import client_for, create_user, is_refused
from translation.exchange.new_translation import land
from translation.tree import aliases
from translation.tree.models import AliasLanguage, PinnedPlace
from translation.workflow.submission import submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_messages")]


def choose() -> AliasLanguage:
    """Show Spanish pages in English from now on."""
    source = create_platform("es", "en").locale
    with TestCase.captureOnCommitCallbacks(execute=True):
        made: AliasLanguage = AliasLanguage.objects.create(locale=english_locale(), source=source)
    return made


def new_page(parent: Any, title: str) -> ContentPage:
    with TestCase.captureOnCommitCallbacks(execute=True):
        page: ContentPage = parent.add_child(instance=ContentPage(title=title, body=[]))
    return page


def alias_state(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = instance_state(page.specific)
    found["references"] = sorted(
        ReferenceIndex.objects.filter(object_id=page.pk).values_list("to_object_id", "model_path")
    )
    found["log"] = sorted(PageLogEntry.objects.filter(page=page).values_list("action", "label", "content_changed"))
    found["place"] = (page.path, page.depth, page.numchild)
    return found


@pytest.mark.indexed
def test_aliases_leave_the_rows_that_stock_leaves() -> None:
    source, target = create_translated_group()
    target.get_parent().delete()
    below = new_page(create_platform("es", "en"), "Arriba")
    new_page(below, "Abajo")
    PageViewRestriction.objects.create(page=below, restriction_type="login")
    publish(source)
    locale = english_locale()

    def made() -> list[dict[str, Any]]:
        return [alias_state(page) for page in Page.objects.filter(locale=locale).order_by("path")]

    with transaction.atomic():
        synchronize_tree(source.locale, locale)
        expected = made()
        transaction.set_rollback(True)
    aliases.make(aliases.missing(source.locale, locale), locale)
    found = made()
    assert len(found) == len(expected) > 4
    for mine, theirs in zip(found, expected, strict=True):
        assert mine == theirs
    assert Page.find_problems() == ([], [], [], [], [])


def test_aliases_cost_by_the_parent_not_by_the_page() -> None:
    home = create_platform("es", "en")
    costs: list[int] = []
    for number in (3, 3, 30):
        parent = home.add_child(instance=ContentPage(title=f"Parte {len(costs)}"))
        for each in range(number):
            parent.add_child(instance=ContentPage(title=f"P {each}"))
        with CaptureQueriesContext(connection) as captured:
            aliases.make(aliases.missing(home.locale, english_locale()), english_locale())
        costs.append(len(captured))
    assert costs[2] - costs[1] <= 27 * 5  # the register of references asks by the page


def test_no_alias_comes_of_its_own_accord_and_each_comes_where_it_was_chosen() -> None:
    home = create_platform("es", "en")
    before = new_page(home, "Antes")
    assert not before.has_translation(english_locale())
    choice = choose()
    assert Page.objects.get(translation_key=before.translation_key, locale=english_locale()).alias_of_id == before.pk
    created = new_page(home, "Creada")
    assert created.has_translation(english_locale())
    with TestCase.captureOnCommitCallbacks(execute=True):
        copy = created.copy(update_attrs={"title": "Copia", "slug": "copia"})
    assert copy.get_translation(english_locale()).alias_of_id == copy.pk
    choice.delete()
    assert not new_page(home, "Después").has_translation(english_locale())


def test_an_alias_has_no_address_that_its_own_language_uses_otherwise() -> None:
    home = create_platform("es", "pt-br")
    page = new_page(home, "Busca")  # where the search is in Portuguese
    assert page.slug == "busca"
    locale = Locale.objects.get(language_code="pt-br")
    with TestCase.captureOnCommitCallbacks(execute=True):
        AliasLanguage.objects.create(locale=locale, source=home.locale)
    alias = page.get_translation(locale)
    assert alias.alias_of_id == page.pk
    assert not is_reserved(alias.slug, alias.get_parent())


def test_an_alias_becomes_a_translation_when_it_is_sent() -> None:
    choose()
    page = new_page(create_platform("es", "en"), "Página")
    publish(page)
    alias = page.get_translation(english_locale())
    assert alias.live
    submit(page, [english_locale()])
    sent = page.get_translation(english_locale())
    assert (sent.pk, sent.alias_of_id) == (alias.pk, None)
    assert not sent.live, "the source's words would be read as English, or words that nobody has reviewed"
    assert Client().get(alias.url).status_code == 404


def test_a_home_page_that_is_sent_stays_and_says_whose_words_it_shows_until_its_own_are_published() -> None:
    home = create_platform("es")
    home.copy_for_translation(Locale.objects.get_or_create(language_code="en")[0], alias=True)
    submit(home, [english_locale()])
    sent = home.get_translation(english_locale())
    assert sent.alias_of_id is None
    html = BeautifulSoup(Client().get(sent.url).content, "html.parser")
    assert (html.main["lang"], html.select_one(".alias-notice a")["href"]) == ("es", home.url)
    assert html.select_one("meta[name=robots]")["content"] == "noindex"
    assert sent.full_url not in read_sitemap(Client()), "the sitemap contradicts the page"
    land(home, english_locale(), {"title": "Platform"})
    html = BeautifulSoup(Client().get(sent.url).content, "html.parser")
    assert html.select(".alias-notice, meta[name=robots], main[lang]") == []


def test_wagtail_localizes_own_way_is_closed() -> None:
    models = [component["model"] for component in get_locale_components()]
    assert LocaleSynchronization not in models
    assert AliasLanguage in models
    page = new_page(create_platform("es", "en"), "Página")
    LocaleSynchronization.objects.create(locale=english_locale(), sync_from=page.locale)
    assert not page.has_translation(english_locale())
    # once it makes aliases of pages that are created in code as well, it may be opened in the place of ours
    assert not new_page(create_platform("es", "en"), "Otra").has_translation(english_locale())


def test_the_choice_is_made_in_the_languages_form(admin_client: Any) -> None:
    page = new_page(create_platform("es", "en"), "Página")
    address = reverse("wagtaillocales:edit", args=[english_locale().pk])
    prefix = f"component-{AliasLanguage._meta.db_table}"
    assert prefix in admin_client.get(address).content.decode()
    posted = {"language_code": "en", f"{prefix}-enabled": "on", f"{prefix}-source": english_locale().pk}
    admin_client.post(address, posted)
    assert not AliasLanguage.objects.exists()  # no language in its own place
    with TestCase.captureOnCommitCallbacks(execute=True):
        admin_client.post(address, posted | {f"{prefix}-source": page.locale.pk})
    assert page.has_translation(english_locale())


def create_page_family() -> tuple[ContentPage, list[ContentPage], Page]:
    """A translated parent with three translated pages, and its translation."""
    parent, made = create_pages(3, texts=3)
    for page in made:
        submit(page, [english_locale()])
    return parent, made, Page.objects.get(pk=parent.get_translation(english_locale()).pk)


def test_order_follows_the_source_unless_a_page_has_its_own_place() -> None:
    parent, made, target = create_page_family()
    first, _second, third = made
    Page.objects.get(pk=third.pk).move(Page.objects.get(pk=first.pk), pos="left")
    assert child_titles(target) == child_titles(Page.objects.get(pk=parent.pk))
    assert child_titles(target)[0] == third.title
    PinnedPlace.objects.create(page=third.get_translation(english_locale()))
    Page.objects.get(pk=third.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")
    assert child_titles(target)[0] == third.title
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_with_its_own_place_is_not_moved_until_it_follows_again() -> None:
    _parent, made, target = create_page_family()
    home = create_platform("es", "en")
    follower = made[0].get_translation(english_locale())
    editor = create_user(
        "mover", pages={home: ("add", "change"), home.get_translation(english_locale()): ("add", "change")}
    )
    address = reverse("translation:own_place", args=[follower.pk])
    explorer = reverse("wagtailadmin_explore", args=[follower.pk])
    assert address in client_for(editor).get(explorer).content.decode()
    assert "Keep the current position" in client_for(editor).get(address).content.decode()
    client_for(editor).post(address, {"own": "on"})
    Page.objects.get(pk=made[0].pk).move(Page.objects.get(pk=home.pk), pos="last-child")
    assert Page.objects.get(pk=follower.pk).get_parent().pk == target.pk
    client_for(editor).post(address)
    assert Page.objects.get(pk=follower.pk).get_parent().locale == english_locale()
    assert Page.objects.get(pk=follower.pk).get_parent().translation_key == home.translation_key
    assert client_for(editor).get(reverse("translation:own_place", args=[home.pk + 10_000])).status_code == 404
    assert is_refused(client_for(create_user("reader", pages={home: ("change",)})).post(address, {"own": "on"}))


def test_a_changed_address_of_a_translation_leads_on_in_its_language_alone() -> None:
    parent, made = create_pages(1, texts=3)
    parent.save_revision().publish()
    land(parent, english_locale(), {"title": "Parent", "slug": "parent"})
    target = land(made[0], english_locale(), {"title": "Page", "slug": "page"})
    with TestCase.captureOnCommitCallbacks(execute=True):
        land(made[0], english_locale(), {"slug": "another"})
    found = {redirect.old_path: redirect.redirect_page_id for redirect in Redirect.objects.all()}
    assert found == {"/en/parent/page": target.pk}


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("sync_translations", *arguments, stdout=out, stderr=out, verbosity=0)
    return out.getvalue()


def drift_report() -> str:
    """What is told of drift; the exit status is 1."""
    out = StringIO()
    with pytest.raises(CommandError, match="out of step"):
        call_command("sync_translations", "--check", stdout=out)
    return out.getvalue()


def test_what_is_in_step_is_said_to_be() -> None:
    create_page_family()
    assert "in step" in run("--check")
    assert "in step" in run()


def test_drift_is_told_and_mended() -> None:
    _parent, made, target = create_page_family()
    followers = [page.get_translation(english_locale()) for page in made]
    moment = timezone.now() + timedelta(days=1)
    Page.objects.filter(pk=followers[0].pk).update(live=True)
    Page.objects.filter(pk=made[0].pk).update(live=False, expire_at=moment)
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=made[1], restriction_type="login")])
    paths = [page.path for page in followers]
    for page, path in ((followers[1], "x"), (followers[2], paths[1]), (followers[1], paths[2])):
        Page.objects.filter(pk=page.pk).update(path=path)
    told = drift_report()
    for problem in ("is public, but its source is not", "does not expire", "not as private", "in a different order"):
        assert problem in told
    assert "repaired" in run()
    assert "in step" in run("--check")
    assert not Page.objects.get(pk=followers[0].pk).live
    assert Page.objects.get(pk=followers[0].pk).expire_at == moment
    assert followers[1].view_restrictions.exists()
    assert [page.pk for page in target.get_children()] == [page.pk for page in followers]


def test_a_page_moved_past_the_models_is_brought_after_its_source() -> None:
    parent, made, _target = create_page_family()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("translation.tree.followers.move_followers", lambda *_arguments: None)
        Page.objects.get(pk=made[1].pk).move(create_platform("es", "en"), pos="last-child")
    assert "in a different position" in drift_report()
    run()
    follower = Page.objects.get(pk=made[1].get_translation(english_locale()).pk)
    assert follower.get_parent().translation_key == create_platform("es", "en").translation_key
    assert parent.translation_key != follower.get_parent().translation_key


def test_a_translation_of_what_is_deleted_is_hidden_and_a_missing_alias_is_made() -> None:
    source, target = create_translated_group()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("translation.tree.followers.delete_followers", lambda _source: None)
        Page.objects.get(pk=source.pk).delete()
    Page.objects.filter(pk=target.pk).update(live=True)
    AliasLanguage.objects.bulk_create(
        [AliasLanguage(locale=english_locale(), source=create_platform("es", "en").locale)]
    )
    with transaction.atomic():
        page = create_platform("es", "en").add_child(instance=ContentPage(title="Sin alias"))
    told = drift_report()
    assert "its source has been deleted" in told
    assert "Sin alias (en) has no alias" in told
    run()
    assert not Page.objects.get(pk=target.pk).live
    assert page.has_translation(english_locale())


def test_looking_for_drift_costs_the_same_for_few_pages_and_for_many() -> None:
    costs = []
    for number in (2, 8):
        _parent, made = create_pages(number, texts=3)
        for page in made:
            submit(page, [english_locale()])
        with CaptureQueriesContext(connection) as captured:
            run("--check")
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 12
