"""The translators' screen: what it shows, what it stores, whom it refuses."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation, TranslationSource

from core.publishing import PublishingBlockedError
from groups.models import WorkingGroupPage
from home.models import ContentPage, HomePage
from tests.factories import ContentPageFactory
from tests.platform import start
from tests.support.repeated import repeated
from tests.translation import desks
from tests.translation.building import publish
from tests.translation.desks import Desk
from tests.translation.editor_screen import look, read, save, segment
from tests.translation.people import asking, is_refused, person
from translation.drafts import save_draft
from translation.editor.models import PastTranslation, SegmentDraft
from translation.editor.units import LEAF_SIZE
from translation.glossary.models import GlossaryTerm
from translation.landing import land

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def desk() -> Desk:
    return desks.desk()


def stored(translation: Translation, path: str) -> StringTranslation:
    found = segment(translation, path)
    return StringTranslation.objects.get(translation_of=found.string, context=found.context)


def type_in(desk: Desk, path: str, text: str, user: User | None = None, base: str | None = None, **more: str) -> Any:
    """Write one text as somebody does who has just opened the screen."""
    user = user or desk.translator
    pk = segment(desk.translation, path).pk
    screen = look(user, desk.target)
    return save(user, desk.translation, {pk: text}, {pk: screen.base(pk) if base is None else base}, **more)


def rewrite(desk: Desk, **values: str) -> None:
    """Change the source, publish it, and bring it to the translators."""
    for name, value in values.items():
        setattr(desk.source, name, value)
    publish(desk.source)
    desk.translation.source.update_from_db()


@repeated
def long_page(texts: int) -> tuple[ContentPage, Translation]:
    """A page of as many headings in English, each translated, with its record."""
    home = start("es", "en")
    page = ContentPageFactory(
        parent=home, body=[("heading", {"text": f"Título {n}", "level": "h2"}) for n in range(texts)]
    )
    publish(page)
    frozen, _created = TranslationSource.update_or_create_from_instance(page)
    words = {
        data: f"Heading {data}"
        for data in StringSegment.objects.filter(source=frozen).values_list("string__data", flat=True)
    }
    target = land(page, Locale.objects.get(language_code="en"), words)
    return target, Translation.objects.get(source=frozen)


# What it shows


def test_each_text_stands_beside_its_translation_under_the_name_of_its_field(desk: Desk) -> None:
    rewrite(desk, purpose='<p>Lea <a href="https://example.org/es">el plan</a> &amp; más</p>')
    screen = look(desk.translator, desk.target)
    pk = segment(desk.translation, "purpose").pk
    unit = screen.unit(pk)
    assert unit.select_one(".seg__text").text == "Lea <1>el plan</1> & más"
    assert "link to https://example.org/es" in unit.text
    summary = segment(desk.translation, "summary").pk
    assert screen.units[summary] == "en-Resumen"
    assert [str(heading.text) for heading in screen.soup.select(".seg-group")][:2] == ["Title", "Summary"]
    field = screen.unit(summary).select_one("textarea")
    assert field is not None
    assert field["lang"] == "en"
    assert screen.unit(summary).select_one(".seg__text")["lang"] == "es"


def test_equal_texts_at_one_place_are_one(desk: Desk) -> None:
    rewrite(desk, purpose="<p>igual</p><p>igual</p><p>otro</p>")
    shown = list(look(desk.translator, desk.target).units)
    at_place = StringSegment.objects.filter(source=desk.translation.source, context__path="purpose")
    assert at_place.count() == 3
    assert len(set(shown) & set(at_place.values_list("pk", flat=True))) == 2
    assert "2 times here" in look(desk.translator, desk.target).text


def test_filters_count_and_leave_what_they_say(desk: Desk) -> None:
    rewrite(desk, summary="Otro resumen")
    pk = segment(desk.translation, "summary").pk
    for name in ("untranslated", "changed"):
        screen = look(desk.translator, desk.target, filter=name)
        assert list(screen.units) == [pk]
        assert screen.soup.select_one(f"[data-filter='{name}'][aria-current] .seg-filters__count").text == "1"
    assert look(desk.translator, desk.target, filter="warnings").units == {}
    type_in(desk, "summary", "Another  summary")
    assert list(look(desk.translator, desk.target, filter="warnings").units) == [pk], "two spaces"
    assert look(desk.translator, desk.target, filter="untranslated").units == {}


def test_a_changed_text_shows_what_changed_and_how_it_was_translated(desk: Desk) -> None:
    rewrite(desk, summary="Resumen nuevo")
    unit = look(desk.translator, desk.target).unit(segment(desk.translation, "summary").pk)
    previous = unit.select_one(".seg__previous")
    assert previous is not None
    assert [tag.text.strip() for tag in previous.select("ins, del")] == ["nuevo"]
    assert "en-Resumen" in previous.text


def test_in_a_rich_text_the_likest_earlier_paragraph_is_the_previous_one(desk: Desk) -> None:
    rewrite(desk, purpose="<p>El primer párrafo trata del agua.</p><p>El segundo es sobre salud.</p>")
    for row in StringSegment.objects.filter(source=desk.translation.source, context__path="purpose"):
        StringTranslation.objects.create(
            translation_of=row.string, context=row.context, locale=desk.target.locale, data=f"en: {row.string.data}"
        )
    save_draft(desk.translation)
    rewrite(desk, purpose="<p>Nuevo y aparte, sin nada en común con ello.</p><p>El segundo es sobre la salud.</p>")
    screen = look(desk.translator, desk.target)
    rows = StringSegment.objects.filter(source=desk.translation.source, context__path="purpose").order_by("order")
    new, changed = (screen.unit(row.pk) for row in rows)
    assert "en: El segundo es sobre salud." in changed.text
    assert "New" in new.text
    assert new.select_one(".seg__previous") is None


def test_one_leaf_has_so_many_texts_and_leads_on() -> None:
    page, _translation = long_page(LEAF_SIZE + 5)
    admin = User.objects.create_superuser("admin")
    first, second = look(admin, page), look(admin, page, p=2)
    assert len(first.units) == LEAF_SIZE
    assert 0 < len(second.units) < LEAF_SIZE
    assert not set(first.units) & set(second.units)
    assert "rel" in first.soup.select_one("[data-next-leaf]").attrs
    last = max(second.units)
    assert last in look(admin, page, unit=last).units, "a link to a text leads to its leaf"
    assert "Body: 3. Heading" in first.text


@pytest.mark.one_database
def test_ten_texts_take_as_many_queries_as_a_hundred_and_the_answer_is_light() -> None:
    admin = asking(User.objects.create_superuser("admin"))

    def queries(texts: int) -> tuple[int, int]:
        page, _translation = long_page(texts)
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


def test_a_source_of_an_older_shape_is_shown_and_not_an_error(desk: Desk) -> None:
    """A block type or field that is no more: the release's resync mends it, and nobody meets an error before."""
    source = desk.translation.source
    for path in ("gone", "body.00000000-0000-0000-0000-000000000000.text", "leads.x.gone"):
        context = segment(desk.translation, "summary").context
        context.pk = None
        context.path, context.path_id, context.field_path = path, None, path
        context.save()
        row = segment(desk.translation, "summary")
        row.pk, row.context, row.order = None, context, 900
        row.save()
    assert "Fields that no longer exist" in look(desk.translator, desk.target).text
    assert source.stringsegment_set.filter(context__path="gone").get().pk in look(desk.translator, desk.target).units


