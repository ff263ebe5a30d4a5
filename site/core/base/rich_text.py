"""Features of the rich-text editor.

No headings (they are blocks, so that they have anchors), no images, embeds, tables or colours. No
inline mark that wagtail-localize would cut a sentence at.
"""

import re
from html import unescape

from django.utils.html import strip_tags

#: For running text.
PROSE = ("bold", "italic", "ol", "ul", "link", "document-link")
#: For a sentence or two inside something else.
SIMPLE = ("bold", "italic", "link")

#: Where a text without tags needs a space: between blocks, and where a line is broken.
_BREAKS = re.compile(r"</(?:p|h[1-6]|li|blockquote|div|dt|dd|tr|td|th)\s*>|<(?:br|hr)\s*/?>", re.IGNORECASE)


def one_line(html: str) -> str:
    """Rich text as plain text on one line, in which no two paragraphs run together."""
    return " ".join(unescape(strip_tags(_BREAKS.sub(r"\g<0> ", html))).split())
