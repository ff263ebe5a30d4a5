"""Machine translation in Wagtail's admin."""

from django.urls import URLPattern, path
from wagtail import hooks

from translation.machine import views


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Its addresses."""
    return [
        path("machine-translation/<int:translation_id>/", views.draft_one, name="machine_draft"),
        path("machine-translation/into/<str:tag>/", views.draft_language, name="machine_draft_language"),
        path("machine-translation/<int:translation_id>/review/", views.review, name="machine_review"),
        path("machine-translation/runs/<int:run_id>/", views.show_run, name="machine_run"),
        path("machine-translation/runs/<int:run_id>/cancel/", views.cancel_run, name="machine_cancel"),
        path("machine-translation/runs/<int:run_id>/resume/", views.resume_run, name="machine_resume"),
    ]
