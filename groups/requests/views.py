"""Public views of a service request: form, errors, confirmation.

It is at the service's address followed by ``request/`` in the words of the page's language
(:mod:`core.base.localized_urls`).
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse

from core.outbox.delivery import send_on_commit
from core.seo.languages import below, page_languages
from core.visitor_forms import protection
from core.visitor_forms.forms import private, sending, start_token
from groups.models import ServicePage, ServiceRequest, ServiceRequestMail
from groups.page_context import offering
from groups.requests.availability import obstacle
from groups.requests.forms import RequestForm

#: In the address of the thanks, so that reloading them sends nothing again; and its value while the mails wait.
SENT, WAITING = "sent", "waiting"
TEMPLATE = "pages/groups/service_request.html"


def request_form_response(request: HttpRequest, page: ServicePage) -> HttpResponse:
    """The response to a visitor at the address below a service's."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if request.method != "POST" and SENT in request.GET:
        return _page(request, page, {"sent": request.GET[SENT]})
    why_not = obstacle(page, *offering(page))
    if why_not:
        return _page(request, page, {"obstacle": why_not}, 200 if request.method != "POST" else 409)
    if request.method != "POST":
        return _page(request, page, {"form": RequestForm()})
    form = RequestForm(request.POST)
    refusal = form.is_valid() and (
        protection.refusal(request, page.translation_key)
        or protection.too_many(request)
        or protection.too_many_for(form.cleaned_data["email"])
    )
    if refusal:
        form.add_error(None, refusal.message)
    if form.errors:
        return _page(request, page, {"form": form}, refusal.status if refusal else 422)
    service_request = store(page, form.answers, request.POST[protection.START_FIELD])
    state = WAITING if service_request.mails.filter(mailed_at=None, failures__gt=0).exists() else "1"
    return HttpResponseRedirect(f"{request.path}?{SENT}={state}")


def _page(request: HttpRequest, page: ServicePage, values: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page, which no cache keeps."""
    context = {
        "page": page,
        "self": page,
        "request": request,
        "started": start_token(request, page.translation_key),
        "languages": below(page_languages(page, request), "request/"),
        **values,
    }
    response = TemplateResponse(request, TEMPLATE, context, status=status)
    return private(response)


def store(page: ServicePage, answers: dict[str, Any], note: str) -> ServiceRequest:
    """Keep a request and have it mailed. The same sent twice is kept once."""
    with transaction.atomic():
        service_request, created = ServiceRequest.objects.get_or_create(
            sending=sending(note, answers),
            defaults={
                **answers,
                "service_key": page.translation_key,
                "service_title": page.title,
                "language": page.locale.language_code,
            },
        )
        if created:
            for kind in ServiceRequestMail.Kind:
                send_on_commit(ServiceRequestMail.objects.create(request=service_request, kind=kind))
    return service_request
