"""Streaming parser for uploaded XML, within limits, without DTDs and entities.

Everything that reads a file from outside goes through here: XLIFF, TMX, TBX.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element, ParseError  # what the defused parser below builds and raises
from xml.parsers.expat.errors import messages

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEGABYTE = 1024 * 1024
# read in large pieces: Expat before 2.6 starts again with every piece of a long token
CHUNK = MEGABYTE
EVENTS = ("start", "end")
#: What Expat says of a file that ends too early.
CUT_OFF = ("no element found", "unclosed token", "unclosed CDATA section")


class RefusedFileError(ValueError):
    """A file is not taken; the message tells the person who sent it why."""


NO_DECLARATIONS = gettext_lazy("The file contains a document type declaration or entities, which are not allowed.")
UNKNOWN_ENCODING = gettext_lazy("The file uses an unknown encoding. Save it as UTF-8.")


@dataclass(frozen=True)
class Limits:
    """Limits of a file: bytes, depth of elements, characters of an element."""

    size: int = 20 * MEGABYTE
    depth: int = 60
    text: int = MEGABYTE


LIMITS = Limits()


@dataclass(frozen=True)
class StartTag:
    """An element that begins, before its content was read."""

    name: str
    attributes: dict[str, str]


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def read_elements(
    source: IO[bytes],
    *,
    opens: Collection[str] = (),
    closes: Collection[str],
    doctype: bool = False,
    limits: Limits = LIMITS,
) -> Iterator[StartTag | Element]:
    """Read a file, in the order in which it is written.

    Args:
        source: an open file of bytes, in any encoding that the file names and Expat knows.
        opens: local names of elements whose beginning is wanted, given as ``StartTag``.
        closes: local names of elements that are wanted whole, given as ``Element``; none of them inside another one.
            Tags and attributes are in ElementTree's form, ``{namespace}name``. All else is passed over.
        doctype: whether the file may name a document type, as TMX does; it is not fetched, and may declare nothing.
        limits: how much is read.

    Raises:
        RefusedFileError: the file is empty, too large, too deep, not well-formed, in an unknown encoding, or has
            a document type or entities.
    """
    content = _LimitedFile(source, limits.size)
    try:
        yield from _pieces(
            iterparse(content, EVENTS, forbid_dtd=not doctype, forbid_external=not doctype), opens, closes, limits
        )
    except DefusedXmlException as error:
        raise RefusedFileError(NO_DECLARATIONS) from error
    except ParseError as error:
        raise _malformed_error(error, is_empty=not content.size, has_doctype=doctype) from error
    except RefusedFileError:
        raise
    except (LookupError, ValueError) as error:  # unknown to Python, or of several bytes a character
        raise RefusedFileError(UNKNOWN_ENCODING) from error


def _pieces(
    events: Iterator[tuple[str, Element]], opens: Collection[str], closes: Collection[str], limits: Limits
) -> Iterator[StartTag | Element]:
    ancestors: list[Element] = []
    depth = 0  # of the element that is wanted whole, while it is read
    for event, element in events:
        name = local(element.tag)
        if event == "end":
            if len(ancestors) == depth:
                depth = 0
                if sum(map(len, element.itertext())) > limits.text:
                    raise RefusedFileError(_("A text in the file is too long."))
                yield element
            ancestors.pop()
            if ancestors and not depth:
                ancestors[-1].clear()  # nobody looks at it any more
            continue
        ancestors.append(element)
        if len(ancestors) > limits.depth:
            raise RefusedFileError(_("The elements of the file are nested too deeply."))
        if name in opens and not depth:
            yield StartTag(name, dict(element.attrib))
        if name in closes and not depth:
            depth = len(ancestors)


def too_large(size: int) -> RefusedFileError:
    """The error for a file above a number of bytes."""
    return RefusedFileError(_("The file is larger than %(size)d MB.") % {"size": size // MEGABYTE})


def _malformed_error(error: ParseError, *, is_empty: bool, has_doctype: bool) -> RefusedFileError:
    reason, position = messages[error.code], {"line": error.position[0]}
    if is_empty:
        return RefusedFileError(_("The file is empty."))
    if reason in CUT_OFF:
        return RefusedFileError(_("The file ends unexpectedly at line %(line)d. It is probably incomplete.") % position)
    if "encoding" in reason:
        return RefusedFileError(UNKNOWN_ENCODING)
    if has_doctype and reason == "undefined entity":
        return RefusedFileError(NO_DECLARATIONS)
    return RefusedFileError(
        _("Line %(line)d is not well-formed XML, or is not in the encoding that the file states.") % position
    )


class _LimitedFile:
    """A file that is read in large pieces, up to a size."""

    def __init__(self, source: IO[bytes], limit: int) -> None:
        self.source, self.limit = source, limit
        self.size = 0

    def read(self, _size: int = -1, /) -> bytes:
        """The next piece; empty at the end."""
        chunk = self.source.read(CHUNK)
        self.size += len(chunk)
        if self.size > self.limit:
            raise too_large(self.limit)
        return chunk
