"""The checks in Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from translation.checks.views import findings_list


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Where what they found is listed."""
    return [path("translation-checks/<int:translation_id>/", findings_list, name="translation_findings")]
