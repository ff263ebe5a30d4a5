"""Source text as HTML: placeholders as labels, glossary terms with their translation."""

import re
from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from translation.glossary.matching import TermMatch
from translation.glossary.models import GlossaryTerm
from translation.units.placeholders import PLACEHOLDER

_PARTS = re.compile(f"({PLACEHOLDER.pattern.replace('(', '(?:')})|(\n)")


def source(text: str, terms: Sequence[TermMatch] = ()) -> SafeString:
    """A text as translators read it, escaped.

    Args:
        text: as ``Unit.source_text`` has it.
        terms: what the glossary found in it, in its order.
    """
    parts, position = [], 0
    for match in terms:
        if match.start < position:
            continue
        parts += [_mark_placeholders(text[position : match.start]), _term(text[match.start : match.end], match.term)]
        position = match.end
    parts.append(_mark_placeholders(text[position:]))
    return format_html_join(mark_safe(""), "{}", ((part,) for part in parts))


def _term(text: str, term: GlossaryTerm) -> SafeString:
    return format_html(
        '<span class="seg-term">{}<span class="seg-term__target"> → {}</span></span>', text, term.target_term
    )


def _mark_placeholders(text: str) -> SafeString:
    parts, position = [], 0
    for match in _PARTS.finditer(text):
        parts.append(format_html("{}", text[position : match.start()]))
        if match[2]:
            parts.append(mark_safe("<br>"))
        else:
            parts.append(format_html('<code class="seg-mark">{}</code>', match[1]))
        position = match.end()
    parts.append(format_html("{}", text[position:]))
    return format_html_join(mark_safe(""), "{}", ((part,) for part in parts))
