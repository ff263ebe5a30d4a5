"""Allowed embed providers and their URLs.

An address is taken apart and put together anew: nothing of it reaches a frame but what was
recognized. Nothing is loaded from another host before a reader asks for it.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlencode, urlsplit

from django.conf import settings

#: What an address doesn't hold if a person copied it: browsers drop or turn some of these around.
_SUSPICIOUS = re.compile(r"[\s\\\x00-\x1f\x7f]")
_YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com"}
_YOUTUBE_KEY = re.compile(r"[\w-]{11}", re.ASCII)
_VIMEO = re.compile(r"/(?:video/)?(\d{4,12})(?:/([0-9a-f]{6,16}))?/?", re.ASCII)


@dataclass(frozen=True)
class Player:
    """The player of a video that lies elsewhere. ``address`` is what a frame loads, ``service`` whose it is."""

    service: str
    address: str

    @property
    def host(self) -> str:
        """Host of the frame."""
        return urlsplit(self.address).netloc


def web_address(address: str) -> SplitResult | None:
    """An ``https`` address without credentials, port or tricks, taken apart; None for any other."""
    if not address or _SUSPICIOUS.search(address):
        return None
    try:
        parts = urlsplit(address)
        plain = parts.scheme == "https" and parts.netloc.lower() == parts.hostname
    except ValueError:
        return None
    return parts if plain else None


def player(address: str, language: str) -> Player | None:
    """The player of a video's address as people copy it, set to a language; None if it is of no known service."""
    parts = web_address(address)
    if parts is None:
        return None
    host = parts.hostname or ""
    if host == "youtu.be" or host in _YOUTUBE:
        return _youtube(parts, host, language)
    if host in {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}:
        return _vimeo(parts, language)
    return None


def _youtube(parts: SplitResult, host: str, language: str) -> Player | None:
    steps = [step for step in parts.path.split("/") if step]
    if host == "youtu.be":
        key = steps[0] if len(steps) == 1 else ""
    elif steps == ["watch"]:
        key = parse_qs(parts.query).get("v", [""])[0]
    else:
        key = steps[1] if len(steps) == 2 and steps[0] in {"embed", "shorts", "live"} else ""
    if not _YOUTUBE_KEY.fullmatch(key):
        return None
    base = language.split("-", maxsplit=1)[0]
    query = urlencode({"autoplay": 1, "rel": 0, "hl": language, "cc_lang_pref": base})
    return Player("YouTube", f"https://www.youtube-nocookie.com/embed/{key}?{query}")


def _vimeo(parts: SplitResult, language: str) -> Player | None:
    match = _VIMEO.fullmatch(parts.path)
    if match is None:
        return None
    key, secret = match.group(1), match.group(2) or parse_qs(parts.query).get("h", [""])[0]
    options = {"dnt": 1, "autoplay": 1, "texttrack": language.split("-", maxsplit=1)[0]}
    if secret and re.fullmatch("[0-9a-f]{6,16}", secret):
        options["h"] = secret
    return Player("Vimeo", f"https://player.vimeo.com/video/{key}?{urlencode(options)}")


def data_address(address: str) -> str:
    """The address of a chart or map as a frame may load it; empty if its host is not in ``DATA_EMBED_HOSTS``."""
    parts = web_address(address)
    if parts is None or parts.hostname not in settings.DATA_EMBED_HOSTS:
        return ""
    return parts._replace(netloc=parts.hostname, path=quote(parts.path, safe="/%:@!$&'()*+,;=~-._")).geturl()
