"""The translation workbench."""

import core.base.plain_text
import django.db.models.deletion
import modelsearch.index
import uuid
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
            "CREATE INDEX translation_memory_trigrams ON translation_memoryunit USING gin (key gin_trgm_ops)"
        )


def remove_trigrams(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the index; others may use the extension."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX translation_memory_trigrams")


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AliasLanguage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "locale",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        help_text="The language of the pages.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language shown",
                    ),
                ),
            ],
            options={
                "verbose_name": "language with aliases",
                "verbose_name_plural": "languages with aliases",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="needed by")),
                ("claimed_at", models.DateTimeField(blank=True, null=True, verbose_name="assigned")),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignment",
                        to="wagtail_localize.translation",
                        verbose_name="translation",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
            },
        ),
        migrations.CreateModel(
            name="DigestPreference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "every",
                    models.CharField(
                        choices=[("day", "Every day"), ("week", "Every week"), ("never", "Never")],
                        default="week",
                        max_length=5,
                        verbose_name="emails about your pending translations",
                    ),
                ),
                (
                    "notices",
                    models.BooleanField(
                        default=True, verbose_name="emails when your translations are published or sent back"
                    ),
                ),
                ("sent_on", models.DateField(blank=True, editable=False, null=True, verbose_name="last sent")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translation_digest",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "email preferences of a translator",
                "verbose_name_plural": "email preferences of translators",
            },
        ),
        migrations.CreateModel(
            name="MachineRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("service", models.CharField(max_length=60, verbose_name="service")),
                ("translations", models.JSONField(default=list)),
                ("position", models.PositiveIntegerField(default=0)),
                ("texts", models.PositiveIntegerField(verbose_name="texts")),
                ("characters", models.PositiveIntegerField(verbose_name="characters")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="texts drafted")),
                ("left_out", models.PositiveIntegerField(default=0, verbose_name="texts left out")),
                ("sent", models.PositiveIntegerField(default=0, verbose_name="characters sent")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "In progress"),
                            ("done", "Completed"),
                            ("cancelled", "Cancelled"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="requested at")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="requested by",
                    ),
                ),
            ],
            options={
                "verbose_name": "machine translation",
                "verbose_name_plural": "machine translations",
                "ordering": ("-created_at",),
                "permissions": (("use_machine", "Draft texts by machine translation"),),
            },
        ),
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="grams", to="translation.memoryunit"
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="translation.memoryunit"
                    ),
                ),
            ],
            options={
                "verbose_name": "translation in the memory",
                "verbose_name_plural": "translations in the memory",
                "permissions": (("exchange_memory", "Import and export translation memory"),),
            },
        ),
        migrations.CreateModel(
            name="OwnPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_place",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "verbose_name": "page with its own position",
                "verbose_name_plural": "pages with their own position",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PastTranslation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("data", models.TextField(help_text="As stored, with its inline tags.", verbose_name="text")),
                (
                    "translation_type",
                    models.CharField(
                        blank=True,
                        choices=[("manual", "Manual"), ("machine", "Machine")],
                        max_length=20,
                        verbose_name="made by",
                    ),
                ),
                ("translated_at", models.DateTimeField(verbose_name="translated at")),
                ("replaced_at", models.DateTimeField(auto_now_add=True, verbose_name="replaced at")),
                (
                    "context",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_localize.translationcontext",
                        verbose_name="place",
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
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="replaced by",
                    ),
                ),
                (
                    "string",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_localize.string",
                        verbose_name="source text",
                    ),
                ),
                (
                    "translated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="translated by",
                    ),
                ),
            ],
            options={
                "verbose_name": "previous translation",
                "verbose_name_plural": "previous translations",
            },
        ),
        migrations.CreateModel(
            name="PendingImport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded at")),
                ("files", models.JSONField(verbose_name="files")),
                (
                    "translation",
                    models.ForeignKey(
                        help_text="The only translation to which the files apply.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_localize.translation",
                        verbose_name="translation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "import awaiting confirmation",
                "verbose_name_plural": "imports awaiting confirmation",
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("initial", "Untranslated"),
                            ("translated", "Translated"),
                            ("reviewed", "Reviewed"),
                            ("final", "Final"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=32, verbose_name="digest")),
                ("comments", models.JSONField(default=list, verbose_name="comments")),
                (
                    "context",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_localize.translationcontext",
                        verbose_name="context",
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
                    "string",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_localize.string",
                        verbose_name="text",
                    ),
                ),
            ],
            options={
                "verbose_name": "file comment",
                "verbose_name_plural": "file comments",
            },
        ),
        migrations.CreateModel(
            name="SegmentDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "text",
                    models.TextField(
                        blank=True, help_text="As entered, with placeholders for the inline tags.", verbose_name="text"
                    ),
                ),
                (
                    "base",
                    models.CharField(
                        help_text="The version of the translation on which it is based.",
                        max_length=32,
                        verbose_name="version",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="entered at")),
                (
                    "context",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_localize.translationcontext",
                        verbose_name="place",
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
                    "string",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_localize.string",
                        verbose_name="source text",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "unsaved text",
                "verbose_name_plural": "unsaved texts",
            },
        ),
        migrations.CreateModel(
            name="SegmentFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(db_index=True, max_length=40, verbose_name="check")),
                (
                    "severity",
                    models.CharField(
                        choices=[("error", "Error"), ("warning", "Warning")],
                        db_index=True,
                        max_length=10,
                        verbose_name="severity",
                    ),
                ),
                ("data", models.JSONField(default=dict)),
                (
                    "string_translation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="wagtail_localize.stringtranslation",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "ordering": ("severity", "code", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "title",
                    models.CharField(
                        help_text="For the parent of the pages that are sent.", max_length=255, verbose_name="title"
                    ),
                ),
                ("form_data", models.TextField(blank=True, default="")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="requested at")),
                ("worked_at", models.DateTimeField(editable=False, null=True)),
                ("finished_at", models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="finished")),
                ("cancelled_at", models.DateTimeField(blank=True, null=True, verbose_name="cancelled")),
                (
                    "locales",
                    models.ManyToManyField(related_name="+", to="wagtailcore.locale", verbose_name="languages"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent by",
                    ),
                ),
            ],
            options={
                "verbose_name": "submission to translators",
                "verbose_name_plural": "submissions to translators",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SentPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("sent", "sent"),
                            ("refused", "not allowed"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.TextField(blank=True, default="", verbose_name="reason")),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
                (
                    "sending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="translation.sending"
                    ),
                ),
            ],
            options={
                "verbose_name": "page being sent",
                "verbose_name_plural": "pages being sent",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SourceChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "segments",
                    models.PositiveIntegerField(
                        help_text="Number of texts added, changed or removed since the last synchronization.",
                        verbose_name="segments",
                    ),
                ),
                ("since", models.DateTimeField(auto_now_add=True, verbose_name="since")),
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="change",
                        to="wagtail_localize.translationsource",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "source change",
                "verbose_name_plural": "source changes",
            },
        ),
        migrations.CreateModel(
            name="TranslationBasis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.JSONField(default=list, verbose_name="words")),
                (
                    "changed_segments",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Number of texts that have since been added, changed or removed in the source.",
                        verbose_name="changed texts",
                    ),
                ),
                (
                    "changed_since",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="changed since"),
                ),
                (
                    "translation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="basis",
                        to="wagtail_localize.translation",
                        verbose_name="translation",
                    ),
                ),
            ],
            options={
                "verbose_name": "basis of a translation",
                "verbose_name_plural": "bases of translations",
            },
        ),
        migrations.CreateModel(
            name="TranslationProgress",
            fields=[
                (
                    "translation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="progress",
                        serialize=False,
                        to="wagtail_localize.translation",
                        verbose_name="translation",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="texts")),
                ("translated", models.PositiveIntegerField(default=0, verbose_name="translated texts")),
                ("stale", models.BooleanField(default=True, verbose_name="to be recounted")),
            ],
            options={
                "verbose_name": "progress of a translation",
                "verbose_name_plural": "progress of translations",
                "indexes": [
                    models.Index(
                        condition=models.Q(("stale", True)), fields=["translation"], name="progress_to_be_counted"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TranslatorMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mailed_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When the mail server accepted it. Empty until then.",
                        null=True,
                        verbose_name="sent at",
                    ),
                ),
                (
                    "claimed_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Prevents two workers from sending the same email.",
                        null=True,
                        verbose_name="being sent since",
                    ),
                ),
                (
                    "failures",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Number of times that the mail server did not accept it.",
                        verbose_name="failed attempts",
                    ),
                ),
                (
                    "retry_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Not before this time. If empty, at the next opportunity.",
                        null=True,
                        verbose_name="next attempt",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("digest", "pending translations"),
                            ("landed", "published"),
                            ("sent_back", "sent back"),
                        ],
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                (
                    "translation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtail_localize.translation",
                        verbose_name="translation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "email to a translator",
                "verbose_name_plural": "emails to translators",
            },
            bases=(core.base.plain_text.PlainTextMixin, models.Model),
        ),
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source_term",
                    models.CharField(
                        help_text="The dictionary form. Plurals and capital letters are recognized. Acronyms are recognized only in capital letters.",
                        max_length=255,
                        verbose_name="term",
                    ),
                ),
                (
                    "target_term",
                    models.CharField(
                        help_text="Repeat the term if it should not be translated.",
                        max_length=255,
                        verbose_name="translation",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Information for translators: meaning, use and source.",
                        verbose_name="note",
                    ),
                ),
                (
                    "forbidden",
                    models.TextField(
                        blank=True,
                        help_text="Incorrect translations of the term, one per line.",
                        verbose_name="translations to avoid",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("approved", "Agreed"), ("retired", "No longer used")],
                        default="approved",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("key", models.CharField(blank=True, default="", editable=False, max_length=120)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed at")),
                (
                    "source_locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="source language",
                    ),
                ),
                (
                    "target_locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="target language",
                    ),
                ),
            ],
            options={
                "verbose_name": "glossary term",
                "verbose_name_plural": "glossary terms",
                "ordering": ("source_term", "target_term"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source_locale", "target_locale", "source_term", "target_term"),
                        name="translation_glossary_term_once",
                        violation_error_message="This term already has this translation.",
                    )
                ],
            },
            bases=(core.base.plain_text.PlainTextMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="GroupLanguagePermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="language_permissions",
                        to="auth.group",
                        verbose_name="group",
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
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.permission",
                        verbose_name="permission",
                    ),
                ),
            ],
            options={
                "verbose_name": "permission in a language",
                "verbose_name_plural": "permissions in a language",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("group", "locale", "permission"), name="one_permission_in_a_language"
                    )
                ],
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
        migrations.AddIndex(
            model_name="pasttranslation",
            index=models.Index(fields=["context", "locale", "string"], name="past_translation_segment"),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.UniqueConstraint(fields=("context", "locale", "string"), name="one_remark_a_text"),
        ),
        migrations.AddConstraint(
            model_name="segmentdraft",
            constraint=models.UniqueConstraint(
                fields=("context", "locale", "string", "user"), name="one_draft_a_person_and_segment"
            ),
        ),
        migrations.AddIndex(
            model_name="sentpage",
            index=models.Index(fields=["sending", "state"], name="sent_page_state"),
        ),
        migrations.RunPython(add_trigrams, remove_trigrams),
    ]
