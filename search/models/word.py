"""Vocabulary of a language, for typing errors and prefixes."""

from typing import ClassVar

from django.db import models
from wagtail.models import Locale


class Word(models.Model):
    """A word as it is folded, with its stem and how it is written.

    ``pages`` is on how many pages it is, ``titles`` in how many of their titles. ``start`` and ``end`` are its
    first letter and its last two: words that are typed wrong keep one of them.
    """

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=40)
    stem = models.CharField(max_length=40)
    spelling = models.CharField(max_length=40)
    start = models.CharField(max_length=1)
    end = models.CharField(max_length=2)
    length = models.PositiveSmallIntegerField()
    pages = models.PositiveIntegerField(default=1)
    titles = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar = [models.UniqueConstraint(fields=("locale", "word"), name="one_word_a_language")]
        indexes: ClassVar = [
            models.Index(fields=("locale", "stem"), name="search_word_by_stem"),
            models.Index(fields=("locale", "start", "length"), name="search_word_by_start"),
            models.Index(fields=("locale", "end", "length"), name="search_word_by_end"),
        ]

    def __str__(self) -> str:
        return self.spelling
