"""The ground the tests stand on."""

import socket

import pytest
from django.conf import settings
from django.db import connection
from wagtail.models import Locale, Page

from tests.support import databases
from tests.support.network import NetworkForbiddenError


def test_no_test_reaches_another_machine():
    with socket.socket() as other, pytest.raises(NetworkForbiddenError):
        other.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkForbiddenError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.django_db
def test_the_run_is_on_the_database_it_was_asked_for():
    assert connection.vendor == databases.database_kind()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_committing_test_starts_from_the_migrated_state(time: str):
    assert list(Locale.objects.values_list("language_code", flat=True)) == [settings.LANGUAGE_CODE]
    Page.objects.all().delete()
    Locale.objects.create(language_code="fr")


@pytest.mark.django_db
def test_the_state_after_a_committing_test_is_the_migrated_one():
    assert Page.objects.filter(depth=1).count() == 1
