"""Index entries of public pages; their words are in ``search_words``, see ``search.storage``."""

from typing import ClassVar

from django.db import models
from wagtail.models import Locale, Page

from core.base.page_states import PageState
from core.base.partial_dates import machine_date, publication_date


class Value(models.Model):
    """A value of a facet, the same for all pages and languages."""

    facet = models.CharField(max_length=20)
    word = models.CharField(max_length=64)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=("facet", "word"), name="one_value_a_word")]

    def __str__(self) -> str:
        return f"{self.facet}={self.word}"


class Entry(models.Model):
    """A page in its language.

    ``date_precision`` says how much of the date is known: ``year``, ``month``, or all of it.
    ``is_visible`` is cleared in the moment in which the public may no longer see the page; the rest follows in the
    background. ``state_key`` and ``state_label`` are a state that has to be told. ``head`` has the stems of title,
    acronym, goals, names and summary, a line each, for pages with files those of what they say themselves, and what is
    said with ñ only, and both ways; ``text`` has what else the page says, for snippets. ``digest`` is
    a hash of all that is indexed, which tells what has drifted.
    """

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    translation_key = models.UUIDField(db_index=True)
    is_visible = models.BooleanField(default=True)
    kind = models.CharField(max_length=20)
    ages = models.BooleanField(default=False)
    date = models.DateField(null=True)
    date_precision = models.CharField(max_length=5, blank=True)
    title = models.CharField(max_length=255)
    title_key = models.CharField(max_length=255)
    acronym = models.CharField(max_length=255, blank=True)
    acronym_key = models.CharField(max_length=255, blank=True)
    state_key = models.CharField(max_length=20, blank=True)
    state_label = models.CharField(max_length=60, blank=True)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    head = models.TextField(blank=True)
    digest = models.CharField(max_length=32)
    values = models.ManyToManyField(Value, through="EntryValue", related_name="entries")

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        verbose_name_plural = "entries"
        indexes: ClassVar = [
            models.Index(fields=("locale", "title_key"), name="search_entry_by_title"),
            models.Index(fields=("locale", "acronym_key"), name="search_entry_by_acronym"),
            models.Index(fields=("page",), condition=models.Q(is_visible=False), name="search_entry_hidden"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def date_label(self) -> str:
        """The date as far as it is known, as the active language writes it; may be empty."""
        return publication_date(self.date, self.date_precision)

    @property
    def machine_date(self) -> str:
        """The same for ``<time datetime>``."""
        return machine_date(self.date, self.date_precision)

    @property
    def state(self) -> PageState | None:
        """State label of the page wherever it is named, in its language."""
        return PageState(self.state_key, self.state_label, telling=True) if self.state_key else None


class EntryValue(models.Model):
    """A page has a value of a facet.

    The database does not look up what a row refers to: that would be a tenth of the server's work when the index is
    built, rows are written by :mod:`search.index` alone, and :mod:`search.index_check` finds what should not be there.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    value = models.ForeignKey(Value, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=("entry", "value"), name="one_value_an_entry")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.value_id}"
