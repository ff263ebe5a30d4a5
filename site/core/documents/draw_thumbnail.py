"""Draw the first page of a PDF file, in the sandbox process.

Run as a script with the file as its standard input: it writes a WebP image to its standard output, or ends with
another status than 0. It knows neither Django nor the platform, and may be killed at any moment.
"""

import resource
import sys
from typing import BinaryIO

import pypdfium2
from PIL import Image

#: Bytes of memory, and seconds of a processor, that drawing may take.
MEMORY, SECONDS = 1024**3, 15
#: Pixels of the picture at most; a page is portrait as a rule, and is never made larger than it is on paper.
WIDTH, HEIGHT = 400, 600
#: Dots on paper, of which a point has one: half as much again is sharp enough for a page that small.
LARGEST_SCALE = 1.5
QUALITY = 80


def limit() -> None:
    """Bind this process to its memory and its time; the system ends it where it goes on."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def draw(file: BinaryIO, output: BinaryIO) -> None:
    """Write the picture of the first page.

    Raises:
        pypdfium2.PdfiumError: the file is protected, damaged, or no PDF.
        ValueError: the page has no size.
    """
    document = pypdfium2.PdfDocument(file.read())
    page = document[0]
    width, height = page.get_size()
    if not (width >= 1 and height >= 1):
        raise ValueError("The page has no size.")
    picture = page.render(scale=min(WIDTH / width, HEIGHT / height, LARGEST_SCALE)).to_pil().convert("RGB")
    if min(picture.size) < 1:
        raise ValueError("The page is a line.")
    picture.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    picture.save(output, "WEBP", quality=QUALITY, method=6)


def main() -> None:
    """Draw what standard input holds, within the limits."""
    limit()
    draw(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