# What it stores


def test_a_saved_text_is_stored_with_its_author_and_the_earlier_one_can_come_back(desk: Desk) -> None:
    response = type_in(desk, "summary", "A summary\r\nin two lines")
    assert response.status_code == 302
    row = stored(desk.translation, "summary")
    assert row.data == "A summary<br/>in two lines"
    assert row.last_translated_by == desk.translator
    past = PastTranslation.objects.get()
    assert (past.data, past.replaced_by) == ("en-Resumen", desk.translator)

    pk = segment(desk.translation, "summary").pk
    helped = asking(desk.translator).get(reverse("translate:text_help", args=[desk.translation.pk, pk]))
    assert "1 earlier translation" in helped.content.decode()
    asking(desk.translator).post(reverse("translate:restore_text", args=[desk.translation.pk, pk]), {"past": past.pk})
    assert stored(desk.translation, "summary").data == "en-Resumen"
    assert PastTranslation.objects.count() == 2, "the undone one is kept as well"


def test_an_earlier_translation_of_another_text_is_not_put_here(desk: Desk) -> None:
    type_in(desk, "summary", "A summary")
    address = reverse("translate:restore_text", args=[desk.translation.pk, segment(desk.translation, "title").pk])
    assert asking(desk.translator).post(address, {"past": PastTranslation.objects.get().pk}).status_code == 404


