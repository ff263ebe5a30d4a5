"""The matrix of pages and snippets by language: what it says, to whom, and what it costs."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from groups.models import Entity, WorkingGroupPage
from home.models import HomePage
from tests.platform import create_platform
from tests.support.row_cache import cached_rows
from tests.translation.factories import create_entity, create_translated_group, publish
from tests.translation.users import client_for, create_user, is_refused
from translation.languages.models import GroupLanguagePermission
from translation.matrix import progress, states
from translation.matrix.matrix import Filters, Matrix, MatrixRow
from translation.matrix.models import TranslationProgress
from translation.sources.changes import words_of_snapshot
from translation.sources.models import TranslationBasis
from translation.workflow.submission import submit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english_admin(settings: Any) -> None:
    settings.WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]


def home(language: str) -> HomePage:
    return HomePage.objects.get(locale__language_code=language)


def locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)


def finish(translation: Translation) -> None:
    """Translate every text."""
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": "done"},
        )


NAMES = ("outdated", "in_progress", "draft", "up_to_date")


@cached_rows
def create_groups_in_each_state() -> None:
    """A group in each state in English, and an alias; all of them missing in French."""
    create_platform("es", "en", "fr")
    for name in NAMES:
        source, target = create_translated_group(name)
        source.title = name
        publish(source)
        translation = Translation.objects.get(source__object_id=source.translation_key)
        translation.source.update_from_db()
        if name != "in_progress":
            finish(translation)
        words = sorted(words_of_snapshot(translation.source))
        TranslationBasis.objects.filter(translation=translation).update(
            words=words, changed_segments=0, changed_since=None
        )
        Page.objects.filter(pk=target.pk).update(has_unpublished_changes=name == "draft")
    outdated = WorkingGroupPage.objects.get(title="outdated")
    outdated.summary = "Otro"
    publish(outdated)
    unfinished = WorkingGroupPage.objects.get(title="in_progress")
    StringTranslation.objects.filter(context__object_id=unfinished.translation_key, context__path="summary").delete()
    parent = home("es").get_children().first()
    lone = parent.add_child(
        instance=WorkingGroupPage(title="alias", slug="alias", summary="a", purpose="<p>a</p>", kind=outdated.kind)
    )
    publish(lone)
    lone.copy_for_translation(locale("en"), copy_parents=True, alias=True)


@pytest.fixture
def groups_in_each_state() -> None:
    create_groups_in_each_state()


def matrix(user: User, **filters: Any) -> dict[str, MatrixRow]:
    """The rows that somebody sees, by title."""
    asked = Matrix(user, Filters(**filters))
    return {row.title: row for row in asked.fill_rows(asked.rows())}


def test_each_state_is_told_and_can_be_asked_for(groups_in_each_state: None, admin_user: User) -> None:
    rows = matrix(admin_user)
    told = {name: rows[name].cells["en"].state for name in (*NAMES, "alias")}
    assert told == {name: name for name in told}
    assert {rows[name].cells["fr"].state for name in told} == {states.MISSING}
    assert {rows[name].cells["es"].state for name in told} == {states.SOURCE}
    assert rows["outdated"].cells["en"].changed_texts == 1
    assert 0 < (rows["in_progress"].cells["en"].percent or 0) < 100
    english = [locale("en")]
    for name in told:
        found = matrix(admin_user, state=name, languages=english)
        assert {title for title in found if title in told} == {name}
        assert set(found[name].cells) == {"en"}
    assert "outdated" in matrix(admin_user, state=states.MISSING, languages=[locale("fr")])
    assert "outdated" not in matrix(admin_user, state=states.MISSING, languages=english)


def test_it_counts_what_it_lists_and_the_first_page_says_the_same(groups_in_each_state: None, admin_user: User) -> None:
    asked = Matrix(admin_user)
    counts = asked.counts()
    rows = list(asked.fill_rows(asked.rows()))
    for language in ("en", "fr"):
        for state in (*states.OPEN, states.UP_TO_DATE, states.ALIAS, states.MISSING):
            shown = sum(row.cells[language].state == state for row in rows)
            assert counts[state].get(language, 0) == shown, (language, state)
    client = client_for(admin_user)
    report, first = client.get(reverse("translation:report")), client.get(reverse("wagtailadmin_home"))
    numbers = [[cell["number"] for cell in line["cells"]] for line in report.context["summary"]]
    assert [[cell["number"] for cell in line["cells"]] for line in first.context["summary"]] == numbers
    assert sum(map(sum, numbers)) > 0


def test_edited_back_is_not_outdated(groups_in_each_state: None, admin_user: User) -> None:
    source = WorkingGroupPage.objects.get(title="outdated")
    source.summary = "Resumen"
    publish(source)
    assert matrix(admin_user)["outdated"].cells["en"].state == states.UP_TO_DATE


def test_it_is_narrowed_by_type_section_owner_words_and_age(groups_in_each_state: None, admin_user: User) -> None:
    from django.contrib.contenttypes.models import ContentType

    snippet = create_entity(name="Oficina")
    submit(snippet, [locale("en")])
    kind = ContentType.objects.get_for_model(Entity)
    assert set(matrix(admin_user, kinds=[kind])) == {"Oficina"}
    assert "Oficina" not in matrix(admin_user, kinds=[ContentType.objects.get_for_model(Page)])
    group = WorkingGroupPage.objects.get(title="draft")
    assert set(matrix(admin_user, section=group.page_ptr)) == {"draft"}
    Page.objects.filter(pk=group.pk).update(owner=admin_user)
    assert set(matrix(admin_user, owner=admin_user)) == {"draft"}
    assert set(matrix(admin_user, search="IN_PRO")) == {"in_progress"}
    month_ago = timezone.now() - timedelta(days=30)
    assert "outdated" not in matrix(admin_user, changed_before=month_ago)
    old = TranslationBasis.objects.filter(changed_segments__gt=0)
    old.update(changed_since=month_ago - timedelta(days=1))
    assert "outdated" in matrix(admin_user, changed_before=month_ago, state=states.OUTDATED)


def test_a_translator_is_told_of_their_language_and_of_nobody_elses_drafts(groups_in_each_state: None) -> None:
    secret = home("es").add_child(
        instance=WorkingGroupPage(title="Borrador", slug="borrador", summary="x", purpose="<p>x</p>", live=False)
    )
    drafted = WorkingGroupPage.objects.get(title="draft").get_translation(locale("en"))
    other = create_user("section", pages={drafted: ("change",)})
    translator = create_user("translator", pages={home("en"): ("change",)})
    rows = matrix(translator)
    assert set(rows["outdated"].cells) == {"es", "en"}, "not French"
    assert secret.title not in rows
    target = WorkingGroupPage.objects.get(title="outdated").get_translation(locale("en"))
    assert rows["outdated"].cells["en"].url == reverse("wagtailadmin_pages:edit", args=[target.pk])
    assert rows["outdated"].url == rows["outdated"].cells["en"].url, "their source they can't edit"
    section = matrix(other)
    assert section["draft"].cells["en"].state == states.DRAFT
    assert "en" not in section["in_progress"].cells, "it is another section's"
    owner = create_user("owner", pages={WorkingGroupPage.objects.get(title="draft"): ("change",)})
    assert set(matrix(owner)) == {"draft"}
    assert set(matrix(owner)["draft"].cells) == {"es", "en", "fr"}, "of their own page they are told all"


def test_snippets_are_listed_by_the_rights_of_their_language(groups_in_each_state: None) -> None:
    from django.contrib.auth.models import Permission

    source = create_entity(name="Oficina")
    submit(source, [locale("en"), locale("fr")])
    user = create_user("linguist")
    GroupLanguagePermission.objects.create(
        group=user.groups.get(), locale=locale("en"), permission=Permission.objects.get(codename="change_entity")
    )
    rows = matrix(user)
    assert set(rows) == {"Oficina"}
    assert set(rows["Oficina"].cells) == {"es", "en"}
    assert rows["Oficina"].cells["en"].state == states.IN_PROGRESS


def export_report(user: User, form: str, **filters: Any) -> Any:
    response: Any = client_for(user).get(reverse("translation:report"), {"export": form, **filters})
    return b"".join(response.streaming_content)


def test_it_is_taken_away_as_a_table(groups_in_each_state: None, admin_user: User) -> None:
    Page.objects.filter(title="draft", locale=locale("es")).update(title="=draft")
    text = export_report(admin_user, "csv").decode("utf-8-sig")
    lines = {line["Title"]: line for line in csv.DictReader(io.StringIO(text))}
    assert lines["outdated"]["English"] == "Outdated"
    assert lines["outdated"]["English: changed texts"] == "1"
    assert "=draft" not in lines, "no spreadsheet is made to calculate"
    only = export_report(admin_user, "csv", state="outdated", language=locale("en").pk).decode()
    assert len(only.splitlines()) == 2
    sheet = load_workbook(io.BytesIO(export_report(admin_user, "xlsx"))).active
    assert sheet is not None
    assert sheet.max_row == len(list(csv.reader(io.StringIO(text))))


def test_the_old_report_leads_here_and_who_may_edit_nothing_sees_nothing(groups_in_each_state: None) -> None:
    client = client_for(create_user("translator", pages={home("en"): ("change",)}))
    page = client.get(reverse("wagtail_localize:translations_report"), follow=True)
    assert page.redirect_chain
    assert page.context["object_list"]
    ours, theirs = reverse("translation:report"), reverse("wagtail_localize:translations_report")
    menu = client.get("/admin/").content.decode()
    assert ours in menu
    assert theirs not in menu
    nobody = client_for(create_user("nobody"))
    assert ours not in nobody.get("/admin/").content.decode()
    assert is_refused(nobody.get(ours))


def test_progress_follows_each_text(groups_in_each_state: None) -> None:
    source = WorkingGroupPage.objects.get(title="up_to_date")
    record = Translation.objects.get(source__object_id=source.translation_key)

    def counted() -> tuple[int, int]:
        progress.refresh()
        held = TranslationProgress.objects.get(translation=record)
        return held.translated, held.total

    total, done = counted()
    assert (done, total) == record.get_progress()
    text = StringTranslation.objects.filter(context__object_id=source.translation_key, context__path="summary").get()
    text.has_error = True
    text.save()
    assert counted() == (total - 1, total)
    text.delete()
    source.seo_title = "Nuevo"
    publish(source)
    record.source.update_from_db()
    assert counted() == (total - 1, total + 1)
    StringTranslation.objects.filter(context__object_id=source.translation_key).update(has_error=True)
    progress.recount()
    assert counted()[0] == 0


def test_many_rows_take_as_many_queries_as_few(admin_user: User) -> None:
    create_platform("es", "en", "fr")
    translator = create_user("translator", pages={home("en"): ("change",)})
    create_translated_group("first")
    submit(create_entity(), [locale("en")])
    few = [query_count(user, name) for user in (admin_user, translator) for name in PAGES]
    for number in range(6):
        create_translated_group(f"more-{number}")
        submit(create_entity(), [locale("en")])
    assert [query_count(user, name) for user in (admin_user, translator) for name in PAGES] == few


PAGES = ("translation:report", "wagtailadmin_home")


def query_count(user: User, name: str) -> int:
    client = client_for(user)
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(name)).status_code == 200
    return len(captured)


def test_the_matrix_itself_takes_eight_queries_at_most(groups_in_each_state: None, admin_user: User) -> None:
    translator = create_user("translator", pages={home("en"): ("change",)})
    for user in (admin_user, translator):
        matrix(user)
        fresh = User.objects.get(pk=user.pk)
        assert fresh.has_perm("wagtailadmin.access_admin"), "which the admin has asked before"
        with CaptureQueriesContext(connection) as captured:
            asked = Matrix(fresh, Filters(state=states.OUTDATED))
            rows = asked.rows()
            rows.count()
            asked.fill_rows(rows[:50])
            asked.counts()
        assert len(captured) <= 8, [query["sql"][:80] for query in captured]
