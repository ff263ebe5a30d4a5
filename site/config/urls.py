"""Addresses. What the public reads starts with its language; all else has none."""

from collections.abc import Callable

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from core.api import views as api
from core.base import form_recovery, health, views
from core.base.chooser_dialogs import link_urls
from core.base.localized_urls import translated_path
from core.documents import thumbnail
from core.documents import views as files
from core.jobs import health as jobs_health
from core.navigation.site_map import site_map
from core.seo import llms, sitemaps
from search.views import opensearch, record_click, search, search_feed, suggestions

#: What readers find below a language, by its path in English words; see :mod:`core.base.localized_urls`.
PUBLIC: dict[str, tuple[Callable[..., HttpResponse], str]] = {
    "search/": (search, "search"),
    "search/feed.atom": (search_feed, "search_feed"),
    "search/suggestions/": (suggestions, "search_suggestions"),
    "search/followed/": (record_click, "search_followed"),
    "site-map/": (site_map, "site_map"),
}

urlpatterns = [
    # Wagtail's own are refused to who is signed out, which is what is asked here.
    path("admin/session/", form_recovery.session, name="admin_session"),
    path("admin/", include(link_urls())),  # before Wagtail's own dialogs, in whose place they stand
    path("admin/", include(wagtailadmin_urls)),
    path("files/<uuid:key>/", files.serve, name="file"),
    path("files/<uuid:key>/cover/", thumbnail.serve, name="file_cover"),
    re_path(r"^documents/(\d+)/(.*)$", files.old_address),
    path("documents/", include(wagtaildocs_urls)),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/work", jobs_health.work, name="health_work"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:tag>.xml", sitemaps.section, name="sitemap_section"),
    path("llms.txt", llms.index, name="llms"),
    path("llms-<slug:tag>.txt", llms.section, name="llms_section"),
    path("api/v2/", api.root, name="api_root"),
    path("api/v2/", api.router.urls),
    path("robots.txt", views.robots, name="robots"),
    path("", views.language_root, name="language_root"),
]

if apps.is_installed("devtools"):
    urlpatterns.append(path("styleguide/", include("devtools.urls")))

if settings.SERVE_MEDIA:
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", files.media)]

urlpatterns += i18n_patterns(
    *(path(translated_path(route), view, name=name) for route, (view, name) in PUBLIC.items()),
    # In English, as all of them were before; where that is the language's own, the one above has it.
    *(path(route, views.redirect_localized, {"name": name}) for route, (_view, name) in PUBLIC.items()),
    path("opensearch.xml", opensearch, name="opensearch"),
    # What pages offer beside themselves; Wagtail's own pattern knows no dots.
    re_path(r"^((?:[\w-]+/)*[\w-]+\.[a-z]+)$", serve, name="beside_a_page"),
    path("", include(wagtail_urls)),
    prefix_default_language=True,
)

handler400 = "core.base.views.bad_request"
handler404 = "core.base.views.page_not_found"
handler500 = "core.base.views.server_error"