def test_saving_leads_to_the_next_text_and_an_emptied_one_is_untranslated_again(desk: Desk) -> None:
    title, summary = (segment(desk.translation, path).pk for path in ("title", "summary"))
    response = type_in(desk, "title", "Equality", next=str(title))
    assert parse_qs(urlsplit(response["Location"]).query)["unit"] == [str(summary)]
    assert urlsplit(response["Location"]).fragment == f"seg-{summary}"
    type_in(desk, "summary", "  ")
    assert not StringTranslation.objects.filter(context__path="summary").exists()
    assert PastTranslation.objects.filter(context__path="summary").get().data == "en-Resumen"


def test_what_is_sent_untouched_is_not_written(desk: Desk) -> None:
    before = stored(desk.translation, "summary")
    type_in(desk, "summary", "en-Resumen")
    after = stored(desk.translation, "summary")
    assert (after.updated_at, after.last_translated_by) == (before.updated_at, before.last_translated_by)


def test_the_later_of_two_translators_is_shown_the_difference_and_chooses(desk: Desk) -> None:
    pk = segment(desk.translation, "summary").pk
    base = look(desk.translator, desk.target).base(pk)
    type_in(desk, "summary", "The reviewer's summary", desk.reviewer)
    type_in(desk, "summary", "The translator's summary", base=base)
    assert stored(desk.translation, "summary").data == "The reviewer's summary"
    screen = look(desk.translator, desk.target)
    unit = screen.unit(pk)
    assert "reviewer has saved this text meanwhile" in " ".join(unit.text.split())
    assert [tag.text for tag in unit.select(".seg-message--conflict del")] == ["reviewer"]
    assert [tag.text for tag in unit.select(".seg-message--conflict ins")] == ["translator"]
    assert screen.units[pk] == "The translator's summary", "nothing that was typed is lost"
    assert "meanwhile" not in look(desk.reviewer, desk.target).text, "the other one has nothing to choose"

    save(desk.translator, desk.translation, {pk: screen.units[pk]}, {pk: screen.base(pk)})
    assert stored(desk.translation, "summary").data == "The translator's summary"


def test_taking_theirs_throws_ones_own_away(desk: Desk) -> None:
    pk = segment(desk.translation, "summary").pk
    type_in(desk, "summary", "Mine", base="an older version")
    asking(desk.translator).post(reverse("translate:discard_draft", args=[desk.translation.pk, pk]))
    assert look(desk.translator, desk.target).units[pk] == "en-Resumen"
    assert not SegmentDraft.objects.exists()


def test_two_who_write_the_same_have_no_conflict(desk: Desk) -> None:
    type_in(desk, "summary", "en-Resumen", base="an older version")
    assert not SegmentDraft.objects.exists()


def test_what_is_typed_is_kept_for_its_author_and_counts_for_nobody(desk: Desk) -> None:
    pk = segment(desk.translation, "summary").pk
    client = asking(desk.translator)
    address = reverse("translate:keep_draft", args=[desk.translation.pk, pk])
    base = look(client, desk.target).base(pk)
    assert client.post(address, {"text": "Half a sen", "base": base}).json()["kept"] is True
    assert look(client, desk.target).units[pk] == "Half a sen"
    assert "not saved yet" in look(client, desk.target).text
    assert stored(desk.translation, "summary").data == "en-Resumen"
    others = look(desk.reviewer, desk.target)
    assert others.units[pk] == "en-Resumen"
    assert "translator is typing here" in others.text
    assert client.post(address, {"text": "en-Resumen", "base": base}).json()["kept"] is False
    assert not SegmentDraft.objects.exists()


def test_submitting_says_what_was_typed_and_not_saved(desk: Desk) -> None:
    client = asking(desk.translator)
    pk = segment(desk.translation, "summary").pk
    client.post(reverse("translate:keep_draft", args=[desk.translation.pk, pk]), {"text": "Half", "base": ""})
    response = client.post(reverse("translation:submit_for_review", args=[desk.translation.pk]), follow=True)
    assert "1 text was typed and not saved" in response.content.decode()


