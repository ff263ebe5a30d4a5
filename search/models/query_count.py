"""Query counts, without personal data."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class QueryCount(models.Model):
    """How often a query was run on one day in one language, and how many results it had.

    No person, address, session or time of day. ``hits`` is of the last time; ``places`` is the sum of the
    positions, from 1, of the results that were followed.
    """

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=12)
    query = models.CharField(_("search terms"), max_length=80)
    number = models.PositiveIntegerField(_("number of searches"), default=0)
    hits = models.PositiveIntegerField(_("results"), default=0)
    clicks = models.PositiveIntegerField(_("results opened"), default=0)
    places = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        default_permissions = ("view",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("day", "language", "query"), name="one_row_a_day")]

    def __str__(self) -> str:
        return self.query
