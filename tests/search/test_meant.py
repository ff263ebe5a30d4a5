"""What is meant by a question: what is asked together with facets, typed wrong, said in other words, joined by signs."""

import random
from typing import Any

import pytest
from django.test import Client

from home.setup.platform import Platform
from tests.search.test_finding import SCRAPS, answer, slugs

pytestmark = pytest.mark.indexed

#: Values of facets that there are.
CHOSEN: list[tuple[str, str]] = [
    ("goal", "5"),
    ("goal", "10"),
    ("type", "groups"),
    ("country", "CO"),
    ("type", "pages"),
]


@pytest.mark.parametrize("typed", ["", "-agua", "???", '""', '"!"', "-", '-""'])
@pytest.mark.parametrize("chosen", CHOSEN[1:4])
def test_where_nothing_is_asked_for_a_chosen_facet_finds_nothing(
    searched: Platform, client: Client, typed: str, chosen: tuple[str, str]
) -> None:
    asked = {"q": typed, chosen[0]: chosen[1]}
    assert client.get("/es/search/", asked).status_code == 200
    assert client.get("/es/search/feed.atom", asked).status_code == 404
    given = answer(typed, **{chosen[0]: chosen[1]})
    assert (given.total, given.counts.total, list(given.leaf), given.abroad.total) == (0, 0, [], 0)


@pytest.mark.parametrize("number_of_questions", [150, pytest.param(3000, marks=pytest.mark.soak)])
def test_nothing_hostile_is_an_error_when_facets_are_chosen(
    searched: Platform, client: Client, number_of_questions: int
) -> None:
    chance = random.Random(7)  # noqa: S311 - the same questions every time
    for number in range(number_of_questions):
        typed = "".join(chance.choices(SCRAPS, k=chance.randrange(0, 5)))
        asked: dict[str, Any] = {"q": typed, **dict(chance.sample(CHOSEN, k=chance.randrange(1, 4)))}
        if number % 3 == 0:
            asked |= {"sort": "newest", "exact": chance.choice(["", "1"])}
        assert client.get("/es/search/", asked).status_code == 200, asked
        if number % 10 == 0:
            assert client.get("/es/search/feed.atom", asked).status_code in {200, 404}, asked
