"""Django's own checks of the project, on the database of this run."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_the_database_passes_its_checks():
    call_command("check", databases=["default"], fail_level="WARNING")