def test_a_script_gets_the_texts_as_they_then_are(desk: Desk) -> None:
    summary, title = (segment(desk.translation, path).pk for path in ("summary", "title"))
    bases = {pk: look(desk.translator, desk.target).base(pk) for pk in (summary, title)}
    response = asking(desk.translator).post(
        reverse("translate:save_texts", args=[desk.translation.pk]),
        {
            f"text-{summary}": "Sum",
            f"base-{summary}": bases[summary],
            f"text-{title}": "T",
            f"base-{title}": "older",
        },
        headers={"accept": "application/json"},
    )
    texts = response.json()["texts"]
    assert {pk: text["result"] for pk, text in texts.items()} == {str(summary): "saved", str(title): "conflict"}
    assert read(texts[str(summary)]["html"]).units == {summary: "Sum"}
    assert read(texts[str(summary)]["html"]).base(summary) != bases[summary]
    assert "of" in response.json()["bar"]


def test_what_a_machine_wrote_is_accepted_by_saving_it_and_by_nothing_else(desk: Desk) -> None:
    row = stored(desk.translation, "summary")
    StringTranslation.objects.filter(pk=row.pk).update(translation_type="machine")
    pk = segment(desk.translation, "summary").pk
    assert list(look(desk.translator, desk.target, filter="machine").units) == [pk]
    type_in(desk, "summary", "en-Resumen", next=str(segment(desk.translation, "title").pk))
    assert stored(desk.translation, "summary").translation_type == "machine"
    type_in(desk, "summary", "en-Resumen", next=str(pk))
    row.refresh_from_db()
    assert (row.translation_type, row.last_translated_by) == ("manual", desk.translator)


# Markup


def test_marks_that_are_not_in_order_are_refused_and_kept_with_the_reason(desk: Desk) -> None:
    rewrite(desk, purpose='<p>Lea <a href="https://example.org/es">el plan</a></p>')
    type_in(desk, "purpose", "Read <1>the plan")
    pk = segment(desk.translation, "purpose").pk
    assert not StringTranslation.objects.filter(context__path="purpose", translation_of__segments__pk=pk).exists()
    screen = look(desk.translator, desk.target)
    assert screen.units[pk] == "Read <1>the plan"
    assert "<1> is not closed" in screen.unit(pk).text
    type_in(desk, "purpose", "Read the plan")
    assert "link" in screen.text
    assert pk in look(desk.translator, desk.target, filter="warnings").units, "a link is lost"
    type_in(desk, "purpose", "Read <1>the plan</1>")
    assert pk not in look(desk.translator, desk.target, filter="warnings").units
    assert save_draft(desk.translation).as_object().purpose == (
        '<p>Read <a href="https://example.org/es">the plan</a></p>'
    )


@pytest.mark.parametrize("path", ["purpose", "summary", "title"])
def test_a_script_in_a_translation_never_reaches_a_page(desk: Desk, path: str) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    type_in(desk, path, evil)
    row = stored(desk.translation, path)
    published = publish_by_hand(desk)
    assert "<script>alert" not in published
    assert "<img src=x" not in published
    # past all signals, as an import of many texts writes
    StringTranslation.objects.filter(pk=row.pk).update(data=evil, has_error=False)
    assert "onerror" not in str(vars(save_draft(desk.translation).as_object()))
    preview = asking(desk.translator).get(reverse("translate:preview", args=[desk.translation.pk, "target"]))
    assert "onerror=alert" not in preview.content.decode().replace("&quot;", '"')
    with pytest.raises(PublishingBlockedError):
        publish_by_hand(desk)
    assert "<script>alert" not in Client().get(desk.page().url).content.decode()
    row.refresh_from_db()
    assert row.has_error


def publish_by_hand(desk: Desk) -> str:
    save_draft(desk.translation).publish()
    response = Client().get(desk.page().url)
    assert response.status_code == 200
    return response.content.decode()


# Publishing


def test_nobody_publishes_a_text_in_error_or_unknowingly_the_sources_words(desk: Desk) -> None:
    client = asking(desk.reviewer)
    address = reverse("wagtailadmin_pages:edit", args=[desk.target.pk])
    type_in(desk, "title", "x" * 300)
    client.post(address, {"action": "publish", "with_missing": "1"})
    assert desk.page().title == "en-Igualdad"
    type_in(desk, "title", "Equality")
    type_in(desk, "summary", "")
    response = client.post(address, {"action": "publish"}, follow=True)
    assert "Some texts are not translated" in response.content.decode()
    assert desk.page().title == "en-Igualdad"
    client.post(address, {"action": "publish", "with_missing": "1"})
    assert (desk.page().title, desk.page().summary) == ("Equality", "Resumen")
    assert is_refused(asking(desk.translator).post(address, {"action": "publish", "with_missing": "1"}))


