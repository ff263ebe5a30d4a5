"""The translators' screen: what it shows, and what helps there."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation, TranslationSource

from tests.translation.editor_screen import (
    change_source,
    create_long_page,
    first_segment,
    open_screen,
    parse_screen,
    post_texts,
    stored_translation,
    translate_text,
)
from tests.translation.team import TranslationTeam
from tests.translation.users import client_for, is_refused
from translation.editor.units import PAGE_SIZE
from translation.exchange.new_translation import land
from translation.glossary.models import GlossaryTerm
from translation.workflow.drafts import save_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english_default")]


# What it shows


def test_each_text_stands_beside_its_translation_under_the_name_of_its_field(team: TranslationTeam) -> None:
    change_source(team, purpose='<p>Lea <a href="https://example.org/es">el plan</a> &amp; más</p>')
    screen = open_screen(team.translator, team.target)
    pk = first_segment(team.translation, "purpose").pk
    unit = screen.unit(pk)
    assert unit.select_one(".seg__text").text == "Lea <1>el plan</1> & más"
    assert "link to https://example.org/es" in unit.text
    summary = first_segment(team.translation, "summary").pk
    assert screen.units[summary] == "en-Resumen"
    assert [str(heading.text) for heading in screen.soup.select(".seg-group")][:2] == ["Title", "Summary"]
    field = screen.unit(summary).select_one("textarea")
    assert field is not None
    assert field["lang"] == "en"
    assert screen.unit(summary).select_one(".seg__text")["lang"] == "es"


def test_equal_texts_at_one_place_are_one(team: TranslationTeam) -> None:
    change_source(team, purpose="<p>igual</p><p>igual</p><p>otro</p>")
    shown = list(open_screen(team.translator, team.target).units)
    at_place = StringSegment.objects.filter(source=team.translation.source, context__path="purpose")
    assert at_place.count() == 3
    assert len(set(shown) & set(at_place.values_list("pk", flat=True))) == 2
    assert "2 times here" in open_screen(team.translator, team.target).text


def test_filters_count_and_leave_what_they_say(team: TranslationTeam) -> None:
    change_source(team, summary="Otro resumen")
    pk = first_segment(team.translation, "summary").pk
    for name in ("untranslated", "changed"):
        screen = open_screen(team.translator, team.target, filter=name)
        assert list(screen.units) == [pk]
        assert screen.soup.select_one(f"[data-filter='{name}'][aria-current] .seg-filters__count").text == "1"
    assert open_screen(team.translator, team.target, filter="warnings").units == {}
    translate_text(team, "summary", "Another  summary")
    assert list(open_screen(team.translator, team.target, filter="warnings").units) == [pk], "two spaces"
    assert open_screen(team.translator, team.target, filter="untranslated").units == {}


def test_a_changed_text_shows_what_changed_and_how_it_was_translated(team: TranslationTeam) -> None:
    change_source(team, summary="Resumen nuevo")
    unit = open_screen(team.translator, team.target).unit(first_segment(team.translation, "summary").pk)
    previous = unit.select_one(".seg__previous")
    assert previous is not None
    assert [tag.text.strip() for tag in previous.select("ins, del")] == ["nuevo"]
    assert "en-Resumen" in previous.text


def test_in_a_rich_text_the_likest_earlier_paragraph_is_the_previous_one(team: TranslationTeam) -> None:
    change_source(team, purpose="<p>El primer párrafo trata del agua.</p><p>El segundo es sobre salud.</p>")
    for row in StringSegment.objects.filter(source=team.translation.source, context__path="purpose"):
        StringTranslation.objects.create(
            translation_of=row.string, context=row.context, locale=team.target.locale, data=f"en: {row.string.data}"
        )
    save_draft(team.translation)
    change_source(
        team, purpose="<p>Nuevo y aparte, sin nada en común con ello.</p><p>El segundo es sobre la salud.</p>"
    )
    screen = open_screen(team.translator, team.target)
    rows = StringSegment.objects.filter(source=team.translation.source, context__path="purpose").order_by("order")
    new, changed = (screen.unit(row.pk) for row in rows)
    assert "en: El segundo es sobre salud." in changed.text
    assert "New" in new.text
    assert new.select_one(".seg__previous") is None


def test_one_leaf_has_so_many_texts_and_leads_on() -> None:
    page, _translation = create_long_page(PAGE_SIZE + 5)
    admin = User.objects.create_superuser("admin")
    first, second = open_screen(admin, page), open_screen(admin, page, p=2)
    assert len(first.units) == PAGE_SIZE
    assert 0 < len(second.units) < PAGE_SIZE
    assert not set(first.units) & set(second.units)
    assert "rel" in first.soup.select_one("[data-next-page]").attrs
    last = max(second.units)
    assert last in open_screen(admin, page, unit=last).units, "a link to a text leads to its leaf"
    assert "Body: 3. Heading" in first.text
    assert not first.soup.find_all(string="None")


def test_a_leaf_has_the_addresses_of_its_own_texts() -> None:
    page, translation = create_long_page(PAGE_SIZE - 12, links=20)
    admin = User.objects.create_superuser("admin")
    first, second = (open_screen(admin, page, p=number).values for number in (1, 2))
    assert first
    assert second
    assert not first & second
    assert first | second == set(translation.source.overridablesegment_set.values_list("pk", flat=True))


@pytest.mark.one_database
def test_ten_texts_take_as_many_queries_as_a_hundred_and_the_answer_is_light() -> None:
    admin = client_for(User.objects.create_superuser("admin"))

    def queries(texts: int) -> tuple[int, int]:
        page, _translation = create_long_page(texts)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        admin.get(address)
        with CaptureQueriesContext(connection) as captured:
            response = admin.get(address)
        return len(captured), len(response.content)

    few, _size = queries(10)
    many, size = queries(100)
    assert many == few
    assert many <= 60
    assert size <= 250_000


def test_a_source_of_an_older_shape_is_shown_and_not_an_error(team: TranslationTeam) -> None:
    """A block type or field that is no more: the release's resync mends it, and nobody meets an error before."""
    source = team.translation.source
    for path in ("gone", "body.00000000-0000-0000-0000-000000000000.text", "leads.x.gone"):
        context = first_segment(team.translation, "summary").context
        context.pk = None
        context.path, context.path_id, context.field_path = path, None, path
        context.save()
        row = first_segment(team.translation, "summary")
        row.pk, row.context, row.order = None, context, 900
        row.save()
    assert "Fields that no longer exist" in open_screen(team.translator, team.target).text
    assert (
        source.stringsegment_set.filter(context__path="gone").get().pk
        in open_screen(team.translator, team.target).units
    )


