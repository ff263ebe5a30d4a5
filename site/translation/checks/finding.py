"""Findings: the result of one check of a translated text, with its severity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext, gettext_noop, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    """Whether a finding keeps a translation from being published."""

    ERROR = "error", _("Error")
    WARNING = "warning", pgettext_lazy("check", "Warning")


#: Each check's message; what stands in it comes from the finding's data.
MESSAGES: dict[str, str] = {
    "tags_unbalanced": gettext_noop("A tag is not closed or not opened: %(tags)s."),
    "tags_not_allowed": gettext_noop("Only simple tags such as <b> and <a> can be used, without attributes: %(tags)s."),
    "placeholder_lost": gettext_noop("A placeholder is missing: %(missing)s."),
    "too_long": gettext_noop("The text has %(length)s characters. The maximum is %(limit)s."),
    "unreviewed": gettext_noop("This is a machine translation that has not been reviewed."),
    "empty": gettext_noop("The translation is empty."),
    "same_as_source": gettext_noop("The translation is the same as the source."),
    "numbers": gettext_noop("Numbers or dates differ from the source: missing: %(missing)s; added: %(added)s."),
    "link_lost": gettext_noop("A link of the source is missing: %(missing)s."),
    "link_repeated": gettext_noop("A link appears more often than in the source: %(added)s."),
    "address_lost": gettext_noop("An address of the source is missing: %(missing)s."),
    "tags_changed": gettext_noop("The formatting differs from the source: missing: %(missing)s; added: %(added)s."),
    "placeholder_added": gettext_noop("A placeholder is not in the source: %(added)s."),
    "term_missing": gettext_noop("The glossary term “%(target)s” for “%(term)s” is not used."),
    "term_forbidden": gettext_noop("“%(used)s” should not be used for “%(term)s”. The glossary has “%(target)s”."),
    "double_space": gettext_noop("There are two spaces in a row."),
    "edge_space": gettext_noop("The spaces at the beginning or end differ from the source."),
    "space_before_punctuation": gettext_noop("There is a space before “%(mark)s”."),
    "end_punctuation": gettext_noop("The text ends with “%(target)s”, but the source ends with “%(source)s”."),
    "inverted_marks": gettext_noop("“%(mark)s” is not used in this language."),
    "brackets": gettext_noop("A bracket or quotation mark is not paired: %(marks)s."),
    "slug_altered": gettext_noop("In the address it will appear as “%(address)s”."),
    "slug_reserved": gettext_noop("The platform itself uses “%(slug)s” here. Choose a different address."),
    "slug_taken": gettext_noop("“%(title)s” already uses “%(slug)s”: a number will be added to the address."),
    "link_untranslated": gettext_noop("A link points to “%(title)s”, which does not have a page in this language yet."),
}

#: What is said in place of an empty list.
NOTHING = gettext_noop("none")


@dataclass(frozen=True)
class Finding:
    """One thing that a check has to say. ``code`` is a key of ``MESSAGES``."""

    code: str
    severity: Severity
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The message of the finding in the active language, as plain text."""
        values = {name: _format_value(value) for name, value in self.data.items()}
        return gettext(MESSAGES[self.code]) % values if values else gettext(MESSAGES[self.code])

    @property
    def blocks(self) -> bool:
        """Whether it keeps the translation from being published."""
        return self.severity == Severity.ERROR


def error(code: str, **data: Any) -> Finding:
    """A finding that blocks publishing."""
    return Finding(code, Severity.ERROR, data)


def warning(code: str, **data: Any) -> Finding:
    """A finding that a translator may leave."""
    return Finding(code, Severity.WARNING, data)


def _format_value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or gettext(NOTHING)
    return str(value)
