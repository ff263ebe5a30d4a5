"""A machine's drafts: asked for with an estimate, made in the background, public once a person has accepted them."""

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from core.base.publishing import PublishingBlockedError
from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.translation.factories import create_translated_group
from tests.translation.users import client_for, create_user, is_refused
from translation.glossary.models import GlossaryTerm
from translation.machine.models import MachineRun
from translation.machine.providers import MachineTranslationError, Provider, base, provider
from translation.machine.runs import estimates
from translation.machine.tasks import draft_texts
from translation.memory.models import MemoryEntry
from translation.memory.prefill import untranslated
from translation.workflow.drafts import save_draft

KEY = "secret-key-of-the-service"


@pytest.fixture
def machine_team(settings: Any) -> tuple[WorkingGroupPage, Translation, User]:
    """A page with nothing translated, and somebody who may have it drafted."""
    settings.LANGUAGE_CODE = "en"
    settings.MACHINE_TRANSLATION_URL = "standin://"
    source, target = create_translated_group()
    StringTranslation.objects.filter(locale=target.locale).exclude(context__path="slug").delete()
    MemoryEntry.objects.all().delete()
    en = HomePage.objects.get(locale__language_code="en")
    user = create_user("translator", pages={en: ("change", "publish")}, use_machine="translation_machine")
    return target, Translation.objects.get(source__object_id=source.translation_key), user


def start(user: User, translation: Translation) -> MachineRun:
    answer = client_for(user).post(reverse("machine_draft", args=[translation.pk]))
    assert answer.status_code == 302
    return MachineRun.objects.latest("pk")


def texts(translation: Translation) -> dict[str, tuple[str, str]]:
    rows = StringTranslation.objects.filter(locale=translation.target_locale_id).exclude(context__path="slug")
    return {path: (data, kind) for path, data, kind in rows.values_list("context__path", "data", "translation_type")}


@pytest.mark.django_db
def test_what_is_missing_is_drafted_and_public_only_once_accepted(machine_team: Any) -> None:
    target, translation, user = machine_team
    shown = client_for(user).get(reverse("machine_draft", args=[translation.pk])).content.decode()
    missing = estimates([translation])[translation.pk]
    assert missing.texts == untranslated(translation).count() == 3
    assert missing.characters == sum(len(segment.string.data) for segment in untranslated(translation))
    assert f"characters: {missing.characters}" in " ".join(shown.split())
    done = start(user, translation)
    assert (done.state, done.texts_drafted, done.texts, done.characters_sent) == ("done", 3, 3, missing.characters)
    assert texts(translation)["summary"] == ("[en] Resumen", "machine")
    assert not MemoryEntry.objects.exclude(path="slug").exists()
    target.refresh_from_db()
    assert target.draft_title == "[en] Igualdad"
    with pytest.raises(PublishingBlockedError) as blocked:
        save_draft(translation, user).publish(user=user)
    assert "summary, “Resumen”: This is a machine translation" in " ".join(blocked.value.messages)
    target.refresh_from_db()
    assert target.summary == "en-Resumen"
    review = reverse("machine_review", args=[translation.pk])
    assert "[en] Resumen" in client_for(user).get(review).content.decode()
    keys = list(StringTranslation.objects.filter(translation_type="machine").values_list("pk", flat=True))
    client_for(user).post(review, {"text": keys[:1]})
    assert StringTranslation.objects.filter(translation_type="machine").count() == 2
    client_for(user).post(review, {"text": [*keys, 999_999]})
    accepted = StringTranslation.objects.get(context__path="summary", locale=target.locale)
    assert (accepted.translation_type, accepted.last_translated_by, accepted.tool_name) == ("manual", user, "Stand-in")
    save_draft(translation, user).publish(user=user)
    target.refresh_from_db()
    assert target.summary == "[en] Resumen"
    assert MemoryEntry.objects.filter(author=user).count() == 3


@pytest.mark.django_db
def test_what_a_person_wrote_and_what_memory_knows_is_left_and_terms_are_given(machine_team: Any) -> None:
    target, translation, user = machine_team
    GlossaryTerm.objects.create(
        source_locale=translation.source.locale,
        target_locale=target.locale,
        source_term="Resumen",
        target_term="Abstract",
    )
    title = untranslated(translation).get(context__path="title")
    StringTranslation.objects.create(
        translation_of=title.string, context=title.context, locale=target.locale, data="Equality"
    )
    start(user, translation)
    assert texts(translation)["title"][0] == "Equality"
    assert texts(translation)["summary"][0] == "[en] Abstract"


