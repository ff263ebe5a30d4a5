"""Allowed markup of a translated text: the tags of its source.

A text is kept as wagtail-localize keeps it: a piece of HTML whose tags have no attributes but the
``id`` by which a link finds its address (``<a id="a1">``). The one rule for every way by which such a
text comes in: the editor, files, memory, machines.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import INLINE_TAGS, StringValue

from core.base.plain_text import clean_lines

#: Tags without an end. A line may be broken anywhere.
BREAK = "br"


class MarkupError(ValueError):
    """A text has tags that it may not have; the message tells a person which."""


def normalize(source: str, target: str) -> str:
    """A translated text in the form in which it is stored, without control characters.

    Formatting may be repeated or left out, since sentences are built in other ways in other languages;
    a link stands at most as often as in the source. That one is missing is for the checks to say.

    Args:
        source: the text translated, as wagtail-localize stores it.
        target: its translation, in the same form.

    Raises:
        MarkupError: a tag, an attribute or a link that the source doesn't have; one that is not closed; a comment.
    """
    target = clean_lines(target)
    source_tags, target_tags = tags_of(source), tags_of(target)
    if target_tags.fault:
        raise MarkupError(target_tags.fault)
    for tag in sorted(target_tags.formatting.keys() - source_tags.formatting.keys() - {BREAK}):
        raise MarkupError(_("The tag <%(tag)s> is not in the source.") % {"tag": tag})
    for link, number in target_tags.links.items():
        if link not in source_tags.links:
            raise MarkupError(_("The tag <%(tag)s> is not in the source.") % {"tag": f'a id="{link}"'})
        if number > source_tags.links[link]:
            raise MarkupError(
                _("The link <%(tag)s> appears more often than in the source.") % {"tag": f'a id="{link}"'}
            )
    stored_text: str = StringValue.from_translated_html(target).data
    return stored_text


def tags_beyond(source: str, target: str) -> str:
    """Text that looks like a tag in a plain-text translation and is not in its source.

    It would be shown as text and do no harm, but nobody can have meant it.
    """
    source_tags, target_tags = tags_of(source), tags_of(target)
    if source_tags.links or source_tags.formatting:
        return ""
    return min([*target_tags.formatting, *(f'a id="{link}"' for link in target_tags.links)], default="")


@dataclass
class Tags:
    """The tags of a text, and what is wrong with them."""

    #: How often each link stands, by the ``id`` by which it finds its address.
    links: Counter[str] = field(default_factory=Counter)
    #: How often each other tag stands, by its name; a link without an ``id`` is one of these.
    formatting: Counter[str] = field(default_factory=Counter)
    #: Those that are not closed, or close nothing.
    unbalanced: list[str] = field(default_factory=list)
    #: Those that no text may have: not for a part of a sentence, with attributes, comments.
    disallowed: list[str] = field(default_factory=list)
    #: What is wrong first, for a person; empty where nothing is.
    fault: str = ""


def tags_of(html: str) -> Tags:
    """The tags of a text, read to its end whatever they are."""
    if "<" not in html:
        return Tags()
    reader = _TagReader()
    reader.feed(html)
    reader.close()
    for tag in reader.open:
        reader.note(reader.tags.unbalanced, f"<{tag}>", _("The tag <%(tag)s> is not closed.") % {"tag": tag})
    return reader.tags


class _TagReader(HTMLParser):
    """Reads tags; the parser is the one that wagtail-localize's Beautiful Soup uses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags = Tags()
        self.open: list[str] = []

    def note(self, problems: list[str], what: str, fault: str) -> None:
        """Note something wrong."""
        problems.append(what)
        self.tags.fault = self.tags.fault or fault

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_link = tag == "a" and [name for name, _value in attrs] == ["id"]
        if is_link:
            self.tags.links[str(attrs[0][1] or "")] += 1
        else:
            self.tags.formatting[tag] += 1
        if tag == "a" and "a" in self.open:
            self.note(self.tags.disallowed, "<a>", _("There is a link inside another link."))
        elif attrs and not is_link:
            fault = _("The tag <%(tag)s> has attributes, which are not allowed.") % {"tag": tag}
            self.note(self.tags.disallowed, f"<{tag}>", fault)
        elif tag not in INLINE_TAGS:
            self.note(self.tags.disallowed, f"<{tag}>", _("The tag <%(tag)s> is not in the source.") % {"tag": tag})
        if tag != BREAK:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != BREAK:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.note(
                self.tags.unbalanced, f"</{tag}>", _("The tag </%(tag)s> does not close anything.") % {"tag": tag}
            )

    def handle_comment(self, data: str) -> None:
        self.note(self.tags.disallowed, f"<!{data[:20]}>", _("It contains a comment, which is not allowed."))

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)


def mark_invalid(rows: Iterable[StringTranslation]) -> list[StringTranslation]:
    """Mark the texts that break the rule, without saving: they are never shown, and say why. Returns them."""
    invalid = []
    for row in rows:
        try:
            normalize(row.translation_of.data, row.data)
        except ValueError as error:
            row.has_error, row.field_error = True, str(error)
            invalid.append(row)
    return invalid
