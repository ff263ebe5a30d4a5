"""Template tags of the translators' screen."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from translation.editor import source_markup
from translation.editor.screen import Screen
from translation.editor.units import EditorUnit
from translation.units.placeholders import Placeholder

register = template.Library()


@register.simple_tag
def source_html(unit: EditorUnit) -> str:
    """The source with its placeholders and terms."""
    return source_markup.source(unit.source_text, unit.terms)


@register.simple_tag
def placeholder_name(placeholder: Placeholder, href: str) -> str:
    """Readable name of a placeholder."""
    if placeholder.name == "a":
        return _("link to %(address)s") % {"address": href} if href else _("link to a page or document")
    names = {"b": _("bold"), "strong": _("bold"), "i": _("italic"), "em": _("italic"), "code": _("code")}
    return names.get(placeholder.name, placeholder.name)


@register.simple_tag
def unit_address(screen: Screen, unit: EditorUnit) -> str:
    """URL of the screen with a text selected and its help shown."""
    return f"{screen.address(unit=unit.pk)}#seg-{unit.pk}"


@register.filter
def with_leading_newline(text: str) -> Any:
    """A text for a textarea, whose first line break browsers swallow."""
    return f"\n{text}" if text.startswith("\n") else text
