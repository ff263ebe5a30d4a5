"""Streaming parser for uploaded XML, within limits, without DTDs and entities.

Everything that reads a file from outside goes through here: XLIFF, TMX, TBX.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO, Any
from xml.etree.ElementTree import Element, TreeBuilder  # builds only what the defused parser below lets through
from xml.sax import ContentHandler, SAXParseException
from xml.sax.handler import feature_namespaces

from defusedxml import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
# read in large pieces: Expat before 2.6 starts again with every piece of a long token
CHUNK = MEGABYTE
#: What Expat says of a file that ends too early.
CUT_OFF = ("no element found", "unclosed token", "unclosed CDATA section")


class RefusedFileError(ValueError):
    """A file is not taken; the message tells the person who sent it why."""


@dataclass(frozen=True)
class Limits:
    """How much of one file is read: bytes, elements inside each other, characters in one element wanted."""

    size: int = 20 * MEGABYTE
    depth: int = 60
    text: int = MEGABYTE


LIMITS = Limits()


@dataclass(frozen=True)
class Opened:
    """An element that begins, before its content was read."""

    name: str
    attributes: dict[str, str]


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def read(
    source: IO[bytes],
    *,
    opens: Collection[str] = (),
    closes: Collection[str],
    doctype: bool = False,
    limits: Limits = LIMITS,
) -> Iterator[Opened | Element]:
    """Read a file, in the order in which it is written.

    Args:
        source: an open file of bytes, in any encoding that the file names and Expat knows.
        opens: local names of elements whose beginning is wanted, given as ``Opened``.
        closes: local names of elements that are wanted whole, given as ``Element``; none of them inside another one.
            Tags and attributes are in ElementTree's form, ``{namespace}name``. All else is passed over, unbuilt.
        doctype: whether the file may name a document type, as TMX does; it is not fetched, and may declare nothing.
        limits: how much is read.

    Raises:
        RefusedFileError: the file is empty, too large, too deep, not well-formed, in an unknown encoding, or has
            a document type or entities.
    """
    handler = _Handler(opens, closes, limits)
    parser = DefusedExpatParser(forbid_dtd=not doctype, forbid_external=not doctype)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    size = 0
    try:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > limits.size:
                raise too_large(limits.size)
            parser.feed(chunk)
            yield from handler.drain()
        if not size:
            raise RefusedFileError(_("The file is empty."))
        parser.close()
        yield from handler.drain()
    except DefusedXmlException as error:
        raise RefusedFileError(
            _("The file contains a document type declaration or entities, which are not allowed.")
        ) from error
    except SAXParseException as error:
        raise _malformed(error) from error
    except RefusedFileError:
        raise
    except (LookupError, ValueError) as error:  # unknown to Python, or of several bytes a character
        raise RefusedFileError(_("The file uses an unknown encoding. Save it as UTF-8.")) from error


def too_large(size: int) -> RefusedFileError:
    """The error for a file above a number of bytes."""
    return RefusedFileError(_("The file is larger than %(size)d MB.") % {"size": size // MEGABYTE})


def _malformed(error: SAXParseException) -> RefusedFileError:
    reason = error.getMessage()
    position = {"line": error.getLineNumber()}
    if reason in CUT_OFF:
        return RefusedFileError(_("The file ends unexpectedly at line %(line)d. It is probably incomplete.") % position)
    if "encoding" in reason:
        return RefusedFileError(_("The file uses an unknown encoding. Save it as UTF-8."))
    return RefusedFileError(
        _("Line %(line)d is not well-formed XML, or is not in the encoding that the file states.") % position
    )


class _Handler(ContentHandler):
    """Builds the elements wanted and forgets the rest."""

    def __init__(self, opens: Collection[str], closes: Collection[str], limits: Limits) -> None:
        super().__init__()
        self.opens, self.closes, self.limits = opens, closes, limits
        self.depth = 0
        self.text = 0
        self.builder: Any = None
        self.inside = 0
        self.ready: list[Opened | Element] = []

    def drain(self) -> list[Opened | Element]:
        """The elements parsed since the last call."""
        parts, self.ready = self.ready, []
        return parts

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802 - SAX's name
        self.depth += 1
        if self.depth > self.limits.depth:
            raise RefusedFileError(_("The elements of the file are nested too deeply."))
        attributes = {_clark(key): value for key, value in attrs.items()}
        if self.builder is None:
            if name[1] in self.opens:
                self.ready.append(Opened(name[1], attributes))
            if name[1] not in self.closes:
                return
            self.builder, self.inside, self.text = TreeBuilder(), self.depth, 0
        self.builder.start(_clark(name), attributes)

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802 - SAX's name
        if self.builder is not None:
            self.builder.end(_clark(name))
            if self.depth == self.inside:
                self.ready.append(self.builder.close())
                self.builder = None
        self.depth -= 1

    def characters(self, content: str) -> None:
        if self.builder is None:
            return
        self.text += len(content)
        if self.text > self.limits.text:
            raise RefusedFileError(_("A text in the file is too long."))
        self.builder.data(content)

    def ignorableWhitespace(self, whitespace: str) -> None:  # noqa: N802 - SAX's name
        self.characters(whitespace)

    def skippedEntity(self, name: str) -> None:  # noqa: N802 - SAX's name
        raise RefusedFileError(_("The file contains a document type declaration or entities, which are not allowed."))


def _clark(name: tuple[str | None, str]) -> str:
    return f"{{{name[0]}}}{name[1]}" if name[0] else name[1]
