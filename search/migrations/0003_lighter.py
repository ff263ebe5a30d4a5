"""Rows are written without the database looking up what each refers to, and packed quickly where it can."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

#: LZ4 takes a fraction of the time of what PostgreSQL packs with by default; it may have been built without.
_PACKED = {"search_words": ("words", "head"), "search_entry": ("text", "head", "summary")}


def pack(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For what is written from now on; what is there stays readable as it is."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'")
        known = cursor.fetchone()
    if known and known[0]:
        for table, columns in _PACKED.items():
            changes = ", ".join(f"ALTER {column} SET COMPRESSION lz4" for column in columns)
            schema_editor.execute(f"ALTER TABLE {table} {changes}")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_marks")]

    operations = [
        migrations.AlterField(
            model_name="entryvalue",
            name="entry",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=models.deletion.CASCADE,
                related_name="+",
                to="search.entry",
            ),
        ),
        migrations.AlterField(
            model_name="entryvalue",
            name="value",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=models.deletion.CASCADE,
                related_name="+",
                to="search.value",
            ),
        ),
        migrations.RunPython(pack, migrations.RunPython.noop),
    ]
