"""Redirects in every language, and from languages that were replaced by another one.

A redirect from ``/old-page`` works after every language too, ``/es/old-page``; one from ``/es/old-page`` there only.
One to a page leads to it in the reader's language.
"""

import re
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.encoding import uri_to_iri
from django.utils.translation import get_language_from_path
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from core.base.localized import one
from core.base.site_languages import active_locale, live_homes
from core.vocabularies.languages import closest

#: A language tag at the start of an address, and what follows it.
TAG = re.compile(r"/([a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*)(/.*)?", re.DOTALL)


class PlatformRedirectMiddleware(RedirectMiddleware):
    """As Wagtail's, for paths not found, in all languages; then for languages that another one replaces."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """An editor's redirect comes first: the address of an old site may begin with a language too."""
        if response.status_code != 404:
            return response
        return editors_redirect(request) or language_redirect(request) or response


def editors_redirect(request: HttpRequest) -> HttpResponse | None:
    """Redirect that an editor made. At most two queries where there is none; one is the site's."""
    paths = _paths(request)
    rows = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path__in=paths)
    matches = sorted(rows, key=lambda row: (paths.index(row.old_path), row.site_id is None))
    target = _target(matches[0], request) if matches else None
    if not target:
        return None
    return HttpResponsePermanentRedirect(target) if matches[0].is_permanent else HttpResponseRedirect(target)


def _paths(request: HttpRequest) -> list[str]:
    """The old paths that mean an address, the most exact first: with its query, with its language, without."""
    full_path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    spellings = [full_path, full_path.partition("?")[0]]
    if get_language_from_path(request.path_info):
        spellings += [path[1] for path in (re.fullmatch(r"/[^/?;]+(/.*)", spelling) for spelling in spellings) if path]
    variants = [path for spelling in spellings for path in (uri_to_iri(spelling), spelling)]
    # No row has one, and PostgreSQL takes none.
    return list(dict.fromkeys(path for path in variants if "\0" not in path))


def _target(redirect: Redirect, request: HttpRequest) -> str | None:
    """The address that a redirect leads to: of a page, the reader's version."""
    page = one(Page, redirect.redirect_page_id, active_locale(request)) if redirect.redirect_page_id else None
    if page is None or page.pk == redirect.redirect_page_id:
        link: str | None = redirect.link
        return link
    return page.get_url(request) or redirect.link


def language_redirect(request: HttpRequest) -> HttpResponse | None:
    """From a language that isn't there to the one that serves it: ``/pt/`` to ``/pt-br/``, ``/EN/`` to ``/en/``.

    For good only where the language is the same but for its spelling: an operator may add another one.
    """
    start = TAG.fullmatch(request.path_info)
    if start is None or start[1] in dict(settings.LANGUAGES) or request.method not in {"GET", "HEAD"}:
        return None
    site = Site.find_for_request(request)
    tag, remainder = start[1], start[2] or "/"
    language_code = closest(tag, list(live_homes(site))) if site else None
    if language_code is None:
        return None
    path = request.get_full_path()[1 + len(tag) :] if start[2] else remainder
    kind = HttpResponsePermanentRedirect if tag.replace("_", "-").lower() == language_code else HttpResponseRedirect
    return kind(f"/{language_code}{path}")


class LanguagesRedirectForm(RedirectForm):
    """Form of a redirect that explains paths with and without a language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_path"].help_text = _(
            "The path of the old address. A path without a language, such as /old-page, works in every language. "
            "A path with a language, such as /es/old-page, works only there."
        )
        self.fields["redirect_page"].help_text = _(
            "Visitors go to this page in their own language if it is published in it, otherwise to this page."
        )


class CreateRedirectView(views.CreateView):
    """As Wagtail's, with our form."""

    form_class: ClassVar = LanguagesRedirectForm


class EditRedirectView(views.EditView):
    """As Wagtail's, with our form."""

    form_class: ClassVar = LanguagesRedirectForm
