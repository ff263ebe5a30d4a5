"""Admin URLs and buttons of machine translation."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core.base.reports import register_menu_item
from translation.machine import views
from translation.machine.providers import provider


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    return [
        path("machine-translation/", views.overview, name="machine"),
        path("machine-translation/<int:translation_id>/", views.draft_one, name="machine_draft"),
        path("machine-translation/into/<str:tag>/", views.draft_language, name="machine_draft_language"),
        path("machine-translation/<int:translation_id>/review/", views.review, name="machine_review"),
        path("machine-translation/runs/<int:run_id>/", views.show_run, name="machine_run"),
        path("machine-translation/runs/<int:run_id>/cancel/", views.cancel_run, name="machine_cancel"),
        path("machine-translation/runs/<int:run_id>/resume/", views.resume_run, name="machine_resume"),
    ]


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Permissions of memory and machine translation, for the admin's groups."""
    return Permission.objects.filter(
        content_type__app_label__in=["translation_memory", "translation_machine"],
        codename__in=["exchange_memory", "use_machine"],
    )


register_menu_item(
    _("Machine translation"),
    "machine",
    icon_name="wagtail-localize-language",
    order=9010,
    may_see=lambda request: provider() is not None and views.may_use_machine(request),
)
