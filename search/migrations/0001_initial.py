"""PostgreSQL learns to find «educación» where somebody types «educacion», as SQLite does by itself.

The extension comes with PostgreSQL and may be created by the owner of the database.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CREATE = (
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE TEXT SEARCH CONFIGURATION platform (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION platform ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple",
)


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the text search configuration that ``WAGTAILSEARCH_BACKENDS`` names."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in CREATE:
            schema_editor.execute(statement)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take it away again; others may use the extension."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TEXT SEARCH CONFIGURATION platform")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(create, remove)]
