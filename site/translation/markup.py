"""Which tags a translated text may have: those of its source.

A text is kept as wagtail-localize keeps it: a piece of HTML whose tags have no attributes but the
``id`` by which a link finds its address (``<a id="a1">``). The one rule for every way by which such a
text comes in: the editor, files, memory, machines.
"""

from collections import Counter
from html.parser import HTMLParser
from typing import Any

from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

#: What XML and PostgreSQL can't hold, and nobody can see.
CONTROL = {character: None for character in map(chr, range(32)) if character not in "\t\n\r"}
#: Tags without an end. A line may be broken anywhere.
BREAK = "br"


class MarkupError(ValueError):
    """A text has tags that it may not have; the message tells a person which."""


def fitted(source: str, target: str) -> str:
    """A translated text in the form in which it is stored.

    Formatting may be repeated or left out, since sentences are built in other ways in other languages;
    a link stands at most as often as in the source. That one is missing is for the checks to say.

    Args:
        source: the text translated, as wagtail-localize stores it.
        target: its translation, in the same form.

    Raises:
        MarkupError: a tag, an attribute or a link that the source doesn't have; one that is not closed; a comment;
            a character that can't be stored.
    """
    if any(character in CONTROL for character in target):
        raise MarkupError(_("It has a control character, which can't be seen or stored."))
    there, wanted = _tags(source, strict=False), _tags(target)
    for tag, number in wanted.items():
        if tag not in there and tag != BREAK:
            raise MarkupError(_("The tag <%(tag)s> is not in the source.") % {"tag": tag})
        if tag.startswith("a ") and number > there[tag]:
            raise MarkupError(_("The link <%(tag)s> stands here more often than in the source.") % {"tag": tag})
    return StringValue.from_translated_html(target).data  # type: ignore[no-any-return]


def _tags(html: str, *, strict: bool = True) -> Counter[str]:
    """How often each tag stands in a text; a link with its id.

    Raises:
        MarkupError: they are not well-formed; not of a source, which is as its editor wrote it.
    """
    parser = _Tags()
    try:
        parser.feed(html)
        parser.close()
    except MarkupError:
        if strict:
            raise
    if parser.stack and strict:
        raise MarkupError(_("The tag <%(tag)s> is not closed.") % {"tag": parser.stack[-1]})
    return parser.found


class _Tags(HTMLParser):
    """Counts tags; the parser is the one that wagtail-localize's Beautiful Soup uses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[str] = Counter()
        self.stack: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            if "a" in self.stack:
                raise MarkupError(_("A link stands inside a link."))
            name = 'a id="{}"'.format(dict(attrs)["id"]) if [key for key, _value in attrs] == ["id"] else "a"
            self.found[name] += 1
        else:
            self.found[tag] += 1
        if attrs and not (tag == "a" and [key for key, _value in attrs] == ["id"]):
            raise MarkupError(_("The tag <%(tag)s> has attributes, which are not allowed.") % {"tag": tag})
        if tag != BREAK:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != BREAK:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            raise MarkupError(_("The tag </%(tag)s> closes nothing.") % {"tag": tag})

    def handle_comment(self, data: str) -> None:
        raise MarkupError(_("It has a comment, which is not allowed."))

    handle_decl = handle_pi = unknown_decl = handle_comment


def judge_text(instance: StringTranslation, **kwargs: Any) -> None:
    """A text was saved by whatever way: one that breaks the rule is never shown, and says why."""
    update_fields = kwargs.get("update_fields")
    if kwargs.get("raw") or (update_fields is not None and "data" not in update_fields):
        return
    try:
        fitted(instance.translation_of.data, instance.data)
    except ValueError as error:
        instance.has_error, instance.field_error = True, str(error)
        StringTranslation.objects.filter(pk=instance.pk).update(has_error=True, field_error=str(error))


def connect() -> None:
    """Connect the receiver, once."""
    post_save.connect(judge_text, sender=StringTranslation, dispatch_uid="translation.judge_text")
