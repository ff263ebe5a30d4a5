"""Services side by side, chosen in the list without scripts."""

from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import PageViewRestriction

from core.base.page_types import get_page_type
from groups.models import ServiceIndexPage, ServicePage
from home.models import HomePage
from tests.factories import (
    AudienceFactory,
    EntityFactory,
    ImageFactory,
    ServiceAudienceFactory,
    ServiceEntityFactory,
    ServiceGroupFactory,
    ServiceIndexPageFactory,
    ServiceKindFactory,
    ServicePageFactory,
    WorkingGroupIndexPageFactory,
    WorkingGroupPageFactory,
)
from tests.groups.public_pages import create_english_version, page_queries
from tests.support.public_pages import subpage_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home: HomePage) -> ServiceIndexPage:
    made: ServiceIndexPage = ServiceIndexPageFactory(parent=home, slug="servicios")
    return made


@pytest.fixture
def services(index: ServiceIndexPage) -> list[ServicePage]:
    return [
        ServicePageFactory(parent=index, title=f"Servicio {number}", lead_time=f"{number} semanas")
        for number in range(6)
    ]


def address(index: ServiceIndexPage, *keys: Any) -> str:
    return f"{subpage_url(index, 'compare/')}?" + "&".join(f"compare={key}" for key in keys)


def get_page(client: Client, url: str) -> BeautifulSoup:
    response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    return BeautifulSoup(response.content, "html.parser")


def columns(html: BeautifulSoup) -> list[str]:
    return [cell.get_text(strip=True) for cell in html.select("table.compare thead th[scope=col]")]


def test_boxes_in_the_list_belong_to_one_form_that_leads_to_the_table(
    client: Client, index: ServiceIndexPage, services: list[ServicePage]
) -> None:
    html = get_page(client, f"{index.url}?compare={services[1].pk}")
    boxes = html.select(".card input[type=checkbox][name=compare]")
    assert {str(box["value"]) for box in boxes} == {str(service.pk) for service in services}
    assert {str(box["form"]) for box in boxes} == {"facets"}
    assert [str(box["value"]) for box in boxes if box.has_attr("checked")] == [str(services[1].pk)]
    assert all(service.title in html.main.text for service in services)
    assert html.select_one("form#facets")["method"] == "get"
    button = html.select_one(".compare-bar button[type=submit]")
    assert (button["form"], button["formaction"]) == ("facets", subpage_url(index, "compare/"))


def test_ticks_outlast_leaves_and_filters(
    client: Client, index: ServiceIndexPage, services: list[ServicePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = replace(get_page_type("services").list_definition, size=4)
    monkeypatch.setattr(ServiceIndexPage, "list_definition", property(lambda _page: small))
    ServicePageFactory(parent=index, title="Z, sólo de México", countries=["MX"])
    first, last = services[0].pk, services[5].pk
    html = get_page(client, f"{index.url}?compare={first}&compare={last}&country=BR&sort=title")
    assert [box["value"] for box in html.select(".compare-ticked input[checked]")] == [str(last)]
    assert html.select_one(".pagination button[form=facets][name=turn][value='2']")
    assert f"compare={first}&compare={last}" in str(html.select_one(".chips li a")["href"])
    turned = get_page(client, f"{index.url}?compare={first}&compare={last}&country=BR&sort=title&turn=2")
    assert [box["value"] for box in turned.select(".compare-ticked input[checked]")] == [str(first)]
    assert [box["value"] for box in turned.select(".card input[checked]")] == [str(last)]


def test_a_table_has_a_column_a_service_with_headers(
    client: Client, index: ServiceIndexPage, services: list[ServicePage]
) -> None:
    html = get_page(client, address(index, services[2].pk, services[0].pk, services[2].pk))
    assert columns(html) == ["Servicio 2", "Servicio 0"]
    rows = html.select("table.compare tbody tr")
    assert all(len(row.select("td")) == 2 and row.select_one("th[scope=row]") for row in rows)
    times = next(row for row in rows if "semanas" in row.text)
    assert [cell.select("span")[-1].text for cell in times.select("td")] == ["2 semanas", "0 semanas"]
    assert len(html.select("h1")) == 1
    assert html.select_one("[role=region][tabindex='0']")["aria-labelledby"] == html.select_one("caption")["id"]
    assert html.select_one('meta[name="robots"][content="noindex"]')
    assert not html.select("script:not([src]), style, [style]")
    back = html.select_one(f'main a[href="{index.url}?compare={services[2].pk}&compare={services[0].pk}"]')
    assert back is not None


def test_no_more_than_four_and_it_is_said(client: Client, index: ServiceIndexPage, services: list[ServicePage]) -> None:
    html = get_page(client, address(index, *(service.pk for service in services)))
    assert columns(html) == [f"Servicio {number}" for number in range(4)]
    assert html.select_one("main [role=status]")
    assert not get_page(client, address(index, services[0].pk)).select("main [role=status]")


@pytest.mark.parametrize("keys", [[], ["x"], ["-1"], ["999999"], ["9" * 400], ["١"], ["1;2"], [""]])
def test_what_is_no_service_is_passed_over(client: Client, index: ServiceIndexPage, keys: list[str]) -> None:
    html = get_page(client, address(index, *keys))
    assert not html.select("table")
    assert html.select_one(f'main a[href="{index.url}"]')


def test_what_the_public_may_not_see_is_passed_over(
    client: Client, index: ServiceIndexPage, services: list[ServicePage]
) -> None:
    ServicePage.objects.filter(pk=services[0].pk).update(live=False)
    PageViewRestriction.objects.create(page=services[1], restriction_type=PageViewRestriction.LOGIN)
    assert columns(get_page(client, address(index, *(service.pk for service in services[:3])))) == ["Servicio 2"]


def test_one_address_serves_every_language(
    client: Client, index: ServiceIndexPage, services: list[ServicePage]
) -> None:
    other = create_english_version(index)
    create_english_version(services[0], title="Service 0")
    html = get_page(client, address(other, services[0].pk, services[1].pk))
    assert columns(html) == ["Service 0", "Servicio 1"]
    assert [head.get("lang") for head in html.select("thead th")] == [None, "es"]
    switch = html.select_one('.languages a[hreflang="es"]')["href"]
    assert columns(get_page(client, str(switch))) == ["Servicio 0", "Servicio 1"]


def test_a_services_page_can_not_take_the_address(index: ServiceIndexPage) -> None:
    page = ServicePage(title="Comparar", slug="compare", summary="Resumen")
    with pytest.raises(ValidationError) as refused:
        index.add_child(instance=page)
    assert "slug" in refused.value.message_dict


class Address:
    """Something with an address, for the counter of queries."""

    def __init__(self, url: str) -> None:
        self.url = url


def test_four_take_as_many_queries_as_two_and_many_rows_as_few(client: Client, home: HomePage) -> None:
    index = ServiceIndexPageFactory(parent=home, slug="servicios")
    groups = WorkingGroupIndexPageFactory(parent=home)
    services = []
    for number in range(4):
        service = ServicePageFactory(parent=WorkingGroupPageFactory(parent=groups), kind=ServiceKindFactory())
        for _row in range(1 if number < 2 else 10):
            ServiceGroupFactory(page=service, group=WorkingGroupPageFactory(parent=groups))
            ServiceEntityFactory(page=service, entity=EntityFactory(logo=ImageFactory()))
            ServiceAudienceFactory(page=service, audience=AudienceFactory())
        services.append(service.pk)
    get_page(client, address(index, *services))
    few, many = (len(page_queries(client, Address(address(index, *keys)))) for keys in (services[:2], services))
    assert few == many
