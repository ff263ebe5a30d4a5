"""The translation memory."""

import django.db.models.deletion
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def add_trigrams(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """PostgreSQL finds similar texts by their trigrams.

    The extension comes with PostgreSQL and may be created by the owner of the database.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        schema_editor.execute(
            "CREATE INDEX translation_memory_trigrams ON translation_memory_memoryunit USING gin (key gin_trgm_ops)"
        )


def remove_trigrams(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the index; others may use the extension."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX translation_memory_trigrams")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MemoryUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(help_text="With its inline tags.", verbose_name="source text")),
                ("digest", models.UUIDField(editable=False)),
                ("key", models.TextField(editable=False)),
                (
                    "source_locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.locale"
                    ),
                ),
                (
                    "target_locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.locale"
                    ),
                ),
            ],
            options={
                "verbose_name": "text in the translation memory",
                "verbose_name_plural": "texts in the translation memory",
            },
        ),
        migrations.CreateModel(
            name="MemoryGram",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gram", models.BigIntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grams",
                        to="translation_memory.memoryunit",
                    ),
                ),
            ],
            options={
                "verbose_name": "fingerprint of a text",
                "verbose_name_plural": "fingerprints of texts",
            },
        ),
        migrations.CreateModel(
            name="MemoryEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="translation")),
                ("object_key", models.UUIDField(db_index=True, editable=False, null=True)),
                ("path", models.TextField(blank=True, editable=False)),
                ("place", models.CharField(blank=True, editable=False, max_length=255)),
                ("origin", models.CharField(blank=True, max_length=255, verbose_name="origin")),
                (
                    "author_name",
                    models.CharField(blank=True, max_length=255, verbose_name="translator named in the file"),
                ),
                ("changed_at", models.DateTimeField(verbose_name="changed at")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="translator",
                    ),
                ),
                (
                    "translation",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memory",
                        to="wagtail_localize.stringtranslation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="translation_memory.memoryunit",
                    ),
                ),
            ],
            options={
                "verbose_name": "translation in the memory",
                "verbose_name_plural": "translations in the memory",
                "permissions": (("exchange_memory", "Import and export translation memory"),),
            },
        ),
        migrations.AddConstraint(
            model_name="memoryunit",
            constraint=models.UniqueConstraint(
                fields=("digest", "source_locale", "target_locale"), name="translation_memory_unit_once"
            ),
        ),
        migrations.AddIndex(
            model_name="memorygram",
            index=models.Index(fields=["gram", "-unit"], name="translation_memory_gram"),
        ),
        migrations.RunPython(add_trigrams, remove_trigrams),
    ]
