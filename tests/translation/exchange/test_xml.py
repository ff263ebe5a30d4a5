"""XML that strangers send: what is read of it, and what is refused with a reason that a person understands."""

from io import BytesIO
from xml.etree.ElementTree import Element

import pytest

from translation.exchange.xml import CHUNK, Limits, RefusedFileError, StartTag, read_elements

pytestmark = pytest.mark.usefixtures("english_messages")

DTD = "document type declaration or entities"
BOMB = (
    b'<!DOCTYPE r [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
    + b"<r><u>&j;</u></r>"
)


def texts(content: bytes, **options: object) -> list[str]:
    found = read_elements(BytesIO(content), opens={"r"}, closes={"u"}, **options)  # type: ignore[arg-type]
    return ["".join(part.itertext()) if isinstance(part, Element) else part.name for part in found]


def test_only_what_is_wanted_is_given_in_order() -> None:
    content = b'<r xmlns="urn:x" a="1"><skip>' + b"no" * CHUNK + b'</skip><u n="2">x <b>y</b> &amp; z</u><u/></r>'
    beginning, first, second = read_elements(BytesIO(content), opens={"r"}, closes={"u"})
    assert beginning == StartTag("r", {"a": "1"})
    assert isinstance(first, Element)
    assert (first.tag, first.attrib, "".join(first.itertext())) == ("{urn:x}u", {"n": "2"}, "x y & z")
    assert isinstance(second, Element)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_an_encoding_that_the_file_names_is_read(encoding: str) -> None:
    assert texts(f'<?xml version="1.0" encoding="{encoding}"?><r><u>ñ é</u></r>'.encode(encoding))[1] == "ñ é"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<r><u>x</u>", "incomplete"),
        (b"<r><u", "incomplete"),
        (b"just words", "not well-formed"),
        ("<r><u>ñ</u></r>".encode("latin-1"), "not in the encoding"),
        (b'<?xml version="1.0" encoding="klingon"?><r/>', "unknown encoding"),
        (b'<?xml version="1.0" encoding="gb2312"?><r/>', "unknown encoding"),
        (BOMB, DTD),
        (b"<!DOCTYPE r><r/>", DTD),
        (b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><u>&x;</u></r>', DTD),
        (b"<r><u>&undeclared;</u></r>", "not well-formed"),
        (b"<r>" * 100, "too deep"),
        (b"<r><u>" + b"x" * 2000 + b"</u></r>", "too long"),
        (b"<r>" + b" " * 20_000 + b"</r>", "larger than"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedFileError, match=reason):
        texts(content, limits=Limits(size=10_000, text=1_000))


@pytest.mark.parametrize(
    "declared", [b"", b'<!DOCTYPE r SYSTEM "tmx14.dtd">', b'<!DOCTYPE r PUBLIC "-//x" "http://example.invalid/x.dtd">']
)
def test_a_document_type_is_named_but_never_fetched(declared: bytes) -> None:
    assert texts(declared + b"<r><u>x</u></r>", doctype=True) == ["r", "x"]


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        b'<!DOCTYPE r SYSTEM "x.dtd"><r><u>&made-up;</u></r>',
        b'<!DOCTYPE r [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><r/>',
    ],
)
def test_a_document_type_may_declare_nothing(content: bytes) -> None:
    with pytest.raises(RefusedFileError, match=DTD):
        texts(content, doctype=True)
