"""PDF files: valid, damaged, encrypted, scanned, hostile."""

import io
import zlib

from django.core.files.base import ContentFile
from fpdf import FPDF
from PIL import Image
from pypdf import PdfReader, PdfWriter

from core.documents.models import PlatformDocument


def pdf(*texts: str, language: str = "") -> bytes:
    """A PDF with a page for each text."""
    made = FPDF()
    if language:
        made.set_lang(language)
    made.set_font("helvetica", size=12)
    for text in texts:
        made.add_page()
        made.write(text=text)
    return bytes(made.output())


def scanned_pdf(pages: int = 1) -> bytes:
    """A PDF whose pages are images."""
    made = FPDF()
    for _page in range(pages):
        made.add_page()
        made.image(Image.new("RGB", (40, 40), "navy"), x=0, y=0, w=100)
    return bytes(made.output())


def encrypt_pdf(data: bytes, password: str) -> bytes:
    """Encrypt a PDF; with an empty password everybody may read but not change it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def glyph_form_pdf(text: str) -> bytes:
    """A PDF whose text is in glyph codes with a ToUnicode map."""
    codes = {letter: number for number, letter in enumerate(dict.fromkeys(text), start=1)}
    pairs = "\n".join(f"<{number:04X}> <{ord(letter):04X}>" for letter, number in codes.items())
    letters = f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar"
    shown = "".join(f"{codes[letter]:04X}" for letter in text)
    return raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        stream_object(f"BT /F 12 Tf 9 9 Td <{shown}> Tj ET".encode()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [7 0 R] "
        "/ToUnicode 6 0 R >>",
        stream_object(letters.encode()),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (A) /Ordering (B) "
        "/Supplement 0 >> /DW 1000 >>",
    )


def pdf_bomb(size: int = 100_000_000) -> bytes:
    """A small PDF whose page decompresses to ``size`` bytes."""
    packed = zlib.compressobj(9)
    content = b"".join(packed.compress(bytes(1_000_000)) for _turn in range(size // 1_000_000)) + packed.flush()
    return raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>",
        stream_object(content, "/Filter /FlateDecode"),
    )


def circular_pdf() -> bytes:
    """A PDF whose page tree contains itself and has an absurd page count."""
    return raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 99999999999 /Parent 2 0 R >>"
    )


def stream_object(data: bytes, more: str = "") -> bytes:
    """A stream object's body."""
    return f"<< /Length {len(data)} {more} >>\nstream\n".encode() + data + b"\nendstream"


def raw_pdf(*objects: str | bytes) -> bytes:
    """A PDF of the objects given, numbered from 1; the first one is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + (body.encode() if isinstance(body, str) else body) + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def upload_document(data: bytes, name: str = "plan.pdf", **fields: str) -> PlatformDocument:
    """Create a document; its text is extracted when the test runs the on-commit callbacks."""
    return PlatformDocument.objects.create(title="Plan de trabajo", file=ContentFile(data, name=name), **fields)
