"""Translated path segments: ``/es/buscar/`` is ``/en/search/``.

A table and not the catalogues: an address must outlive the next reading of the translations. Each word is named
by its English one, which stands in languages without a word of their own (Arabic's would be letters that addresses
spell as ``%D8%A8``) and leads to the language's own everywhere else.

What programs ask for by a name that is agreed (``index.md``, ``opensearch.xml``, ``sitemap.xml``) or that only the
platform's own scripts send (``suggestions/``, ``followed/``) stays as it is.
"""

import re
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.utils.functional import lazy
from django.utils.translation import get_language

#: The English word, then its counterparts by the base of the language's tag.
URL_WORDS: Mapping[str, Mapping[str, str]] = {
    # Below the language
    "search": {"es": "buscar", "pt": "busca", "fr": "recherche"},
    "site-map": {"es": "mapa-del-sitio", "pt": "mapa-do-site", "fr": "plan-du-site"},
    # Below a page
    "compare": {"es": "comparar", "pt": "comparar", "fr": "comparer"},
    "request": {"es": "solicitar", "pt": "solicitar", "fr": "demander"},
    "organigram": {"es": "organigrama", "pt": "organograma", "fr": "organigramme"},
    # Files below a page
    "cite": {"es": "cita", "pt": "citacao", "fr": "citation"},
    "event": {"es": "evento", "pt": "evento", "fr": "evenement"},
    "events": {"es": "eventos", "pt": "eventos", "fr": "evenements"},
    "feed": {"es": "novedades", "pt": "novidades", "fr": "nouveautes"},
    "list": {"es": "lista", "pt": "lista", "fr": "liste"},
}

#: The first word of each part of a path: ``feed`` of ``search/feed.atom``, nothing of ``<slug:ending>``.
_FIRST = re.compile(r"(?<![^/])[a-z]+(?:-[a-z]+)*(?=[./]|$)")


def in_language(path: str, language: str) -> str:
    """A path of English words, such as ``search/feed.atom``, as it is in a language."""
    base = language.partition("-")[0]
    return _FIRST.sub(lambda word: URL_WORDS.get(word[0], {}).get(base, word[0]), path)


def translated_path(path: str) -> str:
    """A lazy path for ``django.urls.path`` that is, in each language, the language's own."""
    return lazy(lambda: in_language(path, get_language() or ""), str)()


def spellings(word: str) -> frozenset[str]:
    """A word as it stands in addresses of any language: where one of them leads, no page can."""
    return frozenset({word, *URL_WORDS.get(word, {}).values()})


def permanent_redirect(request: HttpRequest, path: str) -> HttpResponsePermanentRedirect:
    """A permanent redirect that keeps the query and, where a form was sent, what was sent (status 308, else 301)."""
    query = request.META.get("QUERY_STRING", "")
    is_sent = request.method not in {"GET", "HEAD"}
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path, preserve_request=is_sent)
