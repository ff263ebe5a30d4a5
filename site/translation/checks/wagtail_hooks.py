"""Admin URLs and log actions of the checks."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from translation.checks.completeness import ACTION
from translation.checks.views import findings_list


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """URL of the list of findings."""
    return [path("translation-checks/<int:translation_id>/", findings_list, name="translation_findings")]


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Register the log actions of the checks."""

    @actions.register_action(ACTION)
    class PublishedUnfinished(LogFormatter):
        label = _("Publish incomplete translation")

        def format_message(self, log_entry: Any) -> str:
            count = log_entry.data["missing"]
            message = ngettext(
                "Published with %(count)d text in the source language",
                "Published with %(count)d texts in the source language",
                count,
            )
            return message % {"count": count}