@pytest.mark.django_db
def test_a_run_ends_when_cancelled_and_goes_on_where_it_ended(machine_team: Any, monkeypatch: Any) -> None:
    _target, translation, user = machine_team
    service = type(provider())
    monkeypatch.setattr(service, "texts_at_once", 1)
    work = service.translate
    asked: list[str] = []

    def failing(self: Any, given: Any, *args: Any) -> list[str]:
        asked.extend(given)
        if len(asked) == 2:
            raise MachineTranslationError("The service is away.")
        if len(asked) == 3:
            MachineRun.objects.update(state=MachineRun.State.CANCELLED)
        translated: list[str] = work(self, given, *args)
        return translated

    monkeypatch.setattr(service, "translate", failing)
    begun = start(user, translation)
    assert (begun.state, begun.reason, begun.texts_drafted) == ("failed", "The service is away.", 1)
    client = client_for(user)
    assert "The service is away." in client.get(reverse("machine_run", args=[begun.pk])).content.decode()
    client.post(reverse("machine_resume", args=[begun.pk]))
    begun.refresh_from_db()
    assert (begun.state, begun.texts_drafted) == ("cancelled", 2)
    draft_texts.enqueue(begun.pk)  # as a worker would that takes up what another one left
    begun.refresh_from_db()
    assert (begun.state, begun.texts_drafted) == ("cancelled", 2)
    client.post(reverse("machine_resume", args=[begun.pk]))
    begun.refresh_from_db()
    assert (begun.state, begun.texts_drafted, len(asked)) == ("done", 3, 4)
    assert all(kind == "machine" for _text, kind in texts(translation).values())


@pytest.mark.django_db
def test_drafts_with_other_tags_than_the_source_are_left_for_people(machine_team: Any, monkeypatch: Any) -> None:
    _target, translation, user = machine_team
    monkeypatch.setattr(
        type(provider()), "translate", lambda _self, given, *_args: ["<script>x</script>" for _one in given]
    )
    done = start(user, translation)
    assert (done.state, done.texts_drafted, done.texts_skipped) == ("done", 0, 3)
    assert texts(translation) == {}


@pytest.mark.django_db
def test_it_is_for_those_who_may_write_the_page_and_use_the_machine(machine_team: Any, settings: Any) -> None:
    _target, translation, user = machine_team
    es, en = (HomePage.objects.get(locale__language_code=tag) for tag in ("es", "en"))
    elsewhere = create_user("elsewhere", pages={es: ("change",)}, use_machine="translation_machine")
    poor = create_user("poor", pages={en: ("change",)})
    for address in (reverse("machine_draft", args=[translation.pk]), reverse("machine_review", args=[translation.pk])):
        assert is_refused(client_for(elsewhere).get(address))
    assert is_refused(client_for(poor).post(reverse("machine_draft", args=[translation.pk])))
    assert not MachineRun.objects.exists()
    begun = start(user, translation)
    assert client_for(elsewhere).get(reverse("machine_run", args=[begun.pk])).status_code == 404
    into = reverse("machine_draft_language", args=["en"])
    assert "nothing left" in client_for(elsewhere).get(into).content.decode()
    StringTranslation.objects.filter(context__path="summary").delete()
    assert into in client_for(user).get(reverse("machine")).content.decode()
    client_for(user).post(into)
    whole = MachineRun.objects.latest("pk")
    assert (whole.state, whole.texts, whole.translations) == ("done", 1, [translation.pk])
    assert is_refused(client_for(poor).get(reverse("machine")))
    settings.MACHINE_TRANSLATION_URL = ""
    assert client_for(user).get(reverse("machine_draft", args=[translation.pk])).status_code == 404


@pytest.mark.django_db
def test_an_estimate_is_one_query(machine_team: Any) -> None:
    _target, translation, _user = machine_team
    with CaptureQueriesContext(connection) as queries:
        estimates([translation] * 20)
    assert len(queries) == 1
    assert Locale.objects.count() == 2


