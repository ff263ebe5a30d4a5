"""Word-by-word difference of two texts, as HTML with ``ins`` and ``del``."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_WORDS = re.compile(r"\s+|\w+|<[^<>\s]+>|[^\w\s]")


def mark_differences(before: str, after: str) -> SafeString:
    """The later text with what was put in and taken out marked; both are plain text and are escaped."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    parts = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        deletion, insertion = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if kind == "equal":
            parts.append(format_html("{}", insertion))
            continue
        if deletion:
            parts.append(format_html("<del>{}</del>", deletion))
        if insertion:
            parts.append(format_html("<ins>{}</ins>", insertion))
    return format_html_join(mark_safe(""), "{}", ((part,) for part in parts))
