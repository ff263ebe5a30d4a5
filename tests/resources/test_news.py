"""What a visitor reads of news."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from groups.models import WorkingGroupPage
from home.models import HomePage
from tests.factories import EntityFactory, ImageFactory, SDGIndexPageFactory, SDGPageFactory
from tests.groups.public_pages import create_english_version, get_html, republish
from tests.resources.factories import NewsGroupFactory, NewsPageFactory
from tests.support.edit_form import edit_form_data, post_edit_form

pytestmark = pytest.mark.django_db


def listed_news(client: Client, page: Any) -> tuple[list[str], list[str]]:
    """The news that a page lists: titles in its language, and those elsewhere."""
    for listing in client.get(page.url).context["listings"]:
        if listing.name == "news":
            return [item.title for item in listing.pages], [item.title for item in listing.other_languages]
    return [], []


def test_a_page_in_both_languages(client: Client, news: Any) -> None:
    source = EntityFactory(name="Mujeres")
    page = NewsPageFactory(
        parent=news, title="Acuerdo", source_entity=source, image=ImageFactory(), image_alt="Una mesa"
    )
    html = BeautifulSoup(get_html(client, page), "html.parser").main
    assert [image["alt"] for image in html.select("figure img")] == ["Una mesa"]
    assert html.find("time")["datetime"] == "2026-03-04"
    assert "4 de marzo de 2026" in html.get_text()
    assert html.select_one(".entity").find_previous("h2").get_text() == "Fuente"
    assert "Mujeres" in html.get_text()
    version = create_english_version(page, image_alt="A table")
    html = BeautifulSoup(get_html(client, version), "html.parser").main
    assert [image["alt"] for image in html.select("figure img")] == ["A table"]
    assert html.select_one(".entity")["lang"] == "es"


def test_an_image_without_words_only_decorates(client: Client, news: Any) -> None:
    page = NewsPageFactory(parent=news, image=ImageFactory(title="foto.png"))
    html = BeautifulSoup(get_html(client, page), "html.parser").main
    assert [image["alt"] for image in html.select("figure img")] == [""]


def test_cards_show_the_image_where_there_is_one(client: Client, news: Any) -> None:
    NewsPageFactory(parent=news, title="Con foto", image=ImageFactory(), image_alt="Una plaza")
    NewsPageFactory(parent=news, title="Sin foto")
    cards = BeautifulSoup(get_html(client, news), "html.parser").select(".card")
    shown = {card.select_one(".card-title").get_text(strip=True): [img["alt"] for img in card("img")] for card in cards}
    assert shown == {"Con foto": [""], "Sin foto": []}  # the title beside it says what happened


def test_the_list_has_the_newest_first_a_leaf_at_a_time(client: Client, news: Any) -> None:
    for day in range(1, 23):
        NewsPageFactory(parent=news, title=f"Día {day}", date=date(2026, 1, day))
    NewsPageFactory(parent=news, title="Borrador", live=False)
    first, second = (client.get(address).context["results"] for address in (news.url, f"{news.url}?page=2"))
    assert [page.title for page in first.results_page] == [f"Día {day}" for day in range(22, 2, -1)]
    assert [page.title for page in second.results_page] == ["Día 2", "Día 1"]
    assert "Borrador" not in get_html(client, news)

    index = create_english_version(news)
    create_english_version(news.get_children().get(title="Día 3").specific)
    answer = client.get(index.url).context["results"]
    assert [page.title for page in answer.results_page] == ["EN Día 3"]
    assert [page.title for page in answer.in_other_languages.other_languages] == [
        f"Día {day}" for day in range(22, 17, -1)
    ]
    assert answer.in_other_languages.counts == {"es": 21}


@pytest.mark.parametrize("order", [("group", "below", "named"), ("named", "group", "below"), ("group", "named")])
def test_the_relation_holds_whichever_side_is_translated_first(
    client: Client, group: WorkingGroupPage, news: Any, order: tuple[str, ...]
) -> None:
    things: dict[str, Any] = {
        "group": group,
        "below": NewsPageFactory(parent=group, title="Debajo", date=date(2026, 2, 2)),
        "named": NewsPageFactory(parent=news, title="Nombrada", date=date(2026, 2, 1)),
    }
    NewsGroupFactory(page=things["named"], group=group)
    versions = {name: create_english_version(things[name]) for name in order}
    expected = [f"EN {things[name].title}" for name in ("below", "named") if name in order]
    missing = [things[name].title for name in ("below", "named") if name not in order]
    assert listed_news(client, versions["group"]) == (expected, missing)
    assert listed_news(client, group) == (["Debajo", "Nombrada"], [])
    assert [page.title for page in client.get(versions["named"].url).context["groups"]] == ["EN Género"]


def test_a_goal_lists_its_news_in_every_language(client: Client, home: HomePage, news: Any) -> None:
    goal = SDGPageFactory(parent=SDGIndexPageFactory(parent=home), number=5)
    page = NewsPageFactory(parent=news, title="Acuerdo", goals=[5])
    version = create_english_version(goal)
    assert listed_news(client, version) == ([], ["Acuerdo"])
    create_english_version(page)
    assert listed_news(client, version) == (["EN Acuerdo"], [])
    source = republish(page)
    source.goals = []
    source.save_revision().publish()
    assert (listed_news(client, goal), listed_news(client, version)) == (([], []), ([], []))


def test_news_need_a_day_when_they_are_published_but_not_in_a_draft(editor: Client, news: Any) -> None:
    page = NewsPageFactory(parent=news)
    data = edit_form_data(editor, page)
    data.update({"date": "", "summary": "Recién escrito"})
    assert post_edit_form(editor, page, data.copy()).status_code == 302
    response = post_edit_form(editor, page, data, "publish")
    assert set(response.context["form"].errors) == {"date"}
    assert response.context["form"]["summary"].value() == "Recién escrito"


def test_the_primary_goal_is_one_of_the_goals(editor: Client, news: Any) -> None:
    page = NewsPageFactory(parent=news)
    data = edit_form_data(editor, page)
    data["summary"] = "Recién escrito"
    data.setlist("goals", ["5"])
    data["primary_goal"] = "8"
    form = post_edit_form(editor, page, data).context["form"]
    assert set(form.errors) == {"primary_goal"}
    assert form["summary"].value() == "Recién escrito"