class Service(BaseHTTPRequestHandler):
    """What the three services answer, as far as we ask them."""

    answers: list[tuple[int, Any]]
    asked: list[tuple[str, dict[str, str], Any]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, dict(self.headers), body))
        status, answer = self.answers.pop(0)
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def service() -> Iterator[type[Service]]:
    handler = type("Handler", (Service,), {"answers": [], "asked": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    handler.port = server.server_port  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield handler
    server.shutdown()
    thread.join()
    server.server_close()


def configure_provider(service: Any, name: str, settings: Any) -> Provider:
    settings.MACHINE_TRANSLATION_URL = f"{name}://{KEY}@127.0.0.1:{service.port}?plain"
    found = provider()
    assert found is not None
    assert KEY not in repr(found.address)
    return found


@pytest.mark.one_database
def test_deepl_is_given_the_glossary_once(service: Any, settings: Any) -> None:
    deepl = configure_provider(service, "deepl", settings)
    translated = {"translations": [{"text": "a <b>b</b>"}, {"text": "c"}]}
    service.answers += [(200, {"glossary_id": "g1"}), (200, translated), (200, translated)]
    for _time in range(2):
        assert deepl.translate(["x <b>y</b>", "z"], "es", "pt-br", {"red": "rede"}) == ["a <b>b</b>", "c"]
    paths = [path for path, _headers, _body in service.asked]
    assert paths == ["/v2/glossaries", "/v2/translate", "/v2/translate"]
    assert service.asked[0][2]["entries"] == "red\trede"
    assert service.asked[1][1]["Authorization"] == f"DeepL-Auth-Key {KEY}"
    body = service.asked[1][2]
    assert (body["source_lang"], body["target_lang"], body["glossary_id"]) == ("ES", "PT-BR", "g1")


@pytest.mark.one_database
def test_google_and_libretranslate_are_asked_in_their_way(service: Any, settings: Any) -> None:
    service.answers += [
        (200, {"data": {"translations": [{"translatedText": "a"}]}}),
        (200, {"translatedText": ["b"]}),
    ]
    assert configure_provider(service, "google", settings).translate(["x"], "es", "en") == ["a"]
    assert configure_provider(service, "libretranslate", settings).translate(["x"], "es", "pt-br") == ["b"]
    (first, headers, _body), (second, _headers, body) = service.asked
    assert (first, headers["X-Goog-Api-Key"]) == ("/language/translate/v2", KEY)
    assert (second, body["target"], body["api_key"]) == ("/translate", "pt", KEY)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("deepl", [(403, {"message": KEY})]),
        ("deepl", [(456, {})]),
        ("deepl", [(200, b"<html>")]),
        ("deepl", [(200, {"translations": []})]),
        ("google", [(200, {"data": None})]),
        ("google", [(400, {"error": KEY})]),
        ("libretranslate", [(200, {"translatedText": "one"})]),
        ("libretranslate", [(302, {})]),
        ("libretranslate", [(503, {})] * base.TRIES),
    ],
)
def test_what_goes_wrong_is_said_without_the_key(
    service: Any, settings: Any, caplog: Any, monkeypatch: Any, name: str, answers: list[Any]
) -> None:
    monkeypatch.setattr("urllib3.util.retry.time.sleep", lambda _seconds: None)
    service.answers += answers
    with caplog.at_level(logging.DEBUG), pytest.raises(MachineTranslationError) as error:
        configure_provider(service, name, settings).translate(["x"], "es", "en")
    assert len(service.asked) == len(answers)
    assert KEY not in str(error.value) + caplog.text
    assert error.value.__cause__ is None


@pytest.mark.one_database
def test_a_busy_service_is_asked_again(service: Any, settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("urllib3.util.retry.time.sleep", lambda _seconds: None)
    service.answers += [(429, {}), (503, {}), (200, {"translatedText": ["b"]})]
    assert configure_provider(service, "libretranslate", settings).translate(["x"], "es", "en") == ["b"]


@pytest.mark.one_database
def test_an_unknown_service_is_named_without_its_key(monkeypatch: Any) -> None:
    import importlib

    from config.settings import machine

    monkeypatch.setenv("MACHINE_TRANSLATION_URL", f"babelfish://{KEY}@example.org")
    with pytest.raises(ImproperlyConfigured) as error:
        importlib.reload(machine)
    assert KEY not in str(error.value)
    monkeypatch.delenv("MACHINE_TRANSLATION_URL")
    importlib.reload(machine)