# Help


def test_what_helps_stands_under_the_text(team: TranslationTeam) -> None:
    english, spanish = (Locale.objects.get(language_code=code) for code in ("en", "es"))
    GlossaryTerm.objects.create(
        source_locale=spanish, target_locale=english, source_term="grupo de trabajo", target_term="working group"
    )
    translate_text(team, "summary", "The working group meets every month.")
    change_source(team, summary="El grupo de trabajo se reúne cada mes.")
    translate_text(team, "summary", "The working group meets every month.")
    change_source(team, summary="El grupo de trabajo se reúne cada semana.")
    pk = first_segment(team.translation, "summary").pk
    screen = open_screen(team.translator, team.target, unit=pk)
    unit = screen.unit(pk)
    assert "working group" in unit.select_one(".seg-term").text
    suggested = [str(button["data-accept"]) for button in unit.select("[data-accept]")]
    assert suggested == ["The working group meets every month."]
    other = open_screen(team.translator, team.target).unit(first_segment(team.translation, "slug").pk)
    assert not other.select("[data-accept]"), "only the text at hand is looked up"


def test_the_memory_suggests_with_score_and_where_from(team: TranslationTeam) -> None:
    change_source(team, summary="El grupo se reúne cada mes en la sede.")
    translate_text(team, "summary", "The group meets every month at the headquarters.")
    change_source(team, purpose="<p>El grupo se reúne cada semana en la sede.</p>")
    pk = first_segment(team.translation, "purpose").pk
    unit = open_screen(team.translator, team.target, unit=pk).unit(pk)
    (line,) = [line for line in unit.select(".seg-suggestions__from") if "%" in line.text]
    assert "Igualdad" in line.text
    assert {tag.text.strip() for tag in line.select("ins, del")} == {"semana", "mes"}


