"""Visitors get no cookie but the one that a form needs, and only where there is a form to send."""

import pytest
from django.test import Client

from tests.accessibility.full_platform import create_full_platform
from tests.accessibility.page_states import STATES

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.indexed
def test_only_a_page_with_a_form_sets_a_cookie_and_is_kept_nowhere() -> None:
    made = create_full_platform()
    with_forms = set()
    for state in STATES:
        address = state.address(made, "es")
        response = Client().post(address) if state.sends else Client().get(address)
        kept = response.headers.get("Cache-Control", "")
        if b'method="post"' in response.content:
            with_forms.add(state.name)
            assert set(response.cookies) == {"csrftoken"}, state.name
            assert {"private", "no-store"} <= set(kept.split(", ")), state.name
        else:
            assert not response.cookies, state.name
    assert with_forms == {"form", "form with errors", "request", "request with errors"}
