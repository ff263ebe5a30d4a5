"""A platform with pages in two languages, indexed once for each module of tests."""

from collections.abc import Iterator
from typing import Any

import pytest

from groups.models import GroupLead
from home.setup.platform import Platform
from tests.factories import ContentPageFactory, EntityFactory, WorkingGroupPageFactory
from tests.home.conftest import set_up_platform
from tests.support.public_pages import create_translation
from tests.support.rollback import rolled_back

#: Titles of Spanish pages; what is searched for in them stands in ``test_finding``.
TITLES = {
    "nino": "El nino",
    "nino-tilde": "El niño",
    "cuidados": "Educación y cuidados",
    "regularizacion": "Regularizaciones en la frontera",
    "clima": "Cambio climático en la región",
    "interinstitucional": "Un diagnóstico interinstitucional",
    "trabajo": "Trabajo no remunerado de las mujeres",
    "deuda": "Canjes de deuda por naturaleza",
    "deuda-sola": "Revisión de la deuda",
}


@pytest.fixture(scope="module")
def module_platform(django_db_setup: None, django_db_blocker: Any) -> Iterator[Platform]:
    """The indexed platform, once for the module."""
    with rolled_back(django_db_blocker, indexed=True):
        platform = set_up_platform()
        for slug, title in TITLES.items():
            ContentPageFactory(parent=platform.home, title=title, slug=slug)
        agency = EntityFactory(name="Agencia para las personas refugiadas", acronym="ACNUR", key="unhcr")
        translate_entity(agency)
        group = WorkingGroupPageFactory(
            parent=platform.lists["groups"],
            title="Movilidad humana",
            acronym="CT Movilidad",
            slug="movilidad",
            goals=[5, 10],
        )
        group.leads.add(GroupLead(entity=agency, locale=platform.source))
        group.save_revision().publish()
        create_translation(ContentPageFactory(parent=platform.home, title="Agua", slug="agua"), "en", "Water", "water")
        yield platform


def translate_entity(agency: Any) -> None:
    """Publish an English translation of the entity."""
    version = agency.copy_for_translation(set_up_platform().targets[0])
    version.name, version.acronym = "Agency for refugees", "UNHCR"
    version.save()
    version.save_revision().publish()


@pytest.fixture
def indexed_platform(module_platform: Platform, db: None) -> Platform:
    """The indexed platform, with each test in a savepoint."""
    return module_platform
