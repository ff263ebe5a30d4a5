"""What people look for is counted, with nothing of who they are; editors read it, and help from there."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from defusedxml import ElementTree
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from core.jobs.schedule import jobs
from home.models import HomePage
from search.engine import MAX_OTHER_LANGUAGES
from search.filters import PAGE_SIZE
from search.log import LONGEST, count_click, forget_old, worth_keeping
from search.models import Promotion, QueryCount, Synonym
from tests import platform
from tests.factories import ContentPageFactory


@pytest.fixture
def home(db: None) -> HomePage:
    """A Spanish home with two pages about water; the English home is live and empty."""
    source = platform.create_platform("es", "en")
    ContentPageFactory(parent=source, title="Agua segura", slug="agua")
    ContentPageFactory(parent=source, title="Agua limpia", slug="limpia")
    return source


def create_query_count(query: str, days_ago: int = 0, language: str = "es", **counted: int) -> QueryCount:
    """A question as it was counted on a day."""
    day = timezone.localdate() - timedelta(days=days_ago)
    return QueryCount.objects.create(query=query, language=language, day=day, **({"number": 1} | counted))


def report(client: Client, **filters: str) -> list[list[str]]:
    """The rows of the report, without what it offers to do."""
    html = BeautifulSoup(client.get(reverse("searches"), filters).content, "html.parser")
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in html.select("main tbody tr")]
    return [row[:-1] for row in rows]


# --- what is written down ---


@pytest.mark.parametrize(
    "personal",
    [
        "ana@example.org", "maría pérez cédula 123456", "maría pérez 123.456.78", "curp pexm800101mdfrrr09",
        "+52 55 2026 1987", "tel 55 2022-2026", "(55) 1234-5678", "15-03-1980", "٠١٢٣٤٥", "RSSMRA85T10A562S",
        "ab12cd34ef", "x" * (LONGEST - 2) + " 123456",
    ],
)  # fmt: skip
def test_what_may_be_somebodys_number_or_address_is_not_kept(personal: str) -> None:
    assert worth_keeping(personal) == ""


@pytest.mark.parametrize(
    "harmless",
    [
        "agenda2030", "presupuesto2026", "E/2026/15", "plan 2022-2026", "2020 2030", "2022–2026 y 2027-2030",
        "covid-19", "ODS 5 2030", "LC/TS.2023/155", "A/RES/70/1", "igualdad 2030 17", "Ana Pérez", "transversalización",
    ],
)  # fmt: skip
def test_years_symbols_and_words_are_kept(harmless: str) -> None:
    assert worth_keeping(harmless) == harmless.lower()


@pytest.mark.indexed
def test_a_question_is_counted_by_day_and_language(client: Client, home: HomePage) -> None:
    for query in ("Agua", "agua", "montaña"):
        client.get("/es/buscar/", {"q": query})
    counted = QueryCount.objects.order_by("query").values_list("day", "language", "query", "number", "hits")
    today = timezone.localdate()
    assert list(counted) == [(today, "es", "agua", 2, 2), (today, "es", "montaña", 1, 0)]


@pytest.mark.indexed
@pytest.mark.parametrize("more", [{"page": "2"}, {"type": "groups"}, {"sort": "newest"}, {"q": "cédula 123456"}])
def test_what_is_no_new_question_is_not_counted(client: Client, home: HomePage, more: dict[str, str]) -> None:
    for number in range(PAGE_SIZE if "page" in more else 0):
        ContentPageFactory(parent=home, title=f"Agua {number}", slug=f"agua-{number}")
    assert client.get("/es/buscar/", {"q": "agua"} | more).status_code == 200
    assert not QueryCount.objects.exists()


@pytest.mark.indexed
def test_who_asks_for_the_head_alone_is_not_counted(client: Client, home: HomePage) -> None:
    assert client.head("/es/buscar/", {"q": "agua"}).status_code == 200
    assert not QueryCount.objects.exists()


@pytest.mark.indexed
def test_what_editors_promote_has_no_position(client: Client, home: HomePage) -> None:
    for page in home.get_children():
        Promotion.objects.create(locale=home.locale, query="agua", page=page)
    ContentPageFactory(parent=home, title="Agua", slug="otra")
    html = BeautifulSoup(client.get("/es/buscar/", {"q": "agua"}).content, "html.parser")
    assert [link["data-place"] for link in html.select(".promoted a[data-place]")] == ["0", "0"]
    assert [link["data-place"] for link in html.select("ol.results a[data-place]")] == ["1"]


@pytest.mark.parametrize(
    ("place", "clicks", "places"), [("3", 1, 3), ("0", 0, 0), ("x", 0, 0), ("", 0, 0), ("-1", 0, 0)]
)
def test_what_was_followed_is_counted_with_its_position(db: None, place: str, clicks: int, places: int) -> None:
    row = create_query_count("agua")
    count_click("Agua", "es", place)
    row.refresh_from_db()
    assert (row.clicks, row.places) == (clicks, places)


def test_what_is_older_than_the_setting_says_is_forgotten_daily(db: None, settings: Any) -> None:
    settings.SEARCH_LOG_DAYS = 30
    create_query_count("vieja", days_ago=31)
    create_query_count("nueva", days_ago=30)
    (job,) = (job for job in jobs() if job.run is forget_old)
    assert job.every == timedelta(days=1)
    assert job.run() == 1
    assert list(QueryCount.objects.values_list("query", flat=True)) == ["nueva"]


# --- the report ---


def test_days_are_summed_and_the_last_time_says_what_is_found(admin_client: Client, db: None) -> None:
    create_query_count("agua", days_ago=2, number=3, hits=900, clicks=2, places=3)
    create_query_count("agua", days_ago=0, number=2, hits=12, clicks=2, places=5)
    create_query_count("agua", days_ago=1, number=1, hits=1000)
    create_query_count("water", language="en", hits=7)
    assert report(admin_client) == [["agua", "español", "6", "12", "4", "2,0"], ["water", "inglés", "1", "7", "0", ""]]


def test_what_came_of_a_question_is_looked_at_once_its_days_are_summed(admin_client: Client, db: None) -> None:
    create_query_count("hallada", days_ago=1, hits=0)
    create_query_count("hallada", hits=4)
    create_query_count("perdida", days_ago=1, hits=4, clicks=1, places=1)
    create_query_count("perdida", hits=0)
    create_query_count("seguida", days_ago=1, hits=4, clicks=1, places=1)
    create_query_count("seguida", hits=4)
    assert [row[0] for row in report(admin_client, found="nothing")] == ["perdida"]
    assert [row[0] for row in report(admin_client, found="unfollowed")] == ["hallada"]


def test_it_is_narrowed_by_language_and_day(admin_client: Client, db: None) -> None:
    create_query_count("agua", days_ago=5)
    create_query_count("agua", number=2)
    create_query_count("water", language="en")
    assert [row[0] for row in report(admin_client, language="en")] == ["water"]
    today = timezone.localdate().isoformat()
    assert [row[:3] for row in report(admin_client, language="es", day_from=today)] == [["agua", "español", "2"]]
    assert len(report(admin_client, day_from="never")) == 2


def test_its_table_says_the_same_and_no_spreadsheet_calculates_it(admin_client: Client, db: None) -> None:
    create_query_count("=1+1", number=2, hits=3, clicks=2, places=3)
    create_query_count("agua", days_ago=1, hits=5)
    response: Any = admin_client.get(reverse("searches"), {"export": "csv"})
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert rows == [
        [
            "Términos de búsqueda",
            "Idioma",
            "Número de búsquedas",
            "Resultados",
            "Resultados abiertos",
            "Posición media",
        ],
        ["'=1+1", "español", "2", "3", "2", "1.5"],
        ["agua", "español", "1", "5", "0", ""],
    ]


def test_more_questions_take_no_more_queries(admin_client: Client, db: None, django_assert_num_queries: Any) -> None:
    create_query_count("agua")
    admin_client.get(reverse("searches"))
    with django_assert_num_queries(30, exact=False) as before:
        admin_client.get(reverse("searches"))
    for number in range(20):
        create_query_count(f"agua {number}")
    with django_assert_num_queries(len(before)):
        admin_client.get(reverse("searches"))


def test_who_may_not_see_it_does_not(client: Client, db: None, django_user_model: Any) -> None:
    someone = django_user_model.objects.create_user("someone", password="x")
    someone.groups.add(Group.objects.get(name="Editors"))
    client.force_login(someone)
    assert client.get(reverse("searches")).status_code != 200


@pytest.mark.parametrize(("offer", "field"), [("promotions:add", "query"), ("synonyms:add", "terms")])
def test_each_question_leads_to_a_form_that_is_filled_with_it(
    admin_client: Client, home: HomePage, offer: str, field: str
) -> None:
    create_query_count('agua & "río"')
    listed = BeautifulSoup(admin_client.get(reverse("searches")).content, "html.parser")
    (link,) = listed.select(f"main td a[href^='{reverse(offer)}']")
    form = BeautifulSoup(admin_client.get(str(link["href"])).content, "html.parser")
    filled = form.select_one(f"[name={field}]")
    assert filled is not None
    assert filled["value"] == 'agua & "río"'
    chosen = form.select_one("[name=locale] option[selected]")
    assert chosen is not None
    assert chosen["value"] == str(home.locale.pk)


def test_what_the_forms_are_filled_with_is_saved(admin_client: Client, home: HomePage) -> None:
    page = home.get_children().first()
    asked_for = {"locale": home.locale.pk, "query": "agua", "page": page.pk, "order": 0}
    admin_client.post(reverse("promotions:add"), asked_for)
    admin_client.post(reverse("synonyms:add"), {"locale": home.locale.pk, "terms": "agua, río"})
    assert [(each.query, each.page_id) for each in Promotion.objects.all()] == [("agua", page.pk)]
    assert [each.terms for each in Synonym.objects.all()] == ["agua, río"]


def test_a_language_that_is_none_fills_nothing(admin_client: Client, home: HomePage) -> None:
    assert admin_client.get(reverse("synonyms:add"), {"q": "\x00", "language": "xx"}).status_code == 200


# --- the description for browsers ---


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("es", "Buscar en las páginas de «Nosotras» & Cía. en este idioma"),
        ("en", "Search the pages of «Nosotras» & Cía. in this language"),
        ("pt-br", "Buscar nas páginas de «Nosotras» & Cía. neste idioma"),
        ("fr", "Rechercher dans les pages de «Nosotras» & Cía. dans cette langue"),
        ("ar", "البحث في صفحات «Nosotras» & Cía. بهذه اللغة"),
    ],
)
def test_browsers_are_told_of_the_search_in_its_language(client: Client, db: None, tag: str, said: str) -> None:
    home = platform.create_platform("es", "en", "pt-br", "fr", "ar")
    home.sites_rooted_here.update(site_name="«Nosotras» & Cía.")
    with override(tag):
        address = reverse("opensearch")
    described = ElementTree.fromstring(client.get(address).content)
    assert described.findtext("{*}Description") == said
    assert described.findtext("{*}Language") == tag


# --- ways on from the results ---


@pytest.mark.indexed
@pytest.mark.parametrize(
    ("pages", "ways"), [(MAX_OTHER_LANGUAGES, []), (MAX_OTHER_LANGUAGES + 1, ["/en/search/?q=agua"])]
)
def test_what_is_not_shown_of_other_languages_is_a_search_away(
    client: Client, home: HomePage, pages: int, ways: list[str]
) -> None:
    english = home.get_translations().get()
    for number in range(pages):
        ContentPageFactory(parent=english, title=f"Agua {number}", slug=f"agua-{number}")
    html = BeautifulSoup(client.get("/es/buscar/", {"q": "agua"}).content, "html.parser")
    assert [link["href"] for link in html.select(".other-languages .no-results-links a")] == ways


@pytest.mark.parametrize(
    ("tag", "asks"),
    [
        ("es", "¿Quizás quiso decir agua?"), ("en", "Did you mean agua?"), ("pt-br", "Você quis dizer agua?"),
        ("fr", "Vouliez-vous dire agua\xa0?"), ("ar", "هل تقصد agua؟"),
    ],
)  # fmt: skip
def test_another_spelling_is_asked_as_each_language_asks(tag: str, asks: str) -> None:
    with override(tag):
        said = gettext('Did you mean <a href="?%(address)s">%(meant)s</a>?') % {"address": "q=agua", "meant": "agua"}
    assert BeautifulSoup(said, "html.parser").text == asks
