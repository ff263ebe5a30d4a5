"""Public view of a form page: show, validate, thank."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from core.outbox.delivery import send_on_commit
from core.visitor_forms import protection
from core.visitor_forms.forms import private, sending, start_token
from home.forms.form_builder import CONSENT
from home.models import FormPage, Submission

#: In the address of the page that thanks, so that reloading it sends nothing again.
SENT = "sent"


def form_response(request: HttpRequest, page: FormPage) -> HttpResponse:
    """The response to a visitor's request for a form page."""
    if request.method != "POST":
        if SENT in request.GET:
            return private(page.render_landing_page(request))
        form = None if page.is_closed else page.get_form(page=page, user=request.user)
        return show(request, page, form)
    if page.is_closed:
        return show(request, page, None)
    form = page.get_form(request.POST, page=page, user=request.user)
    reason = None
    if form.is_valid():
        reason = protection.refusal(request, page.translation_key) or protection.too_many(request)
    if reason:
        form.add_error(None, reason.message)
    if form.errors:
        return show(request, page, form, status=reason.status if reason else 422)
    store(page, form, request.POST[protection.START_FIELD])
    return HttpResponseRedirect(f"{page.get_url(request)}?{SENT}=1")


def show(request: HttpRequest, page: FormPage, form: Any, status: int = 200) -> HttpResponse:
    """The page with the form as it stands; None: it is closed."""
    context = page.get_context(request)
    context["form"] = form
    if form is not None:
        context["started"] = start_token(request, page.translation_key)
    response = TemplateResponse(request, page.get_template(request), context, status=status)
    return private(response)


def store(page: FormPage, form: Any, note: str) -> Submission:
    """Keep the answers under the source's page, and have them mailed. The same sent twice is kept once."""
    answers = {name: value for name, value in form.cleaned_data.items() if name != CONSENT}
    with transaction.atomic():
        submission, created = page.get_submission_class().objects.get_or_create(
            sending=sending(note, answers),
            defaults={
                "page": page.source,
                "form_data": answers,
                "language": page.locale.language_code,
                "names": " ".join(answers),
                "consented": bool(form.cleaned_data.get(CONSENT)),
            },
        )
        if created and page.source.addresses:
            send_on_commit(submission)
    return submission
