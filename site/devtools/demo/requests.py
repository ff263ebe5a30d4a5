"""Demo requests for services, from invented people."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from devtools.demo import texts
from devtools.demo.builder import Builder, facts
from groups.models import ServicePage, ServiceRequest, ServiceRequestMail


def build(builder: Builder) -> None:
    """The requests that are missing. Their mails count as sent: nobody is written to."""
    builder.progress.begin("Requests")
    for content in texts.load("requests"):
        _request(builder, content)
        builder.progress.step()


def _request(builder: Builder, content: dict[str, Any]) -> None:
    service = builder.find(ServicePage, "service", content["service"])
    if service is None or content["language"] not in builder.locales:
        return
    version = service.get_translation_or_none(builder.locales[content["language"]]) or service
    sent_at = timezone.now() - timedelta(days=content["days_ago"])
    request, is_new = ServiceRequest.objects.get_or_create(
        sending=texts.key("request", content["key"]).hex,
        defaults={
            **facts(content, "language", "name", "email", "organisation", "country", "purpose", "status", "notes"),
            "service_key": service.translation_key,
            "service_title": version.title,
            "sent_at": sent_at,
            "status_at": sent_at,
            "handler": get_user_model()._default_manager.filter(username=content.get("handler")).first(),
        },
    )
    if is_new:
        kinds = ServiceRequestMail.Kind
        ServiceRequestMail.objects.bulk_create(
            ServiceRequestMail(request=request, kind=kind, mailed_at=sent_at) for kind in kinds
        )
