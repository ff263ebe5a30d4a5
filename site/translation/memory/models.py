"""Entries of the memory: source texts by pair of languages, and their translations."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation


class MemoryUnit(models.Model):
    """A source text that has been translated into a language, once for all its translations."""

    NAMESPACE = uuid.UUID("6a5f5b3c-52b1-4c0f-9f4e-0c9d7c1d2a11")

    source_locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    target_locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("source text"), help_text=_("With its inline tags."))
    digest = models.UUIDField(editable=False)
    #: The text as it is compared: without tags, case and accents.
    key = models.TextField(editable=False)

    class Meta:
        verbose_name = _("text in the translation memory")
        verbose_name_plural = _("texts in the translation memory")
        constraints = (
            models.UniqueConstraint(
                fields=["digest", "source_locale", "target_locale"], name="translation_memory_unit_once"
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @classmethod
    def digest_of(cls, text: str) -> uuid.UUID:
        """Digest of a text with its tags and case, for exact matches."""
        return uuid.uuid5(cls.NAMESPACE, text)


class MemoryEntry(models.Model):
    """One translation of a text: what it says, where it stands or came from, whose it is and of when."""

    unit = models.ForeignKey(MemoryUnit, on_delete=models.CASCADE, related_name="entries")
    text = models.TextField(_("translation"))
    #: The translation this is a copy of; it goes when that does. Empty for what was imported.
    translation = models.OneToOneField(
        StringTranslation, null=True, on_delete=models.CASCADE, related_name="memory", editable=False
    )
    #: The page or snippet, by its translation key.
    object_key = models.UUIDField(null=True, editable=False, db_index=True)
    #: Where in it, down to the block.
    path = models.TextField(blank=True, editable=False)
    #: The kind of thing and the field, as ``groups.workinggrouppage:purpose``: what a copy has in common with it.
    place = models.CharField(max_length=255, blank=True, editable=False)
    #: Where an imported translation came from: the file, or what the file says.
    origin = models.CharField(_("origin"), max_length=255, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("translator")
    )
    #: Whom the file named, which is nobody here.
    author_name = models.CharField(_("translator named in the file"), max_length=255, blank=True)
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("translation in the memory")
        verbose_name_plural = _("translations in the memory")
        permissions = (("exchange_memory", _("Import and export translation memory")),)

    def __str__(self) -> str:
        return self.text[:80]


class MemoryGram(models.Model):
    """A mark by which similar texts are found on a database without trigrams; see ``memory.trigrams``."""

    gram = models.BigIntegerField()
    unit = models.ForeignKey(MemoryUnit, on_delete=models.CASCADE, related_name="grams", db_index=True)

    class Meta:
        verbose_name = _("fingerprint of a text")
        verbose_name_plural = _("fingerprints of texts")
        indexes = (models.Index(fields=["gram", "-unit"], name="translation_memory_gram"),)

    def __str__(self) -> str:
        return f"{self.gram}: {self.unit_id}"
