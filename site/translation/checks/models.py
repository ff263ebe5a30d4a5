"""Findings of the checks, stored with the translated text."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation

from translation.checks.finding import Finding, Severity


class SegmentFinding(models.Model):
    """One thing that a check has to say of a translation, as long as it is so."""

    string_translation = models.ForeignKey(StringTranslation, on_delete=models.CASCADE, related_name="findings")
    code = models.CharField(_("check"), max_length=40, db_index=True)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices, db_index=True)
    #: What the message names: terms, numbers, lengths.
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ("severity", "code", "pk")

    def __str__(self) -> str:
        return self.message

    @property
    def finding(self) -> Finding:
        """The same as the checks return it."""
        return Finding(self.code, Severity(self.severity), self.data)

    @property
    def message(self) -> str:
        """The message of the finding in the reader's language."""
        return self.finding.message

    @classmethod
    def of(cls, translation: StringTranslation, finding: Finding) -> "SegmentFinding":
        """A row, not stored yet."""
        data: dict[str, Any] = dict(finding.data)
        return cls(string_translation=translation, code=finding.code, severity=finding.severity, data=data)