def test_what_was_written_by_hand_is_not_overwritten_when_translating_starts_again(desk: Desk) -> None:
    rewrite(desk, purpose="<p>Uno</p><p>Dos</p>")
    Translation.objects.filter(pk=desk.translation.pk).update(enabled=False)
    page = desk.page()
    page.summary, page.purpose = "By hand", "<p>One</p><p>Two</p><p>Three</p>"
    page.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = asking(desk.reviewer).post(address, {"localize-restart-translation": "1"}, follow=True)
    assert "1 text that was written here by hand is kept" in response.content.decode()
    assert "3 texts have no place in the source" in response.content.decode()
    assert stored(desk.translation, "summary").data == "By hand"
    assert PastTranslation.objects.filter(context__path="summary").get().data == "en-Resumen"
    assert save_draft(desk.translation).as_object().summary == "By hand"


# Help


def test_what_helps_stands_under_the_text(desk: Desk) -> None:
    english, spanish = (Locale.objects.get(language_code=code) for code in ("en", "es"))
    GlossaryTerm.objects.create(
        source_locale=spanish, target_locale=english, source_term="grupo de trabajo", target_term="working group"
    )
    type_in(desk, "summary", "The working group meets every month.")
    rewrite(desk, summary="El grupo de trabajo se reúne cada mes.")
    type_in(desk, "summary", "The working group meets every month.")
    rewrite(desk, summary="El grupo de trabajo se reúne cada semana.")
    pk = segment(desk.translation, "summary").pk
    screen = look(desk.translator, desk.target, unit=pk)
    unit = screen.unit(pk)
    assert "working group" in unit.select_one(".seg-term").text
    suggested = [str(button["data-accept"]) for button in unit.select("[data-accept]")]
    assert suggested == ["The working group meets every month."]
    other = look(desk.translator, desk.target).unit(segment(desk.translation, "slug").pk)
    assert not other.select("[data-accept]"), "only the text at hand is looked up"


def test_the_memory_suggests_with_score_and_where_from(desk: Desk) -> None:
    rewrite(desk, summary="El grupo se reúne cada mes en la sede.")
    type_in(desk, "summary", "The group meets every month at the headquarters.")
    rewrite(desk, purpose="<p>El grupo se reúne cada semana en la sede.</p>")
    pk = segment(desk.translation, "purpose").pk
    unit = look(desk.translator, desk.target, unit=pk).unit(pk)
    (line,) = [line for line in unit.select(".seg-suggestions__from") if "%" in line.text]
    assert "Igualdad" in line.text
    assert {tag.text.strip() for tag in line.select("ins, del")} == {"semana", "mes"}


def test_the_address_is_suggested_from_the_title_and_stored_as_one(desk: Desk) -> None:
    type_in(desk, "title", "Gender & equality")
    pk = segment(desk.translation, "slug").pk
    unit = look(desk.translator, desk.target, unit=pk).unit(pk)
    assert [str(button["data-accept"]) for button in unit.select("[data-accept]")] == ["gender-equality"]
    type_in(desk, "slug", "Gender & Equality!")
    assert stored(desk.translation, "slug").data == "gender-equality"


# Beside the texts


def test_an_address_may_differ_in_a_language_and_leads_somewhere(desk: Desk) -> None:
    rewrite(desk, purpose='<p>Lea <a href="https://example.org/es">el plan</a></p>')
    row = desk.translation.source.overridablesegment_set.get()
    client = asking(desk.translator)
    address = reverse("translate:save_values", args=[desk.translation.pk])
    for value, kept in (
        ("javascript:alert(1)", ""),
        ("nowhere", ""),
        ("https://example.org/en", "https://example.org/en"),
    ):
        response = client.post(address, {f"value-{row.pk}": value}, follow=True)
        assert response.status_code == 200
        held = SegmentOverride.objects.filter(context=row.context).first()
        assert (held.data if held else "") == kept
    shown = look(client, desk.target).soup.select_one(f"[name='value-{row.pk}']")
    assert shown is not None
    assert shown["value"] == "https://example.org/en"
    client.post(address, {f"value-{row.pk}": ""})
    assert not SegmentOverride.objects.exists()


def test_what_the_source_refers_to_is_named_with_its_version(desk: Desk) -> None:
    related = look(desk.translator, desk.target).soup.select_one("#related")
    assert related is not None
    assert "Grupo de Trabajo" in related.text


