"""The report of translations: what it says, to whom, and what it costs."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from home.models import HomePage
from tests.translation.building import entity, group_with_translation, publish
from tests.translation.people import asking, is_refused, person
from translation.submitting import submit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


def home(language: str) -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def rows(user: Any, **filters: Any) -> list[dict[str, str]]:
    response: Any = asking(user).get(reverse("translation:report"), {"export": "csv", **filters})
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def finish(translation: Translation) -> None:
    """Translate every text."""
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": "done"},
        )


def test_each_state_is_told_and_can_be_asked_for() -> None:
    pairs = [group_with_translation(slug) for slug in ("changed", "unfinished", "waiting", "done")]
    for source, target in pairs:
        type(source).objects.filter(pk=target.pk).update(draft_title=source.slug)
        translation = Translation.objects.get(source__object_id=source.translation_key)
        if source.slug != "unfinished":
            finish(translation)
    type(source).objects.exclude(slug="en-waiting").update(has_unpublished_changes=False)
    type(source).objects.filter(slug="en-waiting").update(has_unpublished_changes=True)
    StringTranslation.objects.filter(context__object_id=pairs[1][0].translation_key, context__path="summary").delete()
    pairs[0][0].summary = "Otro"
    publish(pairs[0][0])
    user = person("translator", pages={home("en"): ("change",)})
    by_slug = {row["Source"]: row for row in rows(user)}
    assert len(rows(user)) == 4
    states = {row["State"]: row for row in rows(user)}
    assert set(states) == {"Source changed since", "In progress", "Draft waiting", "Up to date"}
    assert states["Source changed since"]["Changed texts of the source"] == "1"
    unfinished = states["In progress"]
    assert int(unfinished["Translated texts"]) < int(unfinished["Texts"])
    for key, label in (("changed", "Source changed since"), ("in_progress", "In progress"), ("draft", "Draft waiting")):
        assert [row["State"] for row in rows(user, state=key)] == [label]
    assert by_slug


def test_only_what_somebody_may_edit_is_listed() -> None:
    group_with_translation()
    source = entity()
    submit(source, [home("en").locale])
    translator = person("translator", pages={home("en"): ("change",)})
    other = person("french", pages={home("es"): ("change",)})
    librarian = person("librarian", change_entity="groups")
    assert {row["Type"] for row in rows(translator)} == {"Working group page"} or len(rows(translator)) == 1
    assert rows(other) == []
    assert [row["Source"] for row in rows(librarian)] == [str(source)]


def test_a_language_can_be_asked_for() -> None:
    group_with_translation()
    user = person("translator", pages={home("en"): ("change",)})
    assert len(rows(user, target_locale=home("en").locale_id)) == 1
    assert rows(user, target_locale=home("es").locale_id) == []


def test_it_leads_to_the_editor_and_the_old_report_leads_here() -> None:
    _source, target = group_with_translation()
    client = asking(person("translator", pages={home("en"): ("change",)}))
    page = client.get(reverse("wagtail_localize:translations_report"), follow=True).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[target.pk]) in page
    assert target.title in page


def test_the_menu_has_one_report_for_whoever_may_edit() -> None:
    group_with_translation()
    ours, theirs = reverse("translation:report"), reverse("wagtail_localize:translations_report")
    page = asking(person("translator", pages={home("en"): ("change",)})).get("/admin/").content.decode()
    assert ours in page
    assert theirs not in page
    assert ours not in asking(person("nobody")).get("/admin/").content.decode()


def test_who_may_edit_nothing_sees_nothing() -> None:
    group_with_translation()
    response = asking(person("nobody")).get(reverse("translation:report"))
    assert is_refused(response) or "Igualdad" not in response.content.decode()


def test_many_rows_take_as_many_queries_as_few() -> None:
    source, _target = group_with_translation("first")
    user = person("translator", pages={home("en"): ("change",)}, change_entity="groups")
    submit(entity(), [home("en").locale])
    url = reverse("translation:report")
    asking(user).get(url)
    few = _queries(user, url)
    for number in range(8):
        group_with_translation(f"more-{number}")
        submit(entity(), [source.get_translation(home("en").locale).locale])
    assert _queries(user, url) == few


def _queries(user: Any, url: str) -> int:
    client = asking(user)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len(captured)
