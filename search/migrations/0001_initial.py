"""The index of what the public finds, synonyms, promoted results, and what was looked for."""

import core.base.plain_text
import django.db.models.deletion
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

#: The words of pages; each database has its own kind of table for them.
CREATE = {
    "sqlite": (
        (
            "CREATE VIRTUAL TABLE search_words USING fts5"
            "(lang, marks, title, acronym, goals, names, summary, body, files, tokenize = 'unicode61 remove_diacritics 0')"
        ),
    ),
    "postgresql": (
        # Wagtail's own index, which the admin asks, finds «educación» where somebody types «educacion», as on SQLite.
        # The extension comes with PostgreSQL and may be created by the owner of the database.
        "CREATE EXTENSION IF NOT EXISTS unaccent",
        "CREATE TEXT SEARCH CONFIGURATION platform (COPY = simple)",
        "ALTER TEXT SEARCH CONFIGURATION platform ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple",
        # No key leads to the entries: Django, which doesn't know this table, could not empty theirs.
        "CREATE TABLE search_words (pk integer PRIMARY KEY, head tsvector NOT NULL, words tsvector NOT NULL)",
        "CREATE INDEX search_words_gin ON search_words USING gin (words)",
        # Beginnings are looked up by range, which only this order of letters allows, whatever the database's own is.
        (
            'ALTER TABLE search_entry ALTER COLUMN title_key TYPE varchar(255) COLLATE "C", '
            'ALTER COLUMN acronym_key TYPE varchar(255) COLLATE "C"'
        ),
        'ALTER TABLE search_word ALTER COLUMN word TYPE varchar(40) COLLATE "C"',
    ),
}

#: How to take that away again; other tables may use the extension.
REMOVE = {
    "sqlite": ("DROP TABLE search_words",),
    "postgresql": ("DROP TABLE search_words", "DROP TEXT SEARCH CONFIGURATION platform"),
}

#: LZ4 takes a fraction of the time of what PostgreSQL compresses with by default; it may have been built without.
COMPRESSED = {"search_words": ("words", "head"), "search_entry": ("text", "head", "summary")}


def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create what no model describes."""
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
    if schema_editor.connection.vendor == "postgresql" and _has_lz4(schema_editor):
        for table, columns in COMPRESSED.items():
            changes = ", ".join(f"ALTER {column} SET COMPRESSION lz4" for column in columns)
            schema_editor.execute(f"ALTER TABLE {table} {changes}")


def _has_lz4(schema_editor: BaseDatabaseSchemaEditor) -> bool:
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'")
        row = cursor.fetchone()
    return bool(row and row[0])


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it again."""
    for statement in REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QueryCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                ("query", models.CharField(max_length=80, verbose_name="search terms")),
                ("number", models.PositiveIntegerField(default=0, verbose_name="number of searches")),
                ("hits", models.PositiveIntegerField(default=0, verbose_name="results")),
                ("clicks", models.PositiveIntegerField(default=0, verbose_name="results opened")),
                ("places", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "search",
                "verbose_name_plural": "searches",
                "default_permissions": ("view",),
                "constraints": [models.UniqueConstraint(fields=("day", "language", "query"), name="one_row_a_day")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("translation_key", models.UUIDField(db_index=True)),
                ("is_visible", models.BooleanField(default=True)),
                ("kind", models.CharField(max_length=20)),
                ("ages", models.BooleanField(default=False)),
                ("date", models.DateField(null=True)),
                ("date_precision", models.CharField(blank=True, max_length=5)),
                ("title", models.CharField(max_length=255)),
                ("title_key", models.CharField(max_length=255)),
                ("acronym", models.CharField(blank=True, max_length=255)),
                ("acronym_key", models.CharField(blank=True, max_length=255)),
                ("state_key", models.CharField(blank=True, max_length=20)),
                ("state_label", models.CharField(blank=True, max_length=60)),
                ("summary", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("head", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=32)),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="wagtailcore.locale"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "terms",
                    models.CharField(
                        help_text="Words or phrases with the same meaning, separated by commas, for example “climate crisis, climate emergency”. You do not need to add the acronyms of entities.",
                        max_length=400,
                        verbose_name="words",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
            ],
            options={
                "verbose_name": "synonym",
                "verbose_name_plural": "synonyms",
                "ordering": ["locale", "terms"],
            },
            bases=(core.base.plain_text.PlainTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Value",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("facet", models.CharField(max_length=20)),
                ("word", models.CharField(max_length=64)),
            ],
            options={
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("facet", "word"), name="one_value_a_word")],
            },
        ),
        migrations.CreateModel(
            name="EntryValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="search.entry",
                    ),
                ),
                (
                    "value",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="search.value",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="values",
            field=models.ManyToManyField(related_name="entries", through="search.EntryValue", to="search.value"),
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40)),
                ("stem", models.CharField(max_length=40)),
                ("spelling", models.CharField(max_length=40)),
                ("start", models.CharField(max_length=1)),
                ("end", models.CharField(max_length=2)),
                ("length", models.PositiveSmallIntegerField()),
                ("pages", models.PositiveIntegerField(default=1)),
                ("titles", models.PositiveIntegerField(default=0)),
                (
                    "locale",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Promotion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "query",
                    models.CharField(
                        help_text="Accents, capital letters and the order of the words do not matter.",
                        max_length=100,
                        verbose_name="search terms",
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=200)),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="The lowest number comes first.", verbose_name="order"
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "promoted result",
                "verbose_name_plural": "promoted results",
                "ordering": ["locale", "query", "order", "pk"],
                "indexes": [models.Index(fields=["locale", "key"], name="search_promotion_by_key")],
            },
            bases=(core.base.plain_text.PlainTextMixin, models.Model),
        ),
        migrations.AddConstraint(
            model_name="entryvalue",
            constraint=models.UniqueConstraint(fields=("entry", "value"), name="one_value_an_entry"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["locale", "title_key"], name="search_entry_by_title"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["locale", "acronym_key"], name="search_entry_by_acronym"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=models.Q(("is_visible", False)), fields=["page"], name="search_entry_hidden"),
        ),
        migrations.AddIndex(
            model_name="word",
            index=models.Index(fields=["locale", "stem"], name="search_word_by_stem"),
        ),
        migrations.AddIndex(
            model_name="word",
            index=models.Index(fields=["locale", "start", "length"], name="search_word_by_start"),
        ),
        migrations.AddIndex(
            model_name="word",
            index=models.Index(fields=["locale", "end", "length"], name="search_word_by_end"),
        ),
        migrations.AddConstraint(
            model_name="word",
            constraint=models.UniqueConstraint(fields=("locale", "word"), name="one_word_a_language"),
        ),
        migrations.RunPython(create, remove),
    ]
