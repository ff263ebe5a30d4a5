"""Make a short silent film (WebM) from drawings.

Pillow writes single pictures as WebP, whose lossy kind is one key frame of VP8; a WebM is such frames in
a Matroska container (RFC 9559). So no encoder of videos is needed.
"""

import struct
from collections.abc import Sequence
from io import BytesIO

from PIL import Image

#: Bytes that announce the file type, the segment and what it holds.
EBML, SEGMENT, INFO, TRACKS, CLUSTER = b"\x1aE\xdf\xa3", b"\x18S\x80g", b"\x15I\xa9f", b"\x16T\xaek", b"\x1fC\xb6u"


def film(pictures: Sequence[Image.Image], seconds: int) -> bytes:
    """The pictures, all of one size, each shown for some seconds. Time is counted in milliseconds.

    The last one comes again just before the end: a player stops at the last frame there is.
    """
    length = len(pictures) * seconds * 1000
    moments = [number * seconds * 1000 for number in range(len(pictures))]
    width, height = pictures[0].size
    head = _element(
        EBML,
        _element(b"\x42\x86", b"\x01"),
        _element(b"\x42\xf7", b"\x01"),
        _element(b"\x42\xf2", b"\x04"),
        _element(b"\x42\xf3", b"\x08"),
        _element(b"\x42\x82", b"webm"),
        _element(b"\x42\x87", b"\x02"),
        _element(b"\x42\x85", b"\x02"),
    )
    info = _element(
        INFO,
        _element(b"\x2a\xd7\xb1", (1_000_000).to_bytes(3, "big")),
        _element(b"\x44\x89", struct.pack(">d", length)),
        _element(b"\x4d\x80", b"Plataforma"),
        _element(b"\x57\x41", b"Plataforma"),
    )
    picture = _element(
        b"\xe0", _element(b"\xb0", width.to_bytes(2, "big")), _element(b"\xba", height.to_bytes(2, "big"))
    )
    track = _element(
        b"\xae",
        _element(b"\xd7", b"\x01"),
        _element(b"\x73\xc5", b"\x01"),
        _element(b"\x83", b"\x01"),
        _element(b"\x86", b"V_VP8"),
        picture,
    )
    scenes = [(moment, _frame(image)) for moment, image in zip(moments, pictures, strict=True)]
    frames = [_cluster(moment, frame) for moment, frame in [*scenes, (length - 40, scenes[-1][1])]]
    return head + _element(SEGMENT, info, _element(TRACKS, track), *frames)


def _cluster(moment: int, frame: bytes) -> bytes:
    """A key frame and when it is shown."""
    return _element(
        CLUSTER, _element(b"\xe7", moment.to_bytes(4, "big")), _element(b"\xa3", b"\x81\x00\x00\x80", frame)
    )


def _frame(image: Image.Image) -> bytes:
    """The VP8 frame in the picture's WebP file: one chunk behind twelve bytes of head."""
    buffer = BytesIO()
    image.save(buffer, "WEBP", quality=80)
    data = buffer.getvalue()
    return data[20 : 20 + int.from_bytes(data[16:20], "little")]


def _element(name: bytes, *parts: bytes) -> bytes:
    """Name, length in eight bytes, content."""
    content = b"".join(parts)
    return name + (len(content) | 1 << 56).to_bytes(8, "big") + content
