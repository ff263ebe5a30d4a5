"""Extract the text of a PDF file, in the sandbox process.

Run as a script with the file as its standard input: it writes one JSON object to its standard output. It
knows neither Django nor the platform, has a limit on memory and on time, and may be killed at any moment.
"""

import json
import logging
import resource
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any, BinaryIO

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

#: Bytes of memory, and seconds of a processor, that reading a file may take.
MEMORY, SECONDS = 1024**3, 30
#: Of how many pages the text is read, and how many characters of it are kept. A book of 2000 pages has 4 million.
MAX_PAGES, MAX_CHARACTERS = 2000, 5_000_000
#: How many pages a file may say it has.
MAX_COUNT = 1_000_000
#: Where a file has to say that it is a PDF: readers allow something before it.
HEADER_WITHIN = 1024


def limit() -> None:
    """Bind this process to its memory and its time; the system ends it where it goes on."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def extract(file: BinaryIO) -> dict[str, Any]:
    """Extracted text.

    Returns:
        ``state``: read, no_text, encrypted, broken or too_large; ``problem``: why, in a technical word or two;
        ``pages``: how many there are, None if unknown; ``language``: what the file says; ``texts``: pairs of a
        page's number, from 1, and its text, pages without any left out.
    """
    result: dict[str, Any] = {"state": "broken", "problem": "", "pages": None, "language": "", "texts": []}
    try:
        if b"%PDF-" not in file.read(HEADER_WITHIN):
            return result | {"problem": "NotPDF"}
        reader = PdfReader(file)
        result["pages"] = len(reader.pages) if 0 < len(reader.pages) <= MAX_COUNT else None
        result["language"] = _language(reader)
        texts, problem = _texts(reader)
    except (FileNotDecryptedError, DependencyError):
        return result | {"state": "encrypted"}
    except MemoryError:
        return result | {"state": "too_large", "problem": "MemoryError"}
    except Exception as error:  # noqa: BLE001 - a broken file makes pypdf fail in every way there is
        return result | {"problem": type(error).__name__}
    if texts:
        return result | {"state": "read", "problem": problem, "texts": texts}
    return result | {"state": "broken" if problem or not result["pages"] else "no_text", "problem": problem}


def clean(text: str) -> str:
    """Text as it is searched: whole letters in place of their presentation forms, nothing that isn't text.

    NFKC brings back the letters that PDFs write as the shapes they have on paper: ligatures, and all of Arabic.
    """
    normalized = unicodedata.normalize("NFKC", text)
    letters = (letter for letter in normalized if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"})
    return "".join(letters).strip()


def _texts(reader: PdfReader) -> tuple[list[tuple[int, str]], str]:
    texts: list[tuple[int, str]] = []
    error_names: set[str] = set()
    remaining_characters = MAX_CHARACTERS
    for number, page in _pages(reader):
        if not remaining_characters:
            return texts, "Cut"
        try:
            text = clean(page.extract_text())[:remaining_characters]
        except (MemoryError, FileNotDecryptedError, DependencyError):
            raise
        except Exception as error:  # noqa: BLE001 - as above; the other pages can be sound
            error_names.add(type(error).__name__)
            continue
        if any(letter.isalnum() for letter in text):
            texts.append((number, text))
            remaining_characters -= len(text)
    return texts, " ".join(sorted(error_names)) or ("Cut" if len(reader.pages) > MAX_PAGES else "")


def _pages(reader: PdfReader) -> Iterator[tuple[int, PageObject]]:
    for index in range(min(len(reader.pages), MAX_PAGES)):
        yield index + 1, reader.pages[index]


def _language(reader: PdfReader) -> str:
    language_entry = reader.root_object.get("/Lang", "")
    return clean(str(language_entry.get_object() if hasattr(language_entry, "get_object") else language_entry))[:35]


def main() -> None:
    """Read standard input within the limits."""
    limit()
    logging.disable()
    json.dump(extract(sys.stdin.buffer), sys.stdout)


if __name__ == "__main__":
    main()