def test_both_languages_are_previewed_by_who_may_see_no_source(desk: Desk) -> None:
    type_in(desk, "title", "Equality now")
    client = asking(desk.translator)
    assert is_refused(client.get(reverse("wagtailadmin_pages:edit", args=[desk.source.pk])))
    for side, said in (("target", "Equality now"), ("source", "Igualdad")):
        response = client.get(reverse("translate:preview", args=[desk.translation.pk, side]))
        assert response.status_code == 200
        assert said in response.content.decode()
        assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_a_snippet_is_translated_the_same_way(desk: Desk) -> None:
    kind = desk.source.kind
    assert kind is not None
    frozen, _created = TranslationSource.update_or_create_from_instance(kind)
    translation, _created = Translation.objects.get_or_create(
        source=frozen, target_locale=desk.target.locale, defaults={"enabled": True}
    )
    if kind.get_translation_or_none(desk.target.locale) is None:
        land(kind, desk.target.locale, {}, publish=False)
    target = kind.get_translation(desk.target.locale)
    admin = asking(User.objects.create_superuser("admin"))
    address = reverse(target.snippet_viewset.get_url_name("edit"), args=[target.pk])
    pk = segment(translation, "label").pk
    screen = read(admin.get(address).content.decode())
    save(admin, translation, {pk: "Working group"}, {pk: screen.base(pk)})
    assert read(admin.get(address).content.decode()).units[pk] == "Working group"
    admin.post(address, {"action": "publish"})
    target.refresh_from_db()
    assert (target.live, target.label) == (True, "Working group")


# Rights

WRITING = ["save_texts", "keep_draft", "discard_draft", "restore_text", "save_values"]
READING = ["text_help", "preview"]


def ask(client: Client, desk: Desk, name: str) -> Any:
    pk = segment(desk.translation, "summary").pk
    more: dict[str, list[Any]] = {"save_texts": [], "save_values": [], "preview": ["target"]}
    address = reverse(f"translate:{name}", args=[desk.translation.pk, *more.get(name, [pk])])
    data = {f"text-{pk}": "Written", f"base-{pk}": look(desk.reviewer, desk.target).base(pk), "text": "Typed"}
    return client.get(address) if name in READING else client.post(address, data)


@pytest.mark.parametrize("name", [*WRITING, *READING])
def test_only_who_may_translate_into_the_language_and_while_nothing_locks_it(desk: Desk, name: str) -> None:
    spanish = person("spanish", pages={HomePage.objects.get(locale__language_code="es"): ("add", "change", "publish")})
    nobody = person("nobody")
    for user in (spanish, nobody):
        assert is_refused(ask(asking(user), desk, name))
    WorkingGroupPage.objects.filter(pk=desk.target.pk).update(locked=True)
    assert is_refused(ask(asking(desk.translator), desk, name)) == (name in WRITING)
    WorkingGroupPage.objects.filter(pk=desk.target.pk).update(locked=False)
    Translation.objects.filter(pk=desk.translation.pk).update(enabled=False)
    response = ask_when_stopped(asking(desk.translator), desk, name)
    assert is_refused(response) or response.status_code == 404
    assert stored(desk.translation, "summary").data == "en-Resumen"
    assert not SegmentDraft.objects.exists()


def ask_when_stopped(client: Client, desk: Desk, name: str) -> Any:
    pk = segment(desk.translation, "summary").pk
    more: dict[str, list[Any]] = {"save_texts": [], "save_values": [], "preview": ["target"]}
    address = reverse(f"translate:{name}", args=[desk.translation.pk, *more.get(name, [pk])])
    return client.get(address) if name in READING else client.post(address, {f"text-{pk}": "x", "text": "x"})


def test_a_text_of_another_page_is_not_found(desk: Desk) -> None:
    page, other = long_page(3)
    pk = StringSegment.objects.filter(source=other.source).first().pk
    assert page.pk
    for name in ("keep_draft", "discard_draft", "restore_text"):
        address = reverse(f"translate:{name}", args=[desk.translation.pk, pk])
        assert asking(desk.translator).post(address, {"text": "x"}).status_code == 404
    save(desk.translator, desk.translation, {pk: "x"}, {pk: ""})
    assert not StringTranslation.objects.filter(data="x").exists()


def test_a_locked_page_is_read_and_not_written(desk: Desk) -> None:
    WorkingGroupPage.objects.filter(pk=desk.target.pk).update(locked=True)
    screen = look(desk.translator, desk.target)
    assert all(field.has_attr("readonly") for field in screen.soup.select(".seg textarea"))
    assert "Save and next" not in screen.text
