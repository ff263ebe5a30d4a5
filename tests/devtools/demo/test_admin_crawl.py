"""The whole admin as everybody who works in it: it answers, in one language, and refuses nothing that it offers."""

import pytest
from django.contrib.auth import get_user_model

from tests.support.admin.crawler import Crawler
from tests.support.admin.states import create_all_states
from tests.support.admin.words import ForeignTexts, contents

#: Who works in the admin, and the language in which they do here. The process has started in Spanish.
PEOPLE = {
    "admin": "pt-br",
    "editor": "fr",
    "lead": "fr",
    "reviewer": "pt-br",
    "translator-en": "en",
    "translator-pt": "pt-br",
    "service-desk": "fr",
}
#: So many screens at least are seen by each; a list in another order, or as a file, is a screen of its own.
LEAST = 150


@pytest.mark.indexed
@pytest.mark.parametrize(("name", "language"), PEOPLE.items())
def test_every_screen_answers_and_says_it_in_one_language(demo: None, name: str, language: str) -> None:
    create_all_states()
    user = get_user_model().objects.get(username=name)
    seen = Crawler(user, language, ForeignTexts(language, contents())).run()
    assert seen.faults == [], "\n".join(seen.faults)
    assert len(seen.opened) >= LEAST, f"{name} sees {len(seen.opened)} screens in {seen.requests.total()} requests"