def test_the_address_is_suggested_from_the_title_and_stored_as_one(team: TranslationTeam) -> None:
    translate_text(team, "title", "Gender & equality")
    pk = first_segment(team.translation, "slug").pk
    unit = open_screen(team.translator, team.target, unit=pk).unit(pk)
    assert [str(button["data-accept"]) for button in unit.select("[data-accept]")] == ["gender-equality"]
    translate_text(team, "slug", "Gender & Equality!")
    assert stored_translation(team.translation, "slug").data == "gender-equality"


# Beside the texts


def test_an_address_may_differ_in_a_language_and_leads_somewhere(team: TranslationTeam) -> None:
    change_source(team, purpose='<p>Lea <a href="https://example.org/es">el plan</a></p>')
    row = team.translation.source.overridablesegment_set.get()
    client = client_for(team.translator)
    address = reverse("translate:save_values", args=[team.translation.pk])
    for value, kept in (
        ("javascript:alert(1)", ""),
        ("nowhere", ""),
        ("https://example.org/en", "https://example.org/en"),
    ):
        response = client.post(address, {f"value-{row.pk}": value}, follow=True)
        assert response.status_code == 200
        held = SegmentOverride.objects.filter(context=row.context).first()
        assert (held.data if held else "") == kept
    shown = open_screen(client, team.target).soup.select_one(f"[name='value-{row.pk}']")
    assert shown is not None
    assert shown["value"] == "https://example.org/en"
    client.post(address, {f"value-{row.pk}": ""})
    assert not SegmentOverride.objects.exists()


def test_what_the_source_refers_to_is_named_with_its_version(team: TranslationTeam) -> None:
    related = open_screen(team.translator, team.target).soup.select_one("#related")
    assert related is not None
    assert "Grupo de Trabajo" in related.text


def test_both_languages_are_previewed_by_who_may_see_no_source(team: TranslationTeam) -> None:
    translate_text(team, "title", "Equality now")
    client = client_for(team.translator)
    assert is_refused(client.get(reverse("wagtailadmin_pages:edit", args=[team.source.pk])))
    for side, said in (("target", "Equality now"), ("source", "Igualdad")):
        response = client.get(reverse("translate:preview", args=[team.translation.pk, side]))
        assert response.status_code == 200
        assert said in response.content.decode()
        assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_a_snippet_is_translated_the_same_way(team: TranslationTeam) -> None:
    kind = team.source.kind
    assert kind is not None
    frozen, _created = TranslationSource.update_or_create_from_instance(kind)
    translation, _created = Translation.objects.get_or_create(
        source=frozen, target_locale=team.target.locale, defaults={"enabled": True}
    )
    if kind.get_translation_or_none(team.target.locale) is None:
        land(kind, team.target.locale, {}, publish=False)
    target = kind.get_translation(team.target.locale)
    admin = client_for(User.objects.create_superuser("admin"))
    address = reverse(target.snippet_viewset.get_url_name("edit"), args=[target.pk])
    pk = first_segment(translation, "label").pk
    screen = parse_screen(admin.get(address).content.decode())
    post_texts(admin, translation, {pk: "Working group"}, {pk: screen.base(pk)})
    assert parse_screen(admin.get(address).content.decode()).units[pk] == "Working group"
    admin.post(address, {"action": "publish"})
    target.refresh_from_db()
    assert (target.live, target.label) == (True, "Working group")
