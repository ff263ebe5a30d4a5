"""Addresses. What the public reads starts with its language; all else has none."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path
from django.utils.module_loading import import_string
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls


def view(name: str) -> Callable[..., HttpResponse]:
    """A view that is looked up by its dotted name when it is first asked for."""

    def call(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return import_string(name)(request, *args, **kwargs)

    return call


urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("health/live", view("core.health.live"), name="health_live"),
    path("health/ready", view("core.health.ready"), name="health_ready"),
    path("sitemap.xml", view("core.sitemaps.sitemap"), name="sitemap"),
    path("robots.txt", view("core.views.robots"), name="robots"),
    path("", view("core.views.language_root"), name="language_root"),
]

if settings.SERVE_MEDIA:
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += i18n_patterns(
    path("search/", view("search.views.search"), name="search"),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)

handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"
