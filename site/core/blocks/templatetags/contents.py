"""Table of contents of a long page."""

import re
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from core.blocks.body import Heading

register = template.Library()

#: From how many parts on a page is long.
LONG = 4

#: How a part's heading is written, by templates of ours: those without an address can't be led to.
HEADING = re.compile(r'<h2\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)

#: What tells that an editor has put a list of parts where they want it.
CONTENTS_MARKER = 'class="table-of-contents"'


class ContentsNode(template.Node):
    """Content of the tag, with a table of contents above it."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        html = self.nodelist.render(context)
        headings = [Heading(_words(words), anchor, 2) for anchor, words in HEADING.findall(html)]
        if len(headings) < LONG or CONTENTS_MARKER in html:
            return html
        parts = render_to_string("blocks/table_of_contents.html", {"headings": headings})
        return mark_safe(f"{parts}{html}")  # noqa: S308 - both were rendered by templates


@register.tag
def contents(parser: Parser, _token: Token) -> Any:
    """List the parts of what stands between ``contents`` and ``endcontents``, if there are many.

    Parts are the second-level headings that have an address.
    """
    nodelist = parser.parse(("endcontents",))
    parser.delete_first_token()
    return ContentsNode(nodelist)


def _words(heading: str) -> SafeString:
    """A heading's text, escaped as its template left it."""
    return mark_safe(" ".join(strip_tags(heading).split()))  # noqa: S308 - rendered by a template, tags taken out
